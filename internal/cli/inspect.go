package cli

import (
	"encoding/csv"
	"encoding/json"
	"fmt"
	"iter"
	"os"
	"strings"

	"gangwei/internal/app"
	"gangwei/internal/base/civil"
	"gangwei/internal/base/clock"
	"gangwei/internal/base/money"
	"gangwei/internal/oversight"
	"gangwei/internal/oversight/inspect"
	"gangwei/internal/oversight/inspect/caseload"
	"gangwei/internal/oversight/inspect/folder"
	"gangwei/internal/platform/authz"
	"gangwei/internal/platform/region"
	"gangwei/internal/platform/sheet"
	"gangwei/internal/platform/words"
)

// openDated is open with a demo database's own clock, since arrears run from today.
func (c *call) openDated() (*app.App, error) {
	clk, err := c.demoClock()
	if err != nil {
		return nil, err
	}
	return c.openAt(clk)
}

// regionOf a 6, 9 or 12-digit code; the whole office if it is empty.
func (c *call) regionOf(a *app.App, code string) (*region.Region, *region.Tree, error) {
	tree, err := loadTree(c, a)
	if err != nil {
		return nil, nil, err
	}
	if code == "" {
		return tree.Top(), tree, nil
	}
	r, err := tree.ByCode(code)
	return r, tree, err
}

type evidenceJSON struct {
	Table string `json:"table"`
	ID    int64  `json:"id"`
	What  string `json:"what"`
}

type findingJSON struct {
	Rule        string         `json:"rule"`
	Version     string         `json:"version"`
	Family      string         `json:"family"`
	Severity    string         `json:"severity"`
	Certainty   string         `json:"certainty"`
	Region      string         `json:"region"`
	Subject     string         `json:"subject"`
	Period      string         `json:"period"`
	HeldFrom    civil.Month    `json:"held_from"`
	HeldUntil   civil.Month    `json:"held_until"` // empty: still
	AmountFen   int64          `json:"amount_fen"`
	Sentence    string         `json:"sentence"`
	Evidence    []evidenceJSON `json:"evidence"`
	Innocent    string         `json:"innocent"`
	Next        string         `json:"next"`
	Fingerprint string         `json:"fingerprint"`
}

func runInspect(c *call) error {
	code := c.flags.String("region", "", "code of 6, 9 or 12 digits; default: the whole office")
	format := c.flags.String("format", "text", "text, json or csv")
	dry := c.flags.Bool("dry-run", false, "print only, keep nothing")
	from := c.flags.String("from", "", "folder of spreadsheets, or sealed extract, to look at without any office")
	asOf := c.flags.String("as-of", "", "with --from: the day of which the material is; default: today")
	password := c.flags.String("password-file", "",
		"with --from FILE: file with the password of a sealed extract; default: "+passwordVariable)
	unseal := c.flags.String("unseal", "",
		"with --from FILE: folder into which the tables of the extract are written too, for 'inspect desk'")
	answers := c.flags.String("mapping", "", "with --from: workbook of answers to what an earlier run asked")
	out := c.flags.String("out", "", "with --from: folder for the lists; default: "+folder.OutName+" inside it")
	if err := c.parse(); err != nil {
		return err
	}
	if *format != "text" && *format != "json" && *format != "csv" {
		return misuse{fmt.Errorf("--format takes text, json or csv, not %q", *format)}
	}
	if *from != "" {
		return c.inspectFolder(folderRun{*from, *asOf, *out, *format, *password, *unseal, *answers})
	}
	a, err := c.openDated()
	if err != nil {
		return err
	}
	defer a.Close()
	at, _, err := c.regionOf(a, *code)
	if err != nil {
		return err
	}
	bar := c.progressBar()
	progress := func(done, total int) error { bar("检查", done, total); return c.ctx.Err() }
	found, cutOff, err := inspect.Look(c.ctx, a.DB, a.Clock.Now, a.Inspect.Rules, at.Path, progress)
	if err != nil {
		return err
	}
	fmt.Fprintln(c.err)
	if !*dry {
		if _, err := a.Inspect.Keep(c.ctx, authz.System("cli"), at.Path, found, cutOff); err != nil {
			return err
		}
	}
	switch *format {
	case "json":
		return c.printJSON(found.Finds.All())
	case "csv":
		return c.printCSV(found.Finds.All())
	}
	c.printText(at, found, cutOff)
	return nil
}

func (c *call) printJSON(fs iter.Seq[*inspect.Finding]) error {
	list := []findingJSON{}
	for f := range fs {
		x := findingJSON{f.Rule.Code, f.Rule.Version, string(f.Rule.Family), string(f.Severity), string(f.Certainty),
			f.Region.Code, f.Subject.Name, f.Period(), f.Held.From, f.Held.Until, int64(f.Amount), f.Sentence, []evidenceJSON{},
			f.Rule.Innocent, f.Rule.Next, f.Fingerprint()}
		for _, e := range f.Evidence {
			x.Evidence = append(x.Evidence, evidenceJSON{e.Table, e.ID, e.What})
		}
		list = append(list, x)
	}
	e := json.NewEncoder(c.out)
	e.SetEscapeHTML(false)
	e.SetIndent("", " ")
	return e.Encode(list)
}

