package cli

import (
	"errors"
	"fmt"
	"io/fs"
	"net"
	"os"
	"strings"

	"gangwei/internal/app"
	"gangwei/internal/base/civil"
	"gangwei/internal/hiring/application"
	"gangwei/internal/platform/authz"
	"gangwei/internal/platform/database"
	"gangwei/internal/platform/office"
	"gangwei/internal/platform/region"
	"gangwei/internal/platform/rulebook"
	"gangwei/internal/platform/seal"
	"gangwei/internal/platform/trail"
	"gangwei/internal/platform/words"
	"gangwei/internal/registry/account"
	"gangwei/internal/registry/divisions"
)

func runInit(c *call) error {
	file := c.flags.String("divisions", "", "CSV of divisions (code,parent,level,name); default: Zaozhuang")
	units := c.flags.String("units", "", "CSV of reporting units (unit,name,region,takes); default: Zaozhuang's")
	if err := c.parse(); err != nil {
		return err
	}
	list, unitList := divisions.Zaozhuang, divisions.ZaozhuangUnits
	if *file != "" {
		b, err := os.ReadFile(*file)
		if err != nil {
			return err
		}
		list, unitList = string(b), ""
	}
	if *units != "" {
		b, err := os.ReadFile(*units)
		if err != nil {
			return err
		}
		unitList = string(b)
	}
	a, err := app.Init(c.ctx, c.cfg, list, unitList, false, nil, c.log)
	if err != nil {
		return err
	}
	defer a.Close()
	tree, err := loadTree(c, a)
	if err != nil {
		return err
	}
	fmt.Fprintf(c.out, "Office of %s made in %s: %d divisions.\n", tree.Top().Name, a.DB.Where(), len(tree.All()))
	fmt.Fprintf(c.out, "Keys: %s. Copy this file to a safe place; without it the data cannot be read.\n", c.cfg.KeyFile())
	fmt.Fprintln(c.out, "First administrators; each password must be changed at the first sign-in:")
	for _, f := range app.FirstAdmins {
		password := account.RandomPassword()
		id, err := a.Accounts.Register(c.ctx, authz.System("init"), "",
			account.NewUser{Login: f.Login, Name: f.Name, Password: password, MustChange: true})
		if err != nil {
			return err
		}
		if _, err := a.Accounts.GrantRole(c.ctx, authz.System("init"), "", account.Target{ID: id}, f.Role, tree.Top(),
			civil.Date{}); err != nil {
			return err
		}
		fmt.Fprintf(c.out, "  %-12s %s\n", f.Login, password)
	}
	return nil
}

func loadTree(c *call, a *app.App) (tree *region.Tree, err error) {
	err = a.DB.Read(c.ctx, func(s *database.Snapshot) (err error) {
		tree, err = region.Load(s, a.Clock.Now().Date())
		return err
	})
	return tree, err
}

func runKeyInit(c *call) error {
	if err := c.parse(); err != nil {
		return err
	}
	err := seal.Create(c.cfg.KeyFile())
	if errors.Is(err, fs.ErrExist) {
		return fmt.Errorf("%s exists already and is never overwritten: without its keys the data is lost", c.cfg.KeyFile())
	}
	if err == nil {
		fmt.Fprintln(c.out, "Keys made:", c.cfg.KeyFile())
	}
	return err
}

func runKeyAdopt(c *call) error {
	print := c.flags.String("print", "", "print of the key file, as the refusal and 'gangwei doctor' show it")
	if err := c.parse(); err != nil {
		return err
	}
	if *print == "" {
		return misuse{errors.New("needs --print PRINT: look at the key file's print first, with 'gangwei doctor'")}
	}
	if err := app.AdoptKeys(c.ctx, c.cfg, *print); err != nil {
		return err
	}
	fmt.Fprintf(c.out, "Key file %s is this office's.\n", c.cfg.KeyFile())
	return nil
}

