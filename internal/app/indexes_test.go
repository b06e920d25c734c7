package app_test

import (
	"database/sql"
	"encoding/hex"
	"fmt"
	"io"
	"log/slog"
	"slices"
	"strings"
	"testing"

	"gangwei/internal/app"
	"gangwei/internal/apptest"
	"gangwei/internal/base/clock"
	"gangwei/internal/dbtest"
	"gangwei/internal/demo"
	"gangwei/internal/oversight/complaint"
	"gangwei/internal/platform/authz"
	"gangwei/internal/platform/database"
	"gangwei/internal/platform/desk"
	"gangwei/internal/platform/region"
	"gangwei/internal/platform/seal"
	"gangwei/internal/registry/crosscheck"
	"gangwei/internal/registry/divisions"
	"gangwei/internal/registry/history"
	"gangwei/internal/registry/matching"
	"gangwei/internal/registry/resident"
)

// no blind index: 32 bytes or a key in text, and something else.
var noIndex = map[string]string{
	"desk_key.idem_key":          "a form's own number",
	"session.id_hash":            "of a token of 32 random bytes",
	"user_account.password_hash": "argon2id with a salt",
	"person.name_sort":           "the name's sound; the name stands in clear beside it",
	"draw_seed.commitment":       "of 32 random bytes",
	"payee_sample.seed":          "told to everybody",
	"trail_entry.prev":           "a digest of an entry",
	"trail_entry.digest":         "a digest of an entry",
	"trail_head.digest":          "a digest of an entry",
	"trail_root.digest":          "of the heads",
	"progress_submission.digest": "of figures",
	"file.digest":                "of a file",
	"duty_aside.content":         "of a message",
}

// indexLike tells whether a column may hold values that another table holds too, so that they must be explained.
func indexLike(column, kind string) bool {
	kind = strings.ToLower(kind)
	if strings.HasSuffix(column, "_sealed") || column == "row_digest" {
		return false // sealed with a number used once; of a row
	}
	return strings.Contains(kind, "blob") || strings.Contains(kind, "binary") || strings.HasSuffix(column, "_key") ||
		strings.HasSuffix(column, "_index") || strings.HasSuffix(column, "_hash")
}

// No blind index of a table joins with another table's, without a key, but where a use case needs it and the list says
// why. A number that was given with a complaint joins with nothing.
func TestIndexes_of_tables_join_only_where_the_list_says_why(t *testing.T) {
	dbtest.Each(t, func(t *testing.T, db *database.DB) {
		listed := map[string]seal.IndexColumn{}
		for _, c := range seal.IndexColumns {
			name := c.Table + "." + c.Column
			if _, twice := listed[name]; twice || c.Why == "" || c.Kind == "" {
				t.Errorf("%s stands there twice, or without a kind and a reason", name)
			}
			listed[name] = c
		}
		columns := columnsOf(t, db)
		for name := range noIndex {
			if _, is := columns[name]; !is {
				t.Errorf("%s is no index, and not in the schema", name)
			}
		}
		for name := range listed {
			if _, is := columns[name]; !is {
				t.Errorf("%s is on the list and not in the schema", name)
			}
		}
		for name, kind := range columns {
			_, column, _ := strings.Cut(name, ".")
			// digests of rows and files
			if _, known := listed[name]; indexLike(column, kind) && !known && noIndex[name] == "" &&
				!strings.HasSuffix(column, "_digest") {
				t.Errorf("%s (%s) may be a blind index: give it a kind and a reason in seal.IndexColumns", name, kind)
			}
		}
		h := apptest.New(t, dbtest.SQLite(t)) // for its keys
		for i, a := range seal.IndexColumns {
			for _, b := range seal.IndexColumns[:i] {
				const plain = "370499199001010017"
				if same := slices.Equal(h.Ring.Index(a.Kind, plain), h.Ring.Index(b.Kind, plain)); same != (a.Kind == b.Kind) {
					t.Errorf("%s.%s and %s.%s: the same number has the same index: %t", a.Table, a.Column, b.Table, b.Column, same)
				}
			}
		}
	})
}

