package folder_test

import (
	"fmt"
	"maps"
	"os"
	"path/filepath"
	"slices"
	"strings"
	"testing"

	"gangwei/internal/base/civil"
	"gangwei/internal/base/idno"
	"gangwei/internal/base/money"
	"gangwei/internal/layouts"
	"gangwei/internal/oversight"
	"gangwei/internal/oversight/inspect"
	"gangwei/internal/oversight/inspect/folder"
)

// Every layout that offices keep is read right in every format that can hold it: each row compared with the truth,
// nothing left over, nothing unread.
func TestLayouts_are_read_right(t *testing.T) {
	truth := layouts.Made("滕州市", "示例镇", [2]string{"东示例村", "西示例村"})
	for _, l := range layouts.All() {
		for _, format := range layouts.Formats {
			dir := t.TempDir()
			whole := true
			for _, f := range l.Files(truth) {
				name, body, ok := f.In(t, format)
				if whole = whole && ok; ok {
					put(t, dir, name, body)
				}
			}
			if !whole {
				continue
			}
			for _, name := range l.Beside {
				put(t, dir, besideNames[name], []byte(beside(truth, name)))
			}
			r, err := folder.Run(os.DirFS(dir), asOf, oversight.Rules(), nil)
			if err != nil {
				t.Errorf("%s%s: %v", l.Code, format, err)
				continue
			}
			for _, d := range differences(truth, l, r) {
				t.Errorf("%s%s: %s", l.Code, format, d)
			}
		}
	}
}

func put(t *testing.T, dir, name string, body []byte) {
	t.Helper()
	if err := os.WriteFile(filepath.Join(dir, name), body, 0o600); err != nil {
		t.Fatal(err)
	}
}

var besideNames = map[string]string{"roster": "上岗记录.csv", "pay": "发放明细.csv", "applications": "申请.csv"}

// beside is a plain list of the truth that lies beside a layout which is about its rows.
func beside(t layouts.Truth, what string) string {
	var b strings.Builder
	switch what {
	case "roster":
		b.WriteString("区（市）,镇（街道）,村（社区）,身份证号码,姓名,岗位名称,上岗日期,退出日期,退出原因,月补贴标准\n")
	case "pay":
		b.WriteString("区（市）,镇（街道）,村（社区）,身份证号码,姓名,月份,金额,账号\n")
	case "applications":
		b.WriteString("区（市）,镇（街道）,村（社区）,身份证号码,姓名,申请日期\n")
	}
	for _, p := range t.People {
		place := fmt.Sprintf("%s,%s,%s,%s,%s", t.County, t.Township, p.Village, p.IDNo, p.Name)
		switch what {
		case "roster":
			fmt.Fprintf(&b, "%s,%s,%s,%s,%s,%s\n", place, p.Post, p.Start, p.End, p.Why, p.Rate)
		case "pay":
			for _, m := range t.Months {
				if y, ok := p.Pay[m]; ok {
					fmt.Fprintf(&b, "%s,%s,%s,%s\n", place, m, y.Got(), p.Account)
				}
			}
		case "applications":
			fmt.Fprintf(&b, "%s,2025-01-02\n", place)
		}
	}
	return b.String()
}

// told is what a folder was understood to say of somebody.
type told struct {
	ids                  map[int64]bool
	village, phone, post string
	start, end           civil.Date
	rate                 money.Fen
	items                map[civil.Month][]*inspect.Item
	lines                map[civil.Month][]inspect.Line
	notices              []inspect.Step
	household            int64
	relation             string
	placements           int
}

func toldBy(r *folder.Result) map[string]*told {
	out := map[string]*told{}
	of := map[int64]*told{}
	for _, d := range r.Dossiers {
		for id, p := range d.People {
			k := p.Name
			x := out[k]
			if x == nil {
				x = &told{ids: map[int64]bool{}, items: map[civil.Month][]*inspect.Item{},
					lines: map[civil.Month][]inspect.Line{}}
				out[k] = x
			}
			x.ids[id], of[id] = true, x
			x.phone, x.household, x.relation = p.Phone, p.HouseholdID, p.Relation
			if x.village == "" {
				x.village = d.Region.Name
			}
		}
	}
	for _, d := range r.Dossiers {
		for _, p := range d.Placements {
			x := of[p.PersonID]
			x.placements++
			x.village, x.start, x.end, x.rate = d.Region.Name, p.Start, p.End, p.Rate
			if post := d.Post(p.PostID); post != nil {
				x.post = post.Title
			}
			for _, i := range p.Items {
				x.items[i.Month] = append(x.items[i.Month], i)
			}
			for _, l := range p.Lines {
				x.lines[l.Month] = append(x.lines[l.Month], l)
			}
		}
		for _, i := range d.Loose {
			if x := of[i.PersonID]; x != nil {
				x.items[i.Month] = append(x.items[i.Month], i)
			}
		}
		for _, a := range d.Applications {
			for _, s := range a.Steps {
				if x := of[a.PersonID]; x != nil && s.Step == "notice" {
					x.notices = append(x.notices, s)
				}
			}
		}
	}
	return out
}

