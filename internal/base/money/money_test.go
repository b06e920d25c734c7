package money

import (
	"testing"
	"testing/quick"
)

func TestParse(t *testing.T) {
	for s, want := range map[string]Fen{"0": 0, "800": 80000, "800.5": 80050, "1,234.56": 123456, "￥800元": 80000,
		"８００．５": 80050, " 12.30 ": 1230, "-5": -500, "100000000000": Max} {
		if got, err := Parse(s); err != nil || got != want {
			t.Errorf("%q = %d (%v), want %d", s, got, err, want)
		}
	}
	for _, s := range []string{"", "元", "1.234", "1.", ".5", "1,23", "1e3", "12 34", "100000000000.01", "1,,234", "--1",
		"九百", "NaN"} {
		if got, err := Parse(s); err == nil {
			t.Errorf("%q was read as %s", s, got)
		}
	}
}

func TestString_reads_back(t *testing.T) {
	if err := quick.Check(func(n int32) bool {
		a, err1 := Parse(Fen(n).String())
		b, err2 := Parse(Fen(n).Grouped())
		return err1 == nil && err2 == nil && a == Fen(n) && b == Fen(n)
	}, nil); err != nil {
		t.Fatal(err)
	}
}

func FuzzParse(f *testing.F) {
	f.Add("1,234.56")
	f.Fuzz(func(t *testing.T, s string) {
		if a, err := Parse(s); err == nil {
			if b, err := Parse(a.String()); err != nil || a != b {
				t.Fatalf("%q: %s, again %s (%v)", s, a, b, err)
			}
		}
	})
}

func TestAllocate_loses_no_fen(t *testing.T) {
	if err := quick.Check(func(total uint32, a, b, c uint16) bool {
		if int(a)+int(b)+int(c) == 0 {
			return true
		}
		parts := Fen(total).Allocate(int64(a), int64(b), int64(c))
		sum, err := Sum(parts...)
		for i, w := range []uint16{a, b, c} {
			exact := float64(total) * float64(w) / float64(int(a)+int(b)+int(c))
			if float64(parts[i]) < exact-1 || float64(parts[i]) > exact+1 {
				return false
			}
		}
		return err == nil && sum == Fen(total)
	}, &quick.Config{MaxCount: 2000}); err != nil {
		t.Fatal(err)
	}
}

func TestProrate(t *testing.T) {
	for _, c := range []struct {
		f           Fen
		part, whole int
		want        Fen
	}{
		{80000, 15, 30, 40000},
		{80000, 1, 31, 2581},
		{100, 1, 3, 33},
		{100, 2, 3, 67},
		{-100, 2, 3, -67},
		{80000, 0, 31, 0},
		{80000, 31, 31, 80000},
	} {
		if got := c.f.Prorate(c.part, c.whole); got != c.want {
			t.Errorf("%d × %d/%d = %d, want %d", c.f, c.part, c.whole, got, c.want)
		}
	}
}

func TestSum_reports_overflow(t *testing.T) {
	if _, err := Sum(Max, 1); err == nil {
		t.Fatal("beyond the bound")
	}
}

func TestCapital(t *testing.T) {
	for f, want := range map[Fen]string{0: "零元整", 80000: "捌佰元整", 123456: "壹仟贰佰叁拾肆元伍角陆分", 100005: "壹仟元零伍分",
		100050: "壹仟元伍角整", 1000000: "壹万元整", 10050000: "壹拾万零伍佰元整",
		100500000: "壹佰万伍仟元整", 1000000000000: "壹佰亿元整", 10000123400: "壹亿零壹仟贰佰叁拾肆元整", 50: "伍角整", 5: "伍分", -80000: "负捌佰元整"} {
		if got := f.Capital(); got != want {
			t.Errorf("%s: %s, want %s", f, got, want)
		}
	}
}
