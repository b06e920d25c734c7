package resident_test

import (
	"fmt"
	"os"
	"path/filepath"
	"slices"
	"strings"
	"testing"

	"gangwei/internal/apptest"
	"gangwei/internal/base/civil"
	"gangwei/internal/base/idno"
	"gangwei/internal/dbtest"
	"gangwei/internal/platform/authz"
	"gangwei/internal/platform/database"
	"gangwei/internal/platform/desk"
	"gangwei/internal/platform/seal"
	"gangwei/internal/registry/resident"
)

// found are the names that a search gives within a scope.
func found(t *testing.T, h *apptest.House, scope authz.Scope, q string) string {
	t.Helper()
	var names []string
	apptest.Must(t, h.DB.Read(apptest.Ctx, func(s *database.Snapshot) error {
		f := resident.Sought(h.Ring, q)
		f.Limit = 50
		ps, err := resident.List(s, scope, f)
		for _, p := range ps {
			names = append(names, p.Name)
		}
		return err
	}))
	return strings.Join(names, " ")
}

// tailsHold reports whether everybody has the indexes of the tails that the number and telephone have now, and no
// telephone's end stands readable.
func tailsHold(t *testing.T, h *apptest.House, when string) {
	t.Helper()
	apptest.Must(t, h.DB.Read(apptest.Ctx, func(s *database.Snapshot) error {
		n, err := resident.Untailed(s)
		if err != nil || n > 0 {
			t.Errorf("%s: %d without tails, %v", when, n, err)
		}
		var rows []resident.Person
		if err := s.Select(&rows, "SELECT id, name, id_tail, id_sealed, phone_sealed, id_tail_index, phone_tail_index FROM "+
			"person"); err != nil {
			return err
		}
		for _, p := range rows {
			number, err := h.Ring.Open("person", "id", p.IDSealed)
			apptest.Must(t, err)
			phone, err := h.Ring.Open("person", "phone", p.PhoneSealed)
			apptest.Must(t, err)
			want := ""
			if phone != "" {
				want = string(h.Ring.Index(seal.PhoneTail, phone[len(phone)-4:]))
			}
			if string(p.IDTailIndex) != string(h.Ring.Index(seal.IDTail, number[14:])) || string(p.PhoneTailIndex) != want {
				t.Errorf("%s: the tails of %s are others'", when, p.Name)
			}
		}
		return nil
	}))
}

func TestSeekOf_reads_what_people_type(t *testing.T) {
	h := apptest.Ring(t)
	kind := func(s resident.Seek) string {
		return fmt.Sprintf("%t %t %t %t %q %t", s.IDIndex != nil, s.PhoneIndex != nil, s.IDTailIndex != nil,
			s.PhoneTailIndex != nil, s.NamePart, s.Nobody)
	}
	const both, number, phone, whole = `false false true true "" false`, `false false true false "" false`,
		`false true false false "" false`, `true false false false "" false`
	for typed, want := range map[string]string{
		"1234": both, "１２３４": both, " 12 34 ": both, "尾号1234": both, "**************1234": both,
		"123x": number, "123X": number,
		"13800001234": phone, "138 0000 1234": phone, "１３８００００１２３４": phone, "0632-1234567": phone,
		string(idno.Make("370499", civil.MustDate("1970-01-01"), 1)): whole,
		"":              `false false false false "" false`,
		"王":             `false false false false "王" false`,
		"王 秀英":          `false false false false "王秀英" false`,
		"买买提.艾力":        `false false false false "买买提·艾力" false`,
		"張三":            `false false false false "張三" false`,
		"%":             `false false false false "%" true`,
		"_":             `false false false false "_" true`,
		"'; DROP":       `false false false false "';DROP" true`,
		"123":           `false false false false "123" true`,
		"12345":         `false false false false "12345" true`,
		"王某 0003":       `false false true true "王某" false`,
		"0003王某":        `false false true true "王某" false`,
		"王某尾号０００３":      `false false true true "王某" false`,
		"王某（****0003）":  `false false true true "王某" false`,
		"王某，123x":       `false false true false "王某" false`,
		"123X王某":        `false false true false "王某" false`,
		"0003 xiao":     `false false true true "xiao" false`,
		"wangcr 0003":   `false false true true "wangcr" false`,
		"王某13800001234": `false true false false "王某" false`,
		string(idno.Make("370499", civil.MustDate("1970-01-01"), 1)) + "王某": `true false false false "王某" false`,
		"王某 12345":     `false false false false "王某12345" true`,
		"王某 0003 李":    `false false false false "王某0003李" true`,
		"<王> 0003":     `false false false false "<王>0003" true`,
		"% 0003":       `false false false false "%0003" true`,
		"12X4":         `false false false false "12X4" true`,
		"13800001234x": `false false false false "13800001234x" true`,
	} {
		if got := kind(resident.SeekOf(h, typed)); got != want {
			t.Errorf("%q: %s, want %s", typed, got, want)
		}
	}
	if s := resident.SeekOf(h, strings.Repeat("王", 200)); !s.Nobody || s.Empty() {
		t.Error("200 characters are a name")
	}
	if !resident.SeekOf(h, "　").Empty() {
		t.Error("a space seeks somebody")
	}
}

