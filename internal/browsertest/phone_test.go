package browsertest_test

import (
	"bytes"
	"context"
	"fmt"
	"image"
	"image/jpeg"
	"math/rand/v2"
	"net"
	"net/http"
	"net/http/httptest"
	"os"
	"path/filepath"
	"strings"
	"sync"
	"testing"
	"time"

	"github.com/chromedp/cdproto/network"
	"github.com/chromedp/cdproto/page"
	"github.com/chromedp/cdproto/runtime"
	"github.com/chromedp/chromedp"

	"gangwei/internal/apptest"
	"gangwei/internal/attendance/duty"
	"gangwei/internal/base/civil"
	"gangwei/internal/base/clock"
	"gangwei/internal/browsertest"
	"gangwei/internal/dbtest"
	"gangwei/internal/platform/authz"
	"gangwei/internal/platform/database"
	"gangwei/internal/platform/files"
	"gangwei/internal/platform/rulebook"
)

// office is a server that can be killed and started again at the same address.
type office struct {
	t    *testing.T
	h    http.Handler
	addr string

	mu    sync.Mutex
	srv   *http.Server
	cut   bool     // the next sync is kept, and the server killed before it can answer
	asked []string // what was asked for since the last look
	sent  int      // bytes of all answers, with their heads
}

func open(t *testing.T, h *apptest.House) *office {
	t.Helper()
	s, jobs, err := h.Server(apptest.Ctx)
	apptest.Must(t, err)
	o := &office{t: t, h: s.Echo}
	t.Cleanup(func() {
		o.kill()
		jobs.Close()
	})
	o.start()
	return o
}

func (o *office) start() {
	o.t.Helper()
	if o.addr == "" {
		o.addr = "127.0.0.1:0"
	}
	l, err := net.Listen("tcp", o.addr)
	apptest.Must(o.t, err)
	o.addr = l.Addr().String()
	srv := &http.Server{Handler: o}
	o.mu.Lock()
	o.srv = srv
	o.mu.Unlock()
	go func() { _ = srv.Serve(l) }()
}

// kill closes the listener and every connection at once, as a machine does that loses its power.
func (o *office) kill() {
	o.mu.Lock()
	defer o.mu.Unlock()
	if o.srv != nil {
		_ = o.srv.Close()
	}
	o.srv = nil
}

func (o *office) ServeHTTP(w http.ResponseWriter, r *http.Request) {
	o.mu.Lock()
	o.asked = append(o.asked, r.Method+" "+r.URL.Path)
	cut := o.cut && r.URL.Path == "/api/duty/checks"
	o.cut = o.cut && !cut
	o.mu.Unlock()
	if cut {
		o.h.ServeHTTP(httptest.NewRecorder(), r)
		go o.kill()
		<-r.Context().Done()
		return
	}
	o.h.ServeHTTP(&counted{w, o}, r)
}

// counted adds up what an answer takes on the line.
type counted struct {
	http.ResponseWriter
	o *office
}

func (c *counted) add(n int) {
	c.o.mu.Lock()
	c.o.sent += n
	c.o.mu.Unlock()
}

func (c *counted) WriteHeader(status int) {
	for k, v := range c.Header() {
		c.add(len(k) + len(strings.Join(v, "")) + 4)
	}
	c.ResponseWriter.WriteHeader(status)
}

func (c *counted) Write(b []byte) (int, error) {
	c.add(len(b))
	return c.ResponseWriter.Write(b)
}

// loaded is how many bytes went out since the last look.
func (o *office) loaded() int {
	o.mu.Lock()
	defer o.mu.Unlock()
	n := o.sent
	o.sent = 0
	return n
}

func (o *office) looked() []string {
	o.mu.Lock()
	defer o.mu.Unlock()
	out := o.asked
	o.asked = nil
	return out
}

func checksKept(t *testing.T, h *apptest.House) (out []duty.CheckRow) {
	t.Helper()
	apptest.Must(t, h.DB.Read(apptest.Ctx, func(s *database.Snapshot) (err error) {
		out, err = duty.Checks(s, authz.Everywhere(), duty.CheckFilter{Limit: 100})
		return err
	}))
	return out
}

