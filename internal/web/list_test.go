package web_test

import (
	"cmp"
	"fmt"
	"html"
	"net/http"
	"net/http/httptest"
	"net/url"
	"regexp"
	"slices"
	"strings"
	"testing"

	"github.com/labstack/echo/v4"

	"gangwei/internal/apptest"
	"gangwei/internal/base/civil"
	"gangwei/internal/base/money"
	"gangwei/internal/dbtest"
	"gangwei/internal/platform/authz"
	"gangwei/internal/platform/database"
	"gangwei/internal/platform/kit"
	"gangwei/internal/platform/listing"
	"gangwei/internal/platform/region"
	"gangwei/internal/platform/sheet"
	"gangwei/internal/sheettest"
	"gangwei/views"
)

// thing is a row of the tests' own table.
type thing struct {
	ID         int64
	Path, Name string
	StartOn    civil.Date
}

var thingsSource = listing.Source{ID: "t.id", From: "thing t", Orders: []listing.Order{
	{Key: "place", By: "t.path", Indexed: true},
	{Key: "start", By: "t.start_on", Indexed: true},
	{Key: "name", By: "t.name"},
	{Key: "both", By: "t.path", Then: "t.start_on", Indexed: true},
}}

// read a window of the things of a scope whose name has a text in it.
func read(s *database.Snapshot, scope authz.Scope, part string, w *listing.Window) (rows []thing, err error) {
	where, args := scope.SQL("t.path")
	if part != "" {
		where, args = where+" AND t.name LIKE ? ESCAPE '!'", append(args, listing.Part(part))
	}
	if _, err := s.One(&w.Total, thingsSource.Count(where), w.CountArgs(args)...); err != nil {
		return nil, err
	}
	var ids []int64
	if err := s.Select(&ids, thingsSource.IDs(where, w), w.Args(args)...); err != nil {
		return nil, err
	}
	err = database.InParts(ids, func(marks string, args []any) error {
		var some []thing
		err := s.Select(&some, "SELECT t.id, t.path, t.name, t.start_on FROM thing t WHERE t.id IN ("+marks+")", args...)
		rows = append(rows, some...)
		return err
	})
	return listing.Turn(rows, ids, w, func(x thing) int64 { return x.ID }), err
}

// office is a house with things, and the list of them.
type office struct {
	*apptest.House
	all  []thing
	list listing.List[thing]
	kit  *kit.Kit
	tree *region.Tree
}

// with so many things: a third in another county, and many of one name and day.
func with(t *testing.T, db *database.DB, n int, limits listing.Limits) *office {
	t.Helper()
	o := &office{House: apptest.New(t, db)}
	apptest.Must(t, db.Write(apptest.Ctx, func(tx *database.Tx) error {
		_, err := tx.Exec("CREATE TABLE thing (id BIGINT NOT NULL PRIMARY KEY, path VARCHAR(16) NOT NULL, name VARCHAR(60) " +
			"NOT NULL, start_on VARCHAR(10) NOT NULL)")
		return err
	}))
	t.Cleanup(func() {
		_ = db.Write(apptest.Ctx, func(tx *database.Tx) error {
			_, err := tx.Exec("DROP TABLE thing")
			return err
		})
	})
	home, away := o.Region(apptest.Home).Path, o.Region(apptest.Away).Path
	for i := range n {
		x := thing{int64(i*7%n + 1), home, fmt.Sprintf("N%02d", i%11), civil.MustDate("2024-01-01").AddDays(i % 5)}
		if i%3 == 0 {
			x.Path = away
		}
		o.all = append(o.all, x)
	}
	apptest.Must(t, db.Write(apptest.Ctx, func(tx *database.Tx) error {
		return tx.InsertMany("thing", []string{"id", "path", "name", "start_on"}, n, func(i int, v []any) {
			v[0], v[1], v[2], v[3] = o.all[i].ID, o.all[i].Path, o.all[i].Name, o.all[i].StartOn
		})
	}))
	o.list = listing.List[thing]{Code: "things", Title: "东西", View: "placement.view", Export: "placement.export",
		Orders: thingsSource.Orders, Limits: limits, NoRow: "没有", ID: func(x thing) int64 { return x.ID },
		Columns: []listing.Column[thing]{
			listing.Text("name", "名称", func(x thing) string { return x.Name }).
				To(func(x thing) string { return "/things/" + kit.FormatID(x.ID) }),
			listing.Place("place", "村", func(x thing) string { return x.Path }),
			listing.Day("start", "开始", func(x thing) civil.Date { return x.StartOn }),
			listing.Number("id", "号", func(x thing) int64 { return x.ID }).OnChoice(),
			listing.Text("do", "办理", func(x thing) string { return "去办" }).OnPage().OnChoice(),
			listing.Text("secret", "密", func(x thing) string { return "S" }).Under("user.manage"),
		},
		Bulk: []listing.Bulk{{Words: "办理", Address: "/do", Permission: "placement.start"}}}
	templates, err := kit.ParseTemplates(views.Files)
	apptest.Must(t, err)
	o.kit = &kit.Kit{Templates: templates, DB: db, Desk: o.Desk}
	apptest.Must(t, db.Read(apptest.Ctx, func(s *database.Snapshot) (err error) {
		o.tree, err = region.Load(s, o.Desk.Clock.Now().Date())
		return err
	}))
	return o
}