// A name with a tail beside it finds who has both, and nobody who has one of them; within one's scope alone.
func TestNames_are_found_with_a_tail_beside_them(t *testing.T) {
	dbtest.Each(t, func(t *testing.T, db *database.DB) {
		h := apptest.New(t, db)
		village := h.Actor("village_registrar", apptest.Home)
		home := authz.Under(h.Region(apptest.Home).Path)
		tails := map[string]string{}
		for i, name := range []string{"王婵蓉", "王婵娟", "李蓉"} {
			number := h.Number(fmt.Sprintf("197%d-01-01", i), true)
			tails[name] = number[14:]
			_, err := h.Residents.Register(apptest.Ctx, village, "", h.Region(apptest.Home), resident.Entry{Name: name,
				IDNumber: number, Phone: "1380000765" + string(rune('0'+i/2)), HouseholdNumber: fmt.Sprint(i), Relation: "02"})
			apptest.Must(t, err)
		}
		for q, want := range map[string]string{
			"王婵蓉 " + tails["王婵蓉"]: "王婵蓉", tails["王婵蓉"] + "王": "王婵蓉", "WangCR" + tails["王婵蓉"]: "王婵蓉",
			"wcr 尾号" + tails["王婵蓉"]: "王婵蓉", "王 " + tails["李蓉"]: "", "李 " + tails["李蓉"]: "李蓉",
			"王 7650": "王婵蓉 王婵娟", "蓉 7650": "王婵蓉", "蓉，7651": "李蓉", "7651 王": "", "李蓉13800007651": "李蓉",
			"王13800007651": "", "% 7651": "", "'7651": "", "WangCR": "王婵蓉", "wangcj": "王婵娟", "wchanj": "王婵娟", "wancj": "",
		} {
			got := strings.Split(found(t, h, home, q), " ")
			slices.Sort(got)
			sorted := strings.Split(want, " ")
			slices.Sort(sorted)
			if !slices.Equal(got, sorted) {
				t.Errorf("%q finds %q, want %q", q, got, want)
			}
			if got := found(t, h, authz.Under(h.Region(apptest.Beside).Path), q); got != "" {
				t.Errorf("the next village finds %q by %q", got, q)
			}
		}
		apptest.Must(t, db.Read(apptest.Ctx, func(s *database.Snapshot) error {
			for q, want := range map[string]int{"蓉 7651": 1, "王 7651": 0, "wangcr": 1, "": -1} {
				seek := resident.SeekOf(h.Ring, q)
				where, args, err := seek.Among(s, "o.id")
				apptest.Must(t, err)
				n := -1
				if where != "" {
					_, err = s.One(&n, "SELECT COUNT(*) FROM person o WHERE 1 = 1"+where, args...)
					apptest.Must(t, err)
				}
				if n != want {
					t.Errorf("among all %q are %d, want %d", q, n, want)
				}
			}
			return nil
		}))
	})
}

