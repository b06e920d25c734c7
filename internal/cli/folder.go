package cli

import (
	"encoding/hex"
	"encoding/json"
	"errors"
	"fmt"
	"net"
	"os"
	"path/filepath"
	"slices"
	"strings"

	"gangwei/internal/app"
	"gangwei/internal/base/civil"
	"gangwei/internal/base/clock"
	"gangwei/internal/oversight"
	"gangwei/internal/oversight/inspect"
	"gangwei/internal/oversight/inspect/folder"
	"gangwei/internal/oversight/reporting"
	"gangwei/internal/platform/authz"
	"gangwei/internal/platform/sheet"
	"gangwei/internal/platform/words"
	"gangwei/reports/docx"
	"gangwei/reports/pdf"
)

// folderRun is how a folder of spreadsheets is looked at.
type folderRun struct {
	from, asOf, out, format, password, unseal string
	mapping                                   string // workbook of answers
}

// inspectFolder judges a folder of spreadsheets, prints what was found and lacking, and writes the lists into a folder.
func (c *call) inspectFolder(of folderRun) error {
	from, asOf, out, format, password, unseal := of.from, of.asOf, of.out, of.format, of.password, of.unseal
	day := clock.System().Now().Date()
	files, list, err := source(from, password)
	if err != nil {
		return err
	}
	if list != nil {
		day = list.AsOf
		fmt.Fprintf(c.err, "提取件：%s，数据截止%s，%d张表，摘要相符。\n", list.Region, list.CutOff, len(list.Tables))
		if unseal != "" {
			if err := os.CopyFS(unseal, files); err != nil {
				return err
			}
		}
	}
	if asOf != "" {
		d, err := civil.ParseDate(asOf)
		if err != nil {
			return misuse{fmt.Errorf("--as-of takes a date like 2024-12-31, not %q", asOf)}
		}
		day = d
	}
	if out == "" {
		out = filepath.Join(from, folder.OutName)
		if list != nil {
			out = filepath.Join(filepath.Dir(from), folder.OutName)
		}
	}
	answers, err := mappingFile(of.mapping)
	if err != nil {
		return err
	}
	earlier, err := earlierAnswers(out, from)
	if err != nil {
		return err
	}
	bar := c.progressBar()
	r, err := folder.RunWith(files, append(answers, earlier...), day, oversight.Rules(),
		func(done, total int) error { bar("检查", done, total); return c.ctx.Err() })
	if err != nil {
		return err
	}
	fmt.Fprintln(c.err)
	if err := writeResult(out, r, day); err != nil {
		return err
	}
	if err := writeQuestions(out, r); err != nil {
		return err
	}
	if err := c.writePaper(out, filepath.Base(from), r); err != nil {
		return err
	}
	switch format {
	case "json":
		c.warnUnread(r)
		err = c.printJSON(inspect.Each(r.Findings))
	case "csv":
		c.warnUnread(r)
		err = c.printCSV(inspect.Each(r.Findings))
	default:
		c.printFolder(r, day, out)
	}
	if err != nil {
		return err
	}
	return wholeFolder(r)
}

// wholeFolder refuses a folder of which a table or somebody's number was left out, once the lists are written: nobody
// shall take them for the whole.
func wholeFolder(r *folder.Result) error {
	switch {
	case r.Missed > 0:
		return broke{fmt.Errorf("%d tables were not read", r.Missed)}
	case !r.People.Whole():
		return broke{fmt.Errorf("%d of %d people in the files were not wholly read", r.People.Seen-r.People.Read,
			r.People.Seen)}
	}
	return nil
}

// warnUnread says beside a list of findings that is read by a program what the list cannot say.
func (c *call) warnUnread(r *folder.Result) {
	if m := r.Material; m.Unread > 0 || m.Withheld > 0 || len(r.Differences) > 0 {
		fmt.Fprintf(c.err, "有%d处材料没有读出，%d项不能判断，%d处材料不一致，见“材料情况”\n", m.Unread, m.Withheld, len(r.Differences))
	}
}

