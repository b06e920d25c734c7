package app

import (
	"context"
	"errors"
	"io/fs"
	"log/slog"
	"os"
	"strings"

	"gangwei/internal/base/civil"
	"gangwei/internal/base/clock"
	"gangwei/internal/base/errs"
	"gangwei/internal/forms/target"
	"gangwei/internal/hiring/quota"
	"gangwei/internal/platform/authz"
	"gangwei/internal/platform/database"
	"gangwei/internal/platform/desk"
	"gangwei/internal/platform/office"
	"gangwei/internal/platform/region"
	"gangwei/internal/platform/rulebook"
	"gangwei/internal/platform/seal"
	"gangwei/internal/registry/divisions"
	"gangwei/internal/registry/resident"
)

// Start of the plan period: divisions, rules and quotas are known from here on.
var Start = civil.MustDate("2021-01-01")

// Init makes an office: keys (if there are none), schema, divisions, rulebook, kinds of post. An office is made once.
func Init(ctx context.Context, cfg Config, divisionsCSV, unitsCSV string, demo bool, c clock.Clock,
	log *slog.Logger) (*App, error) {
	if err := os.MkdirAll(cfg.Data, 0o700); err != nil {
		return nil, err
	}
	db, err := database.Open(ctx, cfg.Address())
	if err != nil {
		return nil, err
	}
	var ring *seal.Ring
	if err = unmade(ctx, db); err == nil {
		ring, err = newKeys(cfg.KeyFile())
	}
	var a *App
	if err == nil {
		a, err = InitOn(ctx, cfg, db, ring, divisionsCSV, unitsCSV, demo, c, log)
	}
	if err == nil {
		err = db.Statistics(ctx)
	}
	if err != nil {
		_ = db.Close()
	}
	return a, err
}

// unmade refuses a database that holds an office, or what a later program left. An office that is made has its own
// keys, wherever they are: it gets no others.
func unmade(ctx context.Context, db *database.DB) error {
	all, err := Migrations(db)
	if err != nil {
		return err
	}
	if _, err := db.Status(ctx, all); err != nil {
		return err
	}
	return db.Read(ctx, func(s *database.Snapshot) error {
		there, err := s.HasTable("setting")
		if err != nil || !there {
			return err
		}
		_, made, err := office.Load(s)
		if err == nil && made {
			err = errs.New(errs.State, "office.made")
		}
		return err
	})
}

// newKeys of an office in the making, unless they were made before.
func newKeys(file string) (*seal.Ring, error) {
	if err := seal.Create(file); err != nil && !errors.Is(err, fs.ErrExist) {
		return nil, err
	}
	return seal.Load(file)
}

// seed a new office with what every one begins with.
func seed(v *desk.Visit, t *region.Tree, demo bool, ring *seal.Ring) error {
	if err := office.Write(v, demo, ring); err != nil {
		return err
	}
	if err := rulebook.Seed(v, t); err != nil {
		return err
	}
	if err := quota.SeedKinds(v); err != nil {
		return err
	}
	if err := target.Seed(v); err != nil {
		return err
	}
	return resident.BeginOrigins(v, 0, 0)
}

// InitOn is Init with the database and the keys at hand.
func InitOn(ctx context.Context, cfg Config, db *database.DB, ring *seal.Ring, divisionsCSV, unitsCSV string, demo bool,
	c clock.Clock, log *slog.Logger) (*App, error) {
	lines, err := divisions.Read(strings.NewReader(divisionsCSV))
	if err != nil {
		return nil, err
	}
	if err := SchemaUp(ctx, db, nil); err != nil {
		return nil, err
	}
	if c != nil && !demo {
		return nil, errors.New("only a demo database accepts a set clock")
	}
	now := c
	if now == nil {
		now = clock.System()
	}
	d := &desk.Desk{DB: db, Clock: now}
	_, err = divisions.Import(ctx, d, lines, Start, "统计用区划代码", func(v *desk.Visit, t *region.Tree) error {
		_, made, err := office.Load(v.Tx)
		if err != nil {
			return err
		}
		if made {
			return errs.New(errs.State, "office.made")
		}
		if err := seed(v, t, demo, ring); err != nil || unitsCSV == "" {
			return err
		}
		return divisions.ImportUnits(v, t, unitsCSV, Start)
	})
	if err != nil {
		return nil, err
	}
	return Join(ctx, cfg, db, ring, c, log)
}

// FirstAdmins are the three separate administrators of a new office (等保 level 3: 系统、安全、审计).
var FirstAdmins = []struct {
	Login, Name string
	Role        authz.Role
}{
	{"sysadmin", "系统管理员", "system_admin"},
	{"secadmin", "安全管理员", "security_admin"},
	{"auditadmin", "审计管理员", "audit_admin"},
}
