package app

import (
	"context"
	"errors"
	"fmt"
	"log/slog"
	"net"
	"os"
	"path/filepath"
	"sync/atomic"

	"gangwei/internal/attendance/checkpapers"
	"gangwei/internal/attendance/duty"
	"gangwei/internal/attendance/sampling"
	"gangwei/internal/base/civil"
	"gangwei/internal/base/clock"
	"gangwei/internal/forms/formlists"
	"gangwei/internal/forms/helpledger"
	"gangwei/internal/forms/progress"
	"gangwei/internal/forms/project"
	"gangwei/internal/forms/target"
	"gangwei/internal/hiring/application"
	"gangwei/internal/hiring/placement"
	"gangwei/internal/hiring/villagepapers"
	"gangwei/internal/importer"
	"gangwei/internal/oversight"
	"gangwei/internal/oversight/complaint"
	"gangwei/internal/oversight/inspect"
	"gangwei/internal/oversight/reconcile"
	"gangwei/internal/oversight/rectify"
	"gangwei/internal/oversight/reporting"
	"gangwei/internal/pay/cardchange"
	"gangwei/internal/pay/payeecalls"
	"gangwei/internal/pay/payment"
	"gangwei/internal/pay/payroll"
	"gangwei/internal/platform/authz"
	"gangwei/internal/platform/database"
	"gangwei/internal/platform/desk"
	"gangwei/internal/platform/exchange"
	"gangwei/internal/platform/feature"
	"gangwei/internal/platform/files"
	"gangwei/internal/platform/jobs"
	"gangwei/internal/platform/office"
	"gangwei/internal/platform/region"
	"gangwei/internal/platform/scheduler"
	"gangwei/internal/platform/seal"
	"gangwei/internal/platform/trail"
	"gangwei/internal/registry/account"
	"gangwei/internal/registry/crosscheck"
	"gangwei/internal/registry/divisions"
	"gangwei/internal/registry/history"
	"gangwei/internal/registry/matching"
	"gangwei/internal/registry/resident"
	"gangwei/internal/web"
	"gangwei/migrations"
	"gangwei/reports/pdf"
)

// Config is where things lie.
type Config struct {
	Data     string // folder for keys, files and the embedded database
	Database string // address; empty means the embedded database in Data

	Proxies []*net.IPNet // reverse proxies in front of the pages, whose word on a visitor's address is taken
}

// Address of the database.
func (c Config) Address() string {
	if c.Database != "" {
		return c.Database
	}
	return "sqlite:" + filepath.Join(c.Data, "gangwei.db")
}

// KeyFile of the office.
func (c Config) KeyFile() string { return filepath.Join(c.Data, "keys", "ring.json") }

// FilesDir holds sealed uploads.
func (c Config) FilesDir() string { return filepath.Join(c.Data, "files") }

// ScratchDir holds a folder of each process that serves, for what is too large for memory while a request lasts.
func (c Config) ScratchDir() string { return filepath.Join(c.Data, "tmp") }

// App is the house.
type App struct {
	Config       Config
	DB           *database.DB
	Desk         *desk.Desk
	Clock        clock.Clock
	Ring         *seal.Ring
	Gate         *authz.Gate
	Office       office.Facts
	Made         bool
	Accounts     *account.Service
	Residents    *resident.Service
	Applications *application.Service
	Placements   *placement.Service
	Duty         *duty.Service
	Payroll      *payroll.Service
	Payments     *payment.Service
	Counter      reconcile.Counter
	Complaints   *complaint.Service
	Confirm      *payeecalls.Service
	Cards        *cardchange.Service
	Matching     *matching.Service
	Crosscheck   *crosscheck.Service
	Inspect      *inspect.Service
	Reports      *reporting.Service
	Files        *files.Service
	History      *history.Service
	Imports      *importer.Service
	Exports      *exchange.Service
	Papers       *villagepapers.Service
	CheckPapers  *checkpapers.Service
	Draws        *sampling.Service
	Progress     *progress.Service
	Registers    *formlists.Service
	Projects     *project.Service
	Rectify      *rectify.Service
	Help         *helpledger.Service
	Targets      *target.Service
	Jobs         *jobs.Service
	Scheduler    *scheduler.Service
	Trees        *region.Trees
	Program      *feature.Program // what all wings bring
	Scratch      *files.Scratch   // of a process that serves, until Close
	Log          *slog.Logger

	opened   atomic.Bool // the first reconciliation since the office opened has begun
	gathered civil.Date  // the day on which statistics were last gathered
}

// Migrations for a database.
func Migrations(db *database.DB) ([]database.Migration, error) {
	return database.LoadMigrations(migrations.Files, db.Kind())
}

// SchemaUp brings a database to this program's schema: an empty one in one go, another by the migrations that it lacks.
func SchemaUp(ctx context.Context, db *database.DB, progress func(name string, step int)) error {
	all, err := Migrations(db)
	if err != nil {
		return err
	}
	whole, err := database.LoadWhole(migrations.Files, db.Kind())
	if err != nil {
		return err
	}
	return db.Up(ctx, all, whole, progress)
}