func (c *call) printFolder(r *folder.Result, day civil.Date, out string) {
	fmt.Fprintf(c.out, "材料截止%s　规则集%s　%d个村（社区），上岗人员%d人，其中%d人未收集亲属申报（不等于没有亲属关系）\n\n读入：\n", day, r.RuleSet, r.Villages,
		r.Holders, r.NoKin)
	for _, x := range r.Reads {
		name := tableName(x)
		at := x.File
		if x.Sheet != "" {
			at += "“" + x.Sheet + "”"
		}
		fmt.Fprintf(c.out, "  %s：%s，%d行", at, name, x.Rows)
		if x.Unread > 0 {
			fmt.Fprintf(c.out, "，另有%d行读不出", x.Unread)
		}
		for _, g := range x.Guessed {
			fmt.Fprintf(c.out, "，%s", g)
		}
		for _, a := range x.Answered {
			fmt.Fprintf(c.out, "，%s", a)
		}
		fmt.Fprintln(c.out)
	}
	fmt.Fprintf(c.out, "  身份证号码：材料中有%d人，读入%d人\n", r.People.Seen, r.People.Read)
	for _, l := range r.People.Left {
		fmt.Fprintf(c.out, "  没有读：%s\n", leftAt(l))
	}
	c.printQuestions(r, out)
	c.printLines(r.Unjudged)
	for _, x := range r.Copies {
		fmt.Fprintf(c.out, "  %s\n", x)
	}
	if len(r.Faults) > 0 {
		fmt.Fprintf(c.out, "\n没有读懂的、要核对的（%d处，同样的合在一起；每一处都在“读入情况”里）：\n", len(r.Faults))
		printSome(c, folder.Grouped(r.Faults), func(g folder.FaultGroup) string { return g.String() })
	}
	if len(r.Differences) > 0 {
		fmt.Fprintf(c.out, "\n材料不一致（%d处，同一件事两份材料写得不一样）：\n", len(r.Differences))
		printSome(c, r.Differences, func(d folder.Difference) string {
			return fmt.Sprintf("%s，%s的“%s”：%s写“%s”，%s写“%s”%s", d.Table.Name, d.About, d.What, d.At[0], d.Says[0], d.At[1],
				d.Says[1], map[bool]string{true: "（涉及钱，另列为疑点）"}[d.Money])
		})
	}
	fmt.Fprintln(c.out, "\n发现：")
	c.printRules(inspect.Each(r.Findings))
	fmt.Fprintln(c.out)
	for i := range r.Findings {
		f := &r.Findings[i]
		if f.Certainty != inspect.Information {
			fmt.Fprintf(c.out, "  〔%s·%s〕%s\n", words.Label("severity", string(f.Severity)),
				words.Label("certainty", string(f.Certainty)), f.Sentence)
		}
	}
	if len(r.NotJudged) > 0 {
		fmt.Fprintf(c.out, "\n不能判断的人和月份（有材料没有读出，或者没有收全，%d处；没有疑点不等于没有问题）：\n", len(r.NotJudged))
		printSome(c, r.NotJudged, func(n folder.NotJudged) string {
			return strings.TrimSpace(fmt.Sprintf("%s %s，%s，%s——%s：%s", n.Place, n.Name, strings.Join(n.Tables, "、"), n.When(),
				n.Sources(), n.Why))
		})
	}
	c.printWithheld(r)
	if len(r.Lacks) > 0 {
		fmt.Fprintln(c.out, "\n还缺哪些材料、向谁调取：")
		for _, l := range r.Lacks {
			var titles []string
			for _, x := range l.Rules {
				titles = append(titles, x.Title)
			}
			what := "可作旁证"
			if len(titles) > 0 {
				what = "没有它不能判断：" + strings.Join(titles, "；")
			}
			fmt.Fprintf(c.out, "  %s——%s。%s\n", l.Table.Name, l.Table.From, what)
		}
	}
	fmt.Fprintf(c.out, "\n清单已写入 %s\n疑点不是结论；没有发现，也不等于没有问题。\n", out)
}

// tableName of a sheet that was read or left alone.
func tableName(x folder.Read) string {
	switch {
	case x.Hidden:
		return "隐藏的工作表，没有读"
	case x.Table == nil:
		return "没有认出"
	}
	return x.Table.Name
}

// leftAt names the rows of a sheet whose numbers were not read.
func leftAt(l folder.LeftOut) string {
	at := l.File
	if l.Sheet != "" {
		at += "“" + l.Sheet + "”"
	}
	rows := make([]string, len(l.First))
	for i, n := range l.First {
		rows[i] = fmt.Sprint(n)
	}
	more := ""
	if l.Rows > len(l.First) {
		more = "等"
	}
	return fmt.Sprintf("%s第%s行%s，%d行%d人", at, strings.Join(rows, "、"), more, l.Rows, l.People)
}

