package idno

import (
	"testing"
	"testing/quick"

	"gangwei/internal/base/civil"
	"gangwei/internal/base/errs"
)

func TestParse_accepts_what_people_type(t *testing.T) {
	n := Make("370499", civil.MustDate("1949-12-31"), 2)
	for _, s := range []string{string(n), " " + string(n[:6]) + " " + string(n[6:]) + "\u3000", "'" + string(n)} {
		if got, err := Parse(s); err != nil || got != n {
			t.Errorf("%q: %q %v", s, got, err)
		}
	}
	old := string(n[:6]) + string(n[8:17])
	for _, s := range []string{"\u202d" + string(n) + "\u202c", string(n) + "\u00a0", "\u200e" + string(n), `"` +
		string(n) + `"`, "“" + string(n) + "”", old, " " + old} {
		if got, err := Parse(s); err != nil || got != n {
			t.Errorf("%q: %q %v", s, got, err)
		}
	}
	for i := range 1000 {
		n := Make("370499", civil.MustDate("1970-01-01"), i)
		if n[17] == 'X' {
			if got, err := Parse(string(n[:17]) + "ｘ"); err != nil || got != n {
				t.Errorf("full-width x: %q %v", got, err)
			}
			break
		}
	}
	if n.Birth().String() != "1949-12-31" || !n.Female() || n.Masked()[:4] != "3704" || n.Tail() != string(n[14:]) {
		t.Fatal(n)
	}
}

func TestParse_names_what_is_wrong(t *testing.T) {
	good := string(Make("370499", civil.MustDate("1970-01-01"), 1))
	other := byte('0')
	if good[17] == other {
		other = '1'
	}
	for s, code := range map[string]string{"": "idno.length", "370499200112011": "idno.length",
		"37049970010100": "idno.length", "370499701301001": "idno.length", "37O499700101001": "idno.characters",
		good + ".": "idno.characters", "3.70402E+17": "idno.ruined", good[:17] + string(other): "idno.check",
		"37049919700231001" + string(Check("37049919700231001")): "idno.birth",
		"A" + good[1:]: "idno.characters", "0" + good[1:]: "idno.characters", good + "1": "idno.length",
		string(make([]byte, 10000)): "idno.length"} {
		if _, err := Parse(s); errs.CodeOf(err) != code {
			t.Errorf("%.30q: %v, want %s", s, err, code)
		}
	}
}

func TestCheck_finds_every_single_mistake(t *testing.T) {
	if err := quick.Check(func(days uint16, seq uint16, at, to uint8) bool {
		n := string(Make("370499", civil.MustDate("1930-01-01").AddDays(int(days)%30000), int(seq)%1000))
		i, c := int(at)%17, byte('0'+to%10)
		if n[i] == c {
			return true
		}
		_, err := Parse(n[:i] + string(c) + n[i+1:])
		return err != nil
	}, &quick.Config{MaxCount: 5000}); err != nil {
		t.Fatal(err)
	}
}

func FuzzParse(f *testing.F) {
	f.Add("370499197001010018")
	f.Fuzz(func(t *testing.T, s string) {
		if n, err := Parse(s); err == nil {
			if again, err := Parse(string(n)); err != nil || again != n || n.Birth().IsZero() {
				t.Fatalf("%q: %q again %q (%v)", s, n, again, err)
			}
		}
	})
}
