package resident_test

import (
	"strings"
	"testing"

	"gangwei/internal/apptest"
	"gangwei/internal/dbtest"
	"gangwei/internal/platform/database"
	"gangwei/internal/registry/resident"
)

// A slip says that a telephone number was told, replaced or taken away, and no digit of one: neither the slip nor the
// trail, which are read by more people than may see the number, hold an end of it.
func TestCorrect_keeps_no_digit_of_a_telephone_number(t *testing.T) {
	dbtest.Each(t, func(t *testing.T, db *database.DB) {
		h := apptest.New(t, db)
		id := h.Person(apptest.Home, "示例甲")
		who := h.Actor("township_reviewer", apptest.Town)
		for _, c := range []struct{ to, words string }{
			{"13800007531", "→ 已登记"},
			{"0632-8642753", "→ 已登记（新号码）"},
			{"", "→ 未登记"},
		} {
			_, err := h.Residents.Correct(apptest.Ctx, who, "", id, person(t, h, id).Version, resident.Edit{Phone: &c.to},
				"本人来说的", "来访记录1号")
			apptest.Must(t, err)
			var changes, detail string
			apptest.Must(t, db.Read(apptest.Ctx, func(s *database.Snapshot) error {
				_, err := s.One(&changes, "SELECT changes FROM person_correction ORDER BY id DESC LIMIT 1")
				if err != nil {
					return err
				}
				_, err = s.One(&detail,
					"SELECT detail FROM trail_entry WHERE act = 'resident.correct' ORDER BY id DESC LIMIT 1")
				return err
			}))
			for _, text := range []string{changes, detail} {
				if !strings.Contains(strings.ReplaceAll(text, "\t", " → "), c.words) ||
					strings.Contains(text, "7531") || strings.Contains(text, "2753") {
					t.Errorf("%q is written as %q", c.to, text)
				}
			}
		}
	})
}
