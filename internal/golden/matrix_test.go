//go:build long

package golden

import (
	"net/http"
	"slices"
	"strings"
	"testing"

	"github.com/labstack/echo/v4"

	"gangwei/internal/platform/authz"
	"gangwei/internal/platform/words"
)

// Who may do what: of every route, what the server lets a role try (the object of the address is not there, so
// that it is not found), and of every permission, the roles that have it. A form without the session's token gets
// as far as its permission and no further.
func TestMatrix_of_routes_and_permissions_is_what_it_was(t *testing.T) {
	dir, logins := theCity(t)
	gate, err := authz.NewGate()
	must(t, err)
	open := visitorOf(t, dir, nobody)
	may := map[string][]string{}
	for _, role := range gate.Roles() {
		login := ""
		for _, l := range logins {
			if l.Role == role.Name && login == "" {
				login = l.Login
			}
		}
		if login == "" {
			t.Fatalf("no demonstration login is a %s", role.Role)
		}
		v := &visitor{t: t, login: login, app: open.app, echo: open.echo}
		v.signIn()
		for _, r := range behindSignIn(v.echo) {
			key := r.Method + " " + r.Path
			may[key] = append(may[key], "")
			if v.mayTry(r) {
				may[key] = append(may[key], string(role.Role))
			}
		}
		for _, p := range gate.Permissions() {
			key := "permission " + string(p)
			may[key] = append(may[key], "")
			if gate.Can(role.Role, p) {
				may[key] = append(may[key], string(role.Role))
			}
		}
	}
	var lines []string
	for _, key := range slices.Sorted(mapKeys(may)) {
		roles := slices.DeleteFunc(may[key], func(s string) bool { return s == "" })
		lines = append(lines, key+":"+strings.Join(append([]string{""}, roles...), " "))
	}
	compare(t, "matrix.txt", lines, false)
}

// behindSignIn are the routes that need a session.
func behindSignIn(e *echo.Echo) (out []*echo.Route) {
	public := map[string]bool{}
	for _, r := range e.Routes() {
		public[r.Path] = public[r.Path] || r.Method == http.MethodHead // only public pages answer HEAD
	}
	for _, r := range e.Routes() {
		visited := r.Method == http.MethodGet || r.Method == http.MethodPost
		if visited && !public[r.Path] && r.Path != "/receipt/appeal" {
			out = append(out, r)
		}
	}
	slices.SortFunc(out, func(x, y *echo.Route) int { return strings.Compare(x.Path+x.Method, y.Path+y.Method) })
	return out
}

// mayTry reports whether the server lets a visitor as far as the object of a route.
func (v *visitor) mayTry(r *echo.Route) bool {
	at := strings.NewReplacer(":id", "999999999", ":file", "999999999").Replace(r.Path)
	w := v.send(r.Method, at, nil)
	if r.Method == http.MethodPost {
		return strings.Contains(w.Body.String(), words.Text("form.csrf"))
	}
	return w.Code != http.StatusForbidden
}
