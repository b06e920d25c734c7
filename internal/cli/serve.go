package cli

import (
	"context"
	"encoding/json"
	"errors"
	"fmt"
	"net"
	"net/http"
	"net/netip"
	"os"
	"path/filepath"
	"strings"
	"time"

	"gangwei/internal/app"
	"gangwei/internal/base/clock"
	"gangwei/internal/demo"
	"gangwei/internal/platform/database"
	"gangwei/internal/platform/office"
	"gangwei/internal/platform/region"
	"gangwei/internal/platform/seal"
	"gangwei/internal/platform/trail"
	"gangwei/internal/registry/divisions"
)

func codeOf(r *region.Region, ok bool) string {
	if !ok {
		return "?"
	}
	return r.Code
}

func runServe(c *call) error {
	addr := c.flags.String("addr", "127.0.0.1:8080", "HOST:PORT")
	cert := c.flags.String("tls-cert", "", "certificate file (PEM); with --tls-key serves HTTPS")
	key := c.flags.String("tls-key", "", "key file (PEM)")
	proxies := c.flags.String("trust-proxy", os.Getenv("GANGWEI_TRUST_PROXY"),
		"addresses or networks of the reverse proxies in front, separated by commas: X-Forwarded-For and X-Forwarded-Proto "+
			"are taken from them alone")
	if err := c.parse(); err != nil {
		return err
	}
	var err error
	if c.cfg.Proxies, err = parseProxies(*proxies); err != nil {
		return misuse{err}
	}
	if (*cert == "") != (*key == "") {
		return misuse{errors.New("--tls-cert and --tls-key belong together")}
	}
	// The keys come first: without them nothing is opened, and no empty database is left behind.
	if _, err := seal.Load(c.cfg.KeyFile()); err != nil {
		return err
	}
	clk, err := c.demoClock()
	if err != nil {
		return err
	}
	a, err := app.Open(c.ctx, c.cfg, clk, c.log)
	if err != nil {
		return err
	}
	defer a.Close()
	if !a.Made {
		return errors.New("this database has no office yet: run 'gangwei init'")
	}
	return c.serve(a, *addr, *cert, *key, func(url string) { fmt.Fprintln(c.out, "Serving on", url) })
}

// parseProxies reads addresses and networks, separated by commas.
func parseProxies(text string) (out []*net.IPNet, err error) {
	for _, word := range strings.FieldsFunc(text, func(c rune) bool { return c == ',' || c == ' ' }) {
		p, err := netip.ParsePrefix(word)
		if a, addrErr := netip.ParseAddr(word); err != nil && addrErr == nil {
			p, err = a.Prefix(a.BitLen())
		}
		if err != nil || p.Bits() == 0 {
			return nil,
				fmt.Errorf(
					"--trust-proxy (GANGWEI_TRUST_PROXY) takes addresses like 127.0.0.1 or networks like 10.1.2.0/24, not %q", word)
		}
		p = p.Masked()
		out = append(out, &net.IPNet{IP: p.Addr().AsSlice(), Mask: net.CIDRMask(p.Bits(), p.Addr().BitLen())})
	}
	return out, nil
}

// demoClock is the clock of a demo database: at each start max(2025-12-20 09:00, last entry), then real time; nil for
// an office's.
func (c *call) demoClock() (clock.Clock, error) {
	db, err := database.Open(c.ctx, c.cfg.Address())
	if err != nil {
		return nil, err
	}
	defer db.Close()
	var facts office.Facts
	var last clock.Moment
	err = db.Read(c.ctx, func(s *database.Snapshot) (err error) {
		if facts, _, err = office.Load(s); err != nil {
			return err
		}
		last, err = trail.LastMoment(s)
		return err
	})
	if err != nil || !facts.Demo {
		return nil, nil // a schema that is missing is told by app.Open
	}
	return clock.StartingAt(max(demo.Start, last)), nil
}

