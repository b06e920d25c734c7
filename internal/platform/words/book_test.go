package words

import (
	"strings"
	"testing"
)

// A word that two rooms have stops the program, whatever their order, and names both.
func TestAdd_refuses_what_another_room_says(t *testing.T) {
	Add("here/one", Book{
		Labels:    map[string]map[string]string{"act": {"one.do": "办"}, "onestate": {"open": "开"}},
		Sentences: map[string]string{"one.no": "不行。"}, Args: map[string][]string{"one": {"onestate"}}})
	for _, x := range []struct {
		room, twice string
		book        Book
	}{
		{"here/one", "the book of here/one", Book{}},
		{"here/a", "the list onestate", Book{Labels: map[string]map[string]string{"onestate": {"shut": "关"}}}},
		{"here/b", "the code act one.do", Book{Labels: map[string]map[string]string{"act": {"one.do": "做"}}}},
		{"here/c", "the sentence one.no", Book{Sentences: map[string]string{"one.no": "不可。"}}},
		{"here/d", "the argument one", Book{Args: map[string][]string{"one": {"post"}}}},
	} {
		said := func() (s string) {
			defer func() { s, _ = recover().(string) }()
			Add(x.room, x.book)
			return ""
		}()
		if !strings.Contains(said, x.twice) || !strings.Contains(said, "here/one") || !strings.Contains(said, x.room) {
			t.Errorf("%s: %q", x.twice, said)
		}
	}
	if Add("here/e", Book{Labels: map[string]map[string]string{"act": {"two.do": "办"}}}); Label("act", "two.do") != "办" ||
		Label("act", "one.do") != "办" || OwnerOf("onestate") != "here/one" || OwnerOf("act") != "" {
		t.Error("a list that all rooms share takes codes of two rooms")
	}
	if got := Under("here/e", "elsewhere"); len(got) != 1 || got[0].Room != "here/e" || len(Under("her")) != 0 {
		t.Errorf("%d books", len(got))
	}
}
