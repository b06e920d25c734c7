package divisions

import (
	"context"
	_ "embed"
	"fmt"
	"io"
	"strings"
	"unicode/utf8"

	"gangwei/internal/base/civil"
	"gangwei/internal/base/errs"
	"gangwei/internal/platform/authz"
	"gangwei/internal/platform/database"
	"gangwei/internal/platform/desk"
	"gangwei/internal/platform/region"
	"gangwei/internal/platform/sheet"
	"gangwei/internal/platform/trail"
)

// Zaozhuang is the city's list of 2023 with 6 counties, 66 townships and 2,469 villages.
//
//go:embed zaozhuang.csv
var Zaozhuang string

// ZaozhuangUnits is who reports: the six counties and the High-tech Zone, which takes three streets out of Xuecheng.
//
//go:embed zaozhuang-units.csv
var ZaozhuangUnits string

// Line of the list.
type Line struct {
	Code, Parent string
	Level        region.Level
	Name         string
}

// Read checks a list: header code,parent,level,name; parents before children; 12-digit codes that carry their parent's
// digits. All faults are named at once, by row and column.
func Read(r io.Reader) ([]Line, error) {
	rows, err := sheet.ReadCSV(r)
	if err != nil {
		return nil, err
	}
	if len(rows) == 0 || strings.Join(rows[0], ",") != "code,parent,level,name" {
		return nil, errs.New(errs.Invalid, "divisions.header").At(1, "")
	}
	var faults errs.Faults
	levels := map[string]region.Level{}
	var out []Line
	for i, rec := range rows[1:] {
		n := i + 2
		bad := func(column, code string) { faults.Add(errs.New(errs.Invalid, code).At(n, column)) }
		if len(rec) != 4 {
			bad("", "divisions.columns")
			continue
		}
		l := Line{strings.TrimSpace(rec[0]), strings.TrimSpace(rec[1]), region.Level(strings.TrimSpace(rec[2])),
			strings.TrimSpace(rec[3])}
		depth := l.Level.Depth()
		switch {
		case depth == 0:
			bad("level", "divisions.level")
		case len(l.Code) != 12 || strings.Trim(l.Code, "0123456789") != "":
			bad("code", "divisions.code")
		case levels[l.Code] != "":
			bad("code", "divisions.twice")
		case depth == 1 && len(out) > 0:
			bad("level", "divisions.one_city")
		case depth > 1 && levels[l.Parent].Depth() != depth-1:
			bad("parent", "divisions.parent")
		case depth > 1 && !strings.HasPrefix(l.Code, l.Parent[:[]int{0, 4, 6, 9}[depth-1]]):
			bad("code", "divisions.prefix")
		case utf8.RuneCountInString(l.Name) < 1 || utf8.RuneCountInString(l.Name) > 40:
			bad("name", "divisions.name")
		default:
			levels[l.Code] = l.Level
			out = append(out, l)
		}
		if len(faults) >= 100 {
			break
		}
	}
	if len(out) == 0 && len(faults) == 0 {
		return nil, errs.New(errs.Invalid, "divisions.empty")
	}
	return out, faults.OrNil()
}

// Result of an import.
type Result struct {
	Added, Renamed, Missing int
}

