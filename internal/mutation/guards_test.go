//go:build long

package mutation

import (
	"bytes"
	"fmt"
	"os"
	"path/filepath"
	"regexp"
	"strings"
	"testing"
)

// guard is one thing that keeps somebody out, and how it is taken away: old is what stands in the file, instead what
// stands there in its place; OFF in it is true where this guard is the chosen one.
type guard struct {
	name, file, old, instead string
	pkg, tests               string // that must notice
}

const (
	web     = "internal/web"
	rights  = "internal/platform/authz"
	kit     = "internal/platform/kit"
	account = "internal/registry/account"
	desk    = "internal/platform/desk"
)

// Each guard of the web and of the rights is taken away once, and the test that is named for it fails.
func TestGuards_are_each_missed(t *testing.T) {
	files := map[string][]byte{}
	for _, g := range guards {
		at := filepath.Join(root(t), g.file)
		body, ok := files[at]
		if !ok {
			var err error
			if body, err = os.ReadFile(at); err != nil {
				t.Fatal(err)
			}
		}
		if n := bytes.Count(body, []byte(g.old)); n == 0 {
			t.Fatalf("%s: %s has no %q any more: say how this guard is taken away now", g.name, g.file, g.old)
		}
		body = bytes.ReplaceAll(body, []byte(g.old),
			[]byte(strings.ReplaceAll(g.instead, "OFF", fmt.Sprintf("mutated(%q)", g.name))))
		files[at] = body
		name := regexp.MustCompile(`(?m)^package (\w+)`).FindSubmatch(body)[1]
		files[filepath.Join(filepath.Dir(at), "mutant.go")] = fmt.Appendf(nil, "package %s\n\nimport \"os\"\n\n"+
			"func mutated(name string) bool { return os.Getenv(%q) == name }\n", name, chosen)
	}
	bin := build(t, files, rights, kit, desk, account, web)
	for _, g := range guards {
		t.Run(g.name, func(t *testing.T) {
			if red, _ := run(t, bin, g.pkg, g.tests, g.name); !red {
				t.Errorf("%s is gone from %s, and %s in %s does not notice", g.name, g.file, g.tests, g.pkg)
			}
		})
	}
	done := map[string]bool{}
	for _, g := range guards { // what fails with a change must not fail without
		if key := g.pkg + g.tests; !done[key] {
			done[key] = true
			if red, said := run(t, bin, g.pkg, g.tests, ""); red {
				t.Errorf("%s in %s fails with nothing changed:\n%s", g.tests, g.pkg, said)
			}
		}
	}
}

const (
	server  = web + "/web.go"
	edge    = web + "/edge.go"
	request = kit + "/kit.go"
	cookies = kit + "/session.go"
	body    = kit + "/body.go"
	signIn  = "internal/registry/screens/signin.go"
	session = account + "/session.go"
	grants  = account + "/service.go"

	posts   = "^TestPost_without_csrf_or_from_another_origin_is_refused$/sqlite"
	headers = "^TestHeaders_of_every_kind_of_answer$"
	jar     = "^TestHeaders_and_cookies$/sqlite"
	first   = "^TestSession_ends_with_a_change_of_role_or_password_and_first_password_must_change$/sqlite"
	proxies = "^TestProxy_is_believed_only_where_it_was_named$"
	bodies  = "^TestBody_is_as_long_as_its_address_needs$"
	every   = "^TestEveryRoute_with_every_role_shows_nothing_of_a_foreign_village$/sqlite"
	broken  = "^TestForm_that_is_broken_is_400_and_a_token_in_the_address_is_none$"
	idle    = "^TestSession_ends_after_an_idle_hour_and_after_twelve$/sqlite"
	granted = "^TestGrants$/sqlite"
	guarded = "^TestGuards"
)

