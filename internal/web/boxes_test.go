package web_test

import (
	"net/url"
	"regexp"
	"slices"
	"strings"
	"testing"

	"gangwei/internal/apptest"
	"gangwei/internal/dbtest"
	"gangwei/internal/platform/authz"
	"gangwei/internal/platform/feature"
	"gangwei/internal/platform/kit"
)

var (
	anyForm    = regexp.MustCompile(`(?s)<form[^>]*action="([^"?#]+)[^"]*"[^>]*>(.*?)</form>`)
	hiddenPart = regexp.MustCompile(`<input type="hidden" name="([^"]+)" value="([^"]*)">`)
)

// form of a page in which something of a queue is decided: where it is sent to, and what it brings by itself.
func (v *visitor) deciding(h *apptest.House, body string, q *kit.Queue) (at string, sent url.Values,
	route feature.Route) {
	for _, m := range anyForm.FindAllStringSubmatch(body, -1) {
		for _, r := range h.Program.Routes {
			if r.Method == "POST" && numbers.ReplaceAllString(m[1], "/:id") == r.Path && slices.Contains(r.Queues, q) {
				sent = url.Values{}
				for _, x := range hiddenPart.FindAllStringSubmatch(m[2], -1) {
					sent.Add(x[1], x[2])
				}
				return m[1], sent, r
			}
		}
	}
	return "", nil, route
}

// Whatever waits: a form that is sent as it came decides nothing unless its button is the decision; what is refused is
// said on the same page, where the form stands again in its place of the queue; nobody else decides, by no right, from
// no other place, and without one's own token nothing is decided.
func TestQueues_refuse_what_nobody_chose_and_everybody_else(t *testing.T) {
	h := apptest.New(t, dbtest.SQLite(t))
	things(t, h, apptest.Home, h.Posts[0])
	base := h.Serve()
	refused, done := []string{}, []string{}
	for _, q := range h.Program.Queues {
		v, at := opens(t, h, base, q)
		if v == nil {
			continue
		}
		_, body := v.get(at)
		to, sent, route := v.deciding(h, body, q)
		if to == "" {
			t.Errorf("%s: %s has no form", q.Code, at)
			continue
		}
		for _, x := range strangers(t, h, base, route.Permission) {
			form := url.Values{}
			for k, values := range sent {
				form[k] = values
			}
			form.Set("_csrf", x.csrf())
			if code, _, _ := x.post(to, form); code != 403 && code != 404 {
				t.Errorf("%s: somebody else is answered %d at %s", q.Code, code, to)
			}
		}
		forged := url.Values{}
		for k, values := range sent {
			forged[k] = values
		}
		forged.Set("_csrf", "forged")
		if code, _, _ := v.post(to, forged); code != 403 {
			t.Errorf("%s: without the token %d", q.Code, code)
		}
		code, body, head := v.post(to, sent)
		switch code {
		case 303:
			done = append(done, q.Code)
			if strings.HasPrefix(head.Get("Location"), to) {
				t.Errorf("%s: after the decision one stands at %s again", q.Code, head.Get("Location"))
			}
		case 422, 409:
			refused = append(refused, q.Code)
			again, kept, _ := v.deciding(h, body, q)
			if faultOf(body) == "" && !strings.Contains(body, `class="block"`) {
				t.Errorf("%s: %d without a word: %s", q.Code, code, visible(body))
			}
			if again != to || kept.Get("queue") != sent.Get("queue") {
				t.Errorf("%s: refused, and the form is gone or stands in no queue: %q %v", q.Code, again, kept)
			}
		default:
			t.Errorf("%s: sent as it came it is answered %d", q.Code, code)
		}
	}
	t.Logf("refused: %v; decided by the button alone: %v", refused, done)
	if len(refused) < 10 {
		t.Errorf("only %d are refused: %v", len(refused), refused)
	}
}

// opens is somebody before whom the first of a queue stands, and where; nil where nothing waits for anybody.
func opens(t *testing.T, h *apptest.House, base string, q *kit.Queue) (*visitor, string) {
	t.Helper()
	for _, info := range h.Gate.Roles() {
		if !h.Gate.Can(info.Role, q.Permission) {
			continue
		}
		v := visit(t, base).signIn(apptest.Login(info.Role, h.Region(apptest.CodeOf(info)).Code))
		if _, _, res := v.ask("GET", "/queue/"+q.Code); res.Get("Location") != "/" {
			return v, res.Get("Location")
		}
	}
	return nil, ""
}

// strangers are somebody without a permission, and somebody of another county who has it.
func strangers(t *testing.T, h *apptest.House, base string, p authz.Permission) (out []*visitor) {
	t.Helper()
	for role, code := range map[authz.Role]string{"village_registrar": apptest.Home, "finance_preparer": apptest.County} {
		if !h.Gate.Can(role, p) {
			out = append(out, visit(t, base).signIn(apptest.Login(role, h.Region(code).Code)))
		}
	}
	for role, code := range map[authz.Role]string{"township_reviewer": "370481116", "county_reviewer": "370481"} {
		if h.Gate.Can(role, p) {
			out = append(out, visit(t, base).signIn(apptest.Login(role, h.Region(code).Code)))
		}
	}
	return out
}
