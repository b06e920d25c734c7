package screens

import (
	"gangwei/internal/base/errs"
	"gangwei/internal/platform/authz"
	"gangwei/internal/platform/database"
	"gangwei/internal/platform/feature"
	"gangwei/internal/platform/files"
	"gangwei/internal/platform/kit"
)

// Files shows files that were kept with an act.
type Files struct {
}

// Routes of these pages.
func (p *Files) Routes() []feature.Route {
	return []feature.Route{
		feature.Get("/files/:id", "", p.file).Of("file"),
	}
}

// mayOpen says who may open a file by what it was kept for; files of other purposes have pages of their own.
var mayOpen = map[string]authz.Permission{files.OfApplication: "application.view", files.OfDuty: "duty.photo",
	files.OfBank: "payment.view"}

func (p *Files) file(r *kit.Request) error {
	n, err := r.ID()
	if err != nil {
		return err
	}
	return r.ShowFile(func(s *database.Snapshot) (files.File, error) {
		f, err := files.ByID(s, n)
		if err != nil {
			return f, err
		}
		if permission, ok := mayOpen[f.Purpose]; !ok || r.Actor.Check(permission, f.RegionPath) != nil {
			return f, errs.New(errs.NotFound, "authz.not_found") // nobody learns that there is one
		}
		return f, nil
	})
}
