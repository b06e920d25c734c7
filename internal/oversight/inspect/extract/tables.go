package extract

import (
	"cmp"
	"database/sql"
	"encoding/hex"
	"fmt"
	"maps"
	"slices"
	"strings"

	"gangwei/internal/base/civil"
	"gangwei/internal/base/clock"
	"gangwei/internal/base/money"
	"gangwei/internal/oversight/inspect"
	"gangwei/internal/platform/database"
	"gangwei/internal/platform/region"
	"gangwei/internal/platform/rulebook"
	"gangwei/internal/platform/seal"
	"gangwei/internal/platform/words"
)

// taker goes over the rows of a region.
type taker struct {
	r      database.Reader
	ring   *seal.Ring
	tree   *region.Tree
	path   string
	lo, hi string
	who    map[int64]person
	users  map[int64]user
	posts  map[int64]post
	number map[int64]string // of each application

	offices map[int64][]inspect.Office // that bear on the region, by person
	kinOf   map[int64][]inspect.Kin    // of who holds them, by the other person
}

type person struct {
	no, name, path string
	outside        int64 // on no register of villagers
}

type user struct {
	login, name string
	person      int64
}

type post struct{ code, title, path string }

type row = map[string]string

// part of an extract.
type part struct {
	table string
	take  func(x *taker, out func(row) error) error
}

// parts in the order of the tables that they fill.
var parts = []part{
	{"people", (*taker).persons},
	{"categories", (*taker).categories},
	{"kin", (*taker).kin},
	{"officials", (*taker).officials},
	{"quotas", (*taker).quotas},
	{"posts", (*taker).postRows},
	{"applications", (*taker).applications},
	{"steps", (*taker).steps},
	{"reviews", (*taker).reviews},
	{"votes", (*taker).votes},
	{"notices", (*taker).notices},
	{"objections", (*taker).objections},
	{"placements", (*taker).placements},
	{"insurance", (*taker).insurance},
	{"sheets", (*taker).sheets},
	{"checks", (*taker).checks},
	{"pay_items", (*taker).payItems},
	{"pay_notices", payNotices},
	{"payments", (*taker).payments},
	{"bank_results", (*taker).results},
	{"funds", (*taker).funds},
	{"registers", (*taker).registers},
	{"payee_calls", (*taker).calls},
	{"help_acts", (*taker).help},
	{"complaints", (*taker).complaints},
	{"parameters", (*taker).parameters},
}

// people reads who and what the rows point at: people, users, posts and applications.
func (x *taker) people() error {
	x.who, x.users, x.posts, x.number = map[int64]person{}, map[int64]user{}, map[int64]post{}, map[int64]string{}
	var err error
	if x.offices, x.kinOf, err = inspect.OfficesOn(x.r, x.path); err != nil {
		return err
	}
	in := []any{x.lo, x.hi}
	each := func(rows *sql.Rows) error {
		var id int64
		var p person
		var sealed []byte
		if err := rows.Scan(&id, &p.name, &p.path, &sealed, &p.outside); err != nil {
			return err
		}
		var err error
		if p.no, err = x.ring.Open("person", "id", sealed); err != nil {
			return err
		}
		x.who[id] = p
		return nil
	}
	const who = "SELECT id, name, path, id_sealed, outside FROM person WHERE "
	for _, where := range []string{"path >= ? AND path < ?",
		"id IN (SELECT person_id FROM placement WHERE path >= ? AND path < ?)",
		"id IN (SELECT person_id FROM application WHERE path >= ? AND path < ?)",
		"id IN (SELECT k.kin_id FROM kinship k JOIN person p ON p.id = k.person_id WHERE p.path >= ? AND p.path < ?)"} {
		if err := x.r.Rows(who+where, in, each); err != nil {
			return err
		}
	}
	far := map[int64]bool{} // officials and their kin who live elsewhere
	for id := range x.offices {
		far[id] = true
	}
	for id := range x.kinOf {
		far[id] = true
	}
	for _, id := range slices.Sorted(maps.Keys(far)) {
		if _, known := x.who[id]; !known {
			if err := x.r.Rows(who+"id = ?", []any{id}, each); err != nil {
				return err
			}
		}
	}
	c, err := inspect.PersonOfUsers(x.r, "")
	if err != nil {
		return err
	}
	if err := x.r.Rows("SELECT id, login, name FROM user_account ORDER BY id", nil, func(rows *sql.Rows) error {
		var id int64
		var u user
		err := rows.Scan(&id, &u.login, &u.name)
		u.person = c[id]
		x.users[id] = u
		return err
	}); err != nil {
		return err
	}
	if err := x.r.Rows(
		"SELECT id, code, title, path FROM post WHERE path >= ? AND path < ? OR id IN (SELECT post_id FROM placement WHERE "+
			"path >= ? AND path < ?)",
		append(append([]any{}, in...), in...), func(rows *sql.Rows) error {
			var id int64
			var p post
			err := rows.Scan(&id, &p.code, &p.title, &p.path)
			x.posts[id] = p
			return err
		}); err != nil {
		return err
	}
	return x.r.Rows("SELECT id, number FROM application WHERE path >= ? AND path < ?", in, func(rows *sql.Rows) error {
		var id int64
		var n string
		err := rows.Scan(&id, &n)
		x.number[id] = n
		return err
	})
}

