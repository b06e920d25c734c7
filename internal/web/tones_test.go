package web_test

import (
	"slices"
	"testing"

	"gangwei/internal/platform/words"
)

// A state without a tone would stand without its mark; a list that has tones has one for each of its codes.
func TestStates_have_a_tone_each(t *testing.T) {
	beyond := map[string][]string{"application": {"unread"}, "accident": {"all"}, "payresult": {""}} // of imports, filters
	labels := map[string]map[string]string{}
	for _, b := range words.Books() {
		for list, codes := range b.Labels {
			if words.Toned()[list] != nil {
				labels[list] = codes
			}
		}
	}
	for list, tones := range words.Toned() {
		for code, tone := range tones {
			if _, ok := labels[list][code]; !ok || !slices.Contains([]string{"good", "bad", "warn", "wait"}, tone) {
				t.Errorf("%s %q is %q, and said to be %q", list, code, labels[list][code], tone)
			}
		}
		for code := range labels[list] {
			if words.Tone(list, code) == "" && !slices.Contains(beyond[list], code) {
				t.Errorf("%s %q has no tone", list, code)
			}
		}
	}
}