// bare opens only the database, for commands that must work when the schema is behind. One that is newer is refused
// here for all of them.
func (c *call) bare() (*database.DB, []database.Migration, error) {
	db, all, err := c.unchecked()
	if err != nil {
		return nil, nil, err
	}
	if _, err := db.Status(c.ctx, all); err != nil {
		_ = db.Close()
		return nil, nil, err
	}
	return db, all, nil
}

// unchecked is bare for the doctor, who says of everything how it is.
func (c *call) unchecked() (*database.DB, []database.Migration, error) {
	db, err := database.Open(c.ctx, c.cfg.Address())
	if err != nil {
		return nil, nil, err
	}
	all, err := app.Migrations(db)
	if err != nil {
		_ = db.Close()
		return nil, nil, err
	}
	return db, all, nil
}

func runMigrateUp(c *call) error {
	if err := c.parse(); err != nil {
		return err
	}
	db, _, err := c.bare()
	if err != nil {
		return err
	}
	defer db.Close()
	last := ""
	if err := app.SchemaUp(c.ctx, db, func(name string, step int) {
		if name != last {
			fmt.Fprintln(c.out, name)
			last = name
		}
	}); err != nil {
		return err
	}
	if err := c.bring(db); err != nil || last == "" {
		return err
	}
	return db.Statistics(c.ctx)
}

// bring to an older office what a new one has, and say what came and what did not.
func (c *call) bring(db *database.DB) error {
	b, err := app.Bring(c.ctx, db)
	if err != nil {
		return err
	}
	if !b.Nothing() {
		fmt.Fprintf(c.out, "Brought what a new office has: %s.\n", said(b))
	}
	if len(b.Own) > 0 {
		fmt.Fprintf(c.out, "The office's own values stand, later ones did not come: %s.\n", strings.Join(b.Own, ", "))
	}
	return nil
}

func said(b app.Brought) string {
	text := fmt.Sprintf("%d parameters, %d days of the calendar, %d kinds of post, %d targets",
		len(b.Parameters), b.Days, len(b.Kinds), len(b.Targets))
	if len(b.Parameters) > 0 {
		text += " (" + strings.Join(b.Parameters, ", ") + ")"
	}
	return text
}

func runMigrateStatus(c *call) error {
	if err := c.parse(); err != nil {
		return err
	}
	db, all, err := c.bare()
	if err != nil {
		return err
	}
	defer db.Close()
	status, err := db.Status(c.ctx, all)
	if err != nil {
		return broke{err}
	}
	behind := false
	for _, p := range status {
		fmt.Fprintf(c.out, "%-40s %d of %d steps\n", p.Name, p.Done, p.Total)
		behind = behind || p.Done < p.Total
	}
	if behind {
		return broke{app.ErrPending}
	}
	return nil
}

func runMigrateGrants(c *call) error {
	var who string
	if err := c.parse(&who); err != nil {
		return err
	}
	db, all, err := c.bare()
	if err != nil {
		return err
	}
	defer db.Close()
	if err := app.UpToDate(c.ctx, db); err != nil {
		return err
	}
	grants, err := db.Grants(c.ctx, all, who)
	if errors.Is(err, database.ErrAccount) {
		return misuse{err}
	}
	for _, g := range grants {
		fmt.Fprintln(c.out, g)
	}
	return err
}

func runTrailVerify(c *call) error {
	file := c.flags.String("head", "", "file with heads or a root kept outside")
	if err := c.parse(); err != nil {
		return err
	}
	outside := ""
	if *file != "" {
		b, err := os.ReadFile(*file)
		if err != nil {
			return err
		}
		outside = string(b)
	}
	db, _, err := c.bare()
	if err != nil {
		return err
	}
	defer db.Close()
	if err := app.UpToDate(c.ctx, db); err != nil {
		return err
	}
	var rep trail.Report
	err = db.Read(c.ctx, func(s *database.Snapshot) (err error) {
		rep, err = trail.Verify(s, app.Witnessed(), outside)
		return err
	})
	var b *trail.Broken
	if errors.As(err, &b) {
		return broke{b}
	}
	if err != nil {
		return err
	}
	fmt.Fprintf(c.out, "The trail holds: %d chains, %d entries, %d witnessed rows.\n", rep.Chains, rep.Entries, rep.Rows)
	return nil
}