// The rows that the program really writes: in a city where one villager did everything, each pair of columns is joined.
func TestIndexes_that_are_written_join_only_with_their_kind(t *testing.T) {
	dbtest.Each(t, func(t *testing.T, db *database.DB) {
		a := filled(t, db)
		values := map[string]map[string]bool{}
		columns := columnsOf(t, db)
		apptest.Must(t, db.Read(apptest.Ctx, func(s *database.Snapshot) error {
			for name, kind := range columns {
				table, column, _ := strings.Cut(name, ".")
				if !indexLike(column, kind) || noIndex[name] != "" {
					continue
				}
				found := map[string]bool{}
				if err := s.Rows("SELECT DISTINCT "+column+" FROM "+table+" WHERE "+column+" IS NOT NULL", nil,
					func(rows *sql.Rows) error {
						var raw []byte
						err := rows.Scan(&raw)
						if len(raw) == 32 {
							raw = []byte(hex.EncodeToString(raw))
						}
						if len(raw) == 64 {
							found[strings.ToLower(string(raw))] = true
						}
						return err
					}); err != nil {
					return err
				}
				values[name] = found
			}
			return nil
		}))
		kindOf := map[string]seal.Kind{}
		for _, c := range seal.IndexColumns {
			name := c.Table + "." + c.Column
			kindOf[name] = c.Kind
			if len(values[name]) == 0 && !c.Hex {
				t.Errorf("%s holds nothing: its pairs are not tried", name)
			}
		}
		names := slices.Sorted(func(yield func(string) bool) {
			for n := range values {
				if !yield(n) {
					return
				}
			}
		})
		for i, x := range names {
			for _, y := range names[:i] {
				if kindOf[x] != "" && kindOf[x] == kindOf[y] || kindOf[x] == "" && kindOf[y] == "" {
					continue // on the list, or digests of rows and files on both sides
				}
				for v := range values[x] {
					if values[y][v] {
						t.Errorf("%s joins with %s", x, y)
						break
					}
				}
			}
		}
		// the complainant is a registered villager, and the inspector is still shown what befell this person
		apptest.Must(t, db.Read(apptest.Ctx, func(s *database.Snapshot) error {
			var id int64
			if _, err := s.One(&id, "SELECT MAX(complaint_id) FROM complaint_reporter"); err != nil {
				return err
			}
			c, err := complaint.ByID(s, id)
			if err != nil {
				return err
			}
			after, err := a.Complaints.AfterComplaint(s, c)
			if len(after) != 1 || after[0].What != "ended" || after[0].Kin {
				t.Errorf("%+v", after)
			}
			return err
		}))
	})
}

