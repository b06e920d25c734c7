package cli

import (
	"errors"
	"fmt"
	"os"
	"path/filepath"
	"strings"

	"gangwei/internal/app"
	"gangwei/internal/importer"
	"gangwei/internal/platform/authz"
	"gangwei/internal/platform/database"
	"gangwei/internal/platform/exchange"
	"gangwei/internal/platform/words"
)

// shownFaults is how many kinds of faults the command prints; the file of faulty rows holds all.
const shownFaults = 50

func runImport(c *call) error {
	var kind, file string
	code := c.flags.String("region", "", "code of the division for which the file is handed in, 4 to 12 digits")
	earlier := c.flags.Bool("history", false, "rows of earlier years as found: nothing is corrected or refused")
	dry := c.flags.Bool("dry-run", false, "read and judge only; nothing is taken")
	faulty := c.flags.String("faulty", "",
		"write the rows that cannot be taken to this .xlsx, with the fault beside the cells")
	var columns columnAnswers
	c.flags.StringVar(&columns.file, "mapping", "", "workbook that says which column it is where two fit")
	c.flags.StringVar(&columns.questions, "questions", "",
		"write what is asked about columns to this .xlsx, to be answered")
	c.flags.BoolVar(&columns.confirmed, "confirm-columns", false, "the columns taken by earlier answers were looked at")
	if err := c.parse(&kind, &file); err != nil {
		return err
	}
	switch {
	case *earlier && kind != "holders":
		return misuse{errors.New("--history goes with KIND holders")}
	case *earlier:
		kind = "history"
	}
	if *code == "" {
		return misuse{errors.New("needs --region CODE")}
	}
	body, err := os.ReadFile(file)
	if err != nil {
		return err
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
	id, err := a.Imports.HandIn(c.ctx, operator, "", kind, at, filepath.Base(file), body)
	if err != nil {
		return err
	}
	b, told, err := columns.judge(c, a, id, filepath.Base(file))
	if err != nil {
		if b, known := c.batch(a, id); known == nil && b.State == importer.Asking {
			_, _ = a.Imports.Discard(c.ctx, operator, "", id, b.Version)
		}
		return err
	}
	if !told {
		if _, err := a.Imports.Discard(c.ctx, operator, "", id, b.Version); err != nil {
			return err
		}
		fmt.Fprintln(c.out, "Nothing was taken.")
		return broke{errors.New("two columns fit; say which it is")}
	}
	b, shown, err := c.judged(a, id)
	if err != nil {
		return err
	}
	confirmed, err := columns.taken(c, a, b)
	if err != nil {
		return err
	}
	read, err := b.Read()
	if err != nil {
		return err
	}
	c.printReading(read)
	fmt.Fprintf(c.out, "%d rows good, %d known and the same, %d faulty, %d passed over (titles, totals, notes).\n",
		b.RowsGood, b.RowsSame, b.RowsBad, b.RowsSkipped)
	for _, line := range shown {
		fmt.Fprintln(c.out, "  "+line)
	}
	if *faulty != "" && b.RowsBad > 0 {
		book, _, err := a.Imports.Faulty(c.ctx, b, words.Sentence)
		if err != nil {
			return err
		}
		if err := writeNew(*faulty, book); err != nil {
			return err
		}
	}
	if *dry || b.RowsGood == 0 || b.State != importer.Ready || !confirmed {
		if _, err := a.Imports.Discard(c.ctx, operator, "", id, b.Version); err != nil {
			return err
		}
		fmt.Fprintln(c.out, "Nothing was taken.")
	} else {
		if _, err := a.Imports.AcceptConfirmed(c.ctx, operator, "", id, b.Version, nil); err != nil {
			return err
		}
		fmt.Fprintf(c.out, "%d rows taken.\n", b.RowsGood)
	}
	if b.RowsBad > 0 || b.State == importer.Failed {
		return broke{fmt.Errorf("%d rows need mending", b.RowsBad)}
	}
	if !read.Whole() {
		return broke{fmt.Errorf("%d of %d people in the file were not wholly read", read.People-read.Taken,
			read.People)}
	}
	if !confirmed && !*dry {
		return broke{errors.New("the columns taken by answers were not confirmed")}
	}
	return nil
}

// printReading says of each sheet what was taken from elsewhere and what is to be known, and whose numbers were left.
func (c *call) printReading(read importer.Reading) {
	for _, s := range read.Sheets {
		switch {
		case s.Hidden:
			fmt.Fprintf(c.out, "%s: %s\n", s.Name, words.Label("leftout", "hidden"))
		case len(s.Titled) > 0:
			fmt.Fprintf(c.out, "%s没有这一列、按标题或表名取的：%s\n", quoted(s.Name), strings.Join(s.Titled, "、"))
		}
		for _, n := range s.Notes {
			fmt.Fprintf(c.out, "%s%s：%s\n", quoted(s.Name), words.Rows(n.First, int64(n.Rows)), words.Label("readnote", n.Why))
		}
	}
	fmt.Fprintf(c.out, "%d people by their identity numbers in the file, %d of them read.\n", read.People, read.Taken)
	for _, l := range read.Left {
		fmt.Fprintf(c.out, "  %s%s：%d人的身份证号码没有读：%s\n", quoted(l.Sheet), words.Rows(l.First, int64(l.Rows)), l.People,
			words.Label("leftout", l.Why))
	}
}

func (c *call) batch(a *app.App, id int64) (b importer.Batch, err error) {
	err = a.DB.Read(c.ctx, func(s *database.Snapshot) error {
		b, err = importer.ByID(s, id)
		return err
	})
	return b, err
}

func (c *call) judged(a *app.App, id int64) (b importer.Batch, shown []string, err error) {
	err = a.DB.Read(c.ctx, func(s *database.Snapshot) error {
		if b, err = importer.ByID(s, id); err != nil {
			return err
		}
		groups, err := importer.GroupsOf(s, id)
		for i, g := range groups {
			if i == shownFaults {
				shown = append(shown, "…… --faulty FILE writes all")
				break
			}
			shown = append(shown, g.Line())
		}
		return err
	})
	return b, shown, err
}

// quoted name of a sheet; empty where it has none.
func quoted(name string) string {
	if name == "" {
		return ""
	}
	return "“" + name + "”"
}

// writeNew never writes over a file.
func writeNew(name string, body []byte) error {
	f, err := os.OpenFile(name, os.O_CREATE|os.O_EXCL|os.O_WRONLY, 0o600)
	if errors.Is(err, os.ErrExist) {
		return fmt.Errorf("%s exists already; choose another name", name)
	}
	if err != nil {
		return err
	}
	_, err = f.Write(body)
	return errors.Join(err, f.Close())
}

func runExport(c *call) error {
	var w exchange.Request
	code := c.flags.String("region", "", "code of the division, 4 to 12 digits")
	out := c.flags.String("out", "", "the .xlsx or .csv to write; never overwritten")
	c.flags.StringVar(&w.State, "state", "", "only rows in this state")
	c.flags.BoolVar(&w.Full, "full", false, "whole identity numbers and accounts; needs --why")
	c.flags.StringVar(&w.Why, "why", "", "reason, recorded")
	if err := c.parse(&w.Kind); err != nil {
		return err
	}
	if *code == "" || *out == "" {
		return misuse{errors.New("needs --region CODE --out FILE")}
	}
	switch strings.ToLower(filepath.Ext(*out)) {
	case ".csv":
		w.CSV = true
	case ".xlsx":
	default:
		return misuse{errors.New("--out must end in .xlsx or .csv")}
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
	w.Path = at.Path
	if err := a.Exports.Ask(c.ctx, operator, w); err != nil {
		return err
	}
	f, err := os.OpenFile(*out, os.O_CREATE|os.O_EXCL|os.O_WRONLY, 0o600)
	if errors.Is(err, os.ErrExist) {
		return fmt.Errorf("%s exists already; choose another name", *out)
	}
	if err != nil {
		return err
	}
	if err := errors.Join(a.Exports.Write(c.ctx, authz.System("operator"), w, f, nil), f.Close()); err != nil {
		_ = os.Remove(*out)
		return err
	}
	fmt.Fprintln(c.out, *out)
	return nil
}
