package overview

import (
	"testing"

	"gangwei/internal/attendance/duty"
)

// Regions with few holders stand together, so that no share is of a handful; one alone stands by itself.
func TestPooled_puts_small_regions_together(t *testing.T) {
	const home, beside, town = "0001000200030004", "0001000200030005", "0001000200030006"
	name := func(path string) string { return path[12:] }
	got := pooled(name,
		[]duty.Coverage{{Path: home, Holders: 9, Seen: 1}, {Path: town, Holders: 10, Seen: 4}, {Path: beside, Holders: 3}})
	if len(got) != 2 || got[0].Path != town || got[1].Path != "" || got[1].Holders != 12 || got[1].Seen != 1 ||
		got[1].Name != "不足10人的2处合计" {
		t.Errorf("%+v", got)
	}
	if got := pooled(name, []duty.Coverage{{Path: home, Holders: 9}, {Path: town, Holders: 10}}); len(got) != 2 ||
		got[1].Path != home {
		t.Errorf("%+v", got)
	}
	if got := pooled(name, []duty.Coverage{{Path: home, Holders: 2}}); len(got) != 1 || got[0].Path != home {
		t.Errorf("%+v", got)
	}
	if got := pooled(name, nil); got != nil {
		t.Errorf("%+v", got)
	}
}
