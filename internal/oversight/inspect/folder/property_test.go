package folder_test

import (
	"fmt"
	"math/rand/v2"
	"os"
	"slices"
	"strconv"
	"strings"
	"testing"

	"golang.org/x/text/encoding"
	"golang.org/x/text/encoding/simplifiedchinese"
	"golang.org/x/text/encoding/unicode"

	"gangwei/internal/layouts"
	"gangwei/internal/oversight"
	"gangwei/internal/oversight/inspect/folder"
)

// randomLists is how many are tried; the long tests try many. GANGWEI_SEED tries one.
var randomLists = uint64(40)

// One random list in every format, head order, style and encoding gives back the rows that were written.
func TestRandom_lists_read_back_in_every_format(t *testing.T) {
	from, to := uint64(1), randomLists
	if s := os.Getenv("GANGWEI_SEED"); s != "" {
		n, err := strconv.ParseUint(s, 10, 64)
		if err != nil {
			t.Fatal(err)
		}
		from, to = n, n
	}
	t.Logf("seeds %d to %d", from, to)
	for seed := from; seed <= to; seed++ {
		list := layouts.MadeAtRandom(rand.New(rand.NewPCG(seed, 7)))
		want := rowsOf(list)
		for _, f := range inAllFormats(t, list.File) {
			dir := t.TempDir()
			put(t, dir, f.name, f.body)
			r, err := folder.Run(os.DirFS(dir), asOf, oversight.Rules()[:1], nil)
			if err != nil {
				t.Errorf("seed %d %s: %v", seed, f.what, err)
				continue
			}
			if got := rowsRead(list, r); !slices.Equal(got, want) || len(r.Faults) > 0 {
				t.Errorf("seed %d %s:\nread %q\nwant %q\n%v", seed, f.what, got, want, r.Faults)
			}
		}
		if t.Failed() && seed > from+3 {
			t.Fatal("enough")
		}
	}
}

type written struct {
	what, name string
	body       []byte
}

// inAllFormats a file is written: workbooks of both kinds, and text in all encodings with commas or tabs.
func inAllFormats(t *testing.T, f layouts.File) (out []written) {
	t.Helper()
	for _, format := range []string{".xlsx", ".xls", ".csv", ".gbk.csv", ".tab.txt"} {
		name, body, ok := f.In(t, format)
		if !ok {
			t.Fatalf("not in %s", format)
		}
		out = append(out, written{format, name, body})
	}
	_, tabs, _ := f.In(t, ".tab.txt")
	for what, e := range map[string]encoding.Encoding{"UTF-16LE": unicode.UTF16(unicode.LittleEndian, unicode.UseBOM),
		"UTF-16BE without mark": unicode.UTF16(unicode.BigEndian,
			unicode.IgnoreBOM), "tabs in GBK": simplifiedchinese.GB18030} {
		body, err := e.NewEncoder().Bytes(tabs)
		if err != nil {
			t.Fatal(err)
		}
		out = append(out, written{what, f.Name + ".txt", body})
	}
	return out
}

// rowsOf a list, sorted.
func rowsOf(l layouts.Random) (out []string) {
	for _, x := range l.Rows {
		if l.Pay {
			out = append(out, strings.Join([]string{x.Name, x.IDNo[14:], x.Village, x.Month.String(),
				x.Amount.String(), x.Account}, "|"))
		} else {
			out = append(out, strings.Join([]string{x.Name, x.IDNo[14:], x.Village, x.Start.String()}, "|"))
		}
	}
	slices.Sort(out)
	return out
}

// rowsRead from a folder, sorted.
func rowsRead(l layouts.Random, r *folder.Result) (out []string) {
	for _, d := range r.Dossiers {
		for _, p := range d.Placements {
			if !l.Pay {
				out = append(out, fmt.Sprintf("%s|%s|%s|%s", p.Person.Name, p.Person.IDTail, d.Region.Name, p.Start))
			}
			for _, i := range p.Items {
				out = append(out, fmt.Sprintf("%s|%s|%s|%s|%s|%s", p.Person.Name, p.Person.IDTail, d.Region.Name,
					i.Month, i.Amount, i.Account))
			}
		}
	}
	slices.Sort(out)
	return out
}
