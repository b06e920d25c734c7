package post

import (
	"regexp"
	"strconv"
	"strings"

	"gangwei/internal/database"
	"gangwei/internal/errs"
	"gangwei/internal/quota"
	"gangwei/internal/region"
)

// Incoming post of a village, checked.
type Incoming struct {
	Draft
	Village *region.Region
	Code    string // that it had when it was written out; empty: the next free one
}

// Admit opens many posts at once, each using up a place of the plan, and gives their ids. Refusals: quota.none, quota.over.
func Admit(tx *database.Tx, many []Incoming) ([]int64, error) {
	type need struct {
		village *region.Region
		line    quota.Line
	}
	needs := make([]need, len(many))
	count := map[need]int64{}
	var order []need
	for i, m := range many {
		period, err := quota.PeriodOn(tx, m.OpensOn)
		if err != nil {
			return nil, err
		}
		needs[i] = need{m.Village, quota.Line{Period: period.Code, Kind: m.Kind}}
		if count[needs[i]]++; count[needs[i]] == 1 {
			order = append(order, needs[i])
		}
	}
	quotas, last := map[need]int64{}, map[string]int{}
	for _, n := range order {
		id, err := quota.TakeForPosts(tx, n.village.Path, n.line, count[n])
		if err != nil {
			return nil, err
		}
		quotas[n] = id
		if last[n.village.Path], err = lastNumber(tx, n.village); err != nil {
			return nil, err
		}
	}
	codes := make([]string, len(many))
	for i, m := range many {
		if codes[i] = m.Code; m.Code == Code(m.Village, numberOf(m.Code)) {
			last[m.Village.Path] = max(last[m.Village.Path], numberOf(m.Code))
		}
	}
	for i, m := range many {
		if codes[i] == "" {
			last[m.Village.Path]++
			codes[i] = Code(m.Village, last[m.Village.Path])
		}
	}
	if err := tx.InsertMany("post", []string{"code", "village_id", "path", "quota_id", "kind", "title", "place", "tasks", "days_month", "hours_month", "rate_fen", "fund", "officer", "opens_on", "season_from", "season_until", "stream", "work", "state"}, len(many), func(i int, x []any) {
		m := &many[i]
		x[0], x[1], x[2], x[3], x[4], x[5], x[6], x[7] = codes[i], m.Village.ID, m.Village.Path, quotas[needs[i]], m.Kind, strings.TrimSpace(m.Title), strings.TrimSpace(m.Place), strings.TrimSpace(m.Tasks)
		x[8], x[9], x[10], x[11], x[12], x[13] = m.DaysMonth, m.HoursMonth, int64(m.RateFen), m.Fund, strings.TrimSpace(m.Officer), m.OpensOn
		x[14], x[15], x[16], x[17], x[18] = m.season().SeasonFrom, m.season().SeasonUntil, m.stream(), m.work(), Open
	}); err != nil {
		return nil, err
	}
	var out []int64
	for _, c := range codes {
		var id int64
		if _, err := tx.One(&id, "SELECT id FROM post WHERE code = ?", c); err != nil {
			return nil, err
		}
		out = append(out, id)
	}
	return out, nil
}

// Dismiss takes posts back that were opened by mistake, and gives their places back to the plan. Refusal: post.built_upon (somebody
// applied for one of them or holds it, or it was changed).
func Dismiss(tx *database.Tx, ids []int64) error {
	for _, id := range ids {
		p, err := Lock(tx, id)
		if err != nil {
			return err
		}
		n, err := tx.Exec("DELETE FROM post WHERE id = ? AND version = 1 AND state = 'open'", id)
		if database.ForeignKey(err) || err == nil && n == 0 {
			return errs.New(errs.State, "post.built_upon")
		}
		if err != nil {
			return err
		}
		if _, err := tx.Exec("UPDATE quota SET opened = opened - 1, version = version + 1 WHERE id = ?", p.QuotaID); err != nil {
			return err
		}
	}
	return nil
}

// VacantOf a village: open posts that nobody holds, by code.
func VacantOf(r database.Reader, villageID int64) ([]Post, error) {
	var out []Post
	err := r.Select(&out, "SELECT "+columns+" FROM post p WHERE p.village_id = ? AND p.state = 'open' AND NOT EXISTS (SELECT 1 FROM placement l WHERE l.live_post = p.id) ORDER BY p.code", villageID)
	return out, err
}

// ByCodes are the posts of codes that there are, by code.
func ByCodes(r database.Reader, codes []string) (map[string]Post, error) {
	out := map[string]Post{}
	return out, database.InParts(codes, func(marks string, args []any) error {
		var some []Post
		err := r.Select(&some, "SELECT "+columns+" FROM post WHERE code IN ("+marks+")", args...)
		for _, x := range some {
			out[x.Code] = x
		}
		return err
	})
}

// ownCodes are those that Code makes.
var ownCodes = regexp.MustCompile(`^([0-9]{12})-([0-9]{3,4})$`)

// VillageOf a post's code is the code of the village in which it was opened; false where this program did not make it.
func VillageOf(code string) (string, bool) {
	m := ownCodes.FindStringSubmatch(code)
	if m == nil {
		return "", false
	}
	return m[1], true
}

// numberOf a code in its village; 0 where this program did not make it.
func numberOf(code string) int {
	if m := ownCodes.FindStringSubmatch(code); m != nil {
		n, _ := strconv.Atoi(m[2])
		return n
	}
	return 0
}
