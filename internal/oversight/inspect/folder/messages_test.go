package folder_test

import (
	"fmt"
	"go/ast"
	"go/parser"
	"go/token"
	"path/filepath"
	"slices"
	"strings"
	"testing"

	"gangwei/internal/oversight/inspect/folder"
)

// Each message about a cell says what to do.
func TestMessages_lead_out(t *testing.T) {
	files, err := filepath.Glob("*.go")
	if err != nil {
		t.Fatal(err)
	}
	seen := 0
	for _, name := range files {
		if strings.HasSuffix(name, "_test.go") {
			continue
		}
		set := token.NewFileSet()
		f, err := parser.ParseFile(set, name, nil, 0)
		if err != nil {
			t.Fatal(err)
		}
		ast.Inspect(f, func(n ast.Node) bool {
			call, ok := n.(*ast.CallExpr)
			if !ok {
				return true
			}
			to, ok := call.Fun.(*ast.SelectorExpr)
			if !ok || !slices.Contains([]string{"at", "note", "untied"}, to.Sel.Name) {
				return true
			}
			text := ""
			for _, a := range call.Args[1:] {
				ast.Inspect(a, func(n ast.Node) bool {
					if l, ok := n.(*ast.BasicLit); ok && l.Kind == token.STRING {
						text += l.Value
					}
					return true
				})
			}
			if !strings.ContainsRune(text, '，') || strings.Contains(text, "用到它的规则没有判断") {
				return true // hands on what another says
			}
			seen++
			if !strings.Contains(text, "请") {
				t.Errorf("%s: %s", set.Position(call.Pos()), text)
			}
			return true
		})
	}
	if seen < 20 {
		t.Errorf("only %d messages were seen", seen)
	}
}

// Equal faults are one line with their count and first five rows, whatever stands in the cells; nothing is lost.
func TestFaults_are_grouped(t *testing.T) {
	pay := "村（社区）,身份证号码,姓名,月份,金额\n"
	for i := range 9 {
		pay += fmt.Sprintf("示例村,%s,示例甲,2025-0%d,%d百\n", first, i%5+1, i)
	}
	pay += "示例村," + first + ",示例甲,春季,800\n"
	r := inspected(t, map[string]string{"发放明细.csv": pay})
	groups := folder.Grouped(r.Faults)
	if len(r.Faults) != 10 || len(groups) != 2 || groups[0].N+groups[1].N != 10 {
		t.Fatalf("%d faults, %+v", len(r.Faults), groups)
	}
	i := slices.IndexFunc(groups, func(g folder.FaultGroup) bool { return g.Column == "金额" })
	if got := groups[i].String(); !strings.HasPrefix(got, "发放明细.csv第2、3、4、5、6行等9行“金额”：看不懂金额“0百”") {
		t.Error(got)
	}
	for _, table := range r.Material.Tables {
		if table.Title == "没有读懂、没有使用或需要核对的" && (len(table.Rows) != 2 || table.Rows[i][1] != "第2、3、4、5、6行等9行") {
			t.Errorf("%q", table.Rows)
		}
	}
}

// People and months of which something could not be read are listed by what could be, the rows of a sheet together; a
// file that is no spreadsheet and is called like a table is one that was not read.
func TestNotJudged_lists_people_and_months(t *testing.T) {
	pay := "镇（街道）,村（社区）,身份证号码,姓名,月份,金额\n"
	for _, m := range []string{"2025-01", "2025-02", "2025-03", "2025-05"} {
		pay += "示例镇,示例村,3.70499E+17,示例甲," + m + ",800\n"
	}
	pay += "示例镇,示例村," + second + ",示例乙,2025-01,八百\n"
	r := inspected(t, map[string]string{"发放明细.csv": pay, "2025年4月发放表.pdf": "%PDF", "照片.jpg": "x", "照片2.jpg": "x"})
	var got []string
	for _, n := range r.NotJudged {
		got = append(got, strings.Join([]string{n.Place, n.Name, n.When(), strings.Join(n.Tables, "、"), n.Sources()}, "|"))
	}
	want := []string{"|（整张表没有读出）|2025年4月|发放明细|2025年4月发放表.pdf",
		"示例镇示例村|示例乙（身份证尾号0028）|2025年1月|发放明细|发放明细.csv第6行",
		"示例镇示例村|示例甲|2025年1月至3月、2025年5月|发放明细|发放明细.csv第2、3、4、5行"}
	if !slices.Equal(got, want) {
		t.Errorf("%q\nwant %q", got, want)
	}
	if !strings.Contains(faultsOf(r), "有2个.jpg文件不是表格") {
		t.Error(faultsOf(r))
	}
}