func (c *call) serve(a *app.App, addr, cert, key string, ready func(url string)) error {
	ctx, cancel := context.WithCancel(c.ctx)
	defer cancel()
	// A later program may know more parameters without any new table, and then nobody had to migrate.
	if err := c.bring(a.DB); err != nil {
		return err
	}
	s, jobs, err := a.Server(ctx)
	if err != nil {
		return err
	}
	defer jobs.Close()
	if err := a.Scratch.Adopt(); err != nil {
		return err
	}
	l, err := net.Listen("tcp", addr)
	if err != nil {
		return fmt.Errorf("cannot listen on %s: %w; choose another with --addr HOST:PORT", addr, err)
	}
	srv := &http.Server{Handler: s.Echo, ReadHeaderTimeout: 10 * time.Second, ReadTimeout: 60 * time.Second,
		WriteTimeout: 120 * time.Second, IdleTimeout: 120 * time.Second, MaxHeaderBytes: 32 << 10}
	scheme := "http"
	if cert != "" {
		scheme = "https"
	}
	failed := make(chan error, 1)
	go func() {
		if cert != "" {
			failed <- srv.ServeTLS(l, cert, key)
		} else {
			failed <- srv.Serve(l)
		}
	}()
	a.Scheduler.Serve(ctx, a.Program.Nightly)
	defer a.Scheduler.Close()
	go c.sweepShelf(ctx, a)
	ready(scheme + "://" + l.Addr().String() + "/")
	select {
	case err := <-failed:
		return err
	case <-c.ctx.Done():
	}
	fmt.Fprintln(c.out, "Stopping.")
	end, stop := context.WithTimeout(context.Background(), 10*time.Second)
	defer stop()
	return srv.Shutdown(end)
}

// sweepShelf removes every minute the files of jobs whose time is over.
func (c *call) sweepShelf(ctx context.Context, a *app.App) {
	t := time.NewTicker(time.Minute)
	defer t.Stop()
	for {
		select {
		case <-ctx.Done():
			return
		case <-t.C:
		}
		if err := a.SweepShelf(ctx); err != nil && ctx.Err() == nil {
			c.log.Error("files of jobs not removed", "err", err)
		}
	}
}

func runDemo(c *call) error {
	opt := demo.Options{}
	c.flags.IntVar(&opt.Posts, "posts", 39000, "posts developed")
	c.flags.IntVar(&opt.Months, "months", 12, "months of history")
	c.flags.Uint64Var(&opt.Seed, "seed", 1, "the same seed makes the same city")
	answers := c.flags.String("answers", "",
		"also write the answer sheet (what was planted) to FILE; always kept as answers.json in --data")
	noServe := c.flags.Bool("no-serve", false, "only make the city")
	addr := c.flags.String("addr", "127.0.0.1:8080", "HOST:PORT to serve on")
	if err := c.parse(); err != nil {
		return err
	}
	if c.cfg.Database == "" {
		// A city that was half made is begun anew; a finished one is kept.
		if _, err := os.Stat(c.unfinished()); err == nil {
			if err := removeDemo(c.cfg); err != nil {
				return err
			}
		}
	}
	logins, err := c.demoLogins()
	if err != nil {
		return err
	}
	if logins == "" {
		if logins, err = c.buildDemo(opt); err != nil {
			return err
		}
	}
	if *answers != "" {
		b, err := os.ReadFile(c.answersFile())
		if err == nil {
			err = os.WriteFile(*answers, b, 0o600)
		}
		if err != nil {
			return fmt.Errorf("answer sheet: %w", err)
		}
	}
	if *noServe {
		fmt.Fprint(c.out, logins)
		return nil
	}
	clk, err := c.demoClock()
	if err != nil {
		return err
	}
	a, err := app.Open(c.ctx, c.cfg, clk, c.log)
	if err != nil {
		return err
	}
	defer a.Close()
	if !a.Office.Demo {
		return errors.New("this database is no demo; serve it with 'gangwei serve'")
	}
	return c.serve(a, *addr, "", "", func(url string) {
		fmt.Fprint(c.out, logins)
		fmt.Fprintf(c.out, "\n演示城市已就绪：%s　（Ctrl-C 停止）\n", url)
	})
}

