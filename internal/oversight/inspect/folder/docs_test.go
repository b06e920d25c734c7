package folder_test

import (
	"flag"
	"fmt"
	"maps"
	"os"
	"path/filepath"
	"slices"
	"strings"
	"testing"

	"golang.org/x/tools/txtar"

	"gangwei/internal/oversight"
	"gangwei/internal/oversight/inspect"
	"gangwei/internal/oversight/inspect/folder"
	"gangwei/internal/platform/rulebook"
	"gangwei/internal/platform/sheet"
	"gangwei/internal/platform/words"
)

var update = flag.Bool("update", false, "write docs/rules anew")

// The pages of docs/rules are made from the rules and their examples, and are what they would be made to now.
func TestDocs_say_what_the_rules_say(t *testing.T) {
	const dir = "../../../../docs/rules"
	pages := map[string]string{"README.md": index()}
	for _, r := range oversight.Rules() {
		pages[r.Code+".md"] = page(t, r)
	}
	if *update {
		if err := os.MkdirAll(dir, 0o755); err != nil {
			t.Fatal(err)
		}
		for name, text := range pages {
			if err := os.WriteFile(filepath.Join(dir, name), []byte(text), 0o644); err != nil {
				t.Fatal(err)
			}
		}
	}
	have, err := filepath.Glob(dir + "/*.md")
	if err != nil {
		t.Fatal(err)
	}
	for _, path := range have {
		if pages[filepath.Base(path)] == "" {
			t.Errorf("%s is of no rule", path)
		}
	}
	for name, want := range pages {
		got, err := os.ReadFile(filepath.Join(dir, name))
		if err != nil || string(got) != want {
			t.Errorf("docs/rules/%s is not up to date (%v): go test ./internal/oversight/inspect/folder -run Docs -update", name,
				err)
		}
	}
}

func index() string {
	var b strings.Builder
	b.WriteString("# 检查规则\n\n由规则和例子生成，请不要手改：`go test ./internal/oversight/inspect/folder -run Docs -update`。\n\n疑点不是结论。每一条写明怎么判断、哪些情形看起来像其实不是、下一步做什么。“记录显示”是材料本身写明的，“疑点”需要核实，“情况提示”不针对任何人。\n")
	for _, f := range inspect.Families {
		fmt.Fprintf(&b, "\n## %s\n\n| 规则 | 轻重 | 把握 | 需要的材料 |\n|---|---|---|---|\n", words.Label("family", string(f)))
		for _, r := range oversight.Rules() {
			if r.Family == f {
				fmt.Fprintf(&b, "| [%s](%s.md) | %s | %s | %s |\n", r.Title, r.Code, words.Label("severity", string(r.Severity)),
					words.Label("certainty", string(r.Certainty)), needs(r))
			}
		}
	}
	return b.String()
}

// needs names the tables that a rule sees nothing without.
func needs(r *inspect.Rule) string {
	var names []string
	for _, n := range r.Needs {
		name := words.Label("table", n)
		if t := folder.AskedAs(n); t != nil {
			name = t.Name
		}
		names = append(names, name)
	}
	if len(names) == 0 {
		return "有什么看什么"
	}
	return strings.Join(names, "、")
}

func page(t *testing.T, r *inspect.Rule) string {
	t.Helper()
	var b strings.Builder
	fmt.Fprintf(&b, "# %s：%s\n\n`%s` 第%s版　轻重：%s　把握：%s　适用于%s起的事项\n\n", words.Label("family", string(r.Family)), r.Title,
		r.Code, r.Version, words.Label("severity", string(r.Severity)), words.Label("certainty", string(r.Certainty)),
		r.From.Chinese())
	fmt.Fprintf(&b, "**依据**　%s。\n\n**怎么判断**　%s\n\n**需要的材料**　%s。\n\n", r.Citation, r.Method, needs(r))
	if len(r.Params) > 0 {
		infos, err := rulebook.Catalogue()
		if err != nil {
			t.Fatal(err)
		}
		b.WriteString("**参数**（按事项当天的取值）　")
		for i, p := range r.Params {
			if i > 0 {
				b.WriteString("、")
			}
			name := p
			for _, x := range infos {
				if x.Key == p || strings.HasSuffix(p, "*") && strings.HasPrefix(x.Key, strings.TrimSuffix(p, "*")) {
					name = x.Name
				}
			}
			fmt.Fprintf(&b, "%s（`%s`）", name, p)
		}
		b.WriteString("。\n\n")
	}
	fmt.Fprintf(&b, "**看起来像、其实不是**　%s\n\n**下一步**　%s\n\n**谈话提纲**\n\n", r.Innocent, r.Next)
	for _, q := range r.Ask {
		fmt.Fprintf(&b, "- %s\n", q)
	}
	file := filepath.Join("testdata", r.Code+".txtar")
	body, err := os.ReadFile(file)
	if err != nil {
		b.WriteString("\n这条规则只看接转进系统的历史数据，例子见程序的测试。\n")
		return b.String()
	}
	about, cases := unpack(t, file)
	fmt.Fprintf(&b, "\n## 例\n\n%s", about)
	a := txtar.Parse(body)
	for _, name := range slices.Sorted(maps.Keys(cases)) {
		head := "列出"
		if strings.HasPrefix(name, "innocent") {
			head = "不列"
		}
		note := ""
		var tables strings.Builder
		for _, f := range a.Files {
			if filepath.Dir(f.Name) != name {
				continue
			}
			if strings.HasSuffix(f.Name, ".md") {
				note = strings.TrimSpace(string(f.Data))
				continue
			}
			fmt.Fprintf(&tables, "%s\n\n%s\n", strings.TrimSuffix(filepath.Base(f.Name), ".csv"), table(t, f.Data))
		}
		fmt.Fprintf(&b, "\n### %s%s\n\n%s", head, map[bool]string{true: "：" + note}[note != ""], tables.String())
		out, err := folder.Run(os.DirFS(cases[name]), asOf, oversight.Rules(), nil)
		if err != nil {
			t.Fatal(err)
		}
		for _, f := range out.Findings {
			if f.Rule.Code == r.Code {
				fmt.Fprintf(&b, "> %s〔%s·%s〕\n\n", f.Sentence, words.Label("severity", string(f.Severity)),
					words.Label("certainty", string(f.Certainty)))
			}
		}
	}
	return strings.TrimRight(b.String(), "\n") + "\n"
}

// shown rows of an example's table.
const shown = 8

// table of an example without the columns in which nothing stands.
func table(t *testing.T, data []byte) string {
	t.Helper()
	rows, err := sheet.ReadCSV(strings.NewReader(string(data)))
	if err != nil {
		t.Fatal(err)
	}
	var keep []int
	for i := range rows[0] {
		if slices.ContainsFunc(rows[1:], func(r []string) bool { return i < len(r) && r[i] != "" }) {
			keep = append(keep, i)
		}
	}
	var b strings.Builder
	for n, r := range rows[:min(len(rows), shown+1)] {
		for _, i := range keep {
			cell := ""
			if i < len(r) {
				cell = r[i]
			}
			b.WriteString("| " + cell + " ")
		}
		b.WriteString("|\n")
		if n == 0 {
			b.WriteString(strings.Repeat("|---", len(keep)) + "|\n")
		}
	}
	if len(rows) > shown+1 {
		fmt.Fprintf(&b, "\n……共%d行\n", len(rows)-1)
	}
	return b.String()
}