// ErrPending says that the schema is behind the program.
var ErrPending = errors.New("the database schema is behind this program: run 'gangwei migrate up' (a demonstration " +
	"is made anew with 'make run FRESH=1')")

// UpToDate refuses a database whose schema is behind the program: ErrPending.
func UpToDate(ctx context.Context, db *database.DB) error {
	all, err := Migrations(db)
	if err != nil {
		return err
	}
	status, err := db.Status(ctx, all)
	if err != nil {
		return err
	}
	for _, p := range status {
		if p.Done < p.Total {
			return ErrPending
		}
	}
	return nil
}

// Open joins the rooms over an existing database. Without a clock, the machine's is used; only a demo database takes
// another.
func Open(ctx context.Context, cfg Config, c clock.Clock, log *slog.Logger) (*App, error) {
	ring, err := seal.Load(cfg.KeyFile())
	if err != nil {
		return nil, err
	}
	db, err := database.Open(ctx, cfg.Address())
	if err != nil {
		return nil, err
	}
	a, err := Join(ctx, cfg, db, ring, c, log)
	if err != nil {
		_ = db.Close()
	}
	return a, err
}

// Join is Open with the database and the keys at hand.
func Join(ctx context.Context, cfg Config, db *database.DB, ring *seal.Ring, c clock.Clock,
	log *slog.Logger) (*App, error) {
	if err := UpToDate(ctx, db); err != nil {
		return nil, err
	}
	gate, err := authz.NewGate()
	if err != nil {
		return nil, err
	}
	a := &App{Config: cfg, DB: db, Ring: ring, Gate: gate, Log: log}
	if err := db.Read(ctx, func(s *database.Snapshot) (err error) {
		a.Office, a.Made, err = office.Load(s)
		return err
	}); err != nil {
		return nil, err
	}
	if c != nil && a.Made && !a.Office.Demo {
		return nil, fmt.Errorf("only a demo database accepts a set clock")
	}
	if c == nil {
		c = clock.System()
	}
	a.Clock = c
	a.Desk = &desk.Desk{DB: db, Clock: c}
	a.Files = filesOf(cfg, ring)
	if a.Made {
		if err := a.compareKeys(ctx); err != nil {
			return nil, err
		}
	}
	a.Accounts = &account.Service{Desk: a.Desk, Gate: gate, Ring: ring, City: divisions.CityPath}
	a.Residents = &resident.Service{Desk: a.Desk, Ring: ring, Stands: placement.Stands{}}
	a.Applications = &application.Service{Desk: a.Desk, Holdings: placement.Holdings{}, Registers: matching.Registers{},
		Objections: complaint.Objections{}, Scans: villagepapers.Scans{}}
	a.Placements = &placement.Service{Desk: a.Desk, Rechecked: duty.Rechecked}
	a.Duty = &duty.Service{Desk: a.Desk}
	a.Payroll = &payroll.Service{Desk: a.Desk}
	a.Payments = &payment.Service{Desk: a.Desk, Ring: ring, Dir: filepath.Join(cfg.Data, "bankformats")}
	a.Counter = reconcile.Counter{Ring: ring, Witnessed: Witnessed()}
	a.Matching = &matching.Service{Desk: a.Desk}
	a.Crosscheck = &crosscheck.Service{Desk: a.Desk}
	a.Complaints = &complaint.Service{Desk: a.Desk, Ring: ring}
	a.Confirm = &payeecalls.Service{Desk: a.Desk, Ring: ring}
	a.Cards = &cardchange.Service{Desk: a.Desk, Ring: ring, Residents: a.Residents}
	a.Inspect = &inspect.Service{Desk: a.Desk, Rules: oversight.Rules(),
		From: inspect.OfficeRows{DB: a.DB, Ring: ring, Now: a.Clock.Now, Rules: oversight.Rules()}}
	a.Reports = &reporting.Service{Desk: a.Desk, Rules: oversight.Rules(),
		Render: pdf.Renderer{Font: os.Getenv("GANGWEI_FONT")},
		Demo:   a.Office.Demo}
	a.History = &history.Service{Ring: ring}
	a.Draws = &sampling.Service{Desk: a.Desk, Ring: ring, City: divisions.CityPath}
	a.Progress = &progress.Service{Desk: a.Desk}
	a.Registers = &formlists.Service{Desk: a.Desk}
	a.Projects = &project.Service{Desk: a.Desk}
	a.Rectify = &rectify.Service{Desk: a.Desk}
	a.Help = &helpledger.Service{Desk: a.Desk}
	a.Targets = &target.Service{Desk: a.Desk}
	a.Papers = &villagepapers.Service{Desk: a.Desk, Applications: a.Applications, Ring: a.Ring,
		Render: pdf.Renderer{Font: os.Getenv("GANGWEI_FONT")}, Demo: a.Office.Demo}
	a.CheckPapers = &checkpapers.Service{Desk: a.Desk, Ring: a.Ring, Render: a.Papers.Render, Demo: a.Office.Demo}
	a.Exports = &exchange.Service{Desk: a.Desk, Ring: ring}
	kinds := &importer.Rooms{Ring: ring, Residents: a.Residents, History: a.History, Accounts: a.Accounts}
	a.Imports = &importer.Service{Desk: a.Desk, Files: a.Files, Kinds: kinds.Kinds(), People: kinds}
	a.Jobs = jobs.New(db, c, log)
	a.Scheduler = scheduler.New(db, c, log, scheduler.Usual)
	a.Trees = &region.Trees{DB: db}
	if a.Program, err = feature.Join(gate.Known, a.wings()...); err != nil {
		return a, err
	}
	a.Exports.Lists = a.Program.Lists
	return a, nil
}