// ask for the list as somebody: what is shown, or what is handed out.
func (o *office) ask(t *testing.T, who authz.Actor, query string) (v *listing.View, body *httptest.ResponseRecorder,
	err error) {
	t.Helper()
	body = httptest.NewRecorder()
	c := echo.New().NewContext(httptest.NewRequest(http.MethodGet, "/things?"+strings.TrimPrefix(query, "?"), nil), body)
	now := o.Desk.Clock.Now()
	r := &kit.Request{Context: c, Kit: o.kit, Actor: who, Tree: o.tree, Today: now.Date(), Now: now}
	part := r.Text("q")
	err = o.list.Answer(r, listing.Query[thing]{Rows: func(s *database.Snapshot, scope authz.Scope,
		w *listing.Window) ([]thing, error) {
		return read(s, scope, part, w)
	}}, func(x *listing.View) error {
		v = x
		return nil
	})
	return v, body, err
}

// shown as somebody who may see all.
func (o *office) shown(t *testing.T, query string) *listing.View {
	t.Helper()
	v, _, err := o.ask(t, authz.System("test"), query)
	apptest.Must(t, err)
	return v
}

func ids(v *listing.View) (out []int64) {
	for _, x := range v.Rows {
		out = append(out, x.ID)
	}
	return out
}

// sorted in memory.
func (o *office) sorted(sort string) (out []int64) {
	key, desc := strings.CutPrefix(sort, "-")
	all := slices.Clone(o.all)
	slices.SortFunc(all, func(a, b thing) int {
		c := map[string]int{"place": cmp.Compare(a.Path, b.Path),
			"start": cmp.Compare(a.StartOn.String(), b.StartOn.String()), "name": cmp.Compare(a.Name, b.Name)}[key]
		if key == "both" {
			c = cmp.Or(cmp.Compare(a.Path, b.Path), cmp.Compare(a.StartOn.String(), b.StartOn.String()))
		}
		if c = cmp.Or(c, cmp.Compare(a.ID, b.ID)); desc {
			return -c
		}
		return c
	})
	for _, x := range all {
		out = append(out, x.ID)
	}
	return out
}

// walked from the first page by the links to the next one, and how many pages there were.
func (o *office) walked(t *testing.T, query string) (out []int64, last *listing.View, pages int) {
	t.Helper()
	for query != "" {
		if pages++; pages > 100 {
			t.Fatal("no end of pages")
		}
		last = o.shown(t, query)
		out = append(out, ids(last)...)
		query = last.Next
	}
	return out, last, pages
}

