package checkpapers_test

import (
	"strings"
	"testing"

	"gangwei/internal/apptest"
	"gangwei/internal/base/errs"
	"gangwei/internal/dbtest"
	"gangwei/internal/hiring/villagepapers"
	"gangwei/internal/platform/authz"
	"gangwei/internal/platform/database"
	"gangwei/internal/platform/files"
)

func TestMain(m *testing.M) { dbtest.Main(m) }

var ctx = apptest.Ctx

func TestPrint_for_a_round_on_paper_and_by_telephone(t *testing.T) {
	dbtest.Each(t, func(t *testing.T, db *database.DB) {
		h := apptest.New(t, db)
		h.Hold(0, "周八", "", "2024-05-01", "")
		h.Hold(1, "吴九", "", "2024-05-01", "2024-12-31") // gone: not on the sheet
		h.Hold(2, "郑十", "", "2024-06-01", "")
		phone := "13900000001"
		apptest.Must(t, db.Write(ctx, func(tx *database.Tx) error {
			_, err := tx.Exec("UPDATE person SET phone_sealed = ? WHERE name = '周八'", h.Ring.Seal("person", "phone", phone))
			return err
		}))
		rider, home := h.Actor("township_supervisor", apptest.Town), h.Region(apptest.Home)
		print := func(kind string) (string, string) {
			t.Helper()
			b, pack, err := h.CheckPapers.Print(ctx, rider, home, kind)
			apptest.Must(t, err)
			return apptest.PaperText(t, b), pack.Sheets[0].Number
		}
		record, number := print(villagepapers.CheckRecord)
		for _, s := range []string{"履职检查记录表", number, "周八", "郑十", "1在岗", "拒签", "在场见证人"} {
			if !strings.Contains(record, s) {
				t.Errorf("%q is not on the record", s)
			}
		}
		if strings.Contains(record, "吴九") || strings.Contains(record, phone) {
			t.Error("the record shows somebody who left, or a telephone number")
		}
		if _, again := print(villagepapers.CheckRecord); again != number {
			t.Errorf("printed again: %s, was %s", again, number)
		}
		calls, other := print(villagepapers.CallSheet)
		if !strings.Contains(calls, phone) || !strings.Contains(calls, "是否在外务工经商") || other == number {
			t.Errorf("call sheet %s:\n%s", other, calls)
		}
		apptest.Must(t, db.Read(ctx, func(s *database.Snapshot) error {
			var rows []struct{ Detail string }
			err := s.Select(&rows, "SELECT detail FROM trail_entry WHERE act = 'paper.print_check' ORDER BY id")
			if len(rows) != 3 || strings.Contains(rows[0].Detail, "phones_of=1") ||
				!strings.Contains(rows[2].Detail, "phones_of") {
				t.Errorf("%+v", rows)
			}
			return err
		}))
		for _, c := range []struct {
			name, code, kind string
			who              authz.Actor
			village          string
		}{
			{"the village itself", "authz.forbidden", villagepapers.CheckRecord, h.Actor("village_registrar", apptest.Home),
				apptest.Home},
			{"a village of another county", "authz.not_found", villagepapers.CheckRecord, rider, apptest.Away},
			{"a township", "region.not_village", villagepapers.CheckRecord, rider, apptest.Town},
			{"a sheet of the village's pack", "form.choice", villagepapers.Apply, rider, apptest.Home},
			{"nobody on a post", "duty.nobody", villagepapers.CallSheet, rider, apptest.Beside},
		} {
			if _, _, err := h.CheckPapers.Print(ctx, c.who, h.Region(c.village), c.kind); errs.CodeOf(err) != c.code {
				t.Errorf("%s: %v, want %s", c.name, err, c.code)
			}
		}
		// The signed record comes back by its number: to those who check, never to the village.
		stored, err := h.Files.Put("x.png", strings.NewReader("\x89PNG\r\n\x1a\nx"))
		apptest.Must(t, err)
		for _, who := range []authz.Actor{h.Actor("village_registrar", apptest.Home),
			h.Actor("township_reviewer", apptest.Town)} {
			if _, err := h.Papers.Attach(ctx, who, "", number, stored); errs.CodeOf(err) != "paper.number" {
				t.Errorf("%v: %v", who.Grants, err)
			}
		}
		form, err := h.Papers.Attach(ctx, rider, "", number, stored)
		apptest.Must(t, err)
		apptest.Must(t, db.Read(ctx, func(s *database.Snapshot) error {
			rows, err := villagepapers.Forms(s, authz.Everywhere(), "", villagepapers.CheckParts, false, 0, 10)
			apptest.Must(t, err)
			for _, x := range rows {
				if x.ID != form.ID {
					continue
				}
				f, err := files.ByID(s, *x.FileID)
				if err != nil || f.Purpose != files.OfDuty {
					t.Errorf("%+v, %v", f, err)
				}
				return nil
			}
			t.Error("the record is not listed")
			return nil
		}))
	})
}
