package database

import (
	"context"
	"errors"
	"fmt"
	"regexp"
	"slices"
	"strings"

	mysqldriver "github.com/go-sql-driver/mysql"
)

var guarded = regexp.MustCompile(`(?i)CREATE TRIGGER (\w+)_no_update\b`)

// AppendOnly lists the tables that no row may be changed in or taken from, by the triggers of the migrations, sorted.
func AppendOnly(all []Migration) []string {
	var out []string
	for _, m := range all {
		for _, step := range m.Steps {
			if x := guarded.FindStringSubmatch(step); x != nil && !slices.Contains(out, x[1]) {
				out = append(out, x[1])
			}
		}
	}
	slices.Sort(out)
	return out
}

// account of a server: NAME@HOST, without quotes or anything that could end them.
var account = regexp.MustCompile(`^([A-Za-z0-9_.-]{1,32})@([A-Za-z0-9_.%:-]{1,255})$`)

// ErrAccount says that an account is not written as NAME@HOST.
var ErrAccount = errors.New("an account is written NAME@HOST, as gangwei@10.0.0.%")

// ErrNoAccounts says that an embedded database has no accounts to grant to.
var ErrNoAccounts = errors.New("an embedded database has no accounts; its triggers guard the append-only tables")

// Grants are the statements that give an account what the program needs and no more: on tables where nothing is ever
// changed, reading and inserting only. Run them as an administrator; migrations run under another account. Errors:
// ErrAccount, ErrNoAccounts.
func (db *DB) Grants(ctx context.Context, all []Migration, who string) ([]string, error) {
	if db.Kind() == "sqlite" {
		return nil, ErrNoAccounts
	}
	m := account.FindStringSubmatch(who)
	if m == nil {
		return nil, ErrAccount
	}
	var tables []string
	var schema string
	if err := db.Read(ctx, func(s *Snapshot) error {
		if _, err := s.One(&schema, "SELECT DATABASE()"); err != nil {
			return err
		}
		return s.Select(&tables,
			"SELECT table_name AS name FROM information_schema.tables WHERE table_schema = DATABASE() AND table_type = 'BASE "+
				"TABLE' ORDER BY table_name")
	}); err != nil {
		return nil, err
	}
	only := AppendOnly(all)
	var out []string
	for _, t := range tables {
		what := "SELECT, INSERT, UPDATE, DELETE"
		if slices.Contains(only, t) {
			what = "SELECT, INSERT"
		}
		out = append(out, fmt.Sprintf("GRANT %s ON `%s`.`%s` TO '%s'@'%s';", what, schema, t, m[1], m[2]))
	}
	return out, nil
}

// MayChange lists the append-only tables that the account the program runs under could change or empty if the triggers
// were gone. Nothing is changed: the statements touch no row.
func (db *DB) MayChange(ctx context.Context, all []Migration) ([]string, error) {
	if db.Kind() == "sqlite" {
		return nil, nil
	}
	var out []string
	for _, t := range AppendOnly(all) {
		var column string
		if err := db.Read(ctx, func(s *Snapshot) error {
			_, err := s.One(&column,
				"SELECT column_name AS name FROM information_schema.columns WHERE table_schema = DATABASE() AND table_name = ? "+
					"AND extra NOT LIKE '%GENERATED%' ORDER BY ordinal_position LIMIT 1",
				t)
			return err
		}); err != nil {
			return nil, err
		}
		if column == "" {
			continue // the schema is behind
		}
		for _, q := range []string{"UPDATE `" + t + "` SET `" + column + "` = `" + column + "` WHERE 1 = 0",
			"DELETE FROM `" + t + "` WHERE 1 = 0"} {
			_, err := db.writeSQL.ExecContext(ctx, q)
			var my *mysqldriver.MySQLError
			if errors.As(err, &my) && (my.Number == 1142 || my.Number == 1143) { // command denied
				continue
			}
			if err != nil {
				return nil, fmt.Errorf("%s: %w", strings.Fields(q)[0], err)
			}
			out = append(out, t)
			break
		}
	}
	return out, nil
}
