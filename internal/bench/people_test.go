package bench

import (
	"bytes"
	"database/sql"
	"fmt"
	"io"
	"log/slog"
	"net/http"
	"net/http/httptest"
	"path/filepath"
	"strings"
	"testing"

	"github.com/labstack/echo/v4"
	"github.com/xuri/excelize/v2"

	"gangwei/internal/app"
	"gangwei/internal/base/civil"
	"gangwei/internal/base/clock"
	"gangwei/internal/base/idno"
	"gangwei/internal/base/plain"
	"gangwei/internal/demo"
	"gangwei/internal/platform/authz"
	"gangwei/internal/platform/database"
	"gangwei/internal/platform/region"
	"gangwei/internal/platform/sheet"
	"gangwei/internal/registry/divisions"
	"gangwei/internal/registry/resident"
)

// workbook of people of all villages, as a city would hand it in: every tenth row is a second member of the household
// before.
func workbook(b testing.TB, tree *region.Tree, rows int) []byte {
	b.Helper()
	villages := tree.At(region.Village)
	var w bytes.Buffer
	columns := []sheet.Column{
		{Head: "村", Width: 16},
		{Head: "姓名", Width: 10},
		{Head: "身份证号码", Width: 22},
		{Head: "户号", Width: 8},
		{Head: "与户主关系", Width: 8},
		{Head: "联系电话", Width: 14},
		{Head: "社保卡账号", Width: 24},
		{Head: "居住起始日期", Width: 12},
		{Head: "是否脱贫户", Width: 8},
		{Head: "是否残疾", Width: 8},
		{Head: "认定依据", Width: 20},
		{Head: "备注", Width: 20},
	}
	given := []rune("明华强芳丽军勇敏静秀英")
	must(b, sheet.WriteXLSX(&w, "人员名册", "", columns, func(yield func([]string) error) error {
		birth := civil.MustDate("1955-01-01")
		for i := range rows {
			relation := "户主"
			if i%10 == 9 {
				relation = "配偶"
			}
			n := idno.Make("370499", birth.AddDays(i/400), i%400*2+i%2)
			if err := yield([]string{villages[i%len(villages)].Code, "王" + string(given[i%11]) + string(given[i/11%11]),
				string(n), fmt.Sprint(i / len(villages)), relation, fmt.Sprintf("06329%06d", i), fmt.Sprintf("62170000000%08d", i),
				"1998.3.2", "√", "否", "名册", ""}); err != nil {
				return err
			}
		}
		return nil
	}))
	return w.Bytes()
}

// Taking a workbook of 39,000 people, read, judged and written, against reading it with the same library and inserting
// the same rows.
func BenchmarkImportPeople(b *testing.B) {
	var ours, bare []spent
	peak := uint64(0)
	for range 3 {
		dir := b.TempDir()
		a, err := app.Init(ctx, app.Config{Data: dir}, divisions.Zaozhuang, divisions.ZaozhuangUnits, true,
			clock.NewSet(clock.On(app.Start, 8, 0)), slog.New(slog.NewTextHandler(io.Discard, nil)))
		must(b, err)
		var tree *region.Tree
		must(b, a.DB.Read(ctx, func(s *database.Snapshot) (err error) {
			tree, err = region.Load(s, a.Clock.Now().Date())
			return err
		}))
		body := workbook(b, tree, posts(b))
		who := authz.System("bench")
		stop, done := make(chan struct{}), make(chan uint64)
		go watch(stop, done)
		begun := start()
		id, err := a.Imports.HandIn(ctx, who, "", "people", tree.Top(), "名册.xlsx", body)
		must(b, err)
		must(b, a.Imports.Judge(ctx, who, id, nil))
		_, err = a.Imports.Accept(ctx, who, "", id, 2, nil)
		must(b, err)
		ours = append(ours, since(begun))
		close(stop)
		peak = max(peak, <-done)
		db, err := sql.Open("sqlite", "file:"+strings.TrimPrefix(a.Config.Address(), "sqlite:"))
		must(b, err)
		tables := load(b, db)
		must(b, db.Close())
		must(b, a.Close())
		begun = start()
		f, err := excelize.OpenReader(bytes.NewReader(body))
		must(b, err)
		rows, err := f.Rows("Sheet1")
		must(b, err)
		for rows.Next() {
			_, err := rows.Columns()
			must(b, err)
		}
		must(b, rows.Close())
		must(b, f.Close())
		bare = append(bare, since(begun).plus(bareWrite(b, tables)))
	}
	b.ReportMetric(float64(peak)/(1<<20), "peakMiB")
	report(b, fmt.Sprintf("import %d people", posts(b)), ours, bare)
}