// until a condition of the page holds, whatever page comes and goes meanwhile.
func until(js string) chromedp.Action {
	return chromedp.ActionFunc(func(c context.Context) error {
		for range 300 {
			ok := false
			if err := chromedp.Evaluate("Boolean("+js+")", &ok).Do(c); err == nil && ok {
				return nil
			}
			if c.Err() != nil {
				break
			}
			time.Sleep(100 * time.Millisecond)
		}
		said := ""
		_ = chromedp.Evaluate(`document.body.innerText`, &said).Do(c)
		return fmt.Errorf("never: %s; the page says %q", js, said)
	})
}

// onSite says how the check was made: the phone chooses no way for the person.
var onSite = chromedp.SetValue(`#method`, "site")

// waiting until so many rounds wait.
func waiting(n int) chromedp.Action {
	return until(fmt.Sprintf(
		`document.querySelector('#waiting') && document.querySelector('#waiting').dataset.waiting === '%d'`, n))
}

// A round without signal: the phone takes a village along, the server dies, the page opens all the same and keeps what
// is tapped; it is closed and opened again; the server takes the checks and dies before it can say so; and in the end
// each is there once. Then the session ends with a check waiting, and a sign-out with a check waiting warns.
func TestPhone_a_round_without_signal_arrives_once(t *testing.T) {
	t.Parallel()
	h := apptest.New(t, dbtest.SQLite(t))
	first, second := h.Hold(0, "王秀英", "", "2025-01-01", ""), h.Hold(1, "李桂兰", "", "2025-02-15", "")
	o := open(t, h)
	base, home := "http://"+o.addr, apptest.Home
	ctx := browsertest.Browser(t)
	login := apptest.Login("township_supervisor", h.Region(apptest.Town).Code)
	phone := base + "/duty/phone"
	inVillage := chromedp.Tasks{until(`document.querySelector('a[href="#` + home + `"]')`),
		click(`a[href="#` + home + `"]`), appears(`fieldset.seen`)}
	see := func(id int64, finding string) chromedp.Action {
		return chromedp.Evaluate(fmt.Sprintf(`document.querySelector('input[name="f%d"][value="%s"]').click()`, id, finding),
			nil)
	}
	log := chromedp.Tasks{onSite, click(`.stick button`)}

	// with signal: taken along
	within(t, ctx, 90*time.Second, browsertest.Size(360, 740), signIn(base, login, apptest.Pass),
		network.ClearBrowserCache(), chromedp.ActionFunc(func(context.Context) error { o.loaded(); return nil }),
		chromedp.Navigate(phone),
		appears(`details[open] input[value="`+home+`"]`), browsertest.Shot("phone-choose-360"),
		click(`input[value="`+home+`"]`), click(`details form button:not(.second)`),
		until(`document.querySelector('a[href="#`+home+`"]')`), until(`navigator.serviceWorker.controller !== null`))
	// over 3G: the page, what its worker keeps and the first village
	if n := o.loaded(); n == 0 || n > 60<<10 {
		t.Errorf("the first load took %d bytes", n)
	} else {
		t.Logf("the first load took %d bytes", n)
	}
	o.looked()
	within(t, ctx, 60*time.Second, chromedp.Navigate(phone), inVillage, browsertest.Shot("phone-village-360"))
	if asked := o.looked(); len(asked) != 1 || asked[0] != "GET /api/duty/phone" {
		t.Errorf("a cached page asks for %v", asked)
	}

	// no signal: the page opens, four taps for an exception, closed and opened again
	o.kill()
	within(t, ctx, 90*time.Second, chromedp.Navigate("about:blank"), chromedp.Navigate(phone), inVillage,
		click(fmt.Sprintf(`fieldset[data-holder="%d"] .choices label`, first)), // on duty: one tap
		click(fmt.Sprintf(`fieldset[data-holder="%d"] summary`, second)), click(fmt.Sprintf(
			`input[name="f%d"][value=not_seen]`, second)), click(fmt.Sprintf(`input[name="t%d"][value="请过假"]`, second)),
		browsertest.Shot("phone-seen-360"), until(`!document.body.dataset.keeping`), // written, before the page is left
		// a half-written round survives too
		chromedp.Navigate("about:blank"), chromedp.Navigate(phone), inVillage, until(
			fmt.Sprintf(`document.querySelector('input[name="f%d"][value=not_seen]').checked`, second)),
		log, waiting(2), chromedp.Navigate("about:blank"), chromedp.Navigate(phone), waiting(2), browsertest.Shot("phone-waiting-360"))
	if n := len(checksKept(t, h)); n != 0 {
		t.Fatalf("%d checks arrived without a server", n)
	}

	// the server takes them and dies before it answers
	o.cut = true
	o.start()
	within(t, ctx, 60*time.Second, chromedp.Navigate("about:blank"), chromedp.Navigate(phone),
		until(`document.querySelector('#waiting') && document.body.innerText.includes('连不上')`), waiting(2))
	for range 100 {
		if len(checksKept(t, h)) == 2 {
			break
		}
		time.Sleep(50 * time.Millisecond)
	}
	o.start()
	within(t, ctx, 60*time.Second, click(`#waiting button`), waiting(0),
		until(`document.querySelectorAll('#queue .tag.good').length === 2`), browsertest.Shot("phone-sent-360"))
	rows := checksKept(t, h)
	if len(rows) != 2 {
		t.Fatalf("%d checks, want each once", len(rows))
	}
	for _, c := range rows {
		if c.PlacementID == second && (c.Finding != "not_seen" || c.Statement != "请过假" || c.Method != "site") ||
			c.SeenUs == 0 {
			t.Errorf("%+v", c.Check)
		}
	}

	// the session ends with a check waiting
	within(t, ctx, 90*time.Second, network.ClearBrowserCookies(), inVillage, see(first, "work_good"), log, waiting(1),
		until(`document.querySelector('#waiting a[href="/signin?next=phone"]')`), browsertest.Shot("phone-expired-360"),
		click(`#waiting a`), appears(`#f-login`), chromedp.SendKeys(`#f-login`, login),
		chromedp.SendKeys(`#f-password`, apptest.Pass), click(`.sign button`), waiting(0))
	if n := len(checksKept(t, h)); n != 3 {
		t.Errorf("%d checks after a session that ended", n)
	}

	// signing out with a check waiting warns; the check waits for its own user
	var warned string
	sure := false
	chromedp.ListenTarget(ctx, func(ev any) {
		if d, ok := ev.(*page.EventJavascriptDialogOpening); ok {
			warned = d.Message
			go func() { _ = chromedp.Run(ctx, page.HandleJavaScriptDialog(sure)) }()
		}
	})
	o.kill()
	within(t, ctx, 60*time.Second, inVillage, see(first, "leave"), log, waiting(1))
	// the office is back, but the phone has not noticed: its page is not open
	within(t, ctx, 60*time.Second, chromedp.Navigate("about:blank"))
	o.start()
	within(t, ctx, 60*time.Second, chromedp.Navigate(base+"/"), click(`form[action="/signout"] button`),
		chromedp.Sleep(time.Second), appears(`form[action="/signout"]`))
	if !strings.Contains(warned, "1条检查没有发出") {
		t.Errorf("signing out said %q", warned)
	}
	sure = true
	other := apptest.Login("township_supervisor", h.Region(apptest.Away[:9]).Code)
	within(t, ctx, 60*time.Second, click(`form[action="/signout"] button`), appears(`#f-login`))
	within(t, ctx, 90*time.Second, signIn(base, other, apptest.Pass), chromedp.Navigate(phone),
		until(`document.body.innerText.includes('本机另有1条是其他用户登记的')`))
	if n := len(checksKept(t, h)); n != 3 {
		t.Errorf("%d checks: another user sent what was not theirs", n)
	}
	within(t, ctx, 90*time.Second, chromedp.Navigate(base+"/"), signOut(), signIn(base, login, apptest.Pass),
		chromedp.Navigate(phone), until(`document.querySelector('#queue .tag.good')`), waiting(0))
	if n := len(checksKept(t, h)); n != 4 {
		t.Errorf("%d checks, want the fourth after its own user came back", n)
	}
}