// Whoever comes in, by whatever way, is found by the tails as they are now; nobody outside one's scope is.
func TestTails_follow_the_number_and_the_telephone(t *testing.T) {
	dbtest.Each(t, func(t *testing.T, db *database.DB) {
		h := apptest.New(t, db)
		village, town := h.Actor("village_registrar", apptest.Home), h.Actor("township_reviewer", apptest.Town)
		county := h.Actor("county_reviewer", apptest.County)
		home := authz.Under(h.Region(apptest.Home).Path)
		number, phone := h.Number("1970-01-01", false), "13800007654"
		id, err := h.Residents.Register(apptest.Ctx, village, "", h.Region(apptest.Home), resident.Entry{Name: "王三丰",
			IDNumber: number, Phone: phone, HouseholdNumber: "1", Relation: "02"})
		apptest.Must(t, err)
		h.Person(apptest.Away, "李远")
		tailsHold(t, h, "registered")
		for q, want := range map[string]string{number[14:]: "王三丰", "7654": "王三丰", "尾号7654": "王三丰", phone: "王三丰",
			number: "王三丰", "三": "王三丰", "丰": "王三丰", "王丰": "", "7655": "", "%": "", "__": ""} {
			if got := found(t, h, home, q); got != want {
				t.Errorf("%q finds %q, want %q", q, got, want)
			}
		}
		for _, beside := range []string{apptest.Beside, apptest.Away, apptest.Zone} {
			for _, q := range []string{number[14:], "7654", phone, number, "三"} {
				if got := found(t, h, authz.Under(h.Region(beside).Path), q); got != "" {
					t.Errorf("%s finds %q by %q", beside, got, q)
				}
			}
		}
		_, err = h.Residents.Correct(apptest.Ctx, village, "", id, person(t, h, id).Version,
			resident.Edit{Phone: text("13800001111")}, "登记时写错", "")
		apptest.Must(t, err)
		tailsHold(t, h, "another telephone")
		if found(t, h, home, "7654") != "" || found(t, h, home, "1111") != "王三丰" {
			t.Error("the telephone of before is found")
		}
		right := h.Number("1971-02-02", false)
		slip, err := h.Residents.ProposeNumber(apptest.Ctx, town, "", id, right, "户口簿上是另一个号码", "户口簿复印件")
		apptest.Must(t, err)
		_, err = h.Residents.Decide(apptest.Ctx, county, "", slip, 1, true)
		apptest.Must(t, err)
		tailsHold(t, h, "another number")
		if number[14:] != right[14:] && found(t, h, home, number[14:]) != "" || found(t, h, home, right[14:]) != "王三丰" {
			t.Error("the number of before is found")
		}
		_, err = h.Residents.Correct(apptest.Ctx, village, "", id, person(t, h, id).Version, resident.Edit{Phone: text("")},
			"登记时写错", "")
		apptest.Must(t, err)
		tailsHold(t, h, "no telephone")
		if found(t, h, home, "1111") != "" {
			t.Error("a telephone that was taken out is found")
		}
		_, err = desk.Do(apptest.Ctx, h.Desk, authz.System("test"), "", func(v *desk.Visit) (int64, error) {
			apptest.Must(t, v.Allow("resident.import", h.Region(apptest.Home).Path))
			v.Record("resident.register", "person", id)
			return 0, h.Residents.Give(v, []resident.Contact{{PersonID: id, Phone: "13900002222"}})
		})
		apptest.Must(t, err)
		tailsHold(t, h, "told by a list")
		_, err = h.Residents.AppointOutside(apptest.Ctx, county, "", "赵六", h.Number("1980-01-01", true),
			resident.Appointment{Kind: "village_cadre", Title: "村主任", Region: h.Region(apptest.Home),
				From: civil.MustDate("2024-01-01"), Source: "任命文件"})
		apptest.Must(t, err)
		tailsHold(t, h, "outside the register")
		other := h.Person(apptest.Home, "王三峰")
		slip, err = h.Residents.ProposeMerge(apptest.Ctx, town, "", id, other, "同一人重复登记", "户口簿复印件")
		apptest.Must(t, err)
		_, err = h.Residents.Decide(apptest.Ctx, county, "", slip, 1, true)
		apptest.Must(t, err)
		if got := found(t, h, home, "2222"); got != "" {
			t.Errorf("the ended record is found: %q", got)
		}
		tailsHold(t, h, "merged")
	})
}

