package backup

import (
	"bufio"
	"cmp"
	"compress/gzip"
	"context"
	"database/sql"
	"encoding/gob"
	"errors"
	"fmt"
	"io"
	"os"
	"path/filepath"
	"regexp"
	"slices"
	"strings"

	"gangwei/internal/base/errs"
	"gangwei/internal/platform/database"
	"gangwei/internal/platform/seal"
)

const format = 1

type head struct {
	Format int
	MadeAt string
	Keys   string
	Schema []string // names of the migrations that the database had
	Tables []string
}

// chunk is some rows of a table, the beginning or end of one, or an upload.
type chunk struct {
	Table   string
	Columns []string
	Rows    [][]cell
	File    string // relative path of an upload
	Bytes   []byte
	Count   map[string]int64 // only in the tail
}

// cell is a column's value: nothing, a number, or bytes (text is bytes).
type cell struct {
	Kind byte // 'n' none, 'i' number, 't' text, 'b' bytes
	Int  int64
	Text []byte
}

// Summary of a backup or restore.
type Summary struct {
	Tables int
	Rows   int64
	Files  int
}

var (
	tableName = regexp.MustCompile(`(?i)^CREATE TABLE (\w+)`)
	altered   = regexp.MustCompile(`(?i)^ALTER TABLE (\w+)`)
	refersTo  = regexp.MustCompile(`(?i)REFERENCES (\w+)`)
	dropped   = regexp.MustCompile(`(?i)^DROP TABLE IF EXISTS (\w+)`)
)

// tables in an order in which a row comes after the rows of other tables that it refers to; where nothing says so, in
// that of their making.
func tables(all []database.Migration) []string {
	made := madeTables(all)
	refers := referred(all)
	var out []string
	seen := map[string]bool{}
	var take func(t string)
	take = func(t string) {
		if seen[t] || !slices.Contains(made, t) {
			return
		}
		seen[t] = true
		for _, before := range refers[t] {
			take(before)
		}
		out = append(out, t)
	}
	for _, t := range made {
		take(t)
	}
	return out
}

// referred are the tables that each refers to, by the migrations.
func referred(all []database.Migration) map[string][]string {
	now := map[string]string{} // what a table is called now
	for _, r := range database.RenamedTables(all) {
		now[r[0]] = r[1]
	}
	out := map[string][]string{}
	for _, m := range all {
		for _, s := range m.Steps {
			of := tableName.FindStringSubmatch(s)
			if of == nil {
				of = altered.FindStringSubmatch(s)
			}
			if of == nil {
				continue
			}
			t := cmp.Or(now[of[1]], of[1])
			for _, x := range refersTo.FindAllStringSubmatch(s, -1) {
				out[t] = append(out[t], cmp.Or(now[x[1]], x[1]))
			}
		}
	}
	return out
}

// madeTables that are still there, in the order of their making.
func madeTables(all []database.Migration) []string {
	var out []string
	gone := map[string]bool{}
	for _, m := range all {
		for _, s := range m.Steps {
			if t := tableName.FindStringSubmatch(s); t != nil {
				out = append(out, t[1])
			}
			if t := dropped.FindStringSubmatch(s); t != nil {
				gone[t[1]] = true
			}
		}
	}
	for _, r := range database.RenamedTables(all) {
		// it stands in the place of the table that it replaced
		out = slices.DeleteFunc(out, func(t string) bool { return t == r[0] })
		if delete(gone, r[1]); !slices.Contains(out, r[1]) {
			out = append(out, r[1])
		}
	}
	return slices.DeleteFunc(out, func(t string) bool { return gone[t] })
}

// passing tables are not kept: sessions end and jobs are forgotten with a restore.
var passing = map[string]bool{"session": true, "job": true}

