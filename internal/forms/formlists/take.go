package formlists

import (
	"context"
	"strconv"
	"strings"

	"gangwei/internal/base/civil"
	"gangwei/internal/base/errs"
	"gangwei/internal/platform/authz"
	"gangwei/internal/platform/database"
	"gangwei/internal/platform/desk"
	"gangwei/internal/platform/sheet"
)

// mostRows of a list that is taken in at once.
const mostRows = 3_000

// fields of a kind's table, in its order.
func (k Kind) fields() []string {
	return append(append([]string{"name", "from_on"}, k.Fields...), "note")
}

// Titles of a kind's table, for the list, its Excel and the empty table to fill in.
func (k Kind) Titles() []string {
	var out []string
	for _, f := range k.fields() {
		out = append(out, k.Head(f))
	}
	return out
}

// Cells of an entry in the order of Titles; said gives the words of a change.
func (k Kind) Cells(e Entry, said func(code string) string) []string {
	var out []string
	for _, f := range k.fields() {
		out = append(out,
			map[string]string{"name": e.Name, "from_on": e.FromOn.String(), "note": e.Note, Place: e.Place, Level: e.Level,
				Document: e.Document, Owner: e.Owner, Contractor: e.Contractor, Until: e.UntilOn.String(),
				People: strconv.FormatInt(e.People, 10), PovertyOut: strconv.FormatInt(e.PovertyOut, 10),
				Changed: said(e.Changed)}[f])
	}
	return out
}

// read the entries of an Excel, all faults at once, by row and column.
func (k Kind) read(name string, body []byte, today civil.Date) ([]Entry, error) {
	sheets, err := sheet.Open(name, body)
	if err != nil {
		return nil, err
	}
	if len(sheets) == 0 {
		return nil, errs.New(errs.Invalid, "sheet.empty").On("file")
	}
	var heads []sheet.Head
	fields := k.fields()
	for i, f := range fields {
		heads = append(heads, sheet.Head{Name: k.Head(f), Required: i < 2})
	}
	heads[0].Also = []string{k.Name, k.Name + "名称"}
	rows := sheets[0].Rows
	found := sheet.FindHeads(heads, rows)
	if !found.Has(0) || !found.Has(1) {
		return nil, errs.New(errs.Invalid, "sheet.list_heads").On("file").With("heads", strings.Join(k.Titles(), "、"))
	}
	if err := found.Tied(sheets[0], heads); err != nil {
		return nil, err
	}
	at, columns := found.From(), found.Columns
	if len(rows)-at > mostRows {
		return nil, errs.New(errs.TooLarge, "sheet.too_large").On("file").With("limit", mostRows)
	}
	var faults errs.Faults
	var out []Entry
	for _, row := range rows[at:] {
		cell := func(field string) string {
			for i := range row.Cells {
				if i < len(columns) && columns[i] >= 0 && fields[columns[i]] == field {
					return row.Text(i)
				}
			}
			return ""
		}
		if cell("name") == "" || sheet.PassOver(heads, found.Texts, row, columns) != "" {
			continue
		}
		if bad := found.Unread(row); len(bad) > 0 {
			faults = append(faults, bad...)
			continue
		}
		e := Entry{Kind: k.Code, Name: cell("name"), Place: cell(Place), Level: cell(Level), Document: cell(Document),
			Owner: cell(Owner), Contractor: cell(Contractor), Note: cell("note")}
		for field, into := range map[string]*civil.Date{"from_on": &e.FromOn, Until: &e.UntilOn} {
			if text := cell(field); text != "" {
				if *into = civil.Claim(text).Date; into.IsZero() {
					faults.Add(errs.New(errs.Invalid, "form.date").On("file").At(row.N, k.Head(field)))
				}
			}
		}
		for field, into := range map[string]*int64{People: &e.People, PovertyOut: &e.PovertyOut} {
			if text := cell(field); text != "" {
				n, err := sheet.Whole(text, mostPeople)
				if err != nil {
					faults.Add(errs.All(err)[0].On("file").At(row.N, k.Head(field)))
				}
				*into = n
			}
		}
		for _, x := range errs.All(e.check(k, today)) {
			faults.Add(x.At(row.N, k.Head(x.Field)).On("file"))
		}
		out = append(out, e)
	}
	if len(out) == 0 && len(faults) == 0 {
		faults.Add(errs.New(errs.Invalid, "sheet.empty").On("file"))
	}
	return out, faults.OrNil()
}

// ImportWorkbook entries in from an Excel in the form of the list; those that are there already by name and first day
// are left. Nothing is taken if a row is wrong. Refusals: those of reading a sheet, of Enter by row; authz.*,
// unit.not_department.
func (r *Service) ImportWorkbook(ctx context.Context, actor authz.Actor, key string, unitID int64, kind, name string,
	body []byte) (added, there int, err error) {
	k, ok := KindOf(kind)
	if !ok {
		return 0, 0, errs.New(errs.Invalid, "form.choice").On("kind")
	}
	entries, err := k.read(name, body, r.Desk.Clock.Now().Date())
	if err != nil {
		return 0, 0, err
	}
	type result struct{ Added, There int }
	got, err := desk.DoVia(ctx, r.Desk, actor, desk.Imported, key, func(v *desk.Visit) (result, error) {
		var got result
		u, _, err := mine(v, unitID, kind)
		if err != nil {
			return got, err
		}
		for _, e := range entries {
			e.UnitID, e.Channel, e.ActorID, e.AtUs = unitID, string(v.Channel), v.Actor.UserID, v.Now()
			switch err := alone(v.Tx, e); {
			case errs.CodeOf(err) == "register.twice":
				got.There++
				continue
			case err != nil:
				return got, err
			}
			if _, err := insert(v.Tx, e); err != nil {
				return got, err
			}
			got.Added++
		}
		v.Record("register.take", "reporting_unit", unitID, desk.F("unit", u.Name), desk.F("kind", kind),
			desk.F("added", got.Added), desk.F("there", got.There))
		return got, nil
	})
	return got.Added, got.There, err
}

// All entries of a unit's list for its Excel, oldest first.
func All(r database.Reader, unitID int64, kind string) ([]Entry, error) {
	var out []Entry
	err := r.Select(&out,
		"SELECT "+columns+" FROM list_entry WHERE unit_id = ? AND kind = ? AND struck = 0 ORDER BY from_on, id LIMIT 10000",
		unitID, kind)
	return out, err
}
