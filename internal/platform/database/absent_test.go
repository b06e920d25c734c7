package database_test

import (
	"testing"

	"gangwei/internal/dbtest"
	"gangwei/internal/platform/database"
)

// Bytes that are not there are NULL on every server, by whatever road they are written: an empty blob in their place
// would be equal to every other.
func TestBytes_that_are_nil_are_null(t *testing.T) {
	dbtest.Each(t, func(t *testing.T, db *database.DB) {
		var none []byte
		err := db.Write(t.Context(), func(tx *database.Tx) error {
			for _, q := range []string{
				"INSERT INTO region (id, level, path, from_date) VALUES (1, 'village', '0001', '2020-01-01')",
				"INSERT INTO household (id, village_id, path, number, address) VALUES (1, 1, '0001', '1', '')",
			} {
				if _, err := tx.Exec(q); err != nil {
					return err
				}
			}
			columns := []string{"household_id", "village_id", "path", "name", "name_sort", "sex", "birth", "relation",
				"id_sealed", "id_index", "id_tail", "account_tail", "phone_index", "account_index"}
			values := func(n byte) []any {
				index := make([]byte, 32)
				index[0] = n
				return []any{1, 1, "0001", "甲", []byte("a"), 1, "1970-01-01", "02", []byte("x"), index, "0001", "", none, none}
			}
			if err := tx.InsertMany("person", columns, 2, func(i int, x []any) { copy(x, values(byte(i))) }); err != nil {
				return err
			}
			const insert = "INSERT INTO person (household_id, village_id, path, name, name_sort, sex, birth, relation, " +
				"id_sealed, id_index, id_tail, account_tail, phone_index, account_index) VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?, ?, " +
				"?, ?, ?, ?)"
			if _, err := tx.Create(insert, values(3)...); err != nil {
				return err
			}
			if _, err := tx.Exec(insert, values(4)...); err != nil {
				return err
			}
			row := person{HouseholdID: 1, VillageID: 1, Sex: 1, Path: "0001", Name: "乙", Birth: "1970-01-01", Relation: "02",
				IDTail: "0005", NameSort: []byte("b"), IDSealed: []byte("x"), IDIndex: make([]byte, 32)}
			row.IDIndex[0] = 5
			if err := tx.Insert(&row); err != nil {
				return err
			}
			if err := tx.UpdateMany("person", "account_sealed = ?", []any{none}, []int64{1, 2}); err != nil {
				return err
			}
			return tx.Change("UPDATE person SET phone_sealed = ? WHERE id = ?", none, 3)
		})
		if err != nil {
			t.Fatal(err)
		}
		var filled int64
		if err := db.Read(t.Context(), func(s *database.Snapshot) error {
			var n int64
			if _, err := s.One(&n, "SELECT COUNT(*) FROM person"); err != nil || n != 5 {
				t.Fatalf("%d people, %v", n, err)
			}
			_, err := s.One(&filled,
				"SELECT COUNT(*) FROM person WHERE phone_index IS NOT NULL OR account_index IS NOT NULL OR account_sealed IS NOT "+
					"NULL OR phone_sealed IS NOT NULL")
			return err
		}); err != nil || filled != 0 {
			t.Errorf("%d people have what was not given, %v", filled, err)
		}
	})
}

type person struct {
	ID, HouseholdID, VillageID, Sex         int64
	Path, Name, Birth, Relation, IDTail     string
	AccountTail                             string
	NameSort, IDSealed, IDIndex, PhoneIndex []byte
	AccountIndex, AccountSealed             []byte
}

func (person) TableName() string { return "person" }