// An office that is older than the tails gets them by the duty, which goes on where it stopped and does nothing twice.
func TestFillTails_makes_what_is_missing(t *testing.T) {
	dbtest.Each(t, func(t *testing.T, db *database.DB) {
		h := apptest.New(t, db)
		for i := range 3 {
			h.Person(apptest.Home, "王"+string([]rune("甲乙丙")[i]))
		}
		apptest.Must(t, db.Write(apptest.Ctx, func(tx *database.Tx) error {
			_, err := tx.Exec("UPDATE person SET phone_sealed = ?, phone_index = ? WHERE name = '王乙'",
				h.Ring.Seal("person", "phone", "13800003333"), h.Ring.Index(seal.Phone, "13800003333"))
			if err == nil {
				_, err = tx.Exec("UPDATE person SET id_tail_index = NULL, phone_tail_index = NULL")
			}
			return err
		}))
		missing := func() (n int64) {
			apptest.Must(t, db.Read(apptest.Ctx, func(s *database.Snapshot) (err error) {
				n, err = resident.Untailed(s)
				return err
			}))
			return n
		}
		if n := missing(); n < 3 {
			t.Fatalf("%d are missing", n)
		}
		versions := person(t, h, 1).Version
		made, err := resident.FillTails(apptest.Ctx, db, h.Ring)
		apptest.Must(t, err)
		if made < 3 || missing() != 0 || person(t, h, 1).Version != versions {
			t.Errorf("made %d, %d are missing", made, missing())
		}
		tailsHold(t, h, "filled")
		if got := found(t, h, authz.Under(h.Region(apptest.Home).Path), "3333"); got != "王乙" {
			t.Errorf("3333 finds %q", got)
		}
		if made, err := resident.FillTails(apptest.Ctx, db, h.Ring); err != nil || made != 0 {
			t.Errorf("again: %d, %v", made, err)
		}
	})
}

// A key that is added to the ring seals from then on; what is found by the key that indexes stays found.
func TestTails_are_found_after_a_key_was_added(t *testing.T) {
	file := filepath.Join(t.TempDir(), "ring.json")
	apptest.Must(t, seal.Create(file))
	before, err := seal.Load(file)
	apptest.Must(t, err)
	body, err := os.ReadFile(file)
	apptest.Must(t, err)
	apptest.Must(t, os.WriteFile(file, []byte(strings.Replace(string(body), `"seal": [`,
		`"seal": [{"id": 2, "key": "AAAAAAAAAAAAAAAAAAAAAA=="},`, 1)), 0o600))
	after, err := seal.Load(file)
	apptest.Must(t, err)
	if before.Prints() == after.Prints() {
		t.Fatal("no key was added")
	}
	if string(before.Index(seal.IDTail, "1234")) != string(after.Index(seal.IDTail, "1234")) {
		t.Error("the tails of before are found no more")
	}
	if string(after.Index(seal.IDTail, "1234")) == string(after.Index(seal.PhoneTail, "1234")) {
		t.Error("a number and a telephone of one tail join")
	}
}