// What is tapped holds even if the page is gone the next moment; a name is found by a part of it; the button that stays
// in sight says how many were looked at; and the phone is handed over with nothing of its user in it.
func TestPhone_keeps_each_tap_at_once_and_is_handed_over_clean(t *testing.T) {
	t.Parallel()
	h := apptest.New(t, dbtest.SQLite(t))
	var ids []int64
	for i, name := range []string{"王秀英", "李桂兰", "王建国", "周平"} {
		ids = append(ids, h.Hold(i, name, "", "2025-01-01", ""))
	}
	o := open(t, h)
	base, ctx := "http://"+o.addr, browsertest.Browser(t)
	phone, village := base+"/duty/phone", `a[href="#`+apptest.Home+`"]`
	in := chromedp.Tasks{until(`document.querySelector('` + village + `')`), click(village),
		appears(`fieldset.seen`)}
	tap := func(js string) chromedp.Action { return chromedp.Evaluate(js+`; location.reload()`, nil) }
	input := func(id int64, finding string) string {
		return fmt.Sprintf(`document.querySelector('input[name="f%d"][value="%s"]')`, id, finding)
	}
	back := until(`document.readyState === 'complete' && document.querySelector('fieldset.seen')`)
	within(t, ctx, 90*time.Second, browsertest.Size(360, 740),
		signIn(base, apptest.Login("township_supervisor", h.Region(apptest.Town).Code), apptest.Pass),
		chromedp.Navigate(phone), appears(`input[value="`+apptest.Home+`"]`),
		click(`input[value="`+apptest.Home+`"]`), click(`details form button:not(.second)`), in,
		until(`navigator.serviceWorker.controller !== null`))

	// the page is loaded anew in the very task of the tap
	within(t, ctx, 60*time.Second, tap(input(ids[0], "on_duty")+`.click()`), back,
		until(input(ids[0], "on_duty")+`.checked`),
		tap(input(ids[1], "not_seen")+`.click()`), back, until(input(ids[1], "not_seen")+`.checked`),
		until(`document.querySelector('#progress').textContent === '已查 2／4'`))
	rest := fmt.Sprintf(`document.querySelector('fieldset[data-holder="%d"] input[type=text]')`, ids[1])
	within(t, ctx, 60*time.Second, until(rest),
		tap(`(() => { const x = `+rest+`; x.value = "走亲戚"; x.dispatchEvent(new Event("input")); })()`), back,
		until(rest+`.value === "走亲戚"`), browsertest.Shot("phone-progress-360"))

	// by a part of a name; what was tapped of the others stays
	var shown, stuck int
	find := func(q string) chromedp.Action {
		return chromedp.Evaluate(`(() => { const x = document.getElementById("finder"); x.value = "`+q+`";
			x.dispatchEvent(new Event("input"));
			return [...document.querySelectorAll("fieldset.seen")].filter((f) => f.offsetHeight).length; })()`, &shown)
	}
	within(t, ctx, 30*time.Second, find("王"), browsertest.Shot("phone-finder-360"))
	if shown != 2 {
		t.Errorf("%d people of a part of a name", shown)
	}
	within(t, ctx, 30*time.Second, find(""), chromedp.Evaluate(`scrollTo(0, 0);
		Math.round(innerHeight - document.querySelector(".stick").getBoundingClientRect().bottom)`, &stuck))
	if shown != 4 || stuck != 0 {
		t.Errorf("%d people; the button is %d px above the edge", shown, stuck)
	}

	// without signal: logged, and the page gone the next moment; once, and the half-written round is gone with it
	o.kill()
	within(t, ctx, 60*time.Second, onSite, tap(`document.querySelector(".stick button").click()`), back,
		chromedp.Navigate("about:blank"), chromedp.Navigate(phone), waiting(2))

	// handing the phone over says what is not sent, and waits for the word
	handover := chromedp.Tasks{click(`a[href="#handover"]`), until(`document.querySelector('#unsent')`)}
	var off bool
	within(t, ctx, 60*time.Second, handover, until(`document.querySelector('#unsent').innerText.includes('李桂兰')`),
		chromedp.Evaluate(`document.querySelector("#view .danger").disabled`, &off), browsertest.Shot("phone-handover-360"))
	if !off {
		t.Error("two checks would be lost without a word")
	}
	o.start()
	within(t, ctx, 60*time.Second, click(`#unsent button`), until(`document.querySelector('#unsent.info')`),
		click(`#view .acts button`), until(`document.querySelector('#clean')`),
		until(`document.querySelector('#clean').innerText.includes('已退出登录')`), browsertest.Shot("phone-clean-360"))
	if n := len(checksKept(t, h)); n != 2 {
		t.Errorf("%d checks", n)
	}
	var left string
	within(t, ctx, 30*time.Second, chromedp.Evaluate(`(async () => {
		const db = await GangweiQueue.open(), get = (s) => new Promise((done) => {
			const r = db.transaction(s).objectStore(s).getAllKeys(); r.onsuccess = () => done(r.result); });
		return JSON.stringify([await get("meta"), await get("queue")]);
	})()`, &left, func(p *runtime.EvaluateParams) *runtime.EvaluateParams { return p.WithAwaitPromise(true) }))
	if left != "[[],[]]" {
		t.Errorf("left in the phone: %s", left)
	}
	within(t, ctx, 60*time.Second, chromedp.Navigate("about:blank"), chromedp.Navigate(phone),
		until(`document.body.innerText.includes('请在有信号的地方登录一次')`),
		chromedp.Navigate(base+"/"), appears(`#f-login`))
}

