package web_test

import (
	"go/ast"
	"go/parser"
	gotoken "go/token"
	"os"
	"path/filepath"
	"regexp"
	"slices"
	"strconv"
	"strings"
	"testing"

	"gangwei/internal/apptest"
	"gangwei/internal/dbtest"
	"gangwei/internal/platform/feature"
)

// Every address that changes something ends in one of these words. Who brings a new word says here which it is.
const (
	deciding = "accept answer apply approve audit batch " +
		"check claim close confirm decide file library notice " +
		"order recoveries release renewals requests review review-entered reviews second settle slip start state tell " +
		"township"
	entering = "accidents acts agreement allot amend answers appeal ask back batches cancel cards checks clerks columns " +
		"correct death delegate disable discard dismiss drafts draw drop end entries excel explain exports extend filters " +
		"form formats funds grant hear help hold holidays home household hung insurance irregular kin " +
		"looks mapping merge monitor months " +
		"new notices number offices officials paper papers parallel pass password people period print projects quota " +
		"reason receipt recall recruits " +
		"registers rename renew reopen reply reporter reset resume retract reverse revoke rulebook " +
		"rows runs say scan send sheets shifts signed signin signout split standing strike submit suspend targets tasks " +
		"told total transfer undo unmask village withdraw word year"
)

// notQueued are the addresses that end like a decision and have no queue, each with its reason.
var notQueued = map[string]string{
	"/duty/sheets/:id/settle":         "enters what expected days were: the queue of corrections decides on it",
	"/duty/sheets/:id/review-entered": "the county's word on what a township typed: its list is /duty/entered",
	"/duty/sheets/:id/answer":         "answers a village's word on a sheet that one entered oneself",
	"/papers/check":                   "enters what a paper says",
	"/pay/confirm":                    "draws who is called",
	"/pay/confirm/:id":                "enters what somebody said on the telephone",
	"/pay/funds/close":                "ends one's own budget year",
	"/help/:id/close":                 "ends one's own entry",
	"/pay/missing/:id/tell":           "enters that somebody was told",
	"/projects/library":               "chooses line by line from one list, where what is left stands beside it",
	"/pay/runs/:id/notice":            "puts one's own list up",
	"/placements/renewals":            "renews many on a page of its own, which says why others are not",
	"/posts/:id/state":                "rests or closes a post of one's own office",
	"/duty/township":                  "enters attendance of a township",
}

// lastWord of an address, without what names a thing.
func lastWord(path string) string {
	parts := strings.Split(path, "/")
	for i := len(parts) - 1; i > 0; i-- {
		if !strings.HasPrefix(parts[i], ":") {
			return parts[i]
		}
	}
	return ""
}

// Whoever decides on what another brought finds what is left of it one key away: each address that a decision is sent
// to names the queues that it shortens.
func TestEvery_decision_is_declared_with_its_queue(t *testing.T) {
	h := apptest.New(t, dbtest.SQLite(t))
	decides, enters := strings.Fields(deciding), strings.Fields(entering)
	used := map[string]bool{}
	known := map[string]bool{}
	for _, q := range h.Program.Queues {
		known[q.Code] = true
	}
	for _, r := range h.Program.Routes {
		word := lastWord(r.Path)
		if r.Method != "POST" {
			if len(r.Queues) > 0 {
				t.Errorf("%s %s decides nothing", r.Method, r.Path)
			}
			continue
		}
		used[word] = true
		why, listed := notQueued[r.Path]
		switch {
		case !slices.Contains(decides, word) && !slices.Contains(enters, word):
			t.Errorf("%s: is %q the word of somebody who decides, or of somebody who enters?", r.Path, word)
		case slices.Contains(decides, word) && len(r.Queues) == 0 && !listed:
			t.Errorf("%s decides and names no queue", r.Path)
		case listed && (len(r.Queues) > 0 || why == "" || !slices.Contains(decides, word)):
			t.Errorf("%s need not be listed", r.Path)
		}
		for _, q := range r.Queues {
			if !known[q.Code] {
				t.Errorf("%s: no wing brings the queue %s", r.Path, q.Code)
			}
		}
		delete(notQueued, r.Path)
	}
	for path := range notQueued {
		t.Errorf("%s is listed and is no address", path)
	}
	for _, word := range slices.Concat(decides, enters) {
		if !used[word] {
			t.Errorf("no address ends in %q", word)
		}
	}
}

// box is what a Decision is sent to, as its page writes it: * for what names a thing.
type box struct{ at, action string }

// boxesOf the pages of all wings, out of their source.
func boxesOf(t *testing.T) (out []box) {
	t.Helper()
	files, err := filepath.Glob("../*/screens/*.go")
	apptest.Must(t, err)
	for _, name := range files {
		if strings.HasSuffix(name, "_test.go") {
			continue
		}
		fset := gotoken.NewFileSet()
		text, err := os.ReadFile(name)
		apptest.Must(t, err)
		f, err := parser.ParseFile(fset, name, text, 0)
		apptest.Must(t, err)
		for _, d := range f.Decls {
			vars := map[string]string{}
			ast.Inspect(d, func(n ast.Node) bool {
				switch n := n.(type) {
				case *ast.AssignStmt:
					for i, to := range n.Lhs {
						if v, ok := to.(*ast.Ident); ok && len(n.Rhs) == len(n.Lhs) {
							vars[v.Name] = address(n.Rhs[i], vars)
						}
					}
				case *ast.CompositeLit:
					for _, v := range sentTo(n) {
						out = append(out, box{fset.Position(n.Pos()).String(), address(v, vars)})
					}
				}
				return true
			})
		}
	}
	return out
}