var guards = []guard{
	{"session required", server, "if !found {", "if !found && !OFF {", web, guarded},
	{"first password", server, "if r.PasswordDue() &&", "if r.PasswordDue() && !OFF &&", web, first},
	{"origin", server, "method != http.MethodGet && err != nil {", "method != http.MethodGet && err != nil && !OFF {",
		web, posts},
	{"permission of the route", server, `if permission != "" &&`, `if permission != "" && !OFF &&`, web, guarded},
	{"token of the form", server, "if err := r.CheckCSRF(); err != nil {", "if err := r.CheckCSRF(); err != nil && !OFF {",
		web, posts},
	{"inspector's read is recorded", server, "if err := s.reads(r, route); err != nil {",
		"if OFF {\nreturn h(r)\n}\nif err := s.reads(r, route); err != nil {", web,
		"^TestReads_of_an_inspector_are_in_their_own_chain_only$/sqlite"},
	{"short bodies of the public", server, "kit.Limits{Text: maxPublicText}",
		"kit.Limits{Text: map[bool]int64{false: maxPublicText, true: 100 << 20}[OFF]}", web, bodies},
	{"panic is answered", server, "log.Error(\"panic\"", "if OFF {\npanic(err)\n}\nlog.Error(\"panic\"", web,
		"^TestBody_of_a_handler_that_panics_is_given_back$"},
	{"content policy", server, `h.Set("Content-Security-Policy", policy)`,
		`h.Set(map[bool]string{false: "Content-Security-Policy", true: "X"}[OFF], policy)`, web, headers},
	{"no sniffing", server, `h.Set("X-Content-Type-Options", "nosniff")`,
		`h.Set(map[bool]string{false: "X-Content-Type-Options", true: "X"}[OFF], "nosniff")`, web, headers},
	{"referrer", server, `h.Set("Referrer-Policy", "same-origin")`,
		`h.Set(map[bool]string{false: "Referrer-Policy", true: "X"}[OFF], "same-origin")`, web, headers},
	{"opener", server, `h.Set("Cross-Origin-Opener-Policy", "same-origin")`,
		`h.Set(map[bool]string{false: "Cross-Origin-Opener-Policy", true: "X"}[OFF], "same-origin")`, web, headers},
	{"nothing is kept", server, `h.Set("Cache-Control", "no-store")`,
		`h.Set(map[bool]string{false: "Cache-Control", true: "X"}[OFF], "no-store")`, web, headers},
	{"transport security", server, "secure || c.IsTLS() {", "(secure || c.IsTLS()) && !OFF {", web, headers},

	{"address of the peer", edge, "return echo.ExtractIPDirect()",
		"if OFF {\nreturn echo.ExtractIPFromXFFHeader()\n}\nreturn echo.ExtractIPDirect()", web, proxies},
	{"loopback is no proxy", edge, "echo.TrustLoopback(false)", "echo.TrustLoopback(OFF)", web, guarded},
	{"private net is no proxy", edge, "echo.TrustPrivateNet(false)", "echo.TrustPrivateNet(OFF)", web, guarded},
	{"word of a stranger about HTTPS", edge, "s.needs.trusts(c.Request().RemoteAddr)",
		"(OFF || s.needs.trusts(c.Request().RemoteAddr))", web, proxies},
	{"folder of static files", edge, "info.IsDir() {", "info.IsDir() && !OFF {", web, guarded},

	{"empty token", request, `want == "" ||`, `want == "" && !OFF ||`, web, guarded},
	{"token from the body alone", request, `r.Context.Request().PostForm.Get("_csrf")`,
		`map[bool]url.Values{false: r.Context.Request().PostForm, true: r.Context.Request().Form}[OFF].Get("_csrf")`, web,
		broken},
	{"one line of IPv6 is one visitor", request, "a.Is6() {", "a.Is6() && !OFF {", kit, "^TestAddress"},
	{"cookie not for scripts", cookies, "HttpOnly: true", "HttpOnly: !OFF", web, jar},
	{"cookie of HTTPS", cookies, "Secure: r.Secure(),", "Secure: r.Secure() && !OFF,", web, proxies},
	{"cookie of this site", cookies, "SameSite: http.SameSiteStrictMode",
		"SameSite: map[bool]http.SameSite{false: http.SameSiteStrictMode, true: http.SameSiteNoneMode}[OFF]", web, jar},
	{"cookie of this host", cookies, "if tls {", "if tls && !OFF {", web, proxies},
	{"length of a body", body, "req.Body = http.MaxBytesReader(w, req.Body, l.whole())",
		"if !OFF {\nreq.Body = http.MaxBytesReader(w, req.Body, l.whole())\n}", web, guarded},
	{"no file where none belongs", body, "case l.Files == 0:", "case l.Files == 0 && !OFF:", web, bodies},
	{"length of the fields", body, "rest < 0 {", "rest < 0 && !OFF {", web, guarded},
	{"rate", kit + "/limiter.go", "if l.drawn(now, d.Name)+1 >",
		"if !OFF && l.drawn(now, d.Name)+1 >", kit, "^TestLimiter"},

	{"token of the sign-in", signIn, "if err := r.CheckToken(r.Pre()); err != nil {",
		"if err := r.CheckToken(r.Pre()); err != nil && !OFF {", web, guarded},
	{"demonstration from afar", signIn, "if r.Kit.Demo {", "if r.Kit.Demo && !OFF {", web, proxies},
	{"lock after wrong passwords", session, "if u.LockedUntilUs > now {", "if u.LockedUntilUs > now && !OFF {", web,
		"^TestSignIn_locks_after_five_wrong_passwords$/sqlite"},
	{"closed account signs in", session, "if !ok || u.Disabled == 1 {", "if !ok || u.Disabled == 1 && !OFF {", account,
		guarded},
	{"closed account goes on", session, "AND u.disabled = 0`",
		"` + map[bool]string{false: \"AND u.disabled = 0\"}[OFF]", account, guarded},
	{"signed out", session, "s.ended_us IS NULL AND s.expires_us",
		"` + map[bool]string{false: \"s.ended_us IS NULL\", true: \"1 = 1\"}[OFF] + ` AND s.expires_us", account, guarded},
	{"session of twelve hours", session, ", hash, now, now.Add(-idleFor))",
		", hash, map[bool]clock.Moment{false: now}[OFF], now.Add(-idleFor))", account, idle},
	{"idle session", session, "now.Add(-idleFor))",
		"map[bool]clock.Moment{false: now.Add(-idleFor)}[OFF])", account, idle},
	{"grant until a day", account + "/store.go", `userID, day, day)`,
		`userID, day, map[bool]any{false: day, true: "2000-01-01"}[OFF])`, account, granted},
	{"grant from a day", account + "/store.go", `userID, day, map`,
		`userID, map[bool]any{false: day, true: "2999-01-01"}[OFF], map`, account, guarded},
	{"nobody gives oneself a role", grants, "if u.PersonKey == v.Actor.PersonKey {",
		"if u.PersonKey == v.Actor.PersonKey && !OFF {", account, granted},
	{"incompatible roles", grants, "if r.Gate.Incompatible(h.Role, role) {",
		"if r.Gate.Incompatible(h.Role, role) && !OFF {",
		account, granted},
	{"roles of the other account", account + "/store.go", "WHERE u.person_key = ? AND g.revoked_us",
		`WHERE " + map[bool]string{false: "u.person_key = ?", true: "u.person_key <> ?"}[OFF] + " AND g.revoked_us`, account,
		granted},
	{"who set the password grants no guarded role", grants, "if alone {", "if alone && !OFF {", account,
		"^TestReset_is_not_gone_around$/sqlite"},

	{"region of the scope", rights + "/scope.go", `path != "" && strings.HasPrefix(path, p) {`,
		`path != "" && (OFF || strings.HasPrefix(path, p)) {`, rights, "^TestScope"},
	{"grant without a region", rights + "/scope.go", "if p == \"\" {\n\t\t\tcontinue",
		"if p == \"\" && !OFF {\n\t\t\tcontinue",
		rights, "^TestZero"},
	{"region without a path", rights + "/scope.go", "if path == \"\" {\n\t\treturn Scope{}",
		"if path == \"\" && !OFF {\n\t\treturn Scope{}",
		rights, guarded},
	{"empty scope in SQL", rights + "/scope.go", `return "1 = 0", nil`,
		`return map[bool]string{false: "1 = 0", true: "1 = 1"}[OFF], nil`, rights, "^TestZero"},
	{"end of the range in SQL", rights + "/scope.go", `args = append(args, p, p+"~")`,
		`args = append(args, p, map[bool]string{false: p, true: p[:4]}[OFF]+"~")`, rights, "^TestScope"},
	{"permission of the actor", rights + "/actor.go", "if a.Scope(p).Covers(path) {",
		"if OFF || a.Scope(p).Covers(path) {",
		rights, "^TestMatrix"},
	{"what is outside does not exist", rights + "/actor.go", "if a.Region().Covers(path) {",
		"if OFF || a.Region().Covers(path) {", rights, "^TestMatrix"},
	{"one permission of a villager", rights + "/actor.go", "a.only == p {", "(OFF || a.only == p) {", rights, guarded},
	{"policy is asked", rights + "/gate.go", "g.asked.Store(pair, ok)",
		"ok = ok || OFF\n\tg.asked.Store(pair, ok)", rights,
		"^TestMatrix"},
	{"incompatible both ways", rights + "/gate.go", "g.incompatible[[2]Role{Role(f[1]), Role(f[0])}] = true",
		"g.incompatible[[2]Role{Role(f[1]), Role(f[0])}] = !OFF", rights, "^TestIncompatible"},
	{"desk asks for the right", desk + "/desk.go", "if err := v.Actor.Check(p, path); err != nil {",
		"if err := v.Actor.Check(p, path); err != nil && !OFF {", account, granted},
	{"nothing unrecorded is committed", desk + "/desk.go", `if v.permission == "" || v.entry == nil {`,
		`if (v.permission == "" || v.entry == nil) && !OFF {`, desk, guarded},
}