// at fills in the place of a path.
func (x *taker) at(path string, out row) row {
	for code, level := range map[string]region.Level{"county": region.County, "township": region.Township,
		"village": region.Village} {
		if at := region.PathAt(path, level); len(at) == 4*level.Depth() {
			out[code] = x.tree.Name(at)
		}
	}
	return out
}

// of fills in a person and the place of a path: villages of one name lie in several townships.
func (x *taker) of(id int64, path string, out row) row {
	p := x.who[id]
	out["id_no"], out["name"] = p.no, p.name
	return x.at(path, out)
}

// rows of a query over the region, each scanned into values.
func (x *taker) rows(query string, values []any, each func() error) error {
	return x.r.Rows(query, []any{x.lo, x.hi}, func(rows *sql.Rows) error {
		if err := rows.Scan(values...); err != nil {
			return err
		}
		return each()
	})
}

func day(d civil.Date) string {
	if d.IsZero() {
		return ""
	}
	return d.String()
}

func yes(is bool) string {
	if is {
		return "是"
	}
	return ""
}

func moment(at clock.Moment) string {
	if at == 0 {
		return ""
	}
	return at.Time().Format("2006-01-02 15:04:05")
}

func (x *taker) persons(out func(row) error) error {
	var id, household int64
	var path, relation string
	var birth, died civil.Date
	var phone []byte
	return x.rows("SELECT p.id, CASE WHEN h.not_known = 1 THEN 0 ELSE p.household_id END, p.path, p.relation, p.birth, "+
		"p.died_on, p.phone_sealed FROM person p JOIN household h ON h.id = p.household_id WHERE p.path >= ? AND p.path < "+
		"? AND p.outside = 0 ORDER BY p.path, p.id", []any{
		&id, &household, &path, &relation, &birth, &died, &phone}, func() error {
		call := ""
		if len(phone) > 0 {
			var err error
			if call, err = x.ring.Open("person", "phone", phone); err != nil {
				return err
			}
		}
		p, home := x.who[id], ""
		if household != 0 { // 0: not known, which the table says by an empty cell
			home = fmt.Sprint(household)
		}
		return out(x.at(path,
			row{"id_no": p.no, "name": p.name, "household_no": home, "relation": relation, "birth": day(birth),
				"died": day(died), "phone": call}))
	})
}

func (x *taker) categories(out func(row) error) error {
	var id int64
	var path, code string
	var from, until civil.Date
	return x.rows(
		"SELECT x.person_id, p.path, x.code, x.from_date, x.until FROM person p JOIN person_category x ON x.person_id = "+
			"p.id WHERE p.path >= ? AND p.path < ? ORDER BY p.path, x.person_id, x.id",
		[]any{&id, &path, &code, &from, &until}, func() error {
			return out(x.of(id, path, row{"category": code, "from": day(from), "until": day(until)}))
		})
}

