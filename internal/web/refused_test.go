package web_test

import (
	"testing"
	"time"

	"gangwei/internal/apptest"
	"gangwei/internal/base/clock"
	"gangwei/internal/dbtest"
	"gangwei/internal/platform/database"
)

// A handler's time ends with it; what is said of its end needs the divisions all the same,
// also where they must be read again.
func TestRefusals_are_told_where_the_divisions_must_be_read_again(t *testing.T) {
	dbtest.Each(t, func(t *testing.T, db *database.DB) {
		h := apptest.New(t, db)
		base := h.Serve()
		v := visit(t, base)
		in := visit(t, base).signIn(apptest.Login("county_reviewer", apptest.County))
		for _, c := range []struct {
			who          *visitor
			method, path string
			code         int
		}{
			{v, "GET", "/nothing", 404}, {in, "GET", "/nothing", 404}, {v, "POST", "/nothing", 404},
			{v, "GET", "/static/nothing.css", 404}, {v, "DELETE", "/signin", 405}, {v, "POST", "/signin", 403},
			{v, "GET", "/board/000000000000", 404}, {in, "GET", "/pay/runs/1234567", 404}, {in, "POST", "/pay/runs", 403},
		} {
			h.Set.Move(h.Clock.Now() + clock.Moment(2*time.Minute/time.Microsecond))
			if code, body, _ := c.who.ask(c.method, c.path); code != c.code {
				t.Errorf("%s %s: %d, wants %d: %.80s", c.method, c.path, code, c.code, body)
			}
		}
	})
}