// Import takes a checked list in as of a day. Only the system (an operator at the machine) does this. then runs in the
// same visit, with the tree as it is afterwards: the first office is made in one piece.
func Import(ctx context.Context, d *desk.Desk, lines []Line, from civil.Date, source string,
	then func(v *desk.Visit, t *region.Tree) error) (Result, error) {
	return desk.DoVia(ctx, d, authz.System("divisions"), desk.Imported, "", func(v *desk.Visit) (Result, error) {
		var res Result
		if err := v.Allow("division.import", region.Segment(1)); err != nil {
			return res, err
		}
		old, err := region.Load(v.Tx, from)
		if err != nil {
			return res, err
		}
		next, err := nextID(v.Tx)
		if err != nil {
			return res, err
		}
		all := map[string]*region.Region{}
		var fresh []region.Region
		for _, l := range lines {
			if r, err := old.ByCode(l.Code); err == nil {
				all[l.Code] = r
				if r.Name != l.Name {
					if err := rename(v.Tx, r.ID, l.Code, l.Name, from, source); err != nil {
						return res, err
					}
					res.Renamed++
				}
				continue
			}
			r := &region.Region{ID: next, Level: l.Level, Code: l.Code, Name: l.Name, FromDate: from, Path: region.Segment(next)}
			if p := all[l.Parent]; p != nil {
				r.ParentID, r.Path = p.ID, p.Path+r.Path
			}
			next++
			all[l.Code] = r
			fresh = append(fresh, *r)
			res.Added++
		}
		for _, r := range old.All() {
			if all[r.Code] == nil {
				res.Missing++
			}
		}
		if err := insertRegions(v.Tx, fresh, source); err != nil {
			return res, err
		}
		for _, r := range fresh {
			if r.Level.Depth() <= 2 {
				if err := trail.OpenChain(v.Tx, trail.ChainOf(r.Path)); err != nil {
					return res, err
				}
			}
		}
		tree, err := region.Load(v.Tx, from)
		if err != nil {
			return res, err
		}
		if then != nil {
			if err := then(v, tree); err != nil {
				return res, err
			}
		}
		v.Record("division.import", "region", 1, desk.F("added", res.Added), desk.F("renamed", res.Renamed),
			desk.F("missing", res.Missing), desk.F("source", source))
		return res, nil
	})
}

// ImportUnits writes the reporting units of a city from CSV (unit, name, region, takes), as of a day, once.
func ImportUnits(v *desk.Visit, t *region.Tree, csv string, from civil.Date) error {
	rows, err := sheet.ReadCSV(strings.NewReader(csv))
	if err != nil {
		return err
	}
	ids := map[string]int64{}
	for i, rec := range rows[1:] {
		if len(rec) != 4 {
			return errs.New(errs.Invalid, "divisions.columns").At(i+2, "")
		}
		r, err := t.ByCode(rec[2])
		if err != nil {
			return fmt.Errorf("reporting units row %d: %w", i+2, err)
		}
		id, ok := ids[rec[0]]
		if !ok {
			if id, err = insertUnit(v.Tx, rec[0], rec[1], len(ids)+1); err != nil {
				return err
			}
			ids[rec[0]] = id
		}
		if err := insertUnitRegion(v.Tx, id, r.ID, rec[3], from); err != nil {
			return err
		}
	}
	return nil
}

