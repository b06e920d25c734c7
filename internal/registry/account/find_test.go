package account_test

import (
	"slices"
	"testing"

	"gangwei/internal/apptest"
	"gangwei/internal/dbtest"
	"gangwei/internal/platform/database"
	"gangwei/internal/registry/account"
)

// A user is found by a part of the name in whatever characters, by pinyin, by first letters, and by the login; what
// means something to a server alone finds nobody.
func TestFind_knows_users_by_pinyin_and_in_both_kinds_of_characters(t *testing.T) {
	dbtest.Each(t, func(t *testing.T, db *database.DB) {
		apptest.New(t, db)
		apptest.Must(t, db.Write(ctx, func(tx *database.Tx) error {
			for login, name := range map[string]string{"zsf-1": "張三丰", "lgf-2": "李桂芳"} {
				if _, err := tx.Exec("INSERT INTO user_account (login, name, person_key, password_hash, must_change, created_us) "+
					"VALUES (?, ?, ?, '', 1, 1)", login, name, login); err != nil {
					return err
				}
			}
			return nil
		}))
		found := func(typed string) (one, listed []string) {
			apptest.Must(t, db.Read(ctx, func(s *database.Snapshot) error {
				rows, err := account.Find(s, "", typed, 10)
				for _, u := range rows {
					one = append(one, u.Login)
				}
				if err != nil {
					return err
				}
				rows, err = account.List(s, typed, "", 10)
				for _, u := range rows {
					listed = append(listed, u.Login)
				}
				return err
			}))
			return one, listed
		}
		for typed, login := range map[string]string{"zhangsanf": "zsf-1", "ZSF": "zsf-1", "张三": "zsf-1", "張": "zsf-1",
			"guifang": "lgf-2", "桂": "lgf-2"} {
			one, listed := found(typed)
			if !slices.Equal(one, []string{login}) || !slices.Contains(listed, login) {
				t.Errorf("%s finds %v, lists %v", typed, one, listed)
			}
		}
		if _, listed := found("lgf-2"); !slices.Equal(listed, []string{"lgf-2"}) {
			t.Errorf("by the login: %v", listed)
		}
		for _, typed := range []string{"%", "_", "!", "'", "uifang"} {
			if one, listed := found(typed); len(one)+len(listed) > 0 {
				t.Errorf("%q finds %v, lists %v", typed, one, listed)
			}
		}
	})
}