// Each order, both ways, is what a sort in memory gives, and each row is on one page, where many are equal too; beyond
// the numbered pages by key, and back again.
func TestList_sorts_as_memory_does_and_pages_cover_each_row_once(t *testing.T) {
	dbtest.Each(t, func(t *testing.T, db *database.DB) {
		o := with(t, db, 330, listing.Limits{})
		for _, sort := range []string{"place", "-place", "start", "-start", "name", "-name"} {
			if got, _, pages := o.walked(t, "sort="+sort); !slices.Equal(got, o.sorted(sort)) || pages != 7 {
				t.Errorf("by %s: %d pages, %v", sort, pages, got)
			}
		}
		if got, want := ids(o.shown(t, "")), o.sorted("place"); !slices.Equal(got, want[:50]) {
			t.Errorf("the usual order: %v", got)
		}
		o.list.Limits = listing.Limits{Exact: 100}
		for _, sort := range []string{"place", "-place", "start", "-start", "both", "-both"} {
			want := o.sorted(sort)
			got, last, pages := o.walked(t, "sort="+sort)
			if !slices.Equal(got, want) || pages != 7 || last.First == "" || last.Pages != nil {
				t.Errorf("by %s beyond the numbers: %d pages, %v", sort, pages, got)
			}
			at := len(want) - len(last.Rows)
			for v := last; v.Prev != "" && at > 0; {
				v = o.shown(t, v.Prev)
				if at -= len(v.Rows); !slices.Equal(ids(v), want[at:at+len(v.Rows)]) {
					t.Fatalf("back by %s to %d: %v", sort, at, ids(v))
				}
			}
			if at != 0 {
				t.Errorf("back by %s: %d rows were not seen again", sort, at)
			}
		}
		if v := o.shown(t, "page=99"); v.Pages[len(v.Pages)-1].Number != 2 || !v.Pages[len(v.Pages)-1].Here {
			t.Errorf("a page beyond the last: %+v", v.Pages)
		}
	})
}

// A total is exact up to a limit and a word beyond it; over another, only orders with an index are offered.
func TestList_counts_and_offers_by_how_many_there_are(t *testing.T) {
	dbtest.Each(t, func(t *testing.T, db *database.DB) {
		o := with(t, db, 60, listing.Limits{Sorted: 60})
		for exact, want := range map[int]string{61: "60", 60: "60", 59: "59以上"} {
			if o.list.Limits.Exact = exact; o.shown(t, "").Total != want {
				t.Errorf("of 60 rows, counted to %d: %s", exact, o.shown(t, "").Total)
			}
		}
		heads := func(v *listing.View) (out []string) {
			for _, h := range v.Heads {
				if h.Address != "" {
					out = append(out, h.Key+h.Sorted)
				}
			}
			return out
		}
		v := o.shown(t, "sort=-name")
		if got := heads(v); !slices.Equal(got, []string{"namedescending", "place", "start"}) || v.Refused != "" {
			t.Errorf("of 60: %v, refused %s", got, v.Refused)
		}
		o.list.Limits.Sorted = 59
		v = o.shown(t, "sort=-name")
		if got := heads(v); !slices.Equal(got, []string{"placeascending", "start"}) || v.Refused != "名称" ||
			!slices.Equal(ids(v), o.sorted("place")[:50]) || len(v.Orders) != 4 {
			t.Errorf("of more than may be sorted: %v, refused %q, %+v", got, v.Refused, v.Orders)
		}
		if v := o.shown(t, "sort=-name&q=N01"); v.Refused != "" || len(v.Rows) != 6 {
			t.Errorf("a few of many may be sorted by anything: %q, %d", v.Refused, len(v.Rows))
		}
	})
}

// Nobody sees a row of another region: not on a page, in a total, by a search, behind a foreign key, or in a file.
func TestList_keeps_to_the_scope(t *testing.T) {
	dbtest.Each(t, func(t *testing.T, db *database.DB) {
		o := with(t, db, 90, listing.Limits{Exact: 10})
		who := o.Actor("county_reviewer", apptest.County)
		mine := map[int64]bool{}
		foreign := int64(0)
		for _, x := range o.all {
			if mine[x.ID] = o.Region(apptest.Home).Path == x.Path; !mine[x.ID] {
				foreign = x.ID
			}
		}
		for _, query := range []string{"", "q=N", "sort=-start&size=200", "q=N01", "after=" + kit.FormatID(foreign),
			"before=" + kit.FormatID(foreign), "sort=name&page=3"} {
			v, _, err := o.ask(t, who, query)
			apptest.Must(t, err)
			for _, id := range ids(v) {
				if !mine[id] {
					t.Errorf("%s shows the foreign row %d", query, id)
				}
			}
			if strings.Contains(query, "after=") && len(v.Rows) > 0 {
				t.Errorf("a foreign key orders %d rows", len(v.Rows))
			}
		}
		o.list.Limits = listing.Limits{}
		v, _, err := o.ask(t, who, "")
		apptest.Must(t, err)
		if v.Total != "60" {
			t.Errorf("a county of 60 has %s", v.Total)
		}
		_, w, err := o.ask(t, who, "as=xlsx")
		apptest.Must(t, err)
		if got := cells(t, w); len(got) != 60 {
			t.Errorf("the workbook has %d rows", len(got))
		}
	})
}

