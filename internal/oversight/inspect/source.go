package inspect

import (
	"context"
	"slices"

	"gangwei/internal/base/clock"
	"gangwei/internal/base/errs"
	"gangwei/internal/platform/authz"
	"gangwei/internal/platform/database"
	"gangwei/internal/platform/region"
	"gangwei/internal/platform/seal"
	"gangwei/internal/registry/resident"
)

// Source is where an inspector's facts come from: the office's own rows, or a folder of spreadsheets.
type Source interface {
	// Look makes one pass over a path.
	Look(ctx context.Context, path string, progress func(done, total int) error) (*Outcome, clock.Moment, error)
	// Find people of a scope by the beginning of a name, or a whole identity number; at most limit, by place.
	Find(ctx context.Context, scope authz.Scope, q string, limit int) ([]Hit, error)
	// About reads what a scope may know around a person: the dossiers of the villages that the person lives or worked in.
	// Refusal: authz.not_found.
	About(ctx context.Context, scope authz.Scope, person int64) (*City, []*Dossier, error)
}

// Hit is a person found.
type Hit struct {
	ID     int64
	Name   string
	IDTail string
	Born   int // year, 0 if not known
	Path   string
	Place  string
}

// OfficeRows is the source of an office's own rows.
type OfficeRows struct {
	DB    *database.DB
	Ring  *seal.Ring
	Now   func() clock.Moment
	Rules []*Rule
}

// Look makes one pass on a snapshot of its own.
func (o OfficeRows) Look(ctx context.Context, path string,
	progress func(done, total int) error) (*Outcome, clock.Moment, error) {
	return Look(ctx, o.DB, o.Now, o.Rules, path, progress)
}

// Find people by name or number.
func (o OfficeRows) Find(ctx context.Context, scope authz.Scope, q string, limit int) (out []Hit, err error) {
	err = o.DB.Read(ctx, func(s *database.Snapshot) error {
		f := resident.Sought(o.Ring, q)
		f.Limit = limit
		if f.Empty() {
			return nil
		}
		people, err := resident.List(s, scope, f)
		for _, p := range people {
			out = append(out, Hit{ID: p.ID, Name: p.Name, IDTail: p.IDTail, Born: p.Birth.Year(), Path: p.Path})
		}
		return err
	})
	return out, err
}

// About reads the villages that the person lives or worked in.
func (o OfficeRows) About(ctx context.Context, scope authz.Scope, person int64) (c *City, ds []*Dossier, err error) {
	err = o.DB.Read(ctx, func(s *database.Snapshot) error {
		p, err := resident.ByID(s, person)
		if err != nil {
			return err
		}
		var paths []string
		if scope.Covers(p.Path) {
			paths = append(paths, p.Path)
		}
		var others []string
		if err := s.Select(&others, "SELECT DISTINCT path FROM placement WHERE person_id = ? ORDER BY path",
			person); err != nil {
			return err
		}
		for _, x := range others {
			if scope.Covers(x) && !slices.Contains(paths, x) {
				paths = append(paths, x)
			}
		}
		if len(paths) == 0 {
			return errs.New(errs.NotFound, "authz.not_found")
		}
		if c, err = LoadCity(s, o.Now(), narrowed(region.CommonPath(paths))); err != nil {
			return err
		}
		for _, x := range paths {
			more, err := Load(s, c, x)
			if err != nil {
				return err
			}
			ds = append(ds, more...)
		}
		return nil
	})
	return c, ds, err
}

// narrow is a condition on a column of paths; of everything, none.
func narrow(column, path string) (string, []any) {
	if path == "" {
		return "1 = 1", nil
	}
	return column + " >= ? AND " + column + " < ?", []any{path, path + "~"}
}
