package post

import (
	"database/sql"
	"fmt"
	"strconv"
	"strings"

	"gangwei/internal/base/civil"
	"gangwei/internal/platform/authz"
	"gangwei/internal/platform/database"
	"gangwei/internal/platform/listing"
	"gangwei/internal/platform/region"
)

const columns = "id, code, village_id, path, quota_id, kind, title, place, tasks, days_month, hours_month, rate_fen, " +
	"fund, officer, opens_on, closes_on, season_from, season_until, stream, work, state, untold, version"

func one(r database.Reader, suffix string, id int64) (Post, error) {
	return database.Find[Post](r, "SELECT "+columns+" FROM post WHERE id = ?"+suffix, id)
}

// ByID finds a post.
func ByID(r database.Reader, id int64) (Post, error) { return one(r, "", id) }

// Lock reads a post that the visit intends to write about.
func Lock(tx *database.Tx, id int64) (Post, error) { return one(tx, tx.ForUpdate(), id) }

func lastNumber(r database.Reader, village *region.Region) (int, error) {
	var code string
	// By the code's own mark: posts of a village that was merged into this one kept theirs.
	found, err := r.One(&code,
		"SELECT code FROM post WHERE code >= ? AND code < ? ORDER BY LENGTH(code) DESC, code DESC LIMIT 1",
		village.Code+"-", village.Code+"-~")
	if err != nil || !found {
		return 0, err
	}
	_, n, _ := strings.Cut(code, "-")
	last, err := strconv.Atoi(n)
	if err != nil {
		return 0, fmt.Errorf("post code %q", code)
	}
	return last, nil
}

func held(r database.Reader, id int64) (bool, error) {
	var n int64
	return r.One(&n, "SELECT id FROM placement WHERE live_post = ?", id)
}

func setState(tx *database.Tx, p Post, to string, today civil.Date) error {
	var closes any
	if to == Closed {
		closes = today
	}
	_, err := tx.Exec("UPDATE post SET state = ?, closes_on = ?, version = version + 1 WHERE id = ?", to, closes, p.ID)
	return err
}

// amend writes what Amend may change, and whether anything is still to be told. Whoever holds the post holds it for the
// hours told now.
func amend(tx *database.Tx, p Post) error {
	untold := 0
	if len(p.Lacks()) > 0 {
		untold = 1
	}
	var plan any
	if p.QuotaID != 0 {
		plan = p.QuotaID
	}
	if err := tx.Change("UPDATE post SET place = ?, tasks = ?, officer = ?, work = ?, days_month = ?, hours_month = ?, "+
		"fund = ?, quota_id = ?, untold = ?, version = version + 1 WHERE id = ? AND version = ?",
		p.Place, p.Tasks, p.Officer, p.Work, p.DaysMonth, p.HoursMonth, p.Fund, plan, untold, p.ID, p.Version); err != nil {
		return err
	}
	_, err := tx.Exec(
		"UPDATE placement SET hours_month = ?, version = version + 1 WHERE live_post = ? AND hours_month = 0 AND opening = 1",
		p.HoursMonth, p.ID)
	return err
}

// Standing counts the posts of a scope of which something is still to be told.
func Standing(r database.Reader, scope authz.Scope) (int64, error) {
	where, args := scope.SQL("path")
	var n struct{ N int64 }
	_, err := r.One(&n, "SELECT COUNT(*) AS n FROM post WHERE untold = 1 AND state IN ('open', 'suspended') AND "+where,
		args...)
	return n.N, err
}

// Row of the list: a post with its holder, if any.
type Row struct {
	Post
	HolderID int64
	Holder   string
	LastEnd  civil.Date // of the latest holder who left, zero if nobody ever held it
}

// VacantSince is the day from which the post stands vacant; zero while somebody holds it or it is not open.
func (r Row) VacantSince() civil.Date {
	switch {
	case r.HolderID != 0 || r.State != Open:
		return civil.Date{}
	case r.LastEnd.IsZero():
		return r.OpensOn
	}
	return r.LastEnd.AddDays(1)
}

// Filter of the list.
type Filter struct {
	Within string
	State  string
	Kind   string
	Vacant bool
	Untold bool   // of which something is still to be told
	Part   string // of the title, or the code's beginning
	Limit  int
}