// cells of a workbook below title, note and heads.
func cells(t *testing.T, w *httptest.ResponseRecorder) (out [][]string) {
	t.Helper()
	pages, err := sheet.Open("a.xlsx", w.Body.Bytes())
	apptest.Must(t, err)
	for _, r := range pages[0].Rows[3:] {
		var line []string
		for i := range r.Cells {
			line = append(line, r.Text(i))
		}
		out = append(out, line)
	}
	return out
}

// In a workbook a figure is a number, and what is said below one stands beside it: else nobody can add them up.
func TestList_hands_out_figures_as_numbers(t *testing.T) {
	dbtest.Each(t, func(t *testing.T, db *database.DB) {
		o := with(t, db, 12, listing.Limits{})
		o.list.Columns = append(o.list.Columns, listing.Money("sum", "金额", func(x thing) money.Fen {
			return money.Fen(123_400 + x.ID)
		}).And(func(x thing) string { return "在岗31/31天，计720.00元" }))
		_, w, err := o.ask(t, o.Actor("county_reviewer", apptest.County), "as=xlsx&cols=name,id,sum,place")
		apptest.Must(t, err)
		rows, numbers := sheettest.Numbers(t, w.Body.Bytes())
		if got := strings.Join(rows[2], " "); got != "序号 名称 村 号 金额 金额说明" {
			t.Errorf("heads %s", got)
		}
		for i, r := range rows[3:] {
			if want := []bool{true, false, false, true, true, false}; !slices.Equal(numbers[i+3], want) {
				t.Errorf("numbers of %q are %t", r, numbers[i+3])
			}
		}
		if first := rows[3]; !strings.HasPrefix(first[4], "1234.") || first[5] != "在岗31/31天，计720.00元" {
			t.Errorf("row %q", first)
		}
	})
}

var row = regexp.MustCompile(`(?s)<tr>.*?</tr>`)
var cell = regexp.MustCompile(`(?s)<td[^>]*>(.*?)</td>`)

// A workbook and a print are the page: its columns, filter and order, of all rows. Who took them is recorded; who may
// only look takes nothing.
func TestList_hands_out_what_the_page_shows(t *testing.T) {
	dbtest.Each(t, func(t *testing.T, db *database.DB) {
		o := with(t, db, 150, listing.Limits{})
		who := o.Actor("county_reviewer", apptest.County)
		const query = "sort=-start&q=N0&cols=name,id,do,secret,start"
		var want [][]string
		for next := "?" + query; next != ""; {
			v, _, err := o.ask(t, who, next)
			apptest.Must(t, err)
			if len(v.Heads) != 4 {
				t.Fatalf("columns: %+v", v.Heads)
			}
			for _, x := range v.Rows {
				want = append(want, []string{fmt.Sprint(len(want) + 1), x.Cells[0].Text, x.Cells[1].Text, x.Cells[2].Text})
			}
			next = v.Next
		}
		_, w, err := o.ask(t, who, query+"&as=xlsx")
		apptest.Must(t, err)
		if got := cells(t, w); len(want) < 60 || !slices.EqualFunc(got, want, slices.Equal) {
			t.Errorf("the workbook has %d rows, the pages %d: %v", len(got), len(want), got[:2])
		}
		_, w, err = o.ask(t, who, query+"&as=print")
		apptest.Must(t, err)
		var printed [][]string
		for _, r := range row.FindAllString(w.Body.String(), -1)[1:] {
			var line []string
			for _, c := range cell.FindAllStringSubmatch(r, -1) {
				line = append(line, html.UnescapeString(strings.TrimSpace(c[1])))
			}
			printed = append(printed, line)
		}
		if !slices.EqualFunc(printed, want, slices.Equal) {
			t.Errorf("the print has %d rows, the pages %d: %v", len(printed), len(want), printed[:2])
		}
		if n := o.taken(t); n != 2 {
			t.Errorf("%d entries of the trail tell of two lists", n)
		}
		o.list.Limits = listing.Limits{Workbook: 20, Print: 10}
		for as, most := range map[string]int{"xlsx": 20, "print": 10} {
			_, w, err = o.ask(t, who, query+"&as="+as)
			apptest.Must(t, err)
			if as == "xlsx" && len(cells(t, w)) != most ||
				as == "print" && (len(row.FindAllString(w.Body.String(), -1)) != most+1 ||
					!strings.Contains(w.Body.String(), "后面的没有列出")) {
				t.Errorf("%s is not cut at %d", as, most)
			}
		}
		for _, as := range []string{"xlsx", "print"} {
			_, w, err := o.ask(t, o.Actor("finance_preparer", apptest.County), "as="+as)
			apptest.Want(t, as+" of one who may only look", "authz.forbidden", err)
			_, _, err = o.ask(t, authz.System("x"), "as=pdf")
			apptest.Want(t, "no such form", "authz.not_found", err)
			if w.Body.Len() > 0 {
				t.Errorf("%s: something was handed out", as)
			}
		}
		if n := o.taken(t); n != 4 {
			t.Errorf("%d entries after a refusal", n)
		}
		if v, _, _ := o.ask(t, o.Actor("finance_preparer", apptest.County), ""); v.Taken || len(v.Bulk) > 0 {
			t.Error("who may not take the list away, or act, is offered to")
		}
	})
}