func (x *taker) kin(out func(row) error) error {
	told := map[int64]bool{}
	say := func(id, of, other int64, code, source string) error {
		if told[id] {
			return nil
		}
		told[id] = true
		k, path := x.who[other], x.who[of].path
		if x.who[of].outside == 1 { // no villager: the row says nothing of where the official lives
			path = ""
		}
		return out(x.of(of, path, row{"kin_id_no": k.no, "kin_name": k.name, "relation": code, "source": source}))
	}
	var id, of, other int64
	var code, source string
	if err := x.rows(
		"SELECT k.id, k.person_id, k.kin_id, k.code, k.source FROM kinship k JOIN person p ON p.id = k.person_id WHERE "+
			"p.path >= ? AND p.path < ? ORDER BY k.id",
		[]any{&id, &of, &other, &code, &source}, func() error { return say(id, of, other, code, source) }); err != nil {
		return err
	}
	for _, other := range slices.Sorted(maps.Keys(x.kinOf)) {
		for _, k := range x.kinOf[other] {
			if err := say(k.ID, k.With, other, k.Code, k.Source); err != nil {
				return err
			}
		}
	}
	return nil
}

func (x *taker) officials(out func(row) error) error {
	for _, id := range slices.Sorted(maps.Keys(x.offices)) {
		for _, o := range x.offices[id] {
			if err := out(x.at(o.Path,
				row{"id_no": x.who[id].no, "name": o.Name, "title": o.Title, "kind": words.Label("office", o.Kind),
					"from": day(o.From), "until": day(o.Until)})); err != nil {
				return err
			}
		}
	}
	return nil
}

func (x *taker) quotas(out func(row) error) error {
	var path string
	var total int64
	var from, until civil.Date
	return x.rows(
		"SELECT q.path, q.total, p.from_date, p.until_date FROM quota q JOIN plan_period p ON p.code = q.period WHERE "+
			"q.path >= ? AND q.path < ? ORDER BY q.path, q.id",
		[]any{&path, &total, &from, &until}, func() error {
			if len(path) < 4*region.Village.Depth() {
				return nil
			}
			return out(x.at(path, row{"total": fmt.Sprint(total), "from": day(from), "until": day(until)}))
		})
}

// notTold stands in the cells of a post that was taken over, of which nobody told them yet.
const notTold = "未填（开账接转）"

func (x *taker) postRows(out func(row) error) error {
	var path, code, title, kind, place, tasks, fund, state string
	var hours, seasonFrom, seasonUntil, untold int64
	var rate money.Fen
	var opens, closes civil.Date
	return x.rows("SELECT path, code, title, kind, place, tasks, hours_month, rate_fen, fund, opens_on, closes_on, "+
		"state, season_from, season_until, untold FROM post WHERE path >= ? AND path < ? AND state <> 'void' ORDER BY "+
		"path, id",
		[]any{&path, &code, &title, &kind, &place, &tasks, &hours, &rate, &fund, &opens, &closes, &state, &seasonFrom,
			&seasonUntil, &untold}, func() error {
			hoursTold := ""
			if hours > 0 {
				hoursTold = fmt.Sprint(hours)
			}
			if untold == 1 { // an empty cell would say that there is none
				place, tasks = cmp.Or(place, notTold), cmp.Or(tasks, notTold)
			}
			return out(x.at(path,
				row{"post_code": code, "title": title, "kind": kind, "place": place, "tasks": tasks, "hours": hoursTold,
					"rate": rate.String(), "fund": fund, "heads": "1",
					"seasonal": yes(seasonFrom != 1 || seasonUntil != 12), "opens": day(opens), "closes": day(closes),
					"state": words.Label("post", state)}))
		})
}