func (f Filter) where(scope authz.Scope) (string, []any) {
	where, args := scope.Within(f.Within).SQL("q.path")
	where += " AND q.state <> 'void'"
	if f.Untold {
		where += " AND q.untold = 1"
	}
	if f.State != "" {
		where, args = where+" AND q.state = ?", append(args, f.State)
	}
	if f.Kind != "" {
		where, args = where+" AND q.kind = ?", append(args, f.Kind)
	}
	if f.Vacant {
		where += " AND q.state = 'open' AND NOT EXISTS (SELECT 1 FROM placement l WHERE l.live_post = q.id)"
	}
	if f.Part != "" {
		where += " AND (q.title LIKE ? ESCAPE '!' OR q.code LIKE ? ESCAPE '!')"
		args = append(args, listing.Part(f.Part), listing.CodedPart(f.Part))
	}
	return where, args
}

// Posts is the list of posts: by village first.
var Posts = listing.Source{ID: "q.id", From: "post q", Orders: []listing.Order{
	{Key: "place", By: "q.path", Indexed: true},
	{Key: "title", By: "q.title"},
	{Key: "code", By: "q.code", Indexed: true, Unique: true},
	{Key: "kind", By: "q.kind"},
	{Key: "rate", By: "q.rate_fen"},
	{Key: "hours", By: "q.hours_month"},
	{Key: "opens", By: "q.opens_on"},
	{Key: "state", By: "q.state"},
}}

// Listed are the posts of a window.
func Listed(r database.Reader, scope authz.Scope, f Filter, w *listing.Window) (rows []Row, err error) {
	where, args := f.where(scope)
	if _, err := r.One(&w.Total, Posts.Count(where), w.CountArgs(args)...); err != nil {
		return nil, err
	}
	var ids []int64
	if err := r.Select(&ids, Posts.IDs(where, w), w.Args(args)...); err != nil {
		return nil, err
	}
	err = database.InParts(ids, func(marks string, args []any) error {
		var part []Row
		err := r.Select(&part, `SELECT q.id, q.code, q.village_id, q.path, q.quota_id, q.kind, q.title, q.place, q.tasks,
q.days_month, q.hours_month, q.rate_fen, q.fund, q.officer, q.opens_on, q.closes_on, q.season_from, q.season_until,
q.stream, q.work, q.state, q.untold, q.version,
l.person_id AS holder_id, h.name AS holder, (SELECT MAX(x.end_on) FROM placement x WHERE x.post_id = q.id) AS last_end
FROM post q LEFT JOIN placement l ON l.live_post = q.id LEFT JOIN person h ON h.id = l.person_id
WHERE q.id IN (`+marks+")", args...)
		rows = append(rows, part...)
		return err
	})
	return listing.Turn(rows, ids, w, func(x Row) int64 { return x.ID }), err
}

// List of posts by village, at most as many as the filter says.
func List(r database.Reader, scope authz.Scope, f Filter) ([]Row, error) {
	return Listed(r, scope, f, &listing.Window{Limit: f.Limit})
}

// Counts of a scope, of rural posts: developed (all ever opened), open now, vacant; and urban posts, which the notice's
// figures leave out.
type Counts struct{ Developed, Open, Vacant, Urban int64 }

// Count the posts of a scope.
func Count(r database.Reader, scope authz.Scope) (Counts, error) {
	where, args := scope.SQL("p.path")
	var c Counts
	_, err := r.One(&c, `SELECT COALESCE(SUM(CASE WHEN p.stream = 'rural' THEN 1 ELSE 0 END), 0) AS developed,
COALESCE(SUM(CASE WHEN p.stream = 'rural' AND p.state = 'open' THEN 1 ELSE 0 END), 0) AS open,
COALESCE(SUM(CASE WHEN p.stream = 'rural' AND p.state = 'open' AND l.id IS NULL THEN 1 ELSE 0 END), 0) AS vacant,
COALESCE(SUM(CASE WHEN p.stream = 'urban' THEN 1 ELSE 0 END), 0) AS urban
FROM post p LEFT JOIN placement l ON l.live_post = p.id WHERE p.state <> 'void' AND `+where, args...)
	return c, err
}

// CountBy counts the posts of a scope by the first n characters of their paths, in one query.
func CountBy(r database.Reader, scope authz.Scope, n int) (map[string]Counts, error) {
	where, args := scope.SQL("p.path")
	var rows []struct {
		Prefix string
		Counts
	}
	err := r.Select(&rows, `SELECT SUBSTR(p.path, 1,
`+strconv.Itoa(n)+`) AS prefix, SUM(CASE WHEN p.stream = 'rural' THEN
1 ELSE 0 END) AS developed, SUM(CASE WHEN p.stream = 'rural' AND p.state = 'open' THEN 1 ELSE 0 END) AS open,
SUM(CASE WHEN p.stream = 'rural' AND p.state = 'open'
AND l.id IS NULL THEN 1 ELSE 0 END) AS vacant, SUM(CASE WHEN p.stream = 'urban' THEN 1 ELSE 0 END) AS urban
FROM post p LEFT JOIN placement l ON l.live_post = p.id WHERE p.state <> 'void' AND `+where+" GROUP BY prefix", args...)
	out := map[string]Counts{}
	for _, x := range rows {
		out[x.Prefix] = x.Counts
	}
	return out, err
}