// taken lists, as the trail tells.
func (o *office) taken(t *testing.T) (n int) {
	t.Helper()
	apptest.Must(t, o.DB.Read(apptest.Ctx, func(s *database.Snapshot) error {
		_, err := s.One(&n, "SELECT COUNT(*) FROM trail_entry WHERE act = 'export' AND detail LIKE '%list=things%'")
		return err
	}))
	return n
}

// What is sought stands for itself: no sign of it is a wildcard.
func TestPart_is_sought_as_it_stands(t *testing.T) {
	dbtest.Each(t, func(t *testing.T, db *database.DB) {
		o := with(t, db, 30, listing.Limits{})
		names := []string{"100%真", "a_b", "a!b", "acb", "王小明"}
		apptest.Must(t, db.Write(apptest.Ctx, func(tx *database.Tx) error {
			for i, n := range names {
				if _, err := tx.Exec("UPDATE thing SET name = ? WHERE id = ?", n, i+1); err != nil {
					return err
				}
			}
			return nil
		}))
		for part, want := range map[string]int{"%": 1, "_": 1, "!": 1, "a": 3, "小": 1, "王小明": 1, "\\": 0,
			strings.Repeat("王", 200): 0, "a_b": 1, "'": 0} {
			v, _, err := o.ask(t, authz.System("x"), ""+query(part))
			apptest.Must(t, err)
			if len(v.Rows) != want {
				t.Errorf("%.20q finds %d, want %d", part, len(v.Rows), want)
			}
		}
	})
}

// query for a text.
func query(s string) string { return string(kit.Query("q", s)) }

// Nonsense in an address says nothing, and never an error.
func TestAddress_of_a_list_bears_nonsense(t *testing.T) {
	db := dbtest.SQLite(t)
	o := with(t, db, 120, listing.Limits{})
	usual := o.shown(t, "")
	for _, query := range []string{"sort=", "sort=--name", "sort=name;drop", "sort=nothing", "page=0", "page=-1", "page=x",
		"page=99999999999999999999", "size=0", "size=51", "size=-50", "size=x", "cols=", "cols=,,,", "cols=nothing",
		"after=x", "after=-1", "after=0001,5", "after=1", "before=1", "sort=%00", "cols=" + strings.Repeat("a,", 5000)} {
		v, _, err := o.ask(t, authz.System("x"), query)
		if err != nil || !slices.Equal(ids(v), ids(usual)) || len(v.Heads) != len(usual.Heads) {
			t.Errorf("%.40q: %v", query, err)
		}
	}
	if v := o.shown(t, "page=3&size=50"); len(v.Rows) != 20 || v.From != 101 || v.Next != "" {
		t.Errorf("the last page: %d rows from %d", len(v.Rows), v.From)
	}
	if v := o.shown(t, "size=100&page=2&sort=name"); !strings.Contains(v.Heads[0].Address, "size=100") ||
		strings.Contains(v.Heads[0].Address, "page=") || v.Heads[0].Address != "?size=100&sort=-name" {
		t.Errorf("the head's link is %s", v.Heads[0].Address)
	}
}