func runTrailHead(c *call) error {
	if err := c.parse(); err != nil {
		return err
	}
	a, err := c.open()
	if err != nil {
		return err
	}
	defer a.Close()
	root, err := a.WriteRoot(c.ctx)
	if err != nil {
		return err
	}
	fmt.Fprintf(c.out, "%sroot %x\n", root.Heads, root.Digest)
	return nil
}

func runDoctor(c *call) error {
	addr := c.flags.String("addr", "127.0.0.1:8080", "HOST:PORT that 'gangwei serve' is given")
	cert := c.flags.String("tls-cert", "", "certificate file that 'gangwei serve' is given")
	if err := c.parse(); err != nil {
		return err
	}
	db, all, err := c.unchecked()
	if err != nil {
		return err
	}
	defer db.Close()
	bad := 0
	say := func(ok bool, what, remedy string) {
		mark := "ok  "
		if !ok {
			mark, bad = "BAD ", bad+1
			what += ": " + remedy
		}
		fmt.Fprintln(c.out, mark, what)
	}
	say(true, "database answers: "+db.Where(), "")
	wrongSchema := app.UpToDate(c.ctx, db)
	if wrongSchema != nil {
		say(false, "schema", wrongSchema.Error())
	} else {
		say(true, "schema is current", "")
	}
	can, err := db.CanMakeTriggers(c.ctx)
	say(err == nil && can, "triggers can be made",
		"set log_bin_trust_function_creators=1 on the server, or migrate with an admin address")
	may, err := db.MayChange(c.ctx, all)
	switch {
	case err != nil:
		say(false, "rights of the account", err.Error())
	case db.Kind() == "sqlite":
	case len(may) == 0:
		say(true, "the account cannot change append-only tables", "")
	default:
		fmt.Fprintf(c.out,
			"note  the account could change %d append-only tables if their triggers were gone: run under one that 'gangwei "+
				"migrate grants NAME@HOST' makes, and migrate under another\n",
			len(may))
	}
	say(*cert != "" || loopback(*addr), "the page for checks without signal opens at "+*addr,
		"browsers keep it only over HTTPS beyond this machine: serve with --tls-cert and --tls-key; until then rounds go "+
			"on paper or are typed with signal")
	ring, err := seal.Load(c.cfg.KeyFile())
	if err != nil {
		say(false, "keys", err.Error())
	}
	if wrongSchema != nil || ring == nil {
		return verdict(bad)
	}
	a, err := app.Join(c.ctx, c.cfg, db, ring, nil, c.log)
	var wrong *office.WrongKeys
	var unproven *office.Unproven
	if errors.As(err, &wrong) || errors.As(err, &unproven) {
		say(false, "keys", err.Error())
		return verdict(bad)
	}
	if err != nil {
		return err
	}
	say(true, "keys: "+c.cfg.KeyFile()+", print "+seal.ShortPrint(ring.Prints()), "")
	say(a.Made, "office is made", "run 'gangwei init'")
	if !a.Made {
		return verdict(bad)
	}
	lacking, err := app.Lacks(c.ctx, db)
	if err != nil {
		return err
	}
	if lacking.Nothing() {
		say(true, "the office has what a new one has", "")
	} else {
		say(false, "a new office has "+said(lacking)+" more", "run 'gangwei migrate up'")
	}
	var grants []account.Grant
	var book *rulebook.Book
	var seals office.Opening
	today := a.Clock.Now().Date()
	if err := db.Read(c.ctx, func(s *database.Snapshot) (err error) {
		if seals, err = office.Open(s, ring); err != nil {
			return err
		}
		if book, err = rulebook.Load(s); err != nil {
			return err
		}
		grants, err = account.LiveGrants(s, today)
		return err
	}); err != nil {
		return err
	}
	say(len(seals.Shut) == 0, fmt.Sprintf("sealed values open: %d of %d looked at", seals.Opened, seals.Total),
		"the others were sealed with another key file, or changed: enter them anew from their papers")
	for _, l := range seals.Shut {
		fmt.Fprintln(c.out, "      ", l)
	}
	tree, err := loadTree(c, a)
	if err != nil {
		return err
	}
	if err := errors.Join(tellTails(c.ctx, a, say), c.tellDuties(a, say)); err != nil {
		return err
	}
	for _, p := range book.Unfit() {
		say(false, fmt.Sprintf("parameter %s of %s from %s holds %q", p.Param, tree.Name(p.RegionPath), p.FromDate, p.Value),
			unfitRemedy(p))
	}
	say(len(book.Unfit()) == 0, "every parameter's value fits its type",
		"what rests on the values above waits until two people corrected them on the page 参数")
	for _, y := range book.Calendar().Wanted(today) {
		fmt.Fprintf(c.out,
			"note  no days off and on of %d: enter the State Council's notice on the page 参数, 放假安排; a second person confirms "+
				"it. Deadlines that reach into that year may move\n",
			y)
	}
	few := fewHands(tree, grants, func(path string) bool {
		how, _ := book.Text(application.StandIn, path, "", today)
		return how == "raise"
	})
	say(len(few) == 0, "every office with registrars has enough hands",
		fmt.Sprintf(
			"%d offices have too few people for the four hands of an application: grant more, let a neighbour's clerk stand "+
				"in (代办), or set hiring.stand_in (提级)",
			len(few)))
	for _, l := range few {
		fmt.Fprintln(c.out, "      ", l)
	}
	return verdict(bad)
}

