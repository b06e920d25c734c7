package seal

import (
	"strings"
	"testing"
)

func TestPrints_tell_rings_apart_and_give_no_key_away(t *testing.T) {
	a, _ := ring(t)
	b, _ := ring(t)
	if a.Print() == b.Print() || !a.Holds(a.Prints()) || a.Holds(b.Prints()) || b.Holds(a.Prints()) {
		t.Errorf("%s, %s", a.Prints(), b.Prints())
	}
	if a.Holds("") || a.Holds(strings.Fields(a.Prints())[0]+" 7=00") {
		t.Error("a ring holds what is not in it")
	}
	if err := a.add(2, make([]byte, 16)); err != nil {
		t.Fatal(err)
	}
	before, _, _ := strings.Cut(a.Prints(), " 2=")
	if before == a.Prints() || !a.Holds(before) || !a.Holds(a.Prints()) {
		t.Errorf("a ring with a key more: %s", a.Prints())
	}
	if short := ShortPrint(a.Prints()); len(short) != 19 || short != ShortPrint(a.Print()) {
		t.Errorf("short print %q", short)
	}
}
