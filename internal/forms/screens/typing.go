package screens

import (
	"fmt"
	"net/http"
	"strings"

	"gangwei/internal/base/civil"
	"gangwei/internal/base/errs"
	"gangwei/internal/forms/overview"
	"gangwei/internal/platform/database"
	"gangwei/internal/platform/kit"
	"gangwei/internal/platform/sheet"
	"gangwei/internal/platform/words"
)

type typingPage struct {
	kit.Page
	Month  civil.Month
	Months []civil.Month
	Rows   []overview.Typing
}

// Top acts of a role in words.
func (x *typingPage) Top(t overview.Typing) string {
	var out []string
	for _, a := range t.Top {
		out = append(out, fmt.Sprintf("%s%d次", words.Label("act", a.Act), a.N))
	}
	return strings.Join(out, "、")
}

// typing shows how much each role had to type in a month, to see where it is too much.
func (p *Overview) typing(r *kit.Request) error {
	page := &typingPage{Page: kit.Page{Title: "填报负担"}, Month: r.Today.Month().Add(-1),
		Months: kit.MonthsBack(r.Today)[:13]}
	if text := r.Text("month"); text != "" {
		m, err := civil.ParseMonth(text)
		if err != nil || r.Today.Month().Before(m) {
			return errs.New(errs.NotFound, "authz.not_found")
		}
		page.Month = m
	}
	scope := r.Actor.Scope("trail.view")
	if err := r.Read(func(s *database.Snapshot) (err error) {
		page.Rows, err = overview.TypingOf(s, scope, page.Month)
		return err
	}); err != nil {
		return err
	}
	if as := r.Text("as"); as != "" {
		f := &sheet.Form{Title: page.Month.Chinese() + "各角色填报负担", Widths: []float64{3, 2, 2, 2, 9}, Text: []int{4},
			Plain: true}
		for i, h := range []string{"角色", "人数", "办理（次）", "人均（次）", "最多的几项"} {
			f.Heads = append(f.Heads, sheet.FormHead{Text: h, Column: i, Columns: 1, Rows: 1})
		}
		for _, t := range page.Rows {
			f.Rows = append(f.Rows,
				[]string{words.Label("role", t.Role), kit.FormatID(t.People), kit.FormatID(t.Acts), kit.FormatID(t.PerPerson()),
					page.Top(t)})
		}
		return r.ShowForm(as, "填报负担-"+page.Month.String(), f)
	}
	return r.Show(http.StatusOK, "typing", page)
}