// differences between the truth and what a layout was read as.
func differences(t layouts.Truth, l layouts.Layout, r *folder.Result) (out []string) {
	say := func(format string, args ...any) { out = append(out, fmt.Sprintf(format, args...)) }
	for _, f := range r.Faults {
		say("fault: %s", f)
	}
	for _, x := range r.Reads {
		if x.Table == nil || x.Unread > 0 {
			say("%s “%s” was not read", x.File, x.Sheet)
		}
	}
	all, f := toldBy(r), l.Facts
	known := map[string]bool{}
	for _, p := range t.People {
		known[p.Name] = true
		if f.Failed && p.Pay[t.Months[0]].Refused == "" {
			continue
		}
		x := all[p.Name]
		if x == nil {
			say("%s is not there", p.Name)
			continue
		}
		if len(x.ids) != 1 {
			say("%s is %d people", p.Name, len(x.ids))
		}
		if !f.NoNumber && !hasNumber(r, p) {
			say("%s: the number was not read", p.Name)
		}
		if !f.NoVillage && !strings.HasPrefix(p.Village, strings.TrimSuffix(x.village, "村")) || x.village == "" {
			say("%s: of %s, is of %s", p.Name, x.village, p.Village)
		}
		for _, d := range factsOf(t, p, x, f) {
			say("%s: %s", p.Name, d)
		}
	}
	for _, name := range slices.Sorted(maps.Keys(all)) {
		if !known[name] {
			say("nobody is called %s", name)
		}
	}
	return out
}

func hasNumber(r *folder.Result, p layouts.Person) bool {
	return len(r.Find(p.IDNo, 2)) == 1 && r.Find(p.IDNo, 2)[0].IDTail == idno.Number(p.IDNo).Tail()
}

func factsOf(t layouts.Truth, p layouts.Person, x *told, f layouts.Facts) (out []string) {
	say := func(format string, args ...any) { out = append(out, fmt.Sprintf(format, args...)) }
	differ := func(what string, got, want any) {
		if fmt.Sprint(got) != fmt.Sprint(want) {
			say("%s is %v, read %v", what, want, got)
		}
	}
	if f.Start {
		want := p.Start
		if f.StartMonth {
			want = want.Month().First()
		}
		differ("start", x.start, want)
		differ("placements", x.placements, 1)
	}
	if f.End {
		differ("end", x.end, p.End)
	}
	if f.Rate {
		differ("rate", x.rate, p.Rate)
	}
	if f.Phone {
		differ("phone", x.phone, p.Phone)
	}
	if f.Post {
		differ("post", x.post, p.Post)
	}
	if f.Household {
		differ("relation", x.relation, map[string]string{"户主": "02", "配偶": "10"}[p.Relation])
		if x.household == 0 {
			say("no household")
		}
	}
	for _, m := range t.Months {
		y, paid := p.Pay[m]
		if f.Pay {
			want := []string{}
			if amount := y.Got(); paid {
				if f.Due {
					amount = y.Due
				}
				want = append(want, amount.String())
			}
			got := []string{}
			for _, i := range x.items[m] {
				got = append(got, i.Amount.String())
				if f.Account {
					differ(m.String()+" account", i.Account, p.Account)
				}
			}
			differ(m.String()+" pay", got, want)
		}
		marks := p.Marks[m]
		if (f.Marks || f.Days) && marks != "" {
			if len(x.lines[m]) != 1 {
				say("%s: %d attendance lines", m, len(x.lines[m]))
				continue
			}
			if f.Marks {
				differ(m.String()+" marks", x.lines[m][0].Days, marks)
			} else {
				differ(m.String()+" days", x.lines[m][0].Worked(), layouts.Worked(marks))
			}
		}
	}
	if f.Bank || f.Failed {
		got := []string{}
		for _, i := range x.items[t.Months[0]] {
			for _, e := range i.Events {
				reason := ""
				if y := p.Pay[t.Months[0]]; e.Kind == "returned" && strings.Contains(e.Reason, y.Refused) {
					reason = y.Refused
				}
				got = append(got, e.Kind+" "+e.On.String()+" "+reason)
			}
		}
		want := []string{}
		if y, ok := p.Pay[t.Months[0]]; ok && y.Refused != "" {
			if f.Failed || !f.Bank {
				want = append(want, "returned "+layouts.PaidOn+" "+y.Refused)
			} else if len(got) > 0 {
				want = append(want, "returned "+layouts.PaidOn+" "+y.Refused)
			}
		} else if ok {
			want = append(want, "paid "+layouts.PaidOn+" ")
		}
		differ("bank", strings.TrimSpace(strings.Join(got, "; ")), strings.TrimSpace(strings.Join(want, "; ")))
	}
	if f.Notice {
		got := []string{}
		for _, s := range x.notices {
			got = append(got, s.From.String()+" "+s.Until.String())
		}
		differ("notice", got, []string{layouts.NoticeFrom + " " + layouts.NoticeUntil})
	}
	return out
}