func (x *taker) placements(out func(row) error) error {
	var id, postID, personID, opening int64
	var application, continues, entered sql.NullInt64
	var path, basis, agreement string
	var reason sql.NullString
	var start, end, trained civil.Date
	var rate money.Fen
	agreed, err := inspect.LoadAgreed(x.r, x.path)
	if err != nil {
		return err
	}
	return x.rows(`SELECT l.id, l.path, l.application_id, l.continues_id, l.post_id, l.person_id, l.basis, l.start_on,
l.end_on, l.end_reason, l.rate_fen, l.agreement_no, l.trained_on, l.opening, e.at_us FROM placement l
LEFT JOIN placement_event e ON e.placement_id = l.id AND e.kind = 'started'
WHERE l.path >= ? AND l.path < ? AND (l.end_reason IS NULL OR l.end_reason <> 'void')
ORDER BY l.path,
l.id`, []any{&id, &path, &application, &continues, &postID, &personID, &basis, &start, &end, &reason, &rate, &agreement, &trained, &opening, &entered}, func() error {
		cells := row{"post_code": x.posts[postID].code, "post_title": x.posts[postID].title,
			"application_no": x.number[application.Int64], "start": day(start), "end": day(end), "end_reason": reason.String,
			"basis": basis, "rate": rate.String(), "agreement_no": agreement, "agreement_until": day(agreed[id]),
			"trained": day(trained), "continues": yes(continues.Valid)}
		if entered.Valid {
			cells["entered"] = day(clock.Moment(entered.Int64).Date())
		}
		if opening == 1 {
			cells["channel"] = "历史"
		}
		return out(x.of(personID, path, cells))
	})
}

func (x *taker) insurance(out func(row) error) error {
	var personID int64
	var path, policy string
	var from, until civil.Date
	return x.rows(
		"SELECT l.path, l.person_id, COALESCE(MAX(c.policy_no), l.insurance_no), COALESCE(l.insured_from, "+
			"MIN(c.from_date)), COALESCE(MAX(c.until_date), l.end_on) FROM placement l LEFT JOIN insurance_period c "+
			"ON c.placement_id = l.id WHERE l.path >= ? AND l.path < ? AND (l.insured_from IS NOT NULL OR c.id IS NOT NULL) "+
			"AND (l.end_reason IS NULL OR l.end_reason <> 'void') GROUP BY l.id, l.path, l.person_id, l.insurance_no, "+
			"l.insured_from, l.end_on ORDER BY l.path, l.id",
		[]any{&path, &personID, &policy, &from, &until}, func() error {
			return out(x.of(personID, path, row{"policy": policy, "from": day(from), "until": day(until)}))
		})
}

func (x *taker) sheets(out func(row) error) error {
	var path, days, how, state string
	var month civil.Month
	var personID int64
	var at, by sql.NullInt64
	var placementID int64
	hours, err := inspect.LoadHours(x.r, x.path)
	if err != nil {
		return err
	}
	corrected, err := inspect.LoadCorrected(x.r, x.path)
	if err != nil {
		return err
	}
	return x.rows("SELECT s.path, s.month, s.state, s.submitted_us, s.submitted_by, d.days, d.how, l.person_id, "+
		"d.placement_id FROM "+
		"duty_sheet s JOIN duty_line d ON d.sheet_id = s.id JOIN placement l ON l.id = d.placement_id WHERE s.path >= ? "+
		"AND s.path < ? ORDER BY s.path, s.month, d.placement_id",
		[]any{&path, &month, &state, &at, &by, &days, &how, &personID, &placementID}, func() error {
			cells := row{"month": month.String(), "marks": days, "entered_at": moment(clock.Moment(at.Int64)),
				"channel": map[bool]string{true: "默认"}[strings.Trim(how, "d-") == "" && how != ""]}
			if as := corrected[inspect.MonthOf{PlacementID: placementID, Month: month}]; as != "" {
				cells["marks"] = as
			}
			if n := hours[inspect.MonthOf{PlacementID: placementID, Month: month}]; n > 0 {
				cells["hours"] = fmt.Sprint(n)
			}
			if state == "draft" || state == "" {
				cells["state"] = "填写中"
			}
			if p, known := x.who[x.users[by.Int64].person]; known {
				cells["entered_by_id"] = p.no
			}
			return out(x.of(personID, path, cells))
		})
}