// By a column that a visitor may not see nothing is sorted, on the page or in a file: the order would tell of it.
func TestList_is_not_sorted_by_what_one_may_not_see(t *testing.T) {
	dbtest.Each(t, func(t *testing.T, db *database.DB) {
		o := with(t, db, 60, listing.Limits{})
		for i, c := range o.list.Columns {
			if c.Key == "start" {
				o.list.Columns[i] = c.Under("user.manage")
			}
		}
		who := o.Actor("county_reviewer", apptest.County)
		usual, _, err := o.ask(t, who, "")
		apptest.Must(t, err)
		_, file, err := o.ask(t, who, "as=xlsx")
		apptest.Must(t, err)
		for _, sort := range []string{"start", "-start"} {
			v, _, err := o.ask(t, who, "sort="+sort)
			apptest.Must(t, err)
			if !slices.Equal(ids(v), ids(usual)) {
				t.Errorf("%s: the rows come by it", sort)
			}
			for _, x := range v.Orders {
				if strings.TrimPrefix(x.Value, "-") == "start" {
					t.Errorf("%s is offered", x.Value)
				}
			}
			_, got, err := o.ask(t, who, "as=xlsx&sort="+sort)
			apptest.Must(t, err)
			if !slices.EqualFunc(cells(t, got), cells(t, file), slices.Equal) {
				t.Errorf("%s: the workbook comes by it", sort)
			}
		}
		if v := o.shown(t, "sort=-start"); !slices.Equal(ids(v), o.sorted("-start")[:50]) {
			t.Error("who may see it does not sort by it")
		}
	})
}

// Columns that somebody chose are kept for that user and list; an address may name others for once.
func TestColumns_are_kept_for_user_and_list(t *testing.T) {
	dbtest.Each(t, func(t *testing.T, db *database.DB) {
		o := with(t, db, 5, listing.Limits{})
		who, other := o.Actor("county_reviewer", apptest.County), o.Actor("township_reviewer", apptest.Town)
		heads := func(who authz.Actor, query string) string {
			v, _, err := o.ask(t, who, query)
			apptest.Must(t, err)
			var out []string
			for _, h := range v.Heads {
				out = append(out, h.Key)
			}
			return strings.Join(out, " ")
		}
		choose := func(list, columns string) {
			apptest.Must(t, db.Write(apptest.Ctx, func(tx *database.Tx) error {
				return listing.Choose(tx, who.UserID, list, columns, o.Desk.Clock.Now())
			}))
		}
		choose("things", "id,start")
		choose("things", "id,secret")
		choose("others", "place")
		for _, c := range []struct {
			who         authz.Actor
			query, want string
		}{{who, "", "name id"}, {who, "cols=place", "name place"}, {other, "", "name place start"}} {
			if got := heads(c.who, c.query); got != c.want {
				t.Errorf("%s: %s, want %s", c.query, got, c.want)
			}
		}
		choose("things", "")
		if got := heads(who, ""); got != "name place start" {
			t.Errorf("taken back: %s", got)
		}
	})
}

// A list without a source is read at once, up to a number of rows: where there are more, the page and the file say so.
func TestList_read_at_once_says_that_it_is_cut(t *testing.T) {
	db := dbtest.SQLite(t)
	o := with(t, db, 3, listing.Limits{})
	o.list.Orders = nil
	ask := func(n int, query string) (v *listing.View, body *httptest.ResponseRecorder) {
		body = httptest.NewRecorder()
		c := echo.New().NewContext(httptest.NewRequest(http.MethodGet, "/things?"+query, nil), body)
		now := o.Desk.Clock.Now()
		r := &kit.Request{Context: c, Kit: o.kit, Actor: authz.System("test"), Tree: o.tree, Today: now.Date(), Now: now}
		apptest.Must(t, o.list.Answer(r, listing.Query[thing]{
			All: func(*database.Snapshot, authz.Scope) ([]thing, error) {
				all := make([]thing, n)
				for i := range all {
					all[i] = thing{ID: int64(i + 1), Path: o.all[0].Path, Name: "N"}
				}
				return all, nil
			}}, func(x *listing.View) error { v = x; return nil }))
		return v, body
	}
	if v, _ := ask(20, "sort=-id"); v.Rows[0].ID != 20 || v.Refused != "" || len(v.Orders) < 6 {
		t.Errorf("a few are not sorted: from %d, %+v", v.Rows[0].ID, v.Orders)
	}
	if v, _ := ask(5001, "sort=-id"); v.Rows[0].ID != 1 || v.Refused != "号" || len(v.Orders) != 2 {
		t.Errorf("more are sorted than may be: from %d, %q, %+v", v.Rows[0].ID, v.Refused, v.Orders)
	}
	if v, _ := ask(listing.Few-1, ""); v.Cut != "" {
		t.Errorf("all rows are shown, and it says %q", v.Cut)
	}
	if v, _ := ask(listing.Few, "sort=-id"); v.Cut != "2万" || v.Rows[0].ID == listing.Few {
		t.Errorf("one row more: %q, from %d", v.Cut, v.Rows[0].ID)
	}
	if _, body := ask(listing.Few, "as=print"); !strings.Contains(body.Body.String(), "后面的没有列出") {
		t.Error("the print does not say that it is cut")
	}
}

