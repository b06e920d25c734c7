package rulebook

import (
	"fmt"
	"maps"
	"slices"
	"strconv"
	"strings"

	"gangwei/internal/base/civil"
	"gangwei/internal/base/errs"
	"gangwei/internal/platform/words"
)

// NeedWeights is the parameter by which a county counts points of need; empty: no points are counted.
const NeedWeights = "need.weights"

// Weights are points of need by what they are given for: a category of placement, member (each person of the
// household), nobody (nobody of the household is on a post), waited (each earlier application that ended on the waiting
// list).
type Weights struct {
	Points   map[string]int // 1 to 100 each
	Document string         // number of the document that sets them
}

// ParseWeights reads "脱贫享受政策人口=30；同户人口每人=2", by words or codes. Refusal: rulebook.weights, naming the piece.
func ParseWeights(s string) (Weights, error) {
	w := Weights{Points: map[string]int{}}
	for _, piece := range strings.FieldsFunc(s, func(r rune) bool { return strings.ContainsRune("；;，,\n", r) }) {
		piece = strings.TrimSpace(piece)
		if piece == "" {
			continue
		}
		name, n, ok := strings.Cut(strings.ReplaceAll(piece, "＝", "="), "=")
		points, err := strconv.Atoi(strings.TrimSpace(n))
		code := strings.TrimSpace(name)
		for _, list := range []string{"category", "weight"} {
			if c, found := words.CodeOf(list, code); found {
				code = c
			}
		}
		if !ok || err != nil || points < 1 || points > 100 ||
			words.Label("category", code) == code && words.Label("weight", code) == code {
			return w, errs.New(errs.Invalid, "rulebook.weights").On("value").With("piece", piece)
		}
		w.Points[code] = points
	}
	if len(w.Points) == 0 {
		return w, errs.New(errs.Invalid, "rulebook.weights").On("value").With("piece", s)
	}
	return w, nil
}

// String is how they are typed: 脱贫享受政策人口=30；同户人口每人=2, in the order of their words.
func (w Weights) String() string {
	var out []string
	for _, code := range slices.Sorted(maps.Keys(w.Points)) {
		out = append(out, fmt.Sprintf("%s=%d", needWord(code), w.Points[code]))
	}
	return strings.Join(out, "；")
}

// needWord of a code for which points may be given.
func needWord(code string) string {
	if words.Has("category", code) {
		return words.Label("category", code)
	}
	return words.Label("weight", code)
}

// Weights of need in a region on a day; false where none are set there.
func (b *Book) Weights(path string, on civil.Date) (Weights, bool) {
	p := b.find(NeedWeights, path, "", on)
	if p == nil || p.Value == "" {
		return Weights{}, false
	}
	w, err := ParseWeights(p.Value)
	w.Document = p.Document
	return w, err == nil
}

// Reason for points of need.
type Reason struct{ Code, Words string }

// NeedReasons are all that points may be given for, in the order of the page.
func NeedReasons() (out []Reason) {
	for _, c := range TypeOf(NeedWeights).Codes {
		out = append(out, Reason{c, needWord(c)})
	}
	return out
}