// filled is a small city in which one holder also complains, has a new card, a wrong number, and stands in every list
// that comes from outside.
func filled(t *testing.T, db *database.DB) *app.App {
	t.Helper()
	ctx := apptest.Ctx
	keys := apptest.New(t, dbtest.SQLite(t)).Ring
	set := clock.NewSet(clock.On(app.Start, 8, 0))
	a, err := app.InitOn(ctx, app.Config{Data: t.TempDir()}, db, keys, divisions.Zaozhuang, divisions.ZaozhuangUnits, true,
		set, slog.New(slog.NewTextHandler(io.Discard, nil)))
	apptest.Must(t, err)
	_, err = demo.Build(ctx, a, set, demo.Options{Posts: 40, Months: 3, Seed: 1})
	apptest.Must(t, err)
	var tree *region.Tree
	var who resident.Person
	var post struct{ ID, Version int64 }
	apptest.Must(t, db.Read(ctx, func(s *database.Snapshot) error {
		var err error
		if tree, err = region.Load(s, set.Now().Date()); err != nil {
			return err
		}
		if _, err := s.One(&post,
			"SELECT l.id, l.version FROM placement l JOIN person p ON p.id = l.person_id WHERE l.state = 'active' AND "+
				"p.phone_index IS NOT NULL AND p.account_index IS NOT NULL ORDER BY l.id LIMIT 1"); err != nil {
			return err
		}
		var id int64
		if _, err := s.One(&id, "SELECT person_id FROM placement WHERE id = ?", post.ID); err != nil {
			return err
		}
		who, err = resident.ByID(s, id)
		return err
	}))
	open := func(column string, sealed []byte) string {
		plain, err := a.Ring.Open("person", column, sealed)
		apptest.Must(t, err)
		return plain
	}
	number, phone, account := open("id", who.IDSealed), open("phone", who.PhoneSealed), open("account", who.AccountSealed)
	sys := authz.System("test")
	village, _ := tree.ByPath(who.Path)
	county, _ := tree.ByPath(region.CountyPath(who.Path))
	_, err = a.Complaints.Register(ctx, sys, "", village,
		complaint.Said{About: complaint.Village, Kind: "conduct", CameBy: "telephone", Text: "村干部多报出勤",
			Name: who.Name, Phone: phone})
	apptest.Must(t, err)
	other := account[:len(account)-4] + "9876"
	_, err = a.Cards.Enter(ctx, sys, "", county, "农商行函1号", "a.csv",
		[]byte("姓名,身份证号,新账号\n"+who.Name+","+number+","+other+"\n"))
	apptest.Must(t, err)
	_, err = a.Residents.Correct(ctx, sys, "", who.ID, who.Version, resident.Edit{Account: &other}, "本人换卡", "农商行函2号")
	apptest.Must(t, err)
	_, err = a.Residents.ProposeNumber(ctx, sys, "", who.ID,
		string(apptest.New(t, dbtest.SQLite(t)).Number("1969-09-09", true)), "录入有误", "户口簿")
	apptest.Must(t, err)
	index := a.Ring.Index(seal.IDNumber, number)
	today := set.Now().Date()
	visit := func(f func(v *desk.Visit) error) {
		t.Helper()
		_, err := desk.Do(ctx, a.Desk, sys, "", func(v *desk.Visit) (int64, error) {
			if err := v.Allow("test", county.Path); err != nil {
				return 0, err
			}
			v.Record("test.outside", "person", who.ID)
			return 0, f(v)
		})
		apptest.Must(t, err)
	}
	visit(func(v *desk.Visit) error {
		file, err := v.Tx.Create(
			"INSERT INTO file (digest, size, media, name, region_path, uploaded_by, at_us) VALUES (?, 1, 'text/csv', 'a.csv', "+
				"'', 1, 1)",
			make([]byte, 32))
		if err != nil {
			return err
		}
		batch, err := v.Tx.Create(
			"INSERT INTO import_batch (kind, region_id, path, file_id, file_digest, state, reading, created_by, created_us) "+
				"VALUES ('history', ?, ?, ?, ?, 'accepted', '', 1, 1)",
			county.ID, county.Path, file, make([]byte, 32))
		if err != nil {
			return err
		}
		if _, err := matching.ApplyImport(v, batch, county.Path,
			[]matching.Entry{{Kind: "business_owner", AsOf: today, Source: "市场监管局", IDIndex: index}}); err != nil {
			return err
		}
		if err := crosscheck.ApplyImport(v, batch, county.Path, crosscheck.Employment,
			[]crosscheck.Incoming{{AsOf: today,
				Entry: crosscheck.Entry{Path: who.Path, IDIndex: index, IDTail: who.IDTail, Name: who.Name + "某", State: "on",
					AccountIndex: a.Ring.Index(seal.Account, account), AccountTail: who.AccountTail}}}); err != nil {
			return err
		}
		row := &history.Row{BatchID: batch, VillageID: &village.ID, Path: who.Path, Sheet: "2023", RowNo: 1,
			RawDigest: a.Ring.Index(seal.History, who.Path+"x"), Year: 2023, Name: who.Name, IDIndex: index, IDTail: who.IDTail,
			Raw: "x"}
		return a.History.Store(v, []*history.Row{row})
	})
	var differences []crosscheck.Difference
	apptest.Must(t, db.Read(ctx, func(s *database.Snapshot) (err error) {
		_, differences, err = crosscheck.Differences(s, crosscheck.Employment, county.Path)
		return err
	}))
	_, err = a.Crosscheck.Explain(ctx, sys, "", crosscheck.Employment, county.Path, differences[0], "同一个人，姓名录错")
	apptest.Must(t, err)
	_, err = a.Placements.End(ctx, sys, "", post.ID, post.Version, today, "own_wish", "")
	apptest.Must(t, err)
	return a
}

// columnsOf the schema as table.column, with their types.
func columnsOf(t *testing.T, db *database.DB) map[string]string {
	t.Helper()
	query := "SELECT CONCAT(table_name, '.', column_name) AS name, column_type AS kind FROM information_schema.columns " +
		"WHERE table_schema = DATABASE()"
	if db.Kind() == "sqlite" {
		query = "SELECT m.name || '.' || c.name AS name, c.type AS kind FROM sqlite_master m JOIN " +
			"pragma_table_info(m.name) c WHERE m.type = 'table' AND m.name NOT LIKE 'sqlite_%'"
	}
	out := map[string]string{}
	apptest.Must(t, db.Read(apptest.Ctx, func(s *database.Snapshot) error {
		var rows []struct{ Name, Kind string }
		err := s.Select(&rows, query)
		for _, x := range rows {
			out[x.Name] = x.Kind
		}
		return err
	}))
	if len(out) < 500 {
		t.Fatal(fmt.Sprint(len(out), " columns"))
	}
	return out
}
