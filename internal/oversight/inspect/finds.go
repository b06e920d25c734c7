package inspect

import (
	"bytes"
	"compress/flate"
	"encoding/gob"
	"iter"
	"slices"

	"gangwei/internal/base/civil"
	"gangwei/internal/base/money"
	"gangwei/internal/platform/figure"
	"gangwei/internal/platform/region"
)

// packOf is how many findings are packed together.
const packOf = 1_000

// Finds are the findings of a pass in their order. A city whose pay is late has one for each holder, all in nearly the
// same words: but for the last of them they are kept packed, a tenth as large, in memory, since nothing of an
// inspection may lie about in a file.
type Finds struct {
	n       int
	packs   [][]byte
	last    []Finding
	rules   map[string]*Rule
	regions map[string]*region.Region
	zip     *flate.Writer
}

// packedFinding is a finding as packed.
type packedFinding struct {
	Rule, Path       string
	Severity         Severity
	Certainty        Certainty
	Subject          Subject
	Day              civil.Date
	From, To         civil.Month
	Held             Held
	Amount           money.Fen
	Sentence, Params string
	Matter           string
	Evidence         []Evidence
	Figures          []figure.Figure
}

// Len is how many there are.
func (x *Finds) Len() int { return x.n }

// Add findings that name their rule and region.
func (x *Finds) Add(fs ...Finding) {
	for _, f := range fs {
		x.n++
		x.last = append(x.last, f)
		if len(x.last) == packOf {
			x.pack()
		}
	}
}

// All of them, in order.
func (x *Finds) All() iter.Seq[*Finding] {
	return func(yield func(*Finding) bool) {
		for _, p := range x.packs {
			for _, f := range x.unpack(p) {
				if !yield(&f) {
					return
				}
			}
		}
		for _, f := range x.last {
			if !yield(&f) {
				return
			}
		}
	}
}

// List of them all, unpacked.
func (x *Finds) List() []Finding {
	out := make([]Finding, 0, x.n)
	for f := range x.All() {
		out = append(out, *f)
	}
	return out
}

// Each of a list.
func Each(fs []Finding) iter.Seq[*Finding] {
	return func(yield func(*Finding) bool) {
		for i := range fs {
			if !yield(&fs[i]) {
				return
			}
		}
	}
}

func (x *Finds) pack() {
	if x.rules == nil {
		x.rules, x.regions = map[string]*Rule{}, map[string]*region.Region{}
		x.zip, _ = flate.NewWriter(nil, flate.BestSpeed)
	}
	packed := make([]packedFinding, len(x.last))
	for i, f := range x.last {
		x.rules[f.Rule.Code], x.regions[f.Region.Path] = f.Rule, f.Region
		packed[i] = packedFinding{f.Rule.Code, f.Region.Path, f.Severity, f.Certainty, f.Subject, f.Day, f.From, f.To, f.Held,
			f.Amount, f.Sentence, f.Params, f.Matter, f.Evidence, f.Figures}
	}
	var b bytes.Buffer
	x.zip.Reset(&b)
	err := gob.NewEncoder(x.zip).Encode(packed)
	if err == nil {
		err = x.zip.Close()
	}
	if err != nil {
		panic(err) // a type that cannot be packed: a mistake in this program, of which every test of a pass would tell
	}
	x.packs = append(x.packs, slices.Clone(b.Bytes()))
	clear(x.last)
	x.last = x.last[:0]
}

func (x *Finds) unpack(p []byte) []Finding {
	var packed []packedFinding
	if err := gob.NewDecoder(flate.NewReader(bytes.NewReader(p))).Decode(&packed); err != nil {
		panic(err) // as above: what is read was packed here
	}
	out := make([]Finding, len(packed))
	for i, f := range packed {
		out[i] = Finding{Rule: x.rules[f.Rule], Region: x.regions[f.Path], Severity: f.Severity, Certainty: f.Certainty,
			Subject: f.Subject, Day: f.Day, From: f.From, To: f.To, Held: f.Held, Amount: f.Amount,
			Sentence: f.Sentence, Params: f.Params, Matter: f.Matter, Evidence: f.Evidence, Figures: f.Figures}
	}
	return out
}
