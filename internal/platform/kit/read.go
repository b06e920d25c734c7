package kit

import (
	"gangwei/internal/base/errs"
	"gangwei/internal/platform/authz"
	"gangwei/internal/platform/database"
	"gangwei/internal/platform/region"
)

// Read looks at the database as it stands at one moment.
func (r *Request) Read(f func(s *database.Snapshot) error) error {
	return r.Kit.DB.Read(r.Context.Request().Context(), f)
}

// Village of the request: the one named, or the visitor's own if there is only one; nil if neither.
func (r *Request) Village(permission authz.Permission) (*region.Region, Places, error) {
	scope := r.Actor.Scope(permission)
	at, err := r.Where(scope)
	if err != nil {
		return nil, Places{}, err
	}
	if paths := scope.Paths(); at == nil && len(paths) == 1 {
		if v, ok := r.Tree.ByPath(paths[0]); ok && v.OpenVillage() {
			at = v
		}
	}
	places := r.Narrow(scope.Paths(), at)
	if at == nil || at.Level != region.Village {
		return nil, places, nil
	}
	return at, places, nil
}

// NeedVillage refuses a form that was sent without a village: region.not_village.
func NeedVillage(v *region.Region, err error) error {
	if err == nil && v == nil {
		err = errs.New(errs.Invalid, "region.not_village").On("region")
	}
	return err
}

// CodeOf a region's path, empty if there is none.
func (r *Request) CodeOf(path string) string {
	if reg, ok := r.Tree.ByPath(path); ok {
		return reg.Code
	}
	return ""
}