func (c *call) unfinished() string  { return filepath.Join(c.cfg.Data, "unfinished") }
func (c *call) answersFile() string { return filepath.Join(c.cfg.Data, "answers.json") }
func (c *call) loginFile() string   { return filepath.Join(c.cfg.Data, "logins.txt") }

func (c *call) demoLogins() (string, error) {
	b, err := os.ReadFile(c.loginFile())
	if os.IsNotExist(err) {
		return "", nil
	}
	return string(b), err
}

func removeDemo(cfg app.Config) error {
	for _, n := range []string{"gangwei.db", "gangwei.db-wal", "gangwei.db-shm", "files", "keys", "logins.txt",
		"unfinished", "answers.json"} {
		if err := os.RemoveAll(filepath.Join(cfg.Data, n)); err != nil {
			return err
		}
	}
	return nil
}

func (c *call) buildDemo(opt demo.Options) (string, error) {
	if err := opt.Check(); err != nil {
		return "", misuse{err}
	}
	if err := os.MkdirAll(c.cfg.Data, 0o700); err != nil {
		return "", err
	}
	begun := time.Now()
	set := clock.NewSet(clock.On(app.Start, 8, 0))
	if c.cfg.Database == "" {
		if _, err := os.Stat(filepath.Join(c.cfg.Data, "gangwei.db")); err == nil {
			return "", fmt.Errorf("%s holds a database that is no demo; choose another folder with --data", c.cfg.Data)
		}
		if err := os.WriteFile(c.unfinished(), nil, 0o600); err != nil {
			return "", err
		}
	}
	a, err := app.Init(c.ctx, c.cfg, divisions.Zaozhuang, divisions.ZaozhuangUnits, true, set, c.log)
	if err != nil {
		return "", err
	}
	defer a.Close()
	opt.Progress = c.progressBar()
	city, err := demo.Build(c.ctx, a, set, opt)
	if err != nil {
		fmt.Fprintln(c.err)
		return "", err
	}
	fmt.Fprintf(c.err, "\nMade in %.0f s.\n", time.Since(begun).Seconds())
	text := fmt.Sprintf("登录（密码均为 %s，只能在本机登录）：\n", demo.Password)
	for _, l := range city.Logins {
		text += fmt.Sprintf("  %-22s %s　%s\n", l.Login, l.Role, l.Where)
	}
	sheet, err := json.MarshalIndent(city.Answers, "", " ")
	if err == nil {
		err = os.WriteFile(c.answersFile(), sheet, 0o600)
	}
	if err != nil {
		return "", err
	}
	if err := os.WriteFile(c.loginFile(), []byte(text), 0o600); err != nil {
		return "", err
	}
	if err := os.Remove(c.unfinished()); err != nil && !os.IsNotExist(err) {
		return "", err
	}
	return text, nil
}

// progressBar redraws one line on a terminal, and writes a line every ten percent elsewhere.
func (c *call) progressBar() func(what string, done, total int) {
	terminal := false
	if f, ok := c.err.(*os.File); ok {
		info, err := f.Stat()
		terminal = err == nil && info.Mode()&os.ModeCharDevice != 0
	}
	last := -1
	return func(what string, done, total int) {
		percent := min(100, 100*done/max(total, 1))
		if percent == last || !terminal && percent/10 == last/10 && last >= 0 {
			return
		}
		last = percent
		n := len(bar) * percent / 100
		line := fmt.Sprintf("[%s%s] %3d%% %s", bar[:n], space[n:], percent, what)
		if terminal {
			fmt.Fprintf(c.err, "\r%-64s", line)
		} else {
			fmt.Fprintln(c.err, line)
		}
	}
}

const (
	bar   = "########################################"
	space = "                                        "
)
