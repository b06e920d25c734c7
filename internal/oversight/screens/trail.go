package screens

import (
	"encoding/hex"
	"net/http"
	"strings"

	"gangwei/internal/base/clock"
	"gangwei/internal/platform/database"
	"gangwei/internal/platform/kit"
	"gangwei/internal/platform/trail"
)

type trailPage struct {
	kit.Page
	Rows []trail.Line
	Root string
	Next string
}

func (p *Inspection) trail(r *kit.Request) error {
	page := &trailPage{Page: kit.Page{Title: "办理记录"}}
	at, last, _ := strings.Cut(r.QueryParam("after"), ",")
	where, args := r.Actor.Scope("trail.view").SQL("region_path")
	if err := r.Read(func(s *database.Snapshot) (err error) {
		root, err := trail.Current(s)
		if err != nil {
			return err
		}
		page.Root = hex.EncodeToString(root)
		page.Rows, err = trail.Latest(s, where, args, clock.Moment(kit.ParseID(at)), kit.ParseID(last), "", kit.PageSize+1)
		return err
	}); err != nil {
		return err
	}
	page.Rows, page.Next = kit.OnePage(page.Rows,
		func(x trail.Line) string { return kit.FormatID(int64(x.AtUs)) + "," + kit.FormatID(x.ID) })
	return r.Show(http.StatusOK, "trail", page)
}