// Write a backup of the database and the folder of uploads.
func Write(ctx context.Context, w io.Writer, db *database.DB, all []database.Migration, ring *seal.Ring,
	filesDir, madeAt string) (Summary, error) {
	var sum Summary
	zw := gzip.NewWriter(w)
	enc := gob.NewEncoder(zw)
	h := head{Format: format, MadeAt: madeAt, Keys: ring.Print(), Tables: tables(all)}
	for _, m := range all {
		h.Schema = append(h.Schema, m.Name)
	}
	if err := enc.Encode(h); err != nil {
		return sum, err
	}
	count := map[string]int64{}
	err := db.Read(ctx, func(s *database.Snapshot) error {
		for _, t := range h.Tables {
			if passing[t] {
				continue
			}
			n, err := writeTable(s, enc, t)
			if err != nil {
				return fmt.Errorf("%s: %w", t, err)
			}
			count[t] = n
			sum.Tables++
			sum.Rows += n
		}
		return nil
	})
	if err != nil {
		return sum, err
	}
	err = filepath.WalkDir(filesDir, func(path string, d os.DirEntry, err error) error {
		if errors.Is(err, os.ErrNotExist) {
			return nil
		}
		if err != nil || d.IsDir() {
			return err
		}
		rel, err := filepath.Rel(filesDir, path)
		if err != nil {
			return err
		}
		b, err := os.ReadFile(path)
		if err != nil {
			return err
		}
		sum.Files++
		return enc.Encode(chunk{File: filepath.ToSlash(rel), Bytes: b})
	})
	if err != nil {
		return sum, err
	}
	count["files"] = int64(sum.Files)
	if err := enc.Encode(chunk{Count: count}); err != nil {
		return sum, err
	}
	return sum, zw.Close()
}

func writeTable(s *database.Snapshot, enc *gob.Encoder, table string) (int64, error) {
	columns, err := s.StoredColumns(table)
	if err != nil {
		return 0, err
	}
	c := chunk{Table: table, Columns: columns}
	values := make([]any, len(columns))
	dest := make([]any, len(columns))
	for i := range values {
		dest[i] = &values[i]
	}
	var n int64
	// By the first column: an id, or the first of a compound key; a parent region has the smaller id.
	err = s.Rows("SELECT "+strings.Join(columns, ", ")+" FROM "+table+" ORDER BY "+columns[0], nil,
		func(rows *sql.Rows) error {
			if err := rows.Scan(dest...); err != nil {
				return err
			}
			row := make([]cell, len(columns))
			for i, v := range values {
				switch v := v.(type) {
				case nil:
					row[i] = cell{Kind: 'n'}
				case int64:
					row[i] = cell{Kind: 'i', Int: v}
				case string:
					row[i] = cell{Kind: 't', Text: []byte(v)}
				case []byte:
					row[i] = cell{Kind: 'b', Text: append([]byte(nil), v...)}
				default:
					return fmt.Errorf("column %s: %T", columns[i], v)
				}
			}
			c.Rows = append(c.Rows, row)
			n++
			if len(c.Rows) == 1000 {
				err := enc.Encode(c)
				c.Rows = c.Rows[:0]
				return err
			}
			return nil
		})
	if err != nil {
		return 0, err
	}
	return n, enc.Encode(c)
}

// Restore makes an office out of a backup in an empty database. The backup of an older program goes into the schema
// that it was made of, which is migrated once all rows are there. Refusals: backup.damaged, backup.keys,
// backup.newer, backup.not_empty, backup.place. Everything is written in one transaction: a damaged file leaves a
// database without an office.
func Restore(ctx context.Context, r io.Reader, db *database.DB, all []database.Migration, ring *seal.Ring,
	filesDir string) (Summary, error) {
	var sum Summary
	damaged := func(err error) error { return errs.New(errs.Invalid, "backup.damaged").Because(err) }
	zr, err := gzip.NewReader(bufio.NewReaderSize(r, 1<<20))
	if err != nil {
		return sum, damaged(err)
	}
	dec := gob.NewDecoder(zr)
	var h head
	if err := dec.Decode(&h); err != nil || h.Format != format {
		return sum, damaged(err)
	}
	otherKeys := errs.New(errs.Invalid, "backup.keys").With("there", seal.ShortPrint(h.Keys)).With("here",
		seal.ShortPrint(ring.Print()))
	if h.Keys != ring.Print() {
		return sum, otherKeys
	}
	then, err := schemaOf(h, all)
	if err != nil {
		return sum, err
	}
	if err := prepare(ctx, db, then); err != nil {
		return sum, err
	}
	known := map[string]bool{}
	for _, t := range tables(then) {
		known[t] = true
	}
	got := map[string]int64{}
	err = db.Write(ctx, func(tx *database.Tx) error {
		var n int
		if found, err := tx.One(&n, "SELECT 1 FROM setting LIMIT 1"); err != nil || found {
			return errors.Join(err, errs.New(errs.State, "backup.not_empty"))
		}
		text := map[string]map[string]bool{}
		for {
			var c chunk
			if err := dec.Decode(&c); err != nil {
				return damaged(err)
			}
			switch {
			case c.Count != nil:
				for t, n := range c.Count {
					if got[t] != n {
						return damaged(fmt.Errorf("%s: %d of %d rows", t, got[t], n))
					}
				}
				// The checksum stands at the file's very end and is looked at only by reading to it.
				if _, err := io.Copy(io.Discard, zr); err != nil {
					return damaged(err)
				}
				var prints string // of the keys that the office kept; an older one has none
				if found, err := tx.One(&prints, "SELECT value FROM setting WHERE name = 'keys'"); err != nil ||
					found && !ring.Holds(prints) {
					return errors.Join(err, otherKeys)
				}
				return nil
			case c.File != "":
				if err := restoreFile(filesDir, c); err != nil {
					return err
				}
				got["files"]++
				sum.Files++
			case !known[c.Table]:
				return damaged(fmt.Errorf("table %q", c.Table))
			default:
				if text[c.Table] == nil {
					t, err := tx.TextColumns(c.Table)
					if err != nil {
						return err
					}
					text[c.Table] = t
					sum.Tables++
				}
				if err := insert(tx, c, text[c.Table]); err != nil {
					// What the database refuses may come of a changed byte; the checksum at the end tells.
					if _, rest := io.Copy(io.Discard, zr); rest != nil {
						return damaged(errors.Join(err, rest))
					}
					return err
				}
				got[c.Table] += int64(len(c.Rows))
				sum.Rows += int64(len(c.Rows))
			}
		}
	})
	if err != nil {
		return sum, err
	}
	return sum, db.Migrate(ctx, all, nil)
}