// mostPrinted of a list on the screen; the files have all.
const mostPrinted = 30

func printSome[T any](c *call, all []T, say func(T) string) {
	for _, x := range all[:min(len(all), mostPrinted)] {
		fmt.Fprintf(c.out, "  %s\n", say(x))
	}
	if n := len(all) - mostPrinted; n > 0 {
		fmt.Fprintf(c.out, "  另有%d项，见“材料情况”\n", n)
	}
}

// writePaper writes the paper as PDF; without a Chinese font it says so and leaves it.
func (c *call) writePaper(dir, title string, r *folder.Result) error {
	if about := r.About(); about != "" {
		title = about
	}
	doc, err := reporting.FromFolder(r, oversight.Rules(), title)
	if err != nil {
		return err
	}
	b, err := pdf.Renderer{Font: os.Getenv("GANGWEI_FONT")}.Inspection(doc)
	if err != nil {
		fmt.Fprintf(c.err, "没有写出PDF：%v\n", err)
		return nil
	}
	if err := os.WriteFile(filepath.Join(dir, "监督检查报告（疑点清单）.pdf"), b, 0o644); err != nil {
		return err
	}
	if b, err = docx.Inspection(doc); err != nil {
		return err
	}
	return os.WriteFile(filepath.Join(dir, "监督检查报告（疑点清单）.docx"), b, 0o644)
}

// folderFinding is one finding in findings.json.
type folderFinding struct {
	Rule        string           `json:"rule"`
	Version     string           `json:"version"`
	Family      string           `json:"family"`
	Title       string           `json:"title"`
	Severity    string           `json:"severity"`
	Certainty   string           `json:"certainty"`
	Village     string           `json:"village"`
	Subject     string           `json:"subject"`
	Period      string           `json:"period"`
	HeldFrom    civil.Month      `json:"held_from"`
	HeldUntil   civil.Month      `json:"held_until"` // empty: still
	AmountYuan  string           `json:"amount_yuan"`
	Sentence    string           `json:"sentence"`
	Evidence    []folderEvidence `json:"evidence"`
	Innocent    string           `json:"innocent"`
	Next        string           `json:"next"`
	Ask         []string         `json:"ask"`
	Params      string           `json:"params"`
	Fingerprint string           `json:"fingerprint"`
}

type folderEvidence struct {
	Table  string `json:"table"`
	Source string `json:"source"`
	What   string `json:"what"`
	Digest string `json:"digest"`
}