// Finding people by a part of a name, a whole number and a telephone among half a million, against the same
// indexed queries bare.
func BenchmarkSearchResidents(b *testing.B) {
	dir := b.TempDir()
	must(b, build(b, dir, posts(b)).Close())
	raw, err := sql.Open("sqlite",
		"file:"+filepath.Join(dir, "gangwei.db")+"?_pragma=cache_size(-16384)&_pragma=mmap_size(1073741824)")
	must(b, err)
	var n, village int64
	must(b, raw.QueryRow("SELECT COUNT(*), MIN(village_id) FROM person").Scan(&n, &village))
	for n < 500_000 {
		res, err := raw.Exec(`INSERT INTO person (household_id, village_id, path, name, name_sort, sex, birth, relation,
id_sealed, id_index, id_tail, phone_sealed, phone_index, account_tail, version)
SELECT household_id, village_id, path, name, name_sort, sex, birth, relation, id_sealed, randomblob(32), id_tail,
phone_sealed, randomblob(32), '', 1 FROM person LIMIT ?`, 500_000-n)
		must(b, err)
		more, err := res.RowsAffected()
		must(b, err)
		n += more
	}
	// a name that one person has
	_, err = raw.Exec("UPDATE person SET name = '欧阳稀见' WHERE id = (SELECT MAX(id) FROM person)")
	must(b, err)
	_, err = raw.Exec("ANALYZE")
	must(b, err)
	must(b, raw.Close()) // both read anew, with the same statistics
	raw, err = sql.Open("sqlite",
		"file:"+filepath.Join(dir, "gangwei.db")+"?_pragma=cache_size(-16384)&_pragma=mmap_size(1073741824)")
	must(b, err)
	defer raw.Close()
	a, err := app.Open(ctx, app.Config{Data: dir}, clock.StartingAt(demo.Start),
		slog.New(slog.NewTextHandler(io.Discard, nil)))
	must(b, err)
	defer a.Close()
	var name string
	var idIndex, phoneIndex []byte
	must(b,
		raw.QueryRow("SELECT name, id_index, phone_index FROM person WHERE phone_index IS NOT NULL LIMIT 1 OFFSET 1000").Scan(
			&name, &idIndex, &phoneIndex))
	const columns = "id, household_id, village_id, path, name, sex, birth, relation, id_sealed, id_index, id_tail, " +
		"phone_sealed, phone_index, account_sealed, account_index, account_tail, resident_since, died_on, version"
	cases := []struct {
		f    resident.Filter
		sql  string
		args []any
	}{
		{resident.Filter{Seek: resident.Seek{NamePart: name, NameKey: plain.Sought(name)}, Limit: 50},
			"person WHERE INSTR(name, ?) > 0", []any{name}},
		{resident.Filter{Seek: resident.Seek{NamePart: "阳稀见", NameKey: "阳稀见"}, Limit: 50}, "person WHERE INSTR(name, ?) > 0",
			[]any{"阳稀见"}},
		{resident.Filter{Seek: resident.Seek{IDIndex: idIndex}, Limit: 50}, "person WHERE id_index = ?", []any{idIndex}},
		{resident.Filter{Seek: resident.Seek{PhoneIndex: phoneIndex}, Limit: 50},
			"person INDEXED BY person__phone_index WHERE phone_index = ?", []any{phoneIndex}},
	}
	var ours, bare []spent
	for range runs {
		begun := start()
		for range 100 {
			for _, c := range cases {
				must(b, a.DB.Read(ctx, func(s *database.Snapshot) error {
					_, err := resident.List(s, authz.Everywhere(), c.f)
					return err
				}))
			}
		}
		ours = append(ours, since(begun))
		begun = start()
		for range 100 {
			for _, c := range cases {
				scanAll(b, raw, "SELECT "+columns+" FROM "+c.sql+" ORDER BY path, name_sort, id LIMIT 50", c.args...)
			}
		}
		bare = append(bare, since(begun))
	}
	for i, c := range cases {
		begun := start()
		must(b, a.DB.Read(ctx, func(s *database.Snapshot) error {
			_, err := resident.List(s, authz.Everywhere(), c.f)
			return err
		}))
		b.ReportMetric(float64(since(begun).wall.Microseconds()), fmt.Sprintf("us/search%d", i+1))
	}
	report(b, fmt.Sprintf("search among %d residents", n), ours, bare)
}

// A village's board page against a bare handler that serves the same bytes.
func BenchmarkBoard(b *testing.B) {
	dir := b.TempDir()
	must(b, build(b, dir, min(posts(b), 2600)).Close())
	a, err := app.Open(ctx, app.Config{Data: dir}, clock.StartingAt(demo.Start),
		slog.New(slog.NewTextHandler(io.Discard, nil)))
	must(b, err)
	defer a.Close()
	s, jobs, err := a.Server(ctx)
	must(b, err)
	defer jobs.Close()
	var code string
	must(b, a.DB.Read(ctx, func(sn *database.Snapshot) error {
		t, err := region.Load(sn, a.Clock.Now().Date())
		code = t.At(region.Village)[0].Code
		return err
	}))
	get := func(h http.Handler) []byte {
		w := httptest.NewRecorder()
		h.ServeHTTP(w, httptest.NewRequest("GET", "/board/"+code, nil))
		if w.Code != http.StatusOK {
			b.Fatal(w.Code, w.Body.String())
		}
		return w.Body.Bytes()
	}
	body := get(s.Echo)
	plain := echo.New()
	plain.GET("/board/:code", func(c echo.Context) error { return c.HTMLBlob(http.StatusOK, body) })
	var ours, bare []spent
	one, two := httptest.NewServer(s.Echo), httptest.NewServer(plain)
	defer one.Close()
	defer two.Close()
	fetch := func(base string) spent {
		begun := start()
		for range 2000 {
			res, err := http.Get(base + "/board/" + code)
			must(b, err)
			_, err = io.Copy(io.Discard, res.Body)
			must(b, err)
			must(b, res.Body.Close())
		}
		return since(begun)
	}
	for range runs {
		ours = append(ours, fetch(one.URL))
		bare = append(bare, fetch(two.URL))
	}
	report(b, "board page", ours, bare)
}
