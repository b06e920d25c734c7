package inspect

import (
	"encoding/json"
	"fmt"
	"slices"
	"strings"

	"gangwei/internal/base/civil"
	"gangwei/internal/base/clock"
	"gangwei/internal/platform/database"
	"gangwei/internal/platform/region"
	"gangwei/internal/platform/words"
)

// An office's own books are material too: which files were taken into them and which rows of these were not, and of
// which months of which villages they have nothing.

// mostImports are listed, the latest first.
const mostImports = 500

// monthsBack is how far back months are looked for.
const monthsBack = 24

// bare are the months of a village with holders of which the books have no attendance or no pay.
type bare struct {
	at                *region.Region
	unsheeted, unpaid []civil.Month
}

// lookForMonths of a village of which the books have nothing.
func (o *Outcome) lookForMonths(d *Dossier, c *City) {
	sheets, paid, held := map[civil.Month]bool{}, map[civil.Month]bool{}, map[civil.Month]bool{}
	last := c.Today.Month().Add(-1)
	first := last.Add(1 - monthsBack)
	for m, s := range d.Sheets {
		sheets[m] = s.State != "draft"
	}
	for _, p := range d.Placements {
		for _, i := range p.Items {
			paid[i.Month] = true
		}
		for m := first; !last.Before(m); m = m.Add(1) {
			until := p.Last()
			held[m] = held[m] || !p.Start.After(m.First()) && (until.IsZero() || !until.Before(m.Last()))
		}
	}
	for m := range sheets {
		o.begun(m)
	}
	for m := range paid {
		o.begun(m)
	}
	x := bare{at: d.Region}
	for m := first; !last.Before(m); m = m.Add(1) {
		if held[m] && !sheets[m] {
			x.unsheeted = append(x.unsheeted, m)
		}
		if held[m] && !paid[m] {
			x.unpaid = append(x.unpaid, m)
		}
	}
	if len(x.unsheeted)+len(x.unpaid) > 0 {
		o.bares = append(o.bares, x)
	}
}

// begun keeps the first month of which the books have anything.
func (o *Outcome) begun(m civil.Month) {
	if o.first.IsZero() || m.Before(o.first) {
		o.first = m
	}
}

// MonthSpans are months in words, those that follow each other as one: 2024年1月至3月、2024年5月.
func MonthSpans(months []civil.Month) string {
	var out []string
	for i := 0; i < len(months); {
		k := i
		for k+1 < len(months) && months[k+1].Since(months[k]) == 1 {
			k++
		}
		text := months[i].Chinese()
		if k > i {
			end := months[k].Chinese()
			if year, rest, _ := strings.Cut(end, "年"); strings.HasPrefix(text, year+"年") {
				end = rest
			}
			text += "至" + end
		}
		out = append(out, text)
		i = k + 1
	}
	return strings.Join(out, "、")
}

// officeMaterials of a pass over the books.
func officeMaterials(r database.Reader, c *City, out *Outcome, path string) (*Materials, error) {
	m := &Materials{}
	imports, err := importsOf(r, c.Tree, path)
	if err != nil {
		return nil, err
	}
	m.Add(imports)
	if out.first.IsZero() {
		return m, nil // the books have nothing at all yet
	}
	early := func(m civil.Month) bool { return m.Before(out.first) }
	for _, x := range out.bares {
		b := Bare{Path: x.at.Path, Place: c.Tree.Full(x.at.Path), Unsheeted: slices.DeleteFunc(x.unsheeted, early),
			Unpaid: slices.DeleteFunc(x.unpaid, early)}
		if len(b.Unsheeted)+len(b.Unpaid) > 0 {
			m.Bare = append(m.Bare, b)
		}
	}
	return m, nil
}

// importsOf a path: the files that were taken into the books.
func importsOf(r database.Reader, tree *region.Tree, path string) (MaterialTable, error) {
	t := MaterialTable{Title: "导入的文件", Note: "没有收的行不在账里；改好后另行导入的，另列一行。",
		Heads: []string{"文件", "读作", "导入到", "导入时间", "已收行", "已登记且相同", "没有收的行"}, Widths: []int{40, 22, 34, 24, 12, 12, 12}}
	where, args := narrow("b.path", path)
	for i := 4; i < len(path); i += 4 {
		where += " OR b.path = ?"
		args = append(args, path[:i])
	}
	var rows []struct {
		Kind, Path, Name            string
		DecidedUs                   *clock.Moment
		RowsGood, RowsSame, RowsBad int64
	}
	if err := r.Select(&rows, `SELECT b.kind, b.path, f.name, b.decided_us, b.rows_good, b.rows_same, b.rows_bad
FROM import_batch b JOIN file f ON f.id = b.file_id WHERE b.state = 'accepted' AND (`+where+`)
ORDER BY b.id DESC LIMIT ?`, append(args, mostImports)...); err != nil {
		return t, err
	}
	for _, x := range rows {
		on := ""
		if x.DecidedUs != nil {
			on = x.DecidedUs.Short()
		}
		t.Rows = append(t.Rows, []string{x.Name, words.Label("importkind", x.Kind), tree.Full(x.Path), on,
			fmt.Sprint(x.RowsGood), fmt.Sprint(x.RowsSame), fmt.Sprint(x.RowsBad)})
		t.Paths = append(t.Paths, x.Path)
	}
	return t, nil
}

// mostKept rows of each table are kept with a run.
const mostKept = 5_000

func keepMaterial(tx *database.Tx, run int64, m *Materials) error {
	if m == nil {
		return nil
	}
	body, err := json.Marshal(m.Shortened(mostKept))
	if err != nil {
		return err
	}
	_, err = tx.Exec("INSERT INTO inspect_material (run_id, body) VALUES (?, ?)", run, string(body))
	return err
}

// MaterialOf a run, as it was kept; nil where none was.
func MaterialOf(r database.Reader, run int64) (*Materials, error) {
	var body string
	found, err := r.One(&body, "SELECT body FROM inspect_material WHERE run_id = ?", run)
	if err != nil || !found {
		return nil, err
	}
	var m Materials
	if err := json.Unmarshal([]byte(body), &m); err != nil {
		return nil, err
	}
	return &m, nil
}
