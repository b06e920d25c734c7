package kit_test

import (
	"fmt"
	"testing"
	"time"

	"gangwei/internal/base/clock"
	"gangwei/internal/platform/kit"
)

func TestLimiter_who_is_refused_uses_nobody_elses_up(t *testing.T) {
	var l kit.Limiter
	device, hall := kit.Allowance{AtOnce: 2, Every: time.Minute}, kit.Allowance{AtOnce: 5, Every: time.Minute}
	take := func(now clock.Moment, who string) bool {
		return l.Take(now, kit.Draw{Name: who, Of: device}, kit.Draw{Name: "hall", Of: hall})
	}
	const minute = clock.Moment(60e6)
	got := ""
	for _, x := range []struct {
		at  clock.Moment
		who string
	}{
		{0, "a"},
		{0, "a"},
		{0, "a"},
		{0, "a"},
		{0, "b"},
		{0, "b"},
		{0, "c"},
		{0, "d"},
		{minute - 1, "d"},
		{minute, "d"},
		{minute, "a"},
		{9 * minute, "a"},
		{9 * minute, "a"},
		{9 * minute, "a"},
		{8 * minute, "a"},
	} {
		got += fmt.Sprint(map[bool]int{true: 1}[take(x.at, x.who)])
	}
	// a's third and fourth are refused and leave the hall three; d finds the hall used up until a minute has passed
	if want := "110011100101100"; got != want {
		t.Errorf("%s, want %s", got, want)
	}
}

func TestLimiter_forgets_who_has_the_whole_allowance_again(t *testing.T) {
	var l kit.Limiter
	of := kit.Allowance{AtOnce: 1, Every: time.Minute}
	for i := range 30_000 {
		if !l.Take(clock.Moment(i)*1e6, kit.Draw{Name: fmt.Sprint(i), Of: of}) {
			t.Fatal(i)
		}
	}
	if n := l.Names(); n > 11_000 {
		t.Errorf("%d names kept", n)
	}
}
