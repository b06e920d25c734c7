package project

import (
	"context"

	"gangwei/internal/base/errs"
	"gangwei/internal/platform/authz"
	"gangwei/internal/platform/desk"
	"gangwei/internal/platform/sheet"
	"gangwei/internal/registry/unit"
)

// mostRows of a list that is taken in at once.
const mostRows = 2_000

var takeHeads = []sheet.Head{
	{Name: "项目名称", Required: true},
	{Name: "项目简介"},
	{Name: "带动就业人数", Also: []string{"带动就业"}},
	{Name: "带动脱贫人口就业人数", Also: []string{"带动脱贫人口", "脱贫人口就业人数"}},
	{Name: "项目所在地是否属于", Also: []string{"项目所在地", siteHead}},
	{Name: "项目联系人", Also: []string{"联系人"}},
	{Name: "联系电话", Also: []string{"电话"}},
	{Name: "备注"},
}

// read the projects of an Excel like the printed form, all faults at once, by row and column.
func read(name string, body []byte) ([]Project, error) {
	sheets, err := sheet.Open(name, body)
	if err != nil {
		return nil, err
	}
	var longest sheet.Sheet
	for _, s := range sheets {
		if len(s.Rows) > len(longest.Rows) {
			longest = s
		}
	}
	rows := longest.Rows
	found := sheet.FindHeads(takeHeads, rows)
	if found.At < 0 {
		return nil,
			errs.New(errs.Invalid, "sheet.list_heads").On("file").With("heads", "项目名称、项目简介、带动就业人数、带动脱贫人口就业人数、项目所在地、项目联系人、联系电话")
	}
	if err := found.Tied(longest, takeHeads); err != nil {
		return nil, err
	}
	at, columns := found.From(), found.Columns
	if len(rows)-at > mostRows {
		return nil, errs.New(errs.TooLarge, "sheet.too_large").On("file").With("limit", mostRows)
	}
	var faults errs.Faults
	var out []Project
	for _, row := range rows[at:] {
		cell := func(head int) string {
			for i := range row.Cells {
				if i < len(columns) && columns[i] == head {
					return row.Text(i)
				}
			}
			return ""
		}
		if cell(0) == "" || sheet.PassOver(takeHeads, found.Texts, row, columns) != "" {
			continue
		}
		if bad := found.Unread(row); len(bad) > 0 {
			faults = append(faults, bad...)
			continue
		}
		p := Project{Name: cell(0), Summary: cell(1), Sites: cell(4), ContactName: cell(5), ContactPhone: cell(6),
			Remark: cell(7)}
		for head, into := range map[int]*int64{2: &p.Jobs, 3: &p.JobsPovertyOut} {
			if text := cell(head); text != "" {
				n, err := sheet.Whole(text, mostJobs)
				if err != nil {
					faults.Add(errs.All(err)[0].On("file").At(row.N, takeHeads[head].Name))
				}
				*into = n
			}
		}
		for _, x := range errs.All(p.check()) {
			column := map[string]string{"name": "项目名称", "summary": "项目简介", "jobs": "带动就业人数", "jobs_poverty_out": "带动脱贫人口就业人数",
				"sites": "项目所在地", "contact_name": "项目联系人", "contact_phone": "联系电话", "remark": "备注"}[x.Field]
			faults.Add(x.At(row.N, column).On("file"))
		}
		out = append(out, p)
	}
	if len(out) == 0 && len(faults) == 0 {
		faults.Add(errs.New(errs.Invalid, "sheet.empty").On("file"))
	}
	return out, faults.OrNil()
}

// Taken is what an Excel brought.
type Taken struct{ Added, Changed, Same int }

// ImportWorkbook a unit's projects in from an Excel like the printed form: new ones are added, those that run under the
// same name are brought up to it. Nothing is taken if a row is wrong. Refusals: those of reading a sheet and of Enter,
// by row.
func (r *Service) ImportWorkbook(ctx context.Context, actor authz.Actor, key string, unitID int64, name string,
	body []byte) (Taken, error) {
	projects, err := read(name, body)
	if err != nil {
		return Taken{}, err
	}
	return desk.DoVia(ctx, r.Desk, actor, desk.Imported, key, func(v *desk.Visit) (Taken, error) {
		var got Taken
		u, err := unit.Allowed(v, "project.enter", unitID)
		if err != nil {
			return got, err
		}
		running, err := Running(v.Tx, unitID)
		if err != nil {
			return got, err
		}
		by := map[string]Project{}
		for _, p := range running {
			by[p.Name] = p
		}
		for _, p := range projects {
			p.UnitID, p.Channel, p.ActorID, p.AtUs = unitID, string(v.Channel), v.Actor.UserID, v.Now()
			was, there := by[p.Name]
			p.ID, p.Version, p.Reached, p.ReachedPovertyOut = was.ID, was.Version, was.Reached, was.ReachedPovertyOut
			switch {
			case !there:
				got.Added++
				p.ID, err = insert(v.Tx, p)
				by[p.Name] = p
			case was.Summary == p.Summary && was.Jobs == p.Jobs && was.JobsPovertyOut == p.JobsPovertyOut &&
				was.Sites == p.Sites && was.ContactName == p.ContactName && was.ContactPhone == p.ContactPhone &&
				was.Remark == p.Remark:
				got.Same++
			default:
				got.Changed++
				err = update(v.Tx, p)
			}
			if err != nil {
				return got, err
			}
		}
		v.Record("project.take", "reporting_unit", unitID, desk.F("unit", u.Name), desk.F("added", got.Added),
			desk.F("changed", got.Changed), desk.F("same", got.Same))
		return got, nil
	})
}
