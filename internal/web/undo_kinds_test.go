package web_test

import (
	"fmt"
	"net/url"
	"regexp"
	"strings"
	"testing"

	"gangwei/internal/apptest"
	"gangwei/internal/dbtest"
	"gangwei/internal/hiring/application"
	"gangwei/internal/oversight/complaint"
	"gangwei/internal/oversight/inspect"
	"gangwei/internal/platform/database"
)

var shownVersion = regexp.MustCompile(`name="version" value="(\d+)"`)

// What somebody just did stands on the home page and on the record's own page with its way back: a decision on an
// application without a reason, an answer to a complaint and what was decided on a finding with one. Whoever else comes
// home sees nothing of it.
func TestHome_takes_back_decisions_answers_and_triage(t *testing.T) {
	dbtest.Each(t, func(t *testing.T, db *database.DB) {
		h := apptest.New(t, db)
		ids := things(t, h, apptest.Home, h.Posts[0])
		base := h.Serve()
		said, err := h.Complaints.Register(ctx, h.Actor("telephone_clerk", apptest.County), "", h.Region(apptest.Home),
			complaint.Said{About: complaint.Village, Kind: "unpaid", CameBy: "telephone", Text: "三个月没有发钱"})
		apptest.Must(t, err)
		finding := ids["finding"]
		state := func(table string, id int64) (s string) {
			apptest.Must(t, db.Read(ctx, func(x *database.Snapshot) error {
				_, err := x.One(&s, map[string]string{
					"application": "SELECT state FROM application WHERE id = ?",
					"complaint":   "SELECT state FROM complaint WHERE id = ?",
					"finding":     "SELECT state FROM finding WHERE id = ?"}[table], id)
				return err
			}))
			return s
		}
		for _, c := range []struct {
			login, page, words, table, before string
			id                                int64
			why                               bool
			do                                func() error
		}{
			{apptest.Login("village_registrar", apptest.Home) + "-2", "/applications/%d", "村级初审", "application",
				application.Submitted, ids["application"], false, func() error {
					_, err := h.Applications.Check(ctx, h.Actor("village_registrar", apptest.Home, "-2"), "",
						application.Move{ID: ids["application"], Version: 1, Pass: true})
					return err
				}},
			{apptest.Login("township_reviewer", apptest.Town), "/complaints/%d", "答复信访举报", "complaint",
				complaint.Open, said.ID, true, func() error {
					_, err := h.Complaints.Answer(ctx, h.Actor("township_reviewer", apptest.Town), "",
						complaint.Move{ID: said.ID, Version: 1, Remark: "已经核实并补发"})
					return err
				}},
			{apptest.Login("discipline_inspector", apptest.County), "/inspect/findings/%d", "处置疑点", "finding",
				inspect.Open, finding, true, func() error {
					_, err := h.Inspect.Move(ctx, h.Actor("discipline_inspector", apptest.County), "", finding, 1,
						inspect.Verifying, "调取凭证核对")
					return err
				}},
		} {
			apptest.Must(t, c.do())
			v := visit(t, base).signIn(c.login)
			_, home := v.get("/")
			offered := undoForm.FindStringSubmatch(home)
			if offered == nil || !strings.Contains(home, c.words) {
				t.Errorf("%s: the home page takes nothing back: %s", c.words, visible(home))
				continue
			}
			if strings.Contains(offered[0], `name="remark"`) != c.why {
				t.Errorf("%s: asks for a reason: %v", c.words, !c.why)
			}
			if _, body := v.get(fmt.Sprintf(c.page, c.id)); !undoForm.MatchString(body) {
				t.Errorf("%s: the record's own page takes nothing back", c.words)
			}
			if _, other := visit(t, base).signIn(apptest.Login("county_reviewer", apptest.County)).get("/"); strings.Contains(
				other, c.words+"</a>") {
				t.Errorf("%s stands on another's home page", c.words)
			}
			form := url.Values{"_csrf": {v.csrf()}, "version": {shownVersion.FindStringSubmatch(offered[0])[1]}}
			if c.why {
				if code, _, _ := v.post(offered[1], form); code != 422 {
					t.Errorf("%s: without a reason %d", c.words, code)
				}
				form.Set("remark", "看错了")
			}
			if code, body, _ := v.post(offered[1], form); code != 303 || state(c.table, c.id) != c.before {
				t.Errorf("%s: %d, %s: %s", c.words, code, state(c.table, c.id), faultOf(body))
			}
			if _, home = v.get("/"); strings.Contains(home, `action="`+offered[1]) {
				t.Errorf("%s: is offered again", c.words)
			}
		}
	})
}
