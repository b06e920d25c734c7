package cli

import (
	"bytes"
	"fmt"
	"os"
	"path/filepath"
	"slices"

	"gangwei/internal/oversight/inspect"
	"gangwei/internal/oversight/inspect/folder"
	"gangwei/internal/platform/mapping"
)

// mappingFile reads a workbook of answers that does not lie in the folder; none where none is named.
func mappingFile(name string) ([]folder.Answers, error) {
	if name == "" {
		return nil, nil
	}
	body, err := os.ReadFile(name)
	if err != nil {
		return nil, err
	}
	return []folder.Answers{{Name: filepath.Base(name), Body: body}}, nil
}

// earlierAnswers are those of the workbook that an earlier run wrote into a folder of results that does not lie in the
// inspected one: whoever filled it in there is heard, and its answers are not written over.
func earlierAnswers(out, from string) ([]folder.Answers, error) {
	if filepath.Clean(out) == filepath.Join(from, folder.OutName) { // it is read with the folder
		return nil, nil
	}
	name := filepath.Join(out, mapping.Name+".xlsx")
	body, err := os.ReadFile(name)
	if os.IsNotExist(err) {
		return nil, nil
	}
	return []folder.Answers{{Name: folder.OutName + "/" + mapping.Name + ".xlsx", Body: body, Earlier: true}}, err
}

// writeQuestions into the folder of results: those that are open, and those that were answered, with their answers.
// What an earlier run asked goes with the questions.
func writeQuestions(dir string, r *folder.Result) error {
	name := filepath.Join(dir, mapping.Name+".xlsx")
	if len(r.Questions) == 0 {
		if err := os.Remove(name); err != nil && !os.IsNotExist(err) {
			return err
		}
		return nil
	}
	var b bytes.Buffer
	if err := mapping.Write(&b, r.Questions); err != nil {
		return err
	}
	if err := os.MkdirAll(dir, 0o755); err != nil {
		return err
	}
	return os.WriteFile(name, b.Bytes(), 0o644)
}

// openQuestions are those that nobody answered.
func openQuestions(r *folder.Result) (n int) {
	for _, q := range r.Questions {
		if q.Open() {
			n++
		}
	}
	return n
}

// printQuestions says what is to be answered, and where.
func (c *call) printQuestions(r *folder.Result, out string) {
	n := openQuestions(r)
	if n == 0 {
		return
	}
	fmt.Fprintf(c.out, "\n要请您确认的（%d项；在“%s”里填上答案，放进材料文件夹，再检查一次）：\n", n,
		filepath.Join(out, mapping.Name+".xlsx"))
	shown := 0
	for _, q := range r.Questions {
		if !q.Open() || shown == 10 {
			continue
		}
		shown++
		at := q.File
		if q.Sheet != "" {
			at += "“" + q.Sheet + "”"
		}
		fmt.Fprintf(c.out, "  %s：%s？", at, q.Text)
		for i, x := range q.Choices {
			if i > 0 {
				fmt.Fprint(c.out, "；")
			}
			fmt.Fprint(c.out, x)
		}
		fmt.Fprintln(c.out)
	}
}

// toConfirm reports whether a matter waits for nothing but that somebody says what a sheet is.
func toConfirm(w inspect.Withheld) bool {
	return !slices.ContainsFunc(w.Gaps, func(g inspect.Gap) bool { return !g.Confirm })
}

// printWithheld lists what cannot be judged, apart by what would settle it.
func (c *call) printWithheld(r *folder.Result) {
	for _, part := range []struct {
		head    string
		confirm bool
	}{
		{"不能判断（有材料没有读出，%d项；补正后重新检查）：", false},
		{"不能判断（要先在“" + mapping.Name + "”里确认是什么表，%d项；确认后重新检查）：", true},
	} {
		var rows []inspect.Withheld
		for _, w := range r.Withheld {
			if toConfirm(w) == part.confirm {
				rows = append(rows, w)
			}
		}
		if len(rows) == 0 {
			continue
		}
		fmt.Fprintf(c.out, "\n"+part.head+"\n", len(rows))
		for _, w := range rows {
			fmt.Fprintf(c.out, "  %s：%s，%s——%s\n", w.Rule.Title, w.Subject.Name, w.Period(), w.Gaps[0].Source)
		}
	}
}