// Rename gives a division another code or name from a day on: codes change every year. What happened before keeps the
// name of its day. Refusals: divisions.code, divisions.prefix (not under its parent), divisions.twice, divisions.name,
// divisions.same, divisions.on, form.required.
func Rename(ctx context.Context, d *desk.Desk, actor authz.Actor, key string, at *region.Region, code, name string,
	on civil.Date, document string) (int64, error) {
	code, name, document = strings.TrimSpace(code), strings.TrimSpace(name), strings.TrimSpace(document)
	return desk.Do(ctx, d, actor, key, func(v *desk.Visit) (int64, error) {
		if err := v.Allow("division.rename", at.Path); err != nil {
			return 0, err
		}
		if err := lockOne(v.Tx, at.ID); err != nil {
			return 0, err
		}
		tree, err := region.Load(v.Tx, v.Today())
		if err != nil {
			return 0, err
		}
		now, ok := tree.ByID(at.ID)
		if !ok || now.Ended {
			return 0, errs.New(errs.State, "import.place").On("region")
		}
		var faults errs.Faults
		if len(code) != 12 || strings.Trim(code, "0123456789") != "" {
			faults.Add(errs.New(errs.Invalid, "divisions.code").On("code"))
		} else {
			if parent, ok := tree.ByID(now.ParentID); ok && !strings.HasPrefix(code, strings.TrimRight(parent.Code, "0")) {
				faults.Add(errs.New(errs.Invalid, "divisions.prefix").On("code"))
			}
			if other, err := tree.ByCode(code); err == nil && other.ID != at.ID {
				faults.Add(errs.New(errs.Conflict, "divisions.twice").On("code"))
			}
		}
		if n := len([]rune(name)); n < 1 || n > 40 {
			faults.Add(errs.New(errs.Invalid, "divisions.name").On("name"))
		}
		if code == now.Code && name == now.Name {
			faults.Add(errs.New(errs.Invalid, "divisions.same").On("name"))
		}
		if n := len([]rune(document)); n < 2 || n > 50 {
			faults.Add(errs.New(errs.Invalid, "form.required").On("document"))
		}
		since, err := namedSince(v.Tx, at.ID)
		if err != nil {
			return 0, err
		}
		if on.IsZero() || on.After(v.Today()) || !on.After(since) {
			faults.Add(errs.New(errs.Invalid, "divisions.on").On("on"))
		}
		if err := faults.OrNil(); err != nil {
			return 0, err
		}
		if err := rename(v.Tx, at.ID, code, name, on, document); err != nil {
			if database.Duplicate(err, "") {
				err = errs.New(errs.Conflict, "divisions.twice").On("code")
			}
			return 0, err
		}
		v.Record("division.rename", "region", at.ID, desk.F("before", now.Code+" "+now.Name), desk.F("after", code+" "+name),
			desk.F("on", on), desk.F("document", document))
		return at.ID, nil
	})
}

// Found makes a new village out of a part of one, from a day on. Called by the room of changeovers in its visit.
// Refusals: divisions.code, divisions.prefix, divisions.twice, divisions.name, form.stale (the village has ended).
func Found(tx *database.Tx, today civil.Date, from *region.Region, code, name string, on civil.Date,
	document string) (*region.Region, error) {
	if err := lockOne(tx, from.ParentID); err != nil { // two that are founded at once get ids and codes apart
		return nil, err
	}
	tree, err := region.Load(tx, today)
	if err != nil {
		return nil, err
	}
	now, ok := tree.ByID(from.ID)
	parent, there := tree.ByID(from.ParentID)
	if !ok || !there || now.Ended {
		return nil, errs.New(errs.Stale, "form.stale")
	}
	var faults errs.Faults
	if len(code) != 12 || strings.Trim(code, "0123456789") != "" {
		faults.Add(errs.New(errs.Invalid, "divisions.code").On("code"))
	} else if !strings.HasPrefix(code, strings.TrimRight(parent.Code, "0")) {
		faults.Add(errs.New(errs.Invalid, "divisions.prefix").On("code"))
	} else if _, err := tree.ByCode(code); err == nil {
		faults.Add(errs.New(errs.Conflict, "divisions.twice").On("code"))
	}
	faults.Add(errs.Length(name, 1, 40, "divisions.name", "name"))
	if err := faults.OrNil(); err != nil {
		return nil, err
	}
	next, err := nextID(tx)
	if err != nil {
		return nil, err
	}
	r := &region.Region{ID: next, ParentID: parent.ID, Level: region.Village, Code: code, Name: name, FromDate: on,
		Path: parent.Path + region.Segment(next)}
	err = insertRegions(tx, []region.Region{*r}, document)
	if database.Duplicate(err, "") {
		return nil, errs.New(errs.Conflict, "divisions.twice").On("code")
	}
	if err != nil {
		return nil, err
	}
	_, err = tx.Exec("INSERT INTO region_split (new_id, from_id, on_date, document) VALUES (?, ?, ?, ?)", r.ID, from.ID,
		on, document)
	return r, err
}

// CityPath is the path of the office's city. Refusal: office.none before `gangwei init`.
func CityPath(r database.Reader) (string, error) {
	var path string
	found, err := r.One(&path, "SELECT path FROM region WHERE level = 'city' ORDER BY id LIMIT 1")
	if err == nil && !found {
		err = errs.New(errs.State, "office.none")
	}
	return path, err
}