// sentTo are the addresses of a box, and of a page on which many are decided at once.
func sentTo(x *ast.CompositeLit) (out []ast.Expr) {
	of, _ := x.Type.(*ast.SelectorExpr)
	if of == nil {
		return nil
	}
	field := map[string]string{"Decision": "Action", "Bulk": "Address"}[of.Sel.Name]
	for _, e := range x.Elts {
		if kv, ok := e.(*ast.KeyValueExpr); ok {
			if k, ok := kv.Key.(*ast.Ident); ok && k.Name == field {
				out = append(out, kv.Value)
			}
		}
	}
	return out
}

// address that an expression makes.
func address(x ast.Expr, vars map[string]string) string {
	switch x := x.(type) {
	case *ast.BasicLit:
		s, _ := strconv.Unquote(x.Value)
		return s
	case *ast.BinaryExpr:
		return address(x.X, vars) + address(x.Y, vars)
	case *ast.Ident:
		if s, ok := vars[x.Name]; ok && strings.Contains(s, "/") {
			return s
		}
	}
	return "*"
}

// fits reports whether an address that a page writes is one of a route.
func (b box) fits(r feature.Route) bool {
	want, got := strings.Split(r.Path, "/"), strings.Split(b.action, "/")
	if n := len(want) - len(got); got[0] == "*" && n > 0 {
		want, got = want[n+1:], got[1:] // which list it stands in is said elsewhere
	}
	if len(want) != len(got) {
		return false
	}
	for i := range want {
		if want[i] != got[i] && got[i] != "*" {
			return false
		}
	}
	return true
}

// A box in which somebody decides is sent to where a decision is declared, and what is declared has its box.
func TestEvery_box_is_sent_to_a_declared_decision(t *testing.T) {
	h := apptest.New(t, dbtest.SQLite(t))
	boxed := map[string]bool{}
	for _, b := range boxesOf(t) {
		if b.action == "/design" { // shows the box, and is sent nowhere
			continue
		}
		found := false
		for _, r := range h.Program.Routes {
			if r.Method == "POST" && b.fits(r) && (len(r.Queues) > 0 || notBoxed[r.Path] != "") {
				found, boxed[r.Path] = true, true
			}
		}
		if !found {
			t.Errorf("%s: no decision is declared for %s", b.at, b.action)
		}
	}
	for _, r := range h.Program.Routes {
		if len(r.Queues) > 0 && !boxed[r.Path] && notBoxed[r.Path] == "" {
			t.Errorf("%s is decided in no box", r.Path)
		}
	}
}

// notBoxed are the addresses that shorten a queue and decide nothing, each with its reason.
var notBoxed = map[string]string{
	"/duty/sheets/:id/assessment/township": "gives marks to each of a village, line by line",
	"/inspect/findings/:id/order":          "is a form of its own beside the box",
	"/matching/:id/tell":                   "enters that somebody was told",
	"/monitor/alerts/:id/answer":           "is the answer of the unit whose figure fell",
	"/pay/batches/:id/slip":                "enters what the bank stamped",
	"/pay/batches/:id/settle":              "takes the bank's file",
	"/rectify/:id/reply":                   "is the answer of the office that puts right",
}

var (
	postedTo = regexp.MustCompile(`(?:form)?action="(/[^"?#]*)`)
	numbers  = regexp.MustCompile(`/\d+`)
)

// Whoever opens a queue stands before the first of it, sees how many there are, and finds the form that decides it; of
// each kind that waits in the tests' office.
func TestQueues_open_what_they_are_of_with_its_form(t *testing.T) {
	h := apptest.New(t, dbtest.SQLite(t))
	things(t, h, apptest.Home, h.Posts[0])
	base := h.Serve()
	var open, empty []string
	for _, q := range h.Program.Queues {
		stood := false
		for _, info := range h.Gate.Roles() {
			if !h.Gate.Can(info.Role, q.Permission) || stood {
				continue
			}
			login := apptest.Login(info.Role, h.Region(apptest.CodeOf(info)).Code)
			if q.Code == "application.check" && info.Role == "village_registrar" {
				login += "-2" // who entered it may not check it
			}
			v := visit(t, base).signIn(login)
			code, _, res := v.ask("GET", "/queue/"+q.Code)
			at := res.Get("Location")
			if code != 303 {
				t.Errorf("%s as %s: %d", q.Code, info.Role, code)
			}
			if at == "/" {
				continue
			}
			stood = true
			code, body := v.get(at)
			if code != 200 || !strings.Contains(body, "第1件，共") {
				t.Errorf("%s leads %s to %s, which answers %d: %s", q.Code, info.Role, at, code, visible(body))
			}
			decided := false
			for _, m := range postedTo.FindAllStringSubmatch(body, -1) {
				for _, r := range h.Program.Routes {
					fits := r.Method == "POST" && numbers.ReplaceAllString(m[1], "/:id") == r.Path
					decided = decided || fits && slices.Contains(r.Queues, q)
				}
			}
			if !decided {
				t.Errorf("%s leads %s to %s, which has no form for it", q.Code, info.Role, at)
			}
		}
		if stood {
			open = append(open, q.Code)
		} else {
			empty = append(empty, q.Code)
		}
	}
	t.Logf("open: %v; empty: %v", open, empty)
	if len(open) < 12 {
		t.Errorf("only %d queues have something in them: %v", len(open), open)
	}
}
