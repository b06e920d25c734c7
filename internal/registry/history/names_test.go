package history_test

import (
	"testing"

	"gangwei/internal/apptest"
	"gangwei/internal/dbtest"
	"gangwei/internal/platform/authz"
	"gangwei/internal/platform/database"
	"gangwei/internal/registry/history"
	"gangwei/internal/registry/resident"
)

func TestMain(m *testing.M) { dbtest.Main(m) }

// A row of an earlier year is found by a part of its name in whatever characters, by pinyin and by first letters, once
// its name has keys; rows that came before there were such get them in the night. What can be no name finds nothing.
func TestList_finds_names_by_pinyin_and_in_both_kinds_of_characters(t *testing.T) {
	dbtest.Each(t, func(t *testing.T, db *database.DB) {
		h := apptest.New(t, db)
		place := h.Region(apptest.Home)
		apptest.Must(t, db.Write(apptest.Ctx, func(tx *database.Tx) error {
			file, err := tx.Create("INSERT INTO file (digest, size, media, name, region_path, uploaded_by, at_us) "+
				"VALUES (?, 1, 'x', 'x', ?, 1, 1)", make([]byte, 32), place.Path)
			if err != nil {
				return err
			}
			batch, err := tx.Create("INSERT INTO import_batch (kind, region_id, path, file_id, file_digest, state, reading, "+
				"created_by, created_us) VALUES ('history', ?, ?, ?, ?, 'accepted', '{}', 1, 1)", place.ID, place.Path, file,
				make([]byte, 32))
			if err != nil {
				return err
			}
			for i, name := range []string{"張三丰", "王秀英", ""} {
				if _, err := tx.Exec("INSERT INTO history_row (batch_id, village_id, path, sheet, row_no, raw_digest, year, name, "+
					"id_tail, basis, post, start_raw, end_raw, review_raw, notice_raw, audit_raw, rate_fen, slip, handler, remark, "+
					"odd, trail_id, row_digest) VALUES (?, ?, ?, 's', ?, ?, 2022, ?, '', '', '', '', '', '', '', '', 0, '', '', '', "+
					"'', 1, ?)", batch, place.ID, place.Path, i+1, make([]byte, 32), name, make([]byte, 32)); err != nil {
					return err
				}
			}
			return nil
		}))
		found := func(typed string) (names []string) {
			apptest.Must(t, db.Read(apptest.Ctx, func(s *database.Snapshot) error {
				seek := resident.SeekOf(h.Ring, typed)
				rows, err := history.List(s, authz.Everywhere(), history.Filter{NamePart: seek.NamePart, NameKey: seek.NameKey,
					Nobody: seek.Nobody, Limit: 10})
				for _, x := range rows {
					names = append(names, x.Name)
				}
				return err
			}))
			return names
		}
		if got := found("zsf"); len(got) != 0 {
			t.Errorf("found without keys: %v", got)
		}
		if n, err := history.FillNameKeys(apptest.Ctx, db); err != nil || n != 2 {
			t.Fatalf("%d %v", n, err)
		}
		if n, err := history.FillNameKeys(apptest.Ctx, db); err != nil || n != 0 {
			t.Errorf("made again: %d %v", n, err)
		}
		for typed, name := range map[string]string{"zsf": "張三丰", "zhangsan": "張三丰", "张三": "張三丰", "張": "張三丰",
			"xiuying": "王秀英", "秀": "王秀英", "WXY": "王秀英"} {
			if got := found(typed); len(got) != 1 || got[0] != name {
				t.Errorf("%s finds %v, want %s", typed, got, name)
			}
		}
		for _, typed := range []string{"%", "_", "hangsan", "!", "李"} {
			if got := found(typed); len(got) != 0 {
				t.Errorf("%q finds %v", typed, got)
			}
		}
	})
}
