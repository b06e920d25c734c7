package sheet

import "testing"

func TestUnitOf_and_Scale(t *testing.T) {
	for _, c := range []struct{ head, title, in, want string }{
		{"金额（万元）", "", "0.08", "800"}, {"实发万元", "", "0.080001", "800.01"}, {"金额", "单位：万元", "1,000.5",
			"10005000"}, {"补贴（分）", "", "80055", "800.55"}, {"金额（元）", "单位：万元", "800", "800"},
		{"金额", "某表", "800", "800"}, {"金额（万元）", "", "800元", "800元"}, {"金额（万元）", "", "约0.1", "约0.1"}, {"金额(万元)", "", "",
			""}, {"金额（万元）", "", "０．０８", "800"}, {"金额（万元）", "", "-0.08", "-800"},
	} {
		got := c.in
		if u, ok := UnitOf(c.head, c.title); ok {
			got = u.Scale(c.in)
		}
		if got != c.want {
			t.Errorf("%s %s %s: %s, want %s", c.head, c.title, c.in, got, c.want)
		}
	}
}