// unfitRemedy says what is proposed in place of a value that does not fit.
func unfitRemedy(p rulebook.Parameter) string {
	t := rulebook.TypeOf(p.Param)
	if meant, ok := t.Proposal(p.Value); ok {
		return fmt.Sprintf("propose %q (%s) from the same day on the page 参数; another person approves it", meant,
			t.Say(meant))
	}
	return "what was meant is not plain: ask whoever proposed it, and propose a value from the same day on the page 参数 (" +
		words.Sentence(t.Fits(p.Value)) + ")"
}

// loopback reports whether an address is reached from this machine only, where browsers ask for no HTTPS.
func loopback(addr string) bool {
	host, _, err := net.SplitHostPort(addr)
	if err != nil {
		host = addr
	}
	ip := net.ParseIP(host)
	return host == "localhost" || ip != nil && ip.IsLoopback()
}

func verdict(bad int) error {
	if bad > 0 {
		return broke{fmt.Errorf("%d points need attention", bad)}
	}
	return nil
}

// fewHands names villages that have registrars but cannot carry an application through, and who is missing: two
// registrars in the village, those who stand in counted, a reviewer in the township and one in the county; where the
// rulebook raises steps (提级), one registrar and three above.
func fewHands(t *region.Tree, grants []account.Grant, raised func(path string) bool) []string {
	n := map[string]map[int64]bool{}
	for _, g := range grants {
		k := string(g.Role) + g.Path
		if n[k] == nil {
			n[k] = map[int64]bool{}
		}
		n[k][g.UserID] = true
	}
	var out []string
	for _, v := range t.At(region.Village) {
		regs := len(n["village_registrar"+v.Path])
		if regs == 0 {
			continue
		}
		town, county := region.ParentPath(v.Path), region.CountyPath(v.Path)
		towns, counties := len(n["township_reviewer"+town]), len(n["county_reviewer"+county])
		if raised(v.Path) {
			if towns+counties < 3 || counties == 0 {
				out = append(out,
					fmt.Sprintf("%s: %d registrars, %d township reviewers, %d county reviewers (raised: three above the village)",
						t.Full(v.Path), regs, towns, counties))
			}
			continue
		}
		if regs < 2 || towns == 0 || counties == 0 {
			out = append(out,
				fmt.Sprintf("%s: %d of 2 registrars, %d township reviewers, %d county reviewers", t.Full(v.Path), regs, towns,
					counties))
		}
	}
	return out
}