// schemaOf the backup: those of the migrations that its database had run. Refusals: backup.newer, backup.damaged.
func schemaOf(h head, all []database.Migration) (then []database.Migration, err error) {
	known := map[string]bool{}
	for _, m := range all {
		known[m.Name] = true
		if slices.Contains(h.Schema, m.Name) {
			then = append(then, m)
		}
	}
	for _, name := range h.Schema {
		if !known[name] {
			return nil, errs.New(errs.Invalid, "backup.newer").With("schema", name)
		}
	}
	if len(then) == 0 {
		return nil, errs.New(errs.Invalid, "backup.damaged")
	}
	return then, nil
}

// prepare the database: without an office, and with the schema of the backup. Refusals: backup.not_empty, backup.place.
func prepare(ctx context.Context, db *database.DB, then []database.Migration) error {
	if err := db.Read(ctx, func(s *database.Snapshot) error {
		there, err := s.HasTable("setting")
		if err != nil || !there {
			return err
		}
		var n int
		if found, err := s.One(&n, "SELECT 1 FROM setting LIMIT 1"); err != nil || found {
			return errors.Join(err, errs.New(errs.State, "backup.not_empty"))
		}
		return nil
	}); err != nil {
		return err
	}
	var newer *database.NewerSchema
	err := db.Migrate(ctx, then, nil)
	if errors.As(err, &newer) {
		return errs.New(errs.State, "backup.place").Because(err)
	}
	return err
}

func insert(tx *database.Tx, c chunk, text map[string]bool) error {
	for _, col := range c.Columns {
		if strings.Trim(col, "abcdefghijklmnopqrstuvwxyz0123456789_") != "" {
			return errs.New(errs.Invalid, "backup.damaged")
		}
	}
	return tx.InsertMany(c.Table, c.Columns, len(c.Rows), func(i int, x []any) {
		for j, v := range c.Rows[i] {
			switch v.Kind {
			case 'n':
				x[j] = nil
			case 'i':
				x[j] = v.Int
			default:
				// MySQL answers text as bytes: what the column is decides what it becomes.
				if text[c.Columns[j]] {
					x[j] = string(v.Text)
				} else if v.Text == nil {
					x[j] = []byte{}
				} else {
					x[j] = v.Text
				}
			}
		}
	})
}

func restoreFile(dir string, c chunk) error {
	path := filepath.Join(dir, filepath.FromSlash(c.File))
	if !filepath.IsLocal(filepath.FromSlash(c.File)) {
		return errs.New(errs.Invalid, "backup.damaged")
	}
	if err := os.MkdirAll(filepath.Dir(path), 0o700); err != nil {
		return err
	}
	return os.WriteFile(path, c.Bytes, 0o600)
}
