//go:build long

package faulttest

import (
	"database/sql"
	"errors"
	"fmt"
	"io"
	"net/http"
	"net/http/cookiejar"
	"net/url"
	"regexp"
	"runtime"
	"strings"
	"sync"
	"sync/atomic"
	"testing"
	"time"

	"gangwei/internal/app"
	"gangwei/internal/apptest"
	"gangwei/internal/base/civil"
	"gangwei/internal/dbtest"
	"gangwei/internal/demo"
	"gangwei/internal/pay/fund"
	"gangwei/internal/platform/authz"
	"gangwei/internal/platform/database"
	"gangwei/internal/platform/region"
)

// durable is a server of the test's own that keeps what it has committed, and the address of an empty schema on it.
func durable(t *testing.T) (*dbtest.Server, string) {
	t.Helper()
	runtime.LockOSThread() // the server ends with the thread that started it
	s, err := dbtest.StartDurable()
	apptest.Must(t, err)
	t.Cleanup(s.Stop)
	db, err := sql.Open("mysql", s.DSN)
	apptest.Must(t, err)
	_, err = db.Exec("CREATE DATABASE gw_fault CHARACTER SET utf8mb4 COLLATE utf8mb4_bin")
	apptest.Must(t, errors.Join(err, db.Close()))
	return s, "mysql:" + s.DSN + "gw_fault"
}

// The database server is killed (SIGKILL) at twenty random points of a month's pay and started again each time. What
// was acknowledged is there, what was not is there whole or not at all, and in the end everybody was paid once.
func TestKilled_server_at_random_points_loses_nothing_acknowledged(t *testing.T) {
	rng := seeded(t)
	server, address := durable(t)
	a, set := office(t, app.Config{Data: t.TempDir(), Database: address}, true)
	defer a.Close()
	var tree *region.Tree
	apptest.Must(t,
		a.DB.Read(ctx, func(s *database.Snapshot) (err error) { tree, err = region.Load(s, demo.Until); return err }))
	count := func() (n int64) {
		apptest.Must(t, a.DB.Read(ctx, func(s *database.Snapshot) error {
			_, err := s.One(&n,
				"SELECT COUNT(*) FROM trail_entry WHERE act IN "+
					"('payroll.draft','payroll.notice','payroll.approve','payment.prepare','payment.release','payment.settle',"+
					"'payroll.hold_tell','payroll.hold_object','payroll.hold_decide','payroll.no_pay_tell','payroll.hang',"+
					"'payroll.hung','duty.correct','payroll.correct_sheet')")
			return err
		}))
		return n
	}
	before := count()
	var acknowledged, doubtful int64
	up := make(chan struct{}, 1) // the server answers again
	down := make(chan struct{})  // the worker has noticed that it is gone
	done := make(chan error, 1)
	go func() {
		done <- func() error {
			for _, m := range months {
				for _, c := range tree.At(region.County) {
					for more := true; more; {
						var err error
						more, err = step(ctx, a, set, tree, c, m)
						switch {
						case err != nil && database.ClassifyOutage(err) == nil:
							return err
						case err != nil:
							doubtful++
							more = true
							down <- struct{}{}
							<-up
						case more:
							acknowledged++
						}
					}
				}
			}
			return nil
		}()
	}()
	kills, finished := 0, false
	for kills < 20 && !finished {
		select {
		case err := <-done:
			apptest.Must(t, err)
			finished = true
		case <-time.After(time.Duration(rng.IntN(150)+1) * time.Millisecond):
			server.Kill()
			kills++
			select {
			case <-down:
			case err := <-done: // it had just come to its end
				apptest.Must(t, err)
				finished = true
			}
			apptest.Must(t, server.Start())
			apptest.Must(t,
				a.DB.Read(ctx, func(s *database.Snapshot) error {
					once(t, s, fmt.Sprintf("after kill %d", kills))
					return whole(t, s, a, fmt.Sprintf("after kill %d", kills))
				}))
			if n := count() - before; n < acknowledged || n > acknowledged+doubtful {
				t.Errorf("after kill %d: %d acts are kept, %d were acknowledged and %d in doubt", kills, n, acknowledged, doubtful)
			}
			if !finished {
				up <- struct{}{}
			}
		}
	}
	if !finished {
		apptest.Must(t, <-done)
	}
	apptest.Must(t, a.DB.Read(ctx, func(s *database.Snapshot) error {
		once(t, s, "in the end")
		cameToAnEnd(t, s)
		return whole(t, s, a, "in the end")
	}))
	t.Logf("%d kills, %d acts acknowledged, %d in doubt", kills, acknowledged, doubtful)
	if kills < 10 || acknowledged < 50 {
		t.Errorf("only %d kills, %d acts: the work was done before", kills, acknowledged)
	}
}

