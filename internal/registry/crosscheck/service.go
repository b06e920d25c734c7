package crosscheck

import (
	"context"
	"strings"

	"gangwei/internal/base/civil"
	"gangwei/internal/base/errs"
	"gangwei/internal/platform/authz"
	"gangwei/internal/platform/database"
	"gangwei/internal/platform/desk"
)

// Service of the two systems.
type Service struct{ Desk *desk.Desk }

// Incoming entry of a list, with the day that its row names.
type Incoming struct {
	Entry
	AsOf civil.Date
}

// ApplyImport keeps a system's export inside the visit of an import: one list for each day that its rows name.
func ApplyImport(v *desk.Visit, batchID int64, path, system string, many []Incoming) error {
	byDay := map[civil.Date][]Entry{}
	var days []civil.Date
	for _, m := range many {
		if byDay[m.AsOf] == nil {
			days = append(days, m.AsOf)
		}
		byDay[m.AsOf] = append(byDay[m.AsOf], m.Entry)
	}
	for _, day := range days {
		l := List{System: system, AsOf: day, Path: path, BatchID: batchID, Entries: int64(len(byDay[day])),
			CreatedUs: v.Now()}
		if err := v.Tx.Insert(&l); err != nil {
			return err
		}
		if err := insertEntries(v.Tx, l.ID, byDay[day]); err != nil {
			return err
		}
	}
	return nil
}

// Forget takes back what a batch brought in. Explanations stay: they hold only while both sides say what they said.
func Forget(tx *database.Tx, batchID int64) error { return deleteLists(tx, batchID) }

// SetMapping gives a region its own mapping of a system from now on. Refusals: crosscheck.mapping, form.choice,
// form.required.
func (r *Service) SetMapping(ctx context.Context, actor authz.Actor,
	key, system, path, body, remark string) (int64, error) {
	return desk.Do(ctx, r.Desk, actor, key, func(v *desk.Visit) (int64, error) {
		if err := v.Allow("crosscheck.mapping", path); err != nil {
			return 0, err
		}
		if _, _, err := Default(system); err != nil {
			return 0, err
		}
		if _, err := ParseMapping(system, []byte(body)); err != nil {
			return 0, err
		}
		remark = strings.TrimSpace(remark)
		if fault := errs.Length(remark, 2, 100, "form.required", "remark"); fault != nil {
			return 0, fault
		}
		id, err := v.Tx.Create(
			"INSERT INTO outside_mapping (system_kind, path, body, remark, created_by, created_us) VALUES (?, ?, ?, ?, ?, ?)",
			system, path, body, remark, actor.UserID, int64(v.Now()))
		if err != nil {
			return 0, err
		}
		v.Record("crosscheck.mapping", "outside_mapping", id, desk.F("system", system), desk.F("remark", remark))
		return id, nil
	})
}

// Explain says why a difference is in order. It must still be there as shown. Refusals: crosscheck.gone, form.required.
func (r *Service) Explain(ctx context.Context, actor authz.Actor, key, system, path string, d Difference,
	remark string) (int64, error) {
	return desk.Do(ctx, r.Desk, actor, key, func(v *desk.Visit) (int64, error) {
		if err := v.Allow("crosscheck.explain", d.Path); err != nil {
			return 0, err
		}
		remark = strings.TrimSpace(remark)
		if fault := errs.Length(remark, 4, 200, "crosscheck.remark", "remark"); fault != nil {
			return 0, fault
		}
		_, now, err := Differences(v.Tx, system, path)
		if err != nil {
			return 0, err
		}
		for _, x := range now {
			if x.Kind == d.Kind && string(x.IDIndex) == string(d.IDIndex) && x.Ours == d.Ours && x.Theirs == d.Theirs {
				id, err := explain(v.Tx, system, x, remark, actor.UserID, v.Now())
				if err != nil {
					return 0, err
				}
				v.Record("crosscheck.explain", "outside_explanation", id, desk.F("system", system), desk.F("kind", x.Kind),
					desk.F("name", x.Name), desk.F("remark", remark))
				return id, nil
			}
		}
		return 0, errs.New(errs.Conflict, "crosscheck.gone")
	})
}
