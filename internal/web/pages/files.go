package pages

import (
	"net/http"
	"strings"

	"github.com/labstack/echo/v4"

	"gangwei/internal/base/errs"
	"gangwei/internal/platform/authz"
	"gangwei/internal/platform/database"
	"gangwei/internal/platform/files"
	"gangwei/internal/platform/kit"
)

// mayOpen says who may open a file by what it was kept for; files of other purposes have pages of their own.
var mayOpen = map[string]authz.Permission{files.OfApplication: "application.view", files.OfDuty: "duty.photo",
	files.OfBank: "payment.view"}

func (p *Pages) file(r *kit.Request) error {
	n, err := r.ID()
	if err != nil {
		return err
	}
	return p.showFile(r, func(s *database.Snapshot) (files.File, error) {
		f, err := files.ByID(s, n)
		if err != nil {
			return f, err
		}
		if permission, ok := mayOpen[f.Purpose]; !ok || authorize(r, permission, f.RegionPath) != nil {
			return f, errs.New(errs.NotFound, "authz.not_found") // nobody learns that there is one
		}
		return f, nil
	})
}

// showFile unseals the file that find allows the visitor to see; a photo of a check is shown without the position in
// it.
func (p *Pages) showFile(r *kit.Request, find func(*database.Snapshot) (files.File, error)) error {
	var f files.File
	if err := p.read(r, func(s *database.Snapshot) (err error) {
		f, err = find(s)
		return err
	}); err != nil {
		return err
	}
	body, err := p.Files.Open(f)
	if err != nil {
		return err
	}
	if f.Purpose == files.OfDuty && strings.HasPrefix(f.Media, "image/") {
		if body, err = files.Bare(f.Media, body); err != nil {
			return err
		}
	}
	r.Response().Header().Set(echo.HeaderContentDisposition, "inline")
	return r.Blob(http.StatusOK, f.Media, body)
}