// The rulebook switches the phone page off while a check waits in a phone: the page says why, offers no village, and
// the check goes out by the method that it was done by. Sent again with other words, it is kept aside and the phone
// says so.
func TestPhone_that_is_switched_off_says_why_and_sends_what_waits(t *testing.T) {
	t.Parallel()
	h := apptest.New(t, dbtest.SQLite(t))
	holder := h.Hold(0, "王秀英", "", "2025-01-01", "")
	o := open(t, h)
	base, ctx := "http://"+o.addr, browsertest.Browser(t)
	phone, village := base+"/duty/phone", `a[href="#`+apptest.Home+`"]`
	within(t, ctx, 90*time.Second, browsertest.Size(360, 740),
		signIn(base, apptest.Login("township_supervisor", h.Region(apptest.Town).Code), apptest.Pass),
		chromedp.Navigate(phone), appears(`input[value="`+apptest.Home+`"]`),
		click(`input[value="`+apptest.Home+`"]`),
		click(`details form button:not(.second)`), until(`document.querySelector('`+village+`')`),
		until(`navigator.serviceWorker.controller !== null`))
	o.kill()
	within(t, ctx, 60*time.Second, click(village), appears(`fieldset.seen`),
		click(fmt.Sprintf(`fieldset[data-holder="%d"] .choices label`, holder)), onSite,
		click(`.stick button`), waiting(1))
	n, err := rulebook.Propose(apptest.Ctx, h.Desk, h.Actor("county_reviewer", apptest.County), "",
		rulebook.Change{Param: "app.phone_page",
			RegionPath: h.Region(apptest.County).Path, FromDate: civil.MustDate(apptest.Day), Value: "false", Reason: "不用手机检查",
			Document: "试1号"})
	apptest.Must(t, err)
	_, err = rulebook.Decide(apptest.Ctx, h.Desk, h.Actor("county_reviewer", apptest.County, "-2"), "", n, true)
	apptest.Must(t, err)
	o.start()
	within(t, ctx, 60*time.Second, chromedp.Navigate("about:blank"), chromedp.Navigate(phone), waiting(0),
		until(`document.querySelector('#queue .tag.good')`),
		until(`document.querySelector('#why').innerText.includes('参数册停用了手机检查页') && !document.querySelector('`+village+`')`),
		browsertest.Shot("phone-off-360"))
	if rows := checksKept(t, h); len(rows) != 1 || rows[0].Method != "site" || rows[0].Irregular != "duty.phone_when_off" {
		t.Fatalf("%+v", rows)
	}
	other := `GangweiQueue.all().then((all) => { all[0].finding = "not_seen"; all[0].state = "waiting"; return GangweiQueue.put(all); }).then(() => true)`
	wait := func(p *runtime.EvaluateParams) *runtime.EvaluateParams { return p.WithAwaitPromise(true) }
	within(t, ctx, 60*time.Second, chromedp.Evaluate(other, nil, wait), chromedp.Navigate("about:blank"),
		chromedp.Navigate(phone), waiting(0),
		until(`document.querySelector('#queue').innerText.includes('先收到的有效')`))
	if rows := checksKept(t, h); len(rows) != 1 || rows[0].Finding != "on_duty" {
		t.Errorf("%+v", rows)
	}
	within(t, ctx, 60*time.Second, browsertest.Size(1280, 800), chromedp.Navigate(base+"/duty/checks"),
		browsertest.Shot("checks-aside-1280"),
		browsertest.Size(360, 740), browsertest.Shot("checks-aside-360"), until(`document.body.innerText.includes('没有计入')`))
}