func (x *taker) checks(out func(row) error) error {
	var path, method, finding string
	var personID int64
	var on civil.Date
	var level sql.NullInt64
	var photo []byte
	return x.rows(`SELECT c.path, l.person_id, c.method, c.on_date, c.finding, (SELECT MIN(LENGTH(g.path))
FROM user_grant g WHERE g.user_id = c.checker_id AND g.role IN ('township_supervisor','county_reviewer','city_manager')
AND g.from_date <= c.on_date AND (g.until IS NULL OR g.until > c.on_date)) AS level,
(SELECT MIN(e.file_digest) FROM duty_evidence e WHERE e.check_id = c.id AND e.kind = 'photo') AS photo FROM duty_check c
JOIN placement l ON l.id = c.placement_id WHERE c.path >= ? AND c.path < ?
ORDER BY c.path, c.on_date, c.id`, []any{&path, &personID, &method, &on, &finding, &level, &photo}, func() error {
		cells := row{"on": day(on), "method": method, "finding": finding,
			"level": map[int64]string{4: "市级", 8: "区（市）级", 12: "镇（街道）", 16: "村"}[level.Int64]}
		if photo != nil {
			cells["photo"] = hex.EncodeToString(photo)
		}
		return out(x.of(personID, path, cells))
	})
}

func (x *taker) registers(out func(row) error) error {
	var id int64
	var path, kind, where string
	var from civil.Date
	return x.rows(
		"SELECT h.person_id, h.path, h.kind, e.on_date, e.detail FROM register_hit h JOIN register_entry e ON e.id = "+
			"h.entry_id WHERE h.path >= ? AND h.path < ? AND h.state <> 'cleared' AND h.kind <> 'deceased' AND e.on_date IS "+
			"NOT NULL ORDER BY h.path, h.id",
		[]any{&id, &path, &kind, &from, &where}, func() error {
			cells := x.of(id, path, row{"kind": kind, "from": day(from), "where": where})
			for _, place := range []string{"county", "township", "village"} {
				delete(cells, place)
			}
			return out(cells)
		})
}

func (x *taker) calls(out func(row) error) error {
	var id int64
	var path, said, got, back, remark string
	var month civil.Month
	var at clock.Moment
	var amount money.Fen
	return x.rows(
		"SELECT i.person_id, c.path, i.month, c.at_us, c.outcome, c.received, COALESCE(c.said_fen, 0), c.asked_back, "+
			"c.remark FROM payee_call c JOIN pay_item i ON i.id = c.item_id WHERE c.path >= ? AND c.path < ? ORDER BY c.path, "+
			"c.id",
		[]any{&id, &path, &month, &at, &said, &got, &amount, &back, &remark}, func() error {
			cells := row{"month": month.String(), "on": day(at.Date()),
				"reached":    map[bool]string{true: "是", false: "否"}[said == "answered"],
				"received":   map[string]string{"yes": "是", "no": "否", "unsure": "不清楚"}[got],
				"asked_back": map[string]string{"yes": "是", "no": "否"}[back], "said": remark}
			if amount > 0 {
				cells["amount"] = amount.String()
			}
			return out(x.of(id, path, cells))
		})
}

func (x *taker) help(out func(row) error) error {
	var id int64
	var path, kind, what, result string
	var on civil.Date
	return x.rows(
		"SELECT c.person_id, c.path, a.kind, a.what, a.on_date, a.result FROM help_case c JOIN help_act a ON a.case_id = "+
			"c.id WHERE c.path >= ? AND c.path < ? ORDER BY c.path, c.id, a.id",
		[]any{&id, &path, &kind, &what, &on, &result}, func() error {
			return out(x.of(id, path, row{"kind": words.Label("helpkind", kind), "what": what, "on": day(on), "result": result}))
		})
}

// parameters that hold for the region and places in it: the city's, the counties' and townships', each with its place,
// so that whoever reads finds the one that holds for a place, a day, and a fund or kind of post.
func (x *taker) parameters(out func(row) error) error {
	all, err := rulebook.List(x.r)
	if err != nil {
		return err
	}
	for _, p := range all {
		t := rulebook.TypeOf(p.Param)
		concerns := strings.HasPrefix(x.path, p.RegionPath) || strings.HasPrefix(p.RegionPath, x.path)
		if p.State != rulebook.Approved || !concerns || t == nil || p.ReplacedBy != 0 {
			continue
		}
		if err := out(x.at(p.RegionPath, row{"key": t.Name, "value": t.Written(p.Value), "from": day(p.FromDate),
			"until": day(p.Until), "document": p.Document, "of": p.Fund})); err != nil {
			return err
		}
	}
	return nil
}