// What is only looked at is handed out to nobody, however it is asked for.
func TestList_that_is_only_looked_at_is_not_handed_out(t *testing.T) {
	db := dbtest.SQLite(t)
	o := with(t, db, 3, listing.Limits{})
	who := o.Actor("county_reviewer", "370402")
	if v, _, err := o.ask(t, who, ""); err != nil || !v.Taken {
		t.Fatalf("%v %v", v, err)
	}
	o.list.Export = listing.Nobody
	if v, _, err := o.ask(t, who, ""); err != nil || v.Taken {
		t.Errorf("the page offers to take it away: %v", err)
	}
	for _, as := range []string{"xlsx", "print"} {
		_, body, err := o.ask(t, who, "as="+as)
		apptest.Want(t, as, "authz.forbidden", err)
		if body.Body.Len() > 0 {
			t.Errorf("%s was handed out", as)
		}
	}
}

// Rows that were chosen on a page are taken away alone, in the page's order and columns, wherever the page begins; a
// row of another region, or that may not be chosen, is never among them, and what is done to them otherwise sees
// nothing of how they were found.
func TestList_hands_out_the_rows_that_were_chosen(t *testing.T) {
	dbtest.Each(t, func(t *testing.T, db *database.DB) {
		o := with(t, db, 330, listing.Limits{Exact: 100})
		who := o.Actor("county_reviewer", apptest.County)
		v, _, err := o.ask(t, who, "sort=-start&size=50&page=2&cols=name,id")
		apptest.Must(t, err)
		foreign := slices.IndexFunc(o.all, func(x thing) bool { return x.Path != o.Region(apptest.Home).Path })
		ids := url.Values{"as": {"xlsx"}, "whence": {v.Whence}, "ids": {v.Rows[40].Pick, v.Rows[3].Pick,
			kit.FormatID(o.all[foreign].ID), "nonsense"}}
		if !v.Picks || strings.Contains(v.Next+v.Heads[0].Address, "ids=") {
			t.Errorf("%+v", v.Picking)
		}
		_, w, err := o.ask(t, who, ids.Encode())
		apptest.Must(t, err)
		to := w.Header().Get("Location")
		if w.Code != http.StatusSeeOther || !strings.HasPrefix(to, "/things?") || strings.Contains(to, "whence") {
			t.Fatalf("%d to %s", w.Code, to)
		}
		_, query, _ := strings.Cut(to, "?")
		for _, as := range []string{"xlsx", "print"} {
			_, w, err = o.ask(t, who, strings.Replace(query, "as=xlsx", "as="+as, 1))
			apptest.Must(t, err)
			want := []string{v.Rows[3].Cells[1].Text, v.Rows[40].Cells[1].Text}
			var got []string
			if as == "xlsx" {
				for _, r := range cells(t, w) {
					got = append(got, r[2])
				}
			} else {
				for _, r := range row.FindAllString(w.Body.String(), -1)[1:] {
					got = append(got, html.UnescapeString(strings.TrimSpace(cell.FindAllStringSubmatch(r, -1)[2][1])))
				}
			}
			if !slices.Equal(got, want) {
				t.Errorf("%s of two chosen rows: %v, want %v", as, got, want)
			}
		}
		_, _, err = o.ask(t, o.Actor("finance_preparer", apptest.County), query)
		apptest.Want(t, "who may only look", "authz.forbidden", err)
		if _, w, err = o.ask(t, who, "as=xlsx&whence=%25zz&ids=1"); err != nil || w.Code != http.StatusSeeOther {
			t.Errorf("a broken address: %d %v", w.Code, err)
		}
	})
}