// writeResult writes findings.json and the lists as workbooks. What an earlier run wrote by these names is replaced.
func writeResult(dir string, r *folder.Result, day civil.Date) error {
	if err := os.MkdirAll(dir, 0o755); err != nil {
		return err
	}
	list := make([]folderFinding, len(r.Findings))
	var rows, evidence, reads, lacks [][]string
	for i := range r.Findings {
		f := &r.Findings[i]
		village := r.City.Tree.Full(f.Region.Path)
		list[i] = folderFinding{f.Rule.Code, f.Rule.Version, string(f.Rule.Family), f.Rule.Title, string(f.Severity),
			string(f.Certainty), village, f.Subject.Name, f.Period(), f.Held.From, f.Held.Until, f.Amount.String(), f.Sentence,
			[]folderEvidence{}, f.Rule.Innocent, f.Rule.Next, f.Rule.Ask, f.Params, f.Fingerprint()}
		var sources []string
		for _, e := range f.Evidence {
			list[i].Evidence = append(list[i].Evidence, folderEvidence{e.Table, e.Source, e.What, hex.EncodeToString(e.Digest)})
			sources = append(sources, e.Source)
			evidence = append(evidence,
				[]string{fmt.Sprint(i + 1), f.Rule.Title, f.Subject.Name, words.Label("table", e.Table), e.What, e.Source,
					hex.EncodeToString(e.Digest)})
		}
		amount := ""
		if f.Amount != 0 {
			amount = f.Amount.String()
		}
		rows = append(rows,
			[]string{fmt.Sprint(i + 1), words.Label("family", string(f.Rule.Family)), f.Rule.Title,
				words.Label("certainty", string(f.Certainty)), words.Label("severity", string(f.Severity)), village, f.Subject.Name,
				f.When(), amount, f.Sentence, strings.Join(sources, "；"), f.Rule.Innocent, f.Rule.Next,
				strings.Join(f.Rule.Ask, " "), f.Rule.Citation, f.Rule.Code})
	}
	for _, x := range r.Reads {
		name := tableName(x)
		text := fmt.Sprintf("%s，%d行；列：%s；没有用到的表头：%s", name, x.Rows, strings.Join(x.Matched, "，"),
			strings.Join(x.Unused, "，"))
		for _, said := range append(slices.Clone(x.Guessed), x.Answered...) {
			text += "；" + said
		}
		reads = append(reads, []string{x.File, x.Sheet, "", "", text})
	}
	reads = append(reads, []string{"", "", "", "", fmt.Sprintf("身份证号码：材料中有%d人，读入%d人", r.People.Seen, r.People.Read)})
	for _, l := range r.People.Left {
		reads = append(reads, []string{l.File, l.Sheet, "", "", "没有读：" + leftAt(l)})
	}
	for _, f := range r.Faults {
		row := ""
		if f.Row > 0 {
			row = fmt.Sprint(f.Row)
		}
		reads = append(reads, []string{f.File, f.Sheet, row, f.Column, f.Text})
	}
	for _, l := range r.Lacks {
		var titles []string
		for _, x := range l.Rules {
			titles = append(titles, x.Title)
		}
		lacks = append(lacks, []string{l.Table.Name, l.Table.What, l.Table.From, strings.Join(titles, "；")})
	}
	b, err := json.MarshalIndent(list, "", " ")
	if err != nil {
		return err
	}
	if err := os.WriteFile(filepath.Join(dir, "findings.json"), b, 0o644); err != nil {
		return err
	}
	if b, err = json.MarshalIndent(r.Material, "", " "); err != nil {
		return err
	}
	if err := os.WriteFile(filepath.Join(dir, "materials.json"), b, 0o644); err != nil {
		return err
	}
	note := "材料截止" + day.Chinese() + "　规则集" + r.RuleSet + "　内部资料；疑点不是结论"
	for _, x := range []struct {
		name, title string
		columns     []sheet.Column
		rows        [][]string
	}{
		{"疑点清单", "疑点清单",
			[]sheet.Column{
				{Head: "序号", Width: 6},
				{Head: "类别", Width: 14},
				{Head: "规则", Width: 26},
				{Head: "把握", Width: 10},
				{Head: "轻重", Width: 6},
				{Head: "村（社区）", Width: 22},
				{Head: "对象", Width: 26},
				{Head: "期间", Width: 18},
				{Head: "金额（元）", Width: 12},
				{Head: "疑点", Width: 60},
				{Head: "出处", Width: 40},
				{Head: "可能的合理解释", Width: 40},
				{Head: "下一步", Width: 40},
				{Head: "谈话提纲", Width: 40},
				{Head: "依据", Width: 30},
				{Head: "规则代码", Width: 26},
			},
			rows},
		{"证据明细", "证据明细",
			[]sheet.Column{
				{Head: "疑点序号", Width: 8},
				{Head: "规则", Width: 26},
				{Head: "对象", Width: 26},
				{Head: "材料", Width: 14},
				{Head: "内容", Width: 60},
				{Head: "出处", Width: 40},
				{Head: "原始行摘要（SM3）", Width: 66},
			},
			evidence},
		{"还缺材料", "还缺哪些材料、向谁调取",
			[]sheet.Column{
				{Head: "材料", Width: 18},
				{Head: "内容", Width: 40},
				{Head: "向谁调取", Width: 40},
				{Head: "没有它不能判断", Width: 80},
			},
			lacks},
		{"读入情况", "读入情况",
			[]sheet.Column{
				{Head: "文件", Width: 30},
				{Head: "工作表", Width: 16},
				{Head: "行", Width: 8},
				{Head: "列", Width: 16},
				{Head: "情况", Width: 90},
			},
			reads},
	} {
		if err := writeList(filepath.Join(dir, x.name+".xlsx"), x.title, note, x.columns, x.rows, r.Material); err != nil {
			return err
		}
	}
	for _, t := range r.Material.Tables { // the lists of the page that somebody works through
		if name := ownFile[t.Title]; name != "" {
			var columns []sheet.Column
			for i, h := range t.Heads {
				columns = append(columns, sheet.Column{Head: h, Width: float64(t.Widths[i])})
			}
			if err := writeList(filepath.Join(dir, name+".xlsx"), t.Title, t.Note, columns, t.Rows, r.Material); err != nil {
				return err
			}
		}
	}
	for title, name := range ownFile { // of an earlier run
		if !slices.ContainsFunc(r.Material.Tables, func(t inspect.MaterialTable) bool { return t.Title == title }) {
			if err := os.Remove(filepath.Join(dir, name+".xlsx")); err != nil && !os.IsNotExist(err) {
				return err
			}
		}
	}
	return nil
}

