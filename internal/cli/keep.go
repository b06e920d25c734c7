package cli

import (
	"errors"
	"fmt"
	"io/fs"
	"os"
	"path/filepath"

	"gangwei/internal/app"
	"gangwei/internal/oversight/reconcile"
	"gangwei/internal/platform/backup"
	"gangwei/internal/platform/seal"
)

func runReconcile(c *call) error {
	if err := c.parse(); err != nil {
		return err
	}
	a, err := app.Open(c.ctx, c.cfg, nil, c.log)
	if err != nil {
		return err
	}
	defer a.Close()
	breaks, err := a.Counter.Count(c.ctx, a.DB)
	if err != nil {
		return err
	}
	for _, b := range breaks {
		fmt.Fprintf(c.out, "BAD %s: %s\n", b.Check, b.Row)
	}
	if len(breaks) > 0 {
		return broke{fmt.Errorf("%d rows do not agree", len(breaks))}
	}
	fmt.Fprintf(c.out, "All agrees: %d checks.\n", len(reconcile.Laws()))
	return nil
}

func runBackup(c *call) error {
	var file string
	if err := c.parse(&file); err != nil {
		return err
	}
	a, err := c.open()
	if err != nil {
		return err
	}
	defer a.Close()
	if _, err := os.Stat(file); !errors.Is(err, fs.ErrNotExist) {
		return fmt.Errorf("%s exists already; a backup is never overwritten, choose another name", file)
	}
	all, err := app.Migrations(a.DB)
	if err != nil {
		return err
	}
	tmp, err := os.CreateTemp(filepath.Dir(file), ".backup-*")
	if err != nil {
		return err
	}
	defer os.Remove(tmp.Name())
	sum, err := backup.Write(c.ctx, tmp, a.DB, all, a.Ring, c.cfg.FilesDir(), a.Clock.Now().String())
	if err = errors.Join(err, tmp.Sync(), tmp.Close()); err != nil {
		return err
	}
	if err := os.Rename(tmp.Name(), file); err != nil {
		return err
	}
	fmt.Fprintf(c.out,
		"Backup of %d tables, %d rows, %d files in %s.\nThe key file %s is not in it: keep a copy elsewhere.\n", sum.Tables,
		sum.Rows, sum.Files, file, c.cfg.KeyFile())
	return nil
}

func runRestore(c *call) error {
	var file string
	if err := c.parse(&file); err != nil {
		return err
	}
	f, err := os.Open(file)
	if err != nil {
		return err
	}
	defer f.Close()
	ring, err := seal.Load(c.cfg.KeyFile())
	if err != nil {
		return err
	}
	db, all, err := c.bare()
	if err != nil {
		return err
	}
	defer db.Close()
	sum, err := backup.Restore(c.ctx, f, db, all, ring, c.cfg.FilesDir())
	if err != nil {
		return err
	}
	if err := db.Statistics(c.ctx); err != nil {
		return err
	}
	fmt.Fprintf(c.out, "Restored %d tables, %d rows, %d files. Now run 'gangwei trail verify' and 'gangwei reconcile'.\n",
		sum.Tables, sum.Rows, sum.Files)
	return c.bring(db)
}