func (c *call) printCSV(fs iter.Seq[*inspect.Finding]) error {
	w := csv.NewWriter(c.out)
	_ = w.Write([]string{"rule", "version", "family", "severity", "certainty", "region", "subject", "period", "amount_fen",
		"sentence", "evidence", "innocent", "next", "fingerprint", "held_from", "held_until"})
	for f := range fs {
		var rows []string
		for _, e := range f.Evidence {
			rows = append(rows, fmt.Sprintf("%s %d %s", e.Table, e.ID, e.What))
		}
		line := []string{f.Rule.Code, f.Rule.Version, string(f.Rule.Family), string(f.Severity), string(f.Certainty),
			f.Region.Code, f.Subject.Name, f.Period(), fmt.Sprint(int64(f.Amount)), f.Sentence, strings.Join(rows, "; "),
			f.Rule.Innocent, f.Rule.Next, f.Fingerprint(),
			f.Held.From.String(), f.Held.Until.String()}
		for i := range line {
			line[i] = sheet.Guard(line[i])
		}
		_ = w.Write(line)
	}
	w.Flush()
	return w.Error()
}

func (c *call) printText(at *region.Region, out *inspect.Outcome, cutOff clock.Moment) {
	fmt.Fprintf(c.out, "%s　规则集%s　数据截止%s　%d个村（社区），上岗人员%d人，其中%d人未收集亲属申报（不等于没有亲属关系）\n", at.Name, out.RuleSet, cutOff.Short(),
		out.Villages, out.Holders, out.NoKin)
	c.printLines(out.Unjudged)
	c.printRules(out.Finds.All())
}

func (c *call) printLines(lines []string) {
	for _, l := range lines {
		fmt.Fprintln(c.out, l)
	}
}

// printRules counts findings by rule.
func (c *call) printRules(fs iter.Seq[*inspect.Finding]) {
	type line struct {
		n, accuse int
		amount    money.Fen
		title     string
	}
	by := map[string]*line{}
	var order []string
	for f := range fs {
		l := by[f.Rule.Code]
		if l == nil {
			l = &line{title: f.Rule.Title}
			by[f.Rule.Code] = l
			order = append(order, f.Rule.Code)
		}
		l.n++
		if f.Certainty != inspect.Information {
			l.accuse++
		}
		l.amount += f.Amount
	}
	for _, r := range oversight.Rules() {
		if l := by[r.Code]; l != nil {
			fmt.Fprintf(c.out, "  %-32s %6d 条（疑点或记录%6d）　涉及%14s元　%s·%s\n", r.Code, l.n, l.accuse, l.amount.Grouped(),
				words.Label("family", string(r.Family)), r.Title)
		}
	}
	if len(order) == 0 {
		fmt.Fprintln(c.out, "  没有发现。")
	}
}

func runScore(c *call) error {
	seed := c.flags.Uint64("seed", 0, "measure the rules on a city on paper of this seed instead of the office's database")
	each := c.flags.Int("each", 10, "with --seed: how often each wrong is planted")
	dir := c.flags.String("write", "",
		"with --seed: folder into which the city's spreadsheets are written, to be looked at")
	file := c.flags.String("answers", "",
		"answer sheet (JSON) written by 'gangwei demo --answers FILE'; default: answers.json in --data")
	if err := c.parse(); err != nil {
		return err
	}
	if *seed != 0 {
		return c.scoreOnPaper(*seed, *each, *dir)
	}
	if *file == "" {
		*file = c.answersFile()
	}
	f, err := os.Open(*file)
	if err != nil {
		return fmt.Errorf("%w; name an answer sheet with --answers FILE", err)
	}
	defer f.Close()
	answers, err := inspect.ReadAnswers(f)
	if err != nil {
		return err
	}
	a, err := c.openDated()
	if err != nil {
		return err
	}
	defer a.Close()
	at, _, err := c.regionOf(a, "")
	if err != nil {
		return err
	}
	out, _, err := inspect.Look(c.ctx, a.DB, a.Clock.Now, a.Inspect.Rules, at.Path, nil)
	if err != nil {
		return err
	}
	c.printScores(inspect.Grade(a.Inspect.Rules, out.Finds.All(), answers))
	return nil
}

func (c *call) printScores(scores []inspect.Score) {
	fmt.Fprintf(c.out, "%-34s %8s %8s %8s %9s %8s %10s\n", "rule", "planted", "recall", "accused", "precision", "alikes",
		"wrongful")
	for _, s := range scores {
		fmt.Fprintf(c.out, "%-34s %8d %8.3f %8d %9.3f %8d %10d\n", s.Rule, s.Planted, s.Recall(), s.Accused, s.Precision(),
			s.LookAlikes, s.Wrongful)
	}
}

// scoreOnPaper measures the rules on a city of a folder's tables, and names what they missed or accused wrongly.
func (c *call) scoreOnPaper(seed uint64, each int, dir string) error {
	if each < 0 || each > 100 {
		return misuse{fmt.Errorf("--each takes 0 to 100, not %d", each)}
	}
	city := caseload.Make(seed, each, 40+5*each)
	if dir != "" {
		if err := os.CopyFS(dir, city.Files); err != nil {
			return err
		}
	}
	var q caseload.Quality
	if err := q.Measure(oversight.Rules(), city); err != nil {
		return err
	}
	c.printScores(q.Scores)
	for _, w := range q.Wrong {
		fmt.Fprintln(c.out, w)
	}
	return nil
}
