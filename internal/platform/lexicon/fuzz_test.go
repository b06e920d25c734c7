package lexicon

import (
	"strings"
	"testing"
)

// sound holds what is true of every reading by a list, whatever a cell says.
func sound(t *testing.T, l *List, cell string) {
	code, ok := l.Read(cell)
	switch {
	case code != "" && (!ok || !l.Has(code)):
		t.Fatalf("%s: %q is %q %v", l.Name, cell, code, ok)
	case ok && code == "" && !blank(key(cell)):
		t.Fatalf("%s: %q is nothing, and known", l.Name, cell)
	}
	if again, _ := l.Read("\u200b " + cell + "　"); again != code {
		t.Fatalf("%s: %q is %q, with spaces around %q", l.Name, cell, code, again)
	}
	if found, told := l.Find(cell); ok && code != "" && (found != code || !told) {
		t.Fatalf("%s: %q is %q, found %q", l.Name, cell, code, found)
	}
	if denied := "非" + cell; !l.free && ok && code != "" && code != Nothing && l.words[key(denied)] == "" {
		if c, _ := l.Read(denied); c == code {
			t.Fatalf("%s: %q is %q like its denial", l.Name, cell, code)
		}
	}
	if !ok {
		for _, w := range l.Near(cell) {
			if c, known := l.Read(w); !known || c == "" {
				t.Fatalf("%s: offers %q for %q", l.Name, w, cell)
			}
		}
	}
}

func seeds(f *testing.F) {
	for _, s := range []string{"", "—", "是", "堂弟媳", "王三之妻", "儿媳（离异）", "脱贫户、残疾", "未参加职工养老", "成功（错误码0000）", "不在岗，请假",
		"無", "（", "系", "非非",
		"\xff", "妻妻", "之之", "与是", "\U000e0001"} {
		f.Add(s)
	}
}

// One target for each kind of list: closed ones, those of free text, kinship, the marks with their legend.
func FuzzClosed(f *testing.F) {
	seeds(f)
	f.Fuzz(func(t *testing.T, cell string) {
		for _, l := range Lists() {
			if !l.free {
				sound(t, l, cell)
			}
		}
	})
}

func FuzzFree(f *testing.F) {
	seeds(f)
	f.Fuzz(func(t *testing.T, cell string) {
		for _, l := range Lists() {
			if l.free {
				sound(t, l, cell)
			}
		}
	})
}

func FuzzKin(f *testing.F) {
	seeds(f)
	f.Fuzz(func(t *testing.T, cell string) {
		of, code, ok := KinOf(cell)
		if ok && !Kinship.Has(code) || !ok && of != "" && code != "" {
			t.Fatalf("%q: %q %q %v", cell, of, code, ok)
		}
		if strings.Contains(of, "之") {
			t.Fatalf("%q is kin of %q", cell, of)
		}
		if c, found := KinIn(cell); found && !Kinship.Has(c) {
			t.Fatalf("%q: %q", cell, c)
		}
	})
}

func FuzzLegend(f *testing.F) {
	for _, s := range []string{"图例：○出勤 ●请假", "出勤√、事假/病假△", "1.出勤打√", "A 上班", "（○出勤）", "注：", "√", "0.5 半天"} {
		f.Add(s, "○")
	}
	f.Fuzz(func(t *testing.T, text, cell string) {
		legend, ok := Legend(text)
		if ok != (len(legend) > 0) {
			t.Fatalf("%q: %v %v", text, legend, ok)
		}
		for mark, m := range legend {
			if got := MarkOf(mark, legend); got != m {
				t.Fatalf("%q: %q is %c, by the legend %c", text, mark, got, m)
			}
		}
		for _, m := range []Mark{MarkOf(cell, legend), MarkOf(cell, nil)} {
			if m != Unknown && m != NoMark && !Marks.Has(string(byte(m))) {
				t.Fatalf("%q is %c", cell, m)
			}
		}
	})
}
