package payroll

import (
	"slices"

	"gangwei/internal/base/errs"
	"gangwei/internal/base/idno"
	"gangwei/internal/base/money"
	"gangwei/internal/base/plain"
	"gangwei/internal/platform/database"
	"gangwei/internal/platform/seal"
	"gangwei/internal/platform/sheet"
)

// Kinds of difference between a run and the office's own list (双轨: the first month is kept both ways).
const (
	OnlyHere    = "here"  // on the run alone
	OnlyThere   = "there" // on the office's list alone
	OtherSum    = "sum"   // another amount
	OtherName   = "name"  // the same number under another name
	maxParallel = 20_000  // rows of an office's list
	tooLate     = 50      // faults after which reading stops
)

// Difference of one person.
type Difference struct {
	Kind       string
	Row        int // of the office's list; 0 if it is not on it
	Path       string
	Name       string
	OtherName  string
	IDTail     string
	Here, Else money.Fen
}

// Their row of the office's own list.
type theirs struct {
	row    int
	name   string
	index  []byte
	tail   string
	amount money.Fen
}

// Parallel compares a run with the office's own list of the month, a workbook with columns for name (姓名), identity
// number (身份证) and amount (金额, 实发 or 补贴). Nothing is kept. Refusals: those of sheet.Open, sheet.list_heads, and for
// each row that cannot be read payroll.parallel_id or payroll.parallel_amount.
func Parallel(r database.Reader, ring *seal.Ring, x Run, name string, body []byte) (out []Difference, agree int, err error) {
	list, err := readTheirs(ring, name, body)
	if err != nil {
		return nil, 0, err
	}
	var ours []struct {
		IDIndex   []byte
		IDTail    string
		Path      string
		Name      string
		AmountFen money.Fen
	}
	if err := r.Select(&ours,
		"SELECT p.id_index, MAX(p.id_tail) AS id_tail, MAX(d.path) AS path, MAX(d.name) AS name, SUM(d.amount_fen) AS "+
			"amount_fen FROM "+
			linesOf(x)+" d JOIN person p ON p.id = d.person_id WHERE d.run_id = ? GROUP BY p.id_index",
		x.ID); err != nil {
		return nil, 0, err
	}
	at := map[string]int{}
	for i, o := range ours {
		at[string(o.IDIndex)] = i
	}
	seen := map[string]bool{}
	for _, t := range list {
		i, ok := at[string(t.index)]
		if !ok {
			out = append(out, Difference{Kind: OnlyThere, Row: t.row, Name: t.name, IDTail: t.tail, Else: t.amount})
			continue
		}
		o := ours[i]
		d := Difference{Row: t.row, Path: o.Path, Name: o.Name, OtherName: t.name, IDTail: o.IDTail, Here: o.AmountFen,
			Else: t.amount}
		switch seen[string(t.index)] = true; {
		case o.AmountFen != t.amount:
			d.Kind = OtherSum
		case !plain.SameName(o.Name, t.name):
			d.Kind = OtherName
		default:
			agree++
			continue
		}
		out = append(out, d)
	}
	for _, o := range ours {
		if !seen[string(o.IDIndex)] {
			out = append(out, Difference{Kind: OnlyHere, Path: o.Path, Name: o.Name, IDTail: o.IDTail, Here: o.AmountFen})
		}
	}
	order := []string{OnlyHere, OnlyThere, OtherSum, OtherName}
	slices.SortStableFunc(out,
		func(a, b Difference) int { return slices.Index(order, a.Kind) - slices.Index(order, b.Kind) })
	return out, agree, nil
}

// parallelHeads of the office's list: what was paid (实发) before what was to be paid.
var parallelHeads = []sheet.Head{
	{Name: "姓名"}, {Name: "身份证号", Also: []string{"身份证号码", "身份证", "公民身份号码"}, Alike: true},
	{Name: "实发金额", Also: []string{"金额", "实发", "补贴", "补贴金额", "发放金额", "岗位补贴"}, Weak: []string{"应发金额", "应发"}, Alike: true},
}

// readTheirs reads the office's list; a person on several rows counts with the sum.
func readTheirs(ring *seal.Ring, name string, body []byte) ([]theirs, error) {
	list, err := sheet.ReadList(name, body, maxParallel, parallelHeads...)
	if err != nil {
		return nil, err
	}
	var out []theirs
	byIndex := map[string]int{}
	var faults errs.Faults
	for _, row := range list.Rows {
		if len(row.Bad) > 0 {
			faults = append(faults, row.Bad...)
			continue
		}
		name, id, sum := row.Cells[0], row.Cells[1], row.Cells[2]
		if id == "" && (name == "" || sum == "") { // the row of sums, a remark
			continue
		}
		number, err := idno.Parse(id)
		amount, amountErr := money.Parse(sum)
		switch {
		case err != nil:
			faults.Add(errs.New(errs.Invalid, "payroll.parallel_id").On("file").At(row.N, list.Heads[1]))
		case amountErr != nil:
			faults.Add(errs.New(errs.Invalid, "payroll.parallel_amount").On("file").At(row.N, list.Heads[2]))
		default:
			index := ring.Index("idno", string(number))
			if i, had := byIndex[string(index)]; had {
				out[i].amount += amount
				continue
			}
			byIndex[string(index)] = len(out)
			out = append(out, theirs{row: row.N, name: name, index: index, tail: string(number)[14:], amount: amount})
		}
		if len(faults) >= tooLate {
			break
		}
	}
	return out, faults.OrNil()
}
