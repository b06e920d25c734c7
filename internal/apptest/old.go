package apptest

import (
	_ "embed"
	"encoding/csv"
	"strings"
	"testing"

	"gangwei/internal/app"
	"gangwei/internal/base/clock"
	"gangwei/internal/base/idno"
	"gangwei/internal/platform/database"
	"gangwei/internal/platform/desk"
	"gangwei/internal/platform/region"
	"gangwei/internal/platform/seal"
	"gangwei/internal/registry/divisions"
)

// What `gangwei init` wrote in the days of each schema: the first schema at which each parameter was there, with the
// value that it had.
//
//go:embed testdata/parameters.csv
var oldParameters string

//go:embed testdata/holidays.csv
var oldHolidays string

// What else it wrote, which was the same in the days of all of them; the targets came with 0043.
var (
	oldKinds = `management,,公共管理
service,,公共服务
social,,社会事业
facility,,设施维护
governance,,社会治理
cleaning,service,保洁
environment,service,人居环境整治
roads,facility,道路管护
forest,facility,护林绿化
water,facility,河湖管护
facilities,facility,公共设施维护
fire_flood,governance,防火防汛防溺水
patrol,governance,治安巡逻
care_old,social,助老
care_disabled,social,助残
culture,social,基层公共文化
publicity,management,宣传助理
employment_aide,management,就业协理
`
	oldTargets = `away,27900,2023-01-01,2023-12-31
taken_in,3700,2023-01-01,2023-12-31
posts,39000,2021-01-01,2025-12-31
`
)

// OldSchemas are the numbers of the schemas of which Old can make an office, oldest first.
func OldSchemas(t testing.TB, db *database.DB) (out []string) {
	t.Helper()
	all, err := app.Migrations(db)
	Must(t, err)
	for _, m := range all {
		if n := m.Name[:4]; n >= "0029" && n <= "0048" {
			out = append(out, n)
		}
	}
	return out
}

// Old makes an office in an empty database as the program of an earlier schema made it, with one person in it.
func Old(t testing.TB, db *database.DB, ring *seal.Ring, schema string) {
	t.Helper()
	Must(t, db.Migrate(Ctx, SchemaUpTo(t, db, schema), nil))
	lines, err := divisions.Read(strings.NewReader(Divisions))
	Must(t, err)
	d := &desk.Desk{DB: db, Clock: clock.NewSet(clock.On(app.Start.AddDays(1800), 9, 0))}
	_, err = divisions.Import(Ctx, d, lines, app.Start, "统计用区划代码", func(v *desk.Visit, tree *region.Tree) error {
		o := old{t, v, tree, ring, schema}
		o.facts()
		o.seeds()
		o.person()
		return divisions.ImportUnits(v, tree, Units, app.Start)
	})
	Must(t, err)
}

// SchemaUpTo are the migrations of an earlier program: up to a number.
func SchemaUpTo(t testing.TB, db *database.DB, schema string) []database.Migration {
	t.Helper()
	all, err := app.Migrations(db)
	Must(t, err)
	for i, m := range all {
		if m.Name[:4] == schema {
			return all[:i+1]
		}
	}
	t.Fatalf("no schema %s", schema)
	return nil
}

// old is an office in the making.
type old struct {
	t      testing.TB
	v      *desk.Visit
	tree   *region.Tree
	ring   *seal.Ring
	schema string
}

func (o old) exec(query string, args ...any) {
	o.t.Helper()
	_, err := o.v.Tx.Exec(query, args...)
	Must(o.t, err)
}

func (o old) rows(text string) [][]string {
	o.t.Helper()
	rows, err := csv.NewReader(strings.NewReader(text)).ReadAll()
	Must(o.t, err)
	return rows
}

func (o old) facts() {
	o.exec("INSERT INTO setting (name, value) VALUES ('demo', '0'), ('made_on', ?)", o.v.Today().String())
}

func (o old) seeds() {
	for _, x := range o.rows(oldParameters)[1:] {
		path := o.tree.Top().Path
		if x[2] != "" {
			r, err := o.tree.ByCode(x[2])
			if err != nil {
				continue
			}
			path = r.Path
		}
		if x[0] > o.schema {
			continue
		}
		o.exec(`INSERT INTO rule_parameter (param, region_path, fund, from_date, value, reason, document, state,
proposed_by, proposed_key, proposed_us, decided_key, decided_us) VALUES (?, ?, ?, ?, ?, '初始参数', '', 'approved', 0, 'system:seed', ?, 'system:init', ?)`,
			x[1], path, x[3], x[4], x[5], o.v.Now(), o.v.Now())
	}
	for _, x := range o.rows(oldHolidays)[1:] {
		o.exec("INSERT INTO holiday (day, worked, name, source) VALUES (?, ?, ?, ?)", x[0], x[1], x[2], x[3])
	}
	for i, x := range o.rows(oldKinds) {
		o.exec("INSERT INTO post_kind (code, parent, name, sort_order) VALUES (?, ?, ?, ?)", x[0], x[1], x[2], i)
	}
	if o.schema < "0043" {
		return
	}
	for _, x := range o.rows(oldTargets) {
		o.exec(`INSERT INTO target (measure, value, from_date, until_date, document, actor_id, at_us)
VALUES (?, ?, ?, ?, '枣人社字〔2023〕68号', 0, ?)`, x[0], x[1], x[2], x[3], o.v.Now())
	}
}

func (o old) person() {
	village, err := o.tree.ByCode(Home)
	Must(o.t, err)
	number := string(idno.Make("370499", app.Start, 1))
	o.exec("INSERT INTO household (id, village_id, path, number, address) VALUES (1, ?, ?, '1', '')",
		village.ID, village.Path)
	o.exec(`INSERT INTO person (id, household_id, village_id, path, name, name_sort, sex, birth, relation,
id_sealed, id_index, id_tail, account_tail) VALUES (1, 1, ?, ?, '王秀英', ?, 1, ?, '02', ?, ?, ?, '')`,
		village.ID, village.Path, []byte("wang"), app.Start.String(),
		o.ring.Seal("person", "id", number), o.ring.Index("idno", number), number[len(number)-4:])
}

// Ring of the tests' offices.
func Ring(t testing.TB) *seal.Ring { return ring(t) }
