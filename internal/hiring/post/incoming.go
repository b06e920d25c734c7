package post

import (
	"regexp"
	"strconv"
	"strings"

	"gangwei/internal/base/errs"
	"gangwei/internal/hiring/quota"
	"gangwei/internal/platform/database"
	"gangwei/internal/platform/region"
)

// Incoming post of a village, checked.
type Incoming struct {
	Draft
	Village *region.Region
	Code    string // that it had when it was written out; empty: the next free one
}

// need is a line of the plan in a village.
type need struct {
	village *region.Region
	line    quota.Line
}

// Admit opens many posts at once, each using up a place of the plan, and gives their ids. A standing post is opened
// beside the plan where there is none. Refusals: quota.none, quota.over, post.code_taken (a post has come to a code
// that was brought along).
func Admit(tx *database.Tx, many []Incoming) ([]int64, error) {
	needs := make([]need, len(many))
	count := map[need]int64{}
	standing := map[need]bool{}
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
		standing[needs[i]] = m.Standing
	}
	quotas, last := map[need]any{}, map[string]int{}
	for _, n := range order {
		id, err := quota.TakeForPosts(tx, n.village.Path, n.line, count[n])
		switch {
		case err == nil:
			quotas[n] = id
		case standing[n] && errs.CodeOf(err) == "quota.none":
		default:
			return nil, err
		}
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
	if err := storeIncoming(tx, many, codes, func(i int) any { return quotas[needs[i]] }); err != nil {
		if database.Duplicate(err, "code") {
			return nil, errs.New(errs.Conflict, "post.code_taken").On("post_code")
		}
		return nil, err
	}
	byCode := map[string]int64{}
	if err := database.InParts(codes, func(marks string, args []any) error {
		var rows []struct {
			ID   int64
			Code string
		}
		err := tx.Select(&rows, "SELECT id, code FROM post WHERE code IN ("+marks+")", args...)
		for _, x := range rows {
			byCode[x.Code] = x.ID
		}
		return err
	}); err != nil {
		return nil, err
	}
	out := make([]int64, len(codes))
	for i, c := range codes {
		out[i] = byCode[c]
	}
	return out, nil
}

func storeIncoming(tx *database.Tx, many []Incoming, codes []string, plan func(i int) any) error {
	return tx.InsertMany("post",
		[]string{"code", "village_id", "path", "quota_id", "kind", "title", "place", "tasks", "days_month", "hours_month",
			"rate_fen", "fund",
			"officer", "opens_on", "season_from", "season_until", "stream", "work", "untold", "state"}, len(many),
		func(i int, x []any) {
			m := &many[i]
			untold := 0
			if m.Standing &&
				len(Post{Place: m.Place, Tasks: m.Tasks, DaysMonth: m.DaysMonth, HoursMonth: m.HoursMonth, Fund: m.Fund,
					Officer: m.Officer}.Lacks()) > 0 {
				untold = 1
			}
			x[0], x[1], x[2], x[3], x[4], x[5], x[6], x[7] = codes[i], m.Village.ID, m.Village.Path, plan(i), m.Kind,
				strings.TrimSpace(m.Title), strings.TrimSpace(m.Place), strings.TrimSpace(m.Tasks)
			x[8], x[9], x[10], x[11], x[12], x[13] = m.DaysMonth, m.HoursMonth, int64(m.RateFen), m.Fund,
				strings.TrimSpace(m.Officer), m.OpensOn
			x[14], x[15], x[16], x[17], x[18], x[19] = m.season().SeasonFrom, m.season().SeasonUntil, m.stream(), m.work(),
				untold, Open
		})
}

// Dismiss takes posts back that were opened by mistake, and gives their places back to the plan. One that only
// placements hang on which were taken back themselves stays as void, since these stay. Refusal: post.built_upon
// (somebody applied for one of them or holds it, or it was changed).
func Dismiss(tx *database.Tx, ids []int64) error {
	for _, id := range ids {
		p, err := Lock(tx, id)
		if err != nil {
			return err
		}
		void, err := onlyVoid(tx, id)
		if err != nil {
			return err
		}
		query := "DELETE FROM post WHERE id = ? AND version = 1 AND state = 'open'"
		if void {
			query = "UPDATE post SET state = 'void', closes_on = opens_on, quota_id = NULL, untold = 1, version = version + 1 " +
				"WHERE id = ? AND version = 1 AND state = 'open'"
		}
		n, err := tx.Exec(query, id)
		if database.ForeignKey(err) || err == nil && n == 0 {
			return errs.New(errs.State, "post.built_upon")
		}
		if err != nil {
			return err
		}
		if p.QuotaID == 0 {
			continue
		}
		if _, err := tx.Exec("UPDATE quota SET opened = opened - 1, version = version + 1 WHERE id = ?",
			p.QuotaID); err != nil {
			return err
		}
	}
	return nil
}

// onlyVoid reports whether placements hang on a post and all of them were taken back, and nobody applied for it.
func onlyVoid(tx *database.Tx, id int64) (bool, error) {
	var n struct{ Voided, Other int64 }
	_, err := tx.One(&n, `SELECT (SELECT COUNT(*) FROM placement WHERE post_id = ? AND end_reason = 'void') AS voided,
(SELECT COUNT(*) FROM placement WHERE post_id = ? AND (end_reason IS NULL OR end_reason <> 'void')) + (SELECT COUNT(*)
FROM application WHERE post_id = ?) AS other`, id, id, id)
	return n.Voided > 0 && n.Other == 0, err
}

// VacantOf a village: open posts that nobody holds, by code.
func VacantOf(r database.Reader, villageID int64) ([]Post, error) {
	var out []Post
	err := r.Select(&out,
		"SELECT "+columns+
			" FROM post p WHERE p.village_id = ? AND p.state = 'open' AND NOT EXISTS (SELECT 1 FROM placement l WHERE "+
			"l.live_post = p.id) ORDER BY p.code",
		villageID)
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