// ownFile are the tables of the page 材料情况 that are written as a workbook too.
var ownFile = map[string]string{"不能判断的事项": "不能判断", "不能判断的人和月份": "不能判断的人和月份", "材料不一致": "材料不一致"}

// writeList writes a list as a workbook, the page 材料情况 behind it.
func writeList(name, title, note string, columns []sheet.Column, rows [][]string, m *inspect.Materials) error {
	f, err := os.Create(name)
	if err != nil {
		return err
	}
	page := sheet.Extra{Name: "材料情况"}
	for _, t := range m.Tables {
		page.Tables = append(page.Tables, sheet.ExtraTable{Title: t.Title, Note: t.Note, Heads: t.Heads, Rows: t.Rows})
	}
	err = sheet.WriteXLSXWith(f, title, note, columns, func(yield func([]string) error) error {
		for _, row := range rows {
			if err := yield(row); err != nil {
				return err
			}
		}
		return nil
	}, page)
	return errors.Join(err, f.Close())
}

func runInspectTemplate(c *call) error {
	dir := c.flags.String("template", "", "folder for the empty tables")
	if err := c.parse(); err != nil {
		return err
	}
	if *dir == "" {
		return misuse{fmt.Errorf("takes 'run', 'score', or --template DIR; see 'gangwei help'")}
	}
	kept, err := folder.Templates(*dir)
	if err != nil {
		return err
	}
	fmt.Fprintf(c.out, "%d种空白表格和填写说明已写入 %s\n", len(folder.Tables), *dir)
	for _, k := range kept {
		fmt.Fprintf(c.out, "  已有 %s，没有改动\n", k)
	}
	return nil
}

func runInspectDesk(c *call) error {
	dir := c.flags.String("dir", "", "the inspector's folder of spreadsheets")
	asOf := c.flags.String("as-of", "", "the day of which the material is; default: today")
	addr := c.flags.String("addr", "127.0.0.1:8090", "HOST:PORT on this machine")
	if err := c.parse(); err != nil {
		return err
	}
	if *dir == "" {
		return misuse{fmt.Errorf("--dir names the folder of spreadsheets")}
	}
	host, _, err := net.SplitHostPort(*addr)
	if ip := net.ParseIP(host); err != nil || host != "localhost" && (ip == nil || !ip.IsLoopback()) {
		return misuse{fmt.Errorf(
			"--addr takes a port of this machine, like 127.0.0.1:8090, not %q: the desk is for the inspector alone", *addr)}
	}
	var day civil.Date
	if *asOf != "" {
		if day, err = civil.ParseDate(*asOf); err != nil {
			return misuse{fmt.Errorf("--as-of takes a date like 2024-12-31, not %q", *asOf)}
		}
	}
	a, password, err := app.OpenFolder(c.ctx, *dir, day, c.log)
	if err != nil {
		return err
	}
	defer a.Close()
	top, _, err := c.regionOf(a, "")
	if err != nil {
		return err
	}
	bar := c.progressBar()
	run, err := a.Inspect.Run(c.ctx, authz.System("inspect desk"), top.Path,
		func(done, total int) error { bar("检查", done, total); return c.ctx.Err() })
	if err != nil {
		return err
	}
	fmt.Fprintf(c.err, "\n%d条发现已记入 %s\n", run.Findings, filepath.Join(*dir, folder.DeskName))
	if r := a.FolderRead(); r != nil && len(r.Questions) > 0 {
		out := filepath.Join(*dir, folder.OutName)
		if err := writeQuestions(out, r); err != nil {
			return err
		}
		c.printQuestions(r, out)
	}
	return c.serve(a, *addr, "", "", func(url string) {
		fmt.Fprintf(c.out, "检查台：%s/inspect　账号 %s", strings.TrimSuffix(url, "/"), app.FolderLogin)
		if password != "" {
			fmt.Fprintf(c.out, "　密码 %s（只显示这一次，请记下）", password)
		}
		fmt.Fprintln(c.out)
	})
}