// The database is away for half a minute while twelve people work: what they enter is kept once, however often they
// send it again, and what they read meanwhile says in plain words that it cannot be read.
func TestAway_for_half_a_minute_nothing_is_lost_or_doubled(t *testing.T) {
	server, address := durable(t)
	db, err := database.Open(ctx, address)
	apptest.Must(t, err)
	defer db.Close()
	apptest.Must(t, app.SchemaUp(ctx, db, nil))
	h := apptest.New(t, db)
	h.Hold(0, "领款人甲", "999000000000001", "2025-01-01", "")
	base := h.Serve()
	county, clerk := h.Region("370402"), h.Actor("finance_releaser", "370402")

	var entered, refused, shown, told atomic.Int64
	stop := make(chan struct{})
	var wg sync.WaitGroup
	running := func() bool {
		select {
		case <-stop:
			return false
		default:
			return true
		}
	}
	for worker := range 6 { // they enter documents, each with its key, again until it is answered
		wg.Go(func() {
			for n := 0; running(); n++ {
				d := fund.Document{Kind: fund.In, Fund: "employment_subsidy", Year: "2025", Level: "city",
					Number: fmt.Sprintf("市财〔2025〕%d-%d号", worker, n), AmountFen: 100, OnDate: civil.MustDate("2025-01-02")}
				for {
					_, err := fund.Register(ctx, h.Desk, clerk, fmt.Sprintf("%d-%d", worker, n), county, d)
					if err == nil {
						entered.Add(1)
						break
					}
					if database.ClassifyOutage(err) == nil {
						t.Errorf("%d-%d: %v", worker, n, err)
						return
					}
					refused.Add(1)
					time.Sleep(200 * time.Millisecond)
				}
			}
		})
	}
	login := apptest.Login("finance_preparer", "370402")
	for range 6 { // they read
		wg.Go(func() {
			c := signedIn(t, base, login)
			for running() {
				res, err := c.Get(base + "/pay/funds")
				if err != nil {
					t.Error(err)
					return
				}
				body, err := io.ReadAll(res.Body)
				_ = res.Body.Close()
				switch {
				case err == nil && res.StatusCode == http.StatusOK && strings.Contains(string(body), "资金台账"):
					shown.Add(1)
				case err == nil && res.StatusCode == http.StatusServiceUnavailable && strings.Contains(string(body), "数据库暂时连不上"):
					told.Add(1)
					time.Sleep(200 * time.Millisecond)
				default:
					t.Errorf("%d %v: %.300s", res.StatusCode, err, body)
					return
				}
			}
		})
	}
	time.Sleep(2 * time.Second)
	server.Kill()
	time.Sleep(30 * time.Second)
	apptest.Must(t, server.Start())
	time.Sleep(4 * time.Second)
	close(stop)
	wg.Wait()
	apptest.Must(t, db.Read(ctx, func(s *database.Snapshot) error {
		var n int64
		if _, err := s.One(&n, "SELECT COUNT(*) FROM fund_document"); err != nil {
			return err
		}
		if n != entered.Load() {
			t.Errorf("%d documents are kept, %d were acknowledged", n, entered.Load())
		}
		balances, err := fund.Balances(s, authz.Under(county.Path), "")
		if err != nil || len(balances) != 1 || int64(balances[0].Available) != 100*n {
			t.Errorf("%+v of %d documents: %v", balances, n, err)
		}
		return whole(t, s, h.App, "afterwards")
	}))
	t.Logf("%d entered, %d times refused meanwhile; %d pages shown, %d times told", entered.Load(), refused.Load(),
		shown.Load(), told.Load())
	if refused.Load() == 0 || told.Load() == 0 || entered.Load() < 10 || shown.Load() < 10 {
		t.Error("nothing was tried")
	}
}

var csrfField = regexp.MustCompile(`name="_csrf" value="([^"]+)"`)

func signedIn(t *testing.T, base, login string) *http.Client {
	jar, _ := cookiejar.New(nil)
	c := &http.Client{Jar: jar, Timeout: time.Minute}
	res, err := c.Get(base + "/signin")
	if err != nil {
		t.Error(err)
		return c
	}
	body, _ := io.ReadAll(res.Body)
	_ = res.Body.Close()
	if m := csrfField.FindSubmatch(body); m != nil {
		if res, err = c.PostForm(base+"/signin",
			url.Values{"_csrf": {string(m[1])}, "login": {login}, "password": {apptest.Pass}}); err == nil {
			_ = res.Body.Close()
		}
	}
	if err != nil {
		t.Error(err)
	}
	return c
}