// The position is refused, and a photo of 20 MB comes from a camera that writes where it stood into the file: the check
// arrives, the photo scaled on the phone, small and bare.
func TestPhone_a_huge_photo_arrives_small_and_without_a_position(t *testing.T) {
	t.Parallel()
	h := apptest.New(t, dbtest.SQLite(t))
	holder := h.Hold(0, "王秀英", "", "2025-01-01", "")
	today := h.Set.Now().Date()
	for _, param := range []string{"check.photo_adverse", "check.position_adverse"} {
		change, err := rulebook.Propose(apptest.Ctx, h.Desk, h.Actor("county_reviewer", apptest.County), "",
			rulebook.Change{Param: param, RegionPath: h.Region(apptest.County).Path, FromDate: today.AddDays(1), Value: "true",
				Reason: "试用照片", Document: "区人社〔2025〕3号"})
		apptest.Must(t, err)
		_, err = rulebook.Decide(apptest.Ctx, h.Desk, h.Actor("county_reviewer", apptest.County, "-2"), "", change, true)
		apptest.Must(t, err)
	}
	h.Set.Move(clock.On(today.AddDays(1), 9, 0))
	photo := huge(t)
	o := open(t, h)
	ctx := browsertest.Browser(t)
	phone := "http://" + o.addr + "/duty/phone"
	input := fmt.Sprintf(`fieldset[data-holder="%d"] input[type=file]`, holder)
	within(t, ctx, 120*time.Second, browsertest.Size(360, 740), signIn("http://"+o.addr,
		apptest.Login("township_supervisor", h.Region(apptest.Town).Code), apptest.Pass), chromedp.Navigate(phone), appears(`details[open] form button`),
		click(`input[value="`+apptest.Home+
			`"]`), click(`details form button:not(.second)`), until(`document.querySelector('a[href="#`+apptest.Home+
			`"]')`), click(`a[href="#`+apptest.Home+`"]`), appears(`fieldset.seen`),
		click(`fieldset.seen summary`), click(fmt.Sprintf(`input[name="f%d"][value=work_bad]`,
			holder)), chromedp.SetUploadFiles(
			input, []string{photo}), until(`document.body.innerText.includes('已附1张')`), browsertest.Shot("phone-photo-360"),
		// the phone does not tell where it is: the check is logged all the same
		click(`form > details > summary`), click(`form > details button`), until(
			`document.body.innerText.includes('取不到位置，不影响登记')`),
		onSite, click(`.stick button`), waiting(0), until(`document.querySelector('#queue .tag.good')`))
	rows := checksKept(t, h)
	if len(rows) != 1 {
		t.Fatalf("%d checks", len(rows))
	}
	apptest.Must(t, h.DB.Read(apptest.Ctx, func(s *database.Snapshot) error {
		found, err := duty.EvidenceOf(s, []int64{rows[0].ID})
		if err != nil {
			return err
		}
		if e := found[rows[0].ID]; len(e) != 1 || e[0].Kind != duty.Photo {
			t.Fatalf("%+v", e)
		}
		f, err := files.ByID(s, *found[rows[0].ID][0].FileID)
		if err != nil {
			return err
		}
		b, err := h.Files.Open(f)
		if size, _, decodeErr := image.DecodeConfig(bytes.NewReader(b)); decodeErr != nil || size.Width != 1280 ||
			len(b) > files.MaxBytes/2 || bytes.Contains(b, []byte("Exif")) {
			t.Errorf("%d bytes, %+v %v", len(b), size, decodeErr)
		}
		return err
	}))
}

// huge is a photo of at least 20 MB with a position in it.
func huge(t *testing.T) string {
	t.Helper()
	img := image.NewRGBA(image.Rect(0, 0, 5700, 4275))
	noise := rand.New(rand.NewPCG(1, 2))
	for i := range img.Pix {
		img.Pix[i] = uint8(noise.Uint32())
	}
	var b bytes.Buffer
	apptest.Must(t, jpeg.Encode(&b, img, &jpeg.Options{Quality: 90}))
	const exif = "\xff\xe1\x00\x22Exif\x00\x00MM\x00\x2a\x00\x00\x00\x08\x00\x01\x88\x25\x00\x04\x00\x00\x00\x01\x00\x00\x00\x1a\x00\x00\x00\x00"
	out := append(append(b.Bytes()[:2:2], exif...), b.Bytes()[2:]...)
	if len(out) < 20<<20 {
		t.Fatalf("only %d bytes", len(out))
	}
	path := filepath.Join(t.TempDir(), "20MB.jpg")
	apptest.Must(t, os.WriteFile(path, out, 0o600))
	return path
}
