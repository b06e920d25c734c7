package duty

import (
	"strings"

	"gangwei/internal/base/civil"
	"gangwei/internal/platform/database"
	"gangwei/internal/platform/lexicon"
	"gangwei/internal/platform/words"
)

// keyMarks are the marks that one key of a grid gives, from 1 on.
const keyMarks = "PLWOSATH"

// Key of a mark: what is pressed, the mark as it is written and what it means.
type Key struct{ Key, Mark, Means string }

// Keys of the marks, the last one empties. A task is marked by its task alone, so its key is left out without them.
func Keys(tasks bool) (out []Key) {
	for i, m := range keyMarks {
		if m != 'T' || tasks {
			out = append(out, Key{string(rune('1' + i)), Word(byte(m)), words.Label("markmeans", string(m))})
		}
	}
	return append(out, Key{Key: "0", Means: words.Text("duty.empty")})
}

// Legend of the marks as a sentence: 勤＝出勤，假＝请假…, with that of tasks where they are.
func Legend(tasks bool) string {
	var out []string
	for _, k := range Keys(tasks) {
		if k.Mark != "" {
			out = append(out, k.Mark+"＝"+k.Means)
		}
	}
	return strings.Join(out, "，")
}

// Spellings of the marks, for a page that reads what was copied from elsewhere: 勤:√ 出勤 …;假:….
func Spellings() string {
	var out []string
	for _, m := range Marks {
		out = append(out, Word(byte(m))+":"+strings.Join(lexicon.Mark(m).Spellings(), " "))
	}
	return strings.Join(out, ";")
}

// Codes of the marks with their words: P勤 L假 ….
func Codes() string {
	var out []string
	for _, m := range Marks {
		out = append(out, string(m)+Word(byte(m)))
	}
	return strings.Join(out, " ")
}

// repeats are the marks that a month has from the one before: work and agreed days off. Leave, weather and absence
// happened once.
const repeats = "PHO"

// AsIn is a month filled as another: each day as the day of the same week in the order of its weekday, the third
// Tuesday as the third Tuesday. 31 characters, '-' where nothing is said. Pure.
func AsIn(days string, from, month civil.Month) string {
	out := []byte(noShifts)
	if len(days) != 31 {
		return string(out)
	}
	turn := func(m civil.Month, day int) [2]int { return [2]int{int(m.Date(day).Weekday()), (day - 1) / 7} }
	before := map[[2]int]byte{}
	for d := 1; d <= from.Days(); d++ {
		before[turn(from, d)] = days[d-1]
	}
	for d := 1; d <= month.Days(); d++ {
		if m := before[turn(month, d)]; m != 0 && strings.IndexByte(repeats, m) >= 0 {
			out[d-1] = m
		}
	}
	return string(out)
}

// LikeLast is what the village's month before would fill in, by placement: see AsIn.
func LikeLast(r database.Reader, s Sheet) (map[int64]string, error) {
	out := map[int64]string{}
	last, found, err := SheetOf(r, s.VillageID, s.Month.Add(-1))
	if err != nil || !found {
		return out, err
	}
	lines, err := LinesOf(r, last.ID)
	for _, l := range lines {
		out[l.PlacementID] = AsIn(l.Days, last.Month, s.Month)
	}
	return out, err
}