func filesOf(cfg Config, ring *seal.Ring) *files.Service {
	return &files.Service{Dir: cfg.FilesDir(), Ring: ring}
}

// Close the database and the temporary folder.
func (a *App) Close() error {
	var err error
	if a.Scratch != nil {
		err = a.Scratch.Close()
	}
	return errors.Join(err, a.DB.Close())
}

// Server over the wings; close the jobs when it is done.
func (a *App) Server(ctx context.Context) (*web.Server, *jobs.Service, error) {
	if a.Scratch == nil {
		var err error
		if a.Scratch, err = files.OpenScratch(a.Config.ScratchDir()); err != nil {
			return nil, nil, fmt.Errorf("temporary folder: %w", err)
		}
	}
	if err := a.shelf().Sweep(ctx); err != nil {
		return nil, nil, err
	}
	if err := a.Jobs.Serve(ctx, a.Program.Jobs); err != nil {
		return nil, nil, err
	}
	s, err := web.New(a.Program, web.Needs{DB: a.DB, Desk: a.Desk, Clock: a.Clock, Gate: a.Gate, Trees: a.Trees,
		Accounts: a.Accounts, Files: a.Files, Render: a.Papers.Render, Log: a.Log, Demo: a.Office.Demo, Scratch: a.Scratch,
		Proxies: a.Config.Proxies, Jobs: a.Jobs})
	return s, a.Jobs, err
}

// shelf of the files that jobs made.
func (a *App) shelf() *jobs.Shelf {
	return &jobs.Shelf{Dir: filepath.Join(a.Config.Data, "exports"), Ring: a.Ring, DB: a.DB, Clock: a.Clock}
}

// SweepShelf removes the files of jobs whose time is over.
func (a *App) SweepShelf(ctx context.Context) error { return a.shelf().Sweep(ctx) }

// AdoptAccounts takes the accounts of an office that ran before their origins were kept as they stand, once.
func (a *App) AdoptAccounts(ctx context.Context) error {
	city, err := a.city(ctx)
	if err == nil {
		_, err = a.Residents.AdoptAccounts(ctx, city)
	}
	return err
}

// Reconcile counts again from the rows, once a day at night, and when the office opens if its last count found
// something.
func (a *App) Reconcile(ctx context.Context) error {
	city, err := a.city(ctx)
	if err != nil {
		return err
	}
	if a.opened.CompareAndSwap(false, true) {
		if counted, err := a.Counter.Recount(ctx, a.Desk, city); err != nil || counted {
			return err
		}
	}
	_, err = a.Counter.Nightly(ctx, a.Desk, city)
	return err
}

// OwnCheck looks once a day at night for the faults that offices may see of their own.
func (a *App) OwnCheck(ctx context.Context) error {
	city, err := a.city(ctx)
	if err == nil {
		_, err = a.Inspect.OwnCheck(ctx, city)
	}
	return err
}

// GatherStatistics lets the database look at its tables anew, once a day: when the program starts and in each night
// after. It reports whether it did so now.
func (a *App) GatherStatistics(ctx context.Context) (bool, error) {
	today := a.Clock.Now().Date()
	if a.gathered == today {
		return false, nil
	}
	if err := a.DB.Statistics(ctx); err != nil {
		return false, err
	}
	a.gathered = today
	return true, nil
}

// EscalateComplaints gives what is long late to the next office up, once a night.
func (a *App) EscalateComplaints(ctx context.Context) error {
	_, err := a.Complaints.Escalate(ctx)
	return err
}

func (a *App) city(ctx context.Context) (path string, err error) {
	err = a.DB.Read(ctx, func(s *database.Snapshot) (err error) {
		path, err = divisions.CityPath(s)
		return err
	})
	return path, err
}

// PurgePhotos removes the photos of checks whose keeping time is over, as many as one visit takes at once.
func (a *App) PurgePhotos(ctx context.Context) error {
	city, err := a.city(ctx)
	if err == nil {
		_, err = a.Duty.PurgePhotos(ctx, a.Files, city)
	}
	return err
}

// WriteRoot takes the root over the trail's heads.
func (a *App) WriteRoot(ctx context.Context) (trail.Root, error) {
	var root trail.Root
	err := a.DB.Write(ctx, func(tx *database.Tx) (err error) {
		root, err = trail.WriteRoot(tx, a.Clock.Now())
		return err
	})
	return root, err
}