// Plus adds counts up.
func (c Counts) Plus(o Counts) Counts {
	return Counts{c.Developed + o.Developed, c.Open + o.Open, c.Vacant + o.Vacant, c.Urban + o.Urban}
}

// DevelopedByMonth counts the rural posts of a path that were developed in each month, by the first deep characters of
// their paths.
func DevelopedByMonth(r database.Reader, path string, deep int, from, to civil.Month) (map[string][]int64, error) {
	out := map[string][]int64{}
	return out,
		r.Rows(
			"SELECT SUBSTR(path, 1, "+strconv.Itoa(deep)+
				") AS prefix, SUBSTR(opens_on, 1, 7) AS month, COUNT(*) FROM post WHERE stream = 'rural' AND state <> 'void' AND "+
				"opens_on >= ? AND opens_on <= ? AND path >= ? AND path < ? GROUP BY prefix, month",
			[]any{from.First(), to.Last(), path, path + "~"}, func(rows *sql.Rows) error {
				var prefix string
				var month civil.Month
				var n int64
				err := rows.Scan(&prefix, &month, &n)
				if out[prefix] == nil {
					out[prefix] = make([]int64, to.Since(from)+1)
				}
				out[prefix][month.Since(from)] = n
				return err
			})
}

// DevelopedBetween counts the rural posts of a scope that were developed within a time, both days included, by village.
func DevelopedBetween(r database.Reader, scope authz.Scope, from, until civil.Date) (map[string]int64, error) {
	where, args := scope.SQL("path")
	out := map[string]int64{}
	return out,
		r.Rows(
			"SELECT path, COUNT(*) FROM post WHERE stream = 'rural' AND state <> 'void' AND opens_on >= ? AND opens_on <= ? AND "+
				where+" GROUP BY path ORDER BY path",
			append([]any{from, until}, args...), func(rows *sql.Rows) error {
				var path string
				var n int64
				err := rows.Scan(&path, &n)
				out[path] = n
				return err
			})
}

// StoreMany writes posts whose ids the caller gives, inside a visit.
func StoreMany(tx *database.Tx, posts []Post) error {
	return tx.InsertMany("post",
		[]string{"id", "code", "village_id", "path", "quota_id", "kind", "title", "place", "tasks", "days_month",
			"hours_month", "rate_fen", "fund", "officer", "opens_on", "closes_on", "state"},
		len(posts), func(i int, x []any) {
			p := &posts[i]
			x[0], x[1], x[2], x[3], x[4], x[5], x[6], x[7], x[8] = p.ID, p.Code, p.VillageID, p.Path, p.QuotaID, p.Kind, p.Title,
				p.Place, p.Tasks
			x[9], x[10], x[11], x[12], x[13], x[14], x[15], x[16] = p.DaysMonth, p.HoursMonth, int64(p.RateFen), p.Fund,
				p.Officer, p.OpensOn, p.ClosesOn, p.State
		})
}

// MoveVillage gives a village's posts that are not closed to the one that took it in. Called by the room of
// changeovers.
func MoveVillage(tx *database.Tx, from, into *region.Region) (int64, error) {
	return tx.Exec(
		"UPDATE post SET village_id = ?, path = ?, version = version + 1 WHERE village_id = ? AND state NOT IN ('closed', "+
			"'void')",
		into.ID, into.Path, from.ID)
}

// InVillage finds an open or suspended post of a village by its code.
func InVillage(r database.Reader, villageID int64, code string) (int64, bool, error) {
	var id int64
	found, err := r.One(&id, "SELECT id FROM post WHERE village_id = ? AND code = ? AND state NOT IN ('closed', 'void')",
		villageID, code)
	return id, found, err
}

// Move posts to another village. Called by the room of changeovers.
func Move(tx *database.Tx, ids []int64, into *region.Region) error {
	return tx.UpdateMany("post", "village_id = ?, path = ?, version = version + 1", []any{into.ID, into.Path}, ids)
}
