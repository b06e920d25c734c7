package folder

import (
	"fmt"
	"maps"
	"path/filepath"
	"slices"
	"strings"

	"gangwei/internal/base/civil"
	"gangwei/internal/base/plain"
	"gangwei/internal/platform/lexicon"
	"gangwei/internal/platform/sheet"
)

// taking is a sheet on its way into records.
type taking struct {
	*reading
	*candidate
	s                 sheet.Sheet
	file, label, hint string
	read              Read
	days              map[int]int         // columns that are a day of the month, or its morning
	laters            map[int]int         // columns that are a day's afternoon
	months            map[int]civil.Month // columns that are a month's amount; nil where there are none
	sides             map[int]string      // columns that are a side of an account; nil where there are none
	balances          []*record           // of a ledger's lines: the last of each fund and year is what is left
	units             map[int]sheet.Unit  // of amounts that are not yuan
	carried           map[string]string   // a place that is written once for several rows
	hidden            []int
	given             []bool
	taken             func(row int) // told each row that is taken
	told              func(rows ...sheet.Row)
	legend            map[string]lexicon.Mark
	written           []string // heads, by position in the table's columns
	title             string
	blanks            map[int]bool // columns that have formulas without a value
}

// sheet takes the tables of a sheet as records, or says why not.
func (g *reading) sheet(file, label string, s sheet.Sheet, of tally) {
	for _, part := range headsKnown().Parts(s) {
		g.part(file, label, part, of)
	}
}

// part takes the rows of one table as records of what it is, or says why not.
func (g *reading) part(file, label string, s sheet.Sheet, of tally) {
	stem := strings.TrimSuffix(filepath.Base(file), filepath.Ext(file))
	if of := shown(s, stem); of != nil {
		g.leftAlone(of, file, label)
		return
	}
	hint := stem + " " + label
	best, use := g.decided(choose(s, label, stem), s, file, label, stem)
	if !use {
		of.told(s.Rows...)
		return
	}
	if best != nil {
		g.settle(best, s, file, label, hint)
	}
	if !g.settled(best, s, file, label, hint) {
		of.told(s.Rows...)
		if tabular(s) || namesPeople(s) {
			g.missed++
		}
		g.askUnknown(best, s, file, label, stem)
		return
	}
	x := &taking{reading: g, candidate: best, s: s, file: file, label: label, hint: hint,
		read: Read{File: file, Sheet: label, Table: best.t, Guessed: best.supposals(), Answered: best.answered,
			Unconfirmed: best.guessed()},
		units: unitsOf(s, best.Layout, best.t), carried: map[string]string{}, legend: legendOf(best.t, s, best.Layout),
		taken: func(row int) { of.read(row, best.Layout) }, told: of.told}
	x.title = strings.Join(s.Titles(best.Layout), " ")
	if best.guessed() {
		g.guess(best, file, label, hint)
		g.later = append(g.later, func() { x.all(stem) })
		return
	}
	x.all(stem)
}

// all rows of a table as records of it.
func (x *taking) all(stem string) {
	best, s, file, label := x.candidate, x.s, x.file, x.label
	x.columns()
	x.place(label, stem)
	known := best.t.searched()
	x.outlined()
	sums := best.Sums(known, s.Rows)
	for _, row := range s.Rows[:best.At] {
		x.passed(row, "title")
		x.passedOver(best.t, file, label, row)
		x.told(row)
	}
	for i := best.From(); i < len(s.Rows); i++ {
		row := s.Rows[i]
		why := sheet.PassOver(known, best.Texts, row, best.Columns)
		if why == "" && sums[i] {
			why = "total"
		}
		if why != "" {
			x.passed(row, why)
			x.passedOver(best.t, file, label, row)
			x.told(row)
			continue
		}
		x.row(row)
	}
	x.finish()
}

// place that the title, the sheet's name or the file's says is that of all rows, where no column says it.
func (x *taking) place(label, stem string) {
	if !x.t.column("village") || x.t.Code == "officials" || x.said("county") || x.said("township") {
		return
	}
	p := sheet.PlaceOf(x.s.Titles(x.Layout), label, stem)
	if p.Village == "" && !x.said("village") {
		return
	}
	if !x.said("village") {
		x.carried["village"] = p.Village
		x.read.Guessed = append(x.read.Guessed, "村按标题、表名或文件名取"+p.Village)
	}
	if p.Township != "" {
		x.carried["township"], x.carried["county"] = p.Township, p.County
	}
}

// said reports whether the sheet has a column of a code.
func (x *taking) said(code string) bool {
	for i, c := range x.t.Columns {
		if c.Code == code {
			return x.given[i]
		}
	}
	return false
}

// titledColumns are those that no head names and a title says for all rows.
func (x *taking) titledColumns() {
	for i, c := range x.t.Columns {
		x.given[i] = x.given[i] || x.failed && c.Code == "result" || x.noticed && (c.Code == "from" ||
			c.Code == "until")
	}
	if x.failed {
		x.read.Guessed = append(x.read.Guessed, "处理结果按标题或文件名取“失败”")
	}
	if x.noticed {
		x.read.Guessed = append(x.read.Guessed, "公示起止按文中的公示期取"+x.from+"至"+x.until)
	}
}

// columns says what each column of the sheet is.
func (x *taking) columns() {
	t := x.t
	x.days, x.laters = map[int]int{}, map[int]int{}
	if t.Code == "pay_items" {
		if x.months = monthsIn(x.s, x.Layout, x.hint); len(x.months) < 2 {
			x.months = nil
		}
	}
	if t.Code == "funds" {
		if x.sides = sidesIn(x.Texts); len(x.sides) < 2 {
			x.sides = nil
		}
	}
	x.given = make([]bool, len(t.Columns))
	for i, h := range x.Texts {
		h = strings.TrimSpace(h)
		m, isMonth := x.months[i]
		day, half := dayAt(x.Layout, i)
		switch {
		case x.sides[i] != "":
			x.read.Matched = append(x.read.Matched, h+"="+x.sides[i])
		case isMonth:
			x.read.Matched = append(x.read.Matched, h+"="+m.String()+"金额")
		case x.periods[i].from != "":
			x.read.Matched = append(x.read.Matched, h+"="+t.headOf(x.periods[i].from)+"、"+t.headOf(x.periods[i].until))
		case x.Columns[i] >= 0:
			x.read.Matched = append(x.read.Matched, h+"="+t.Columns[x.Columns[i]].Head)
		case day > 0 && t.Code == "sheets" && half == later:
			x.laters[i] = day
		case day > 0 && t.Code == "sheets":
			x.days[i] = day
		case h != "":
			x.read.Unused = append(x.read.Unused, h)
		}
	}
	x.written = make([]string, len(t.Columns))
	for i, c := range x.Columns {
		if c >= 0 {
			x.given[c], x.written[c] = true, sheet.Plain(x.Texts[i])
		}
	}
	x.titledColumns()
	for _, p := range x.periods {
		for k, c := range t.Columns {
			x.given[k] = x.given[k] || c.Code == p.from || c.Code == p.until
		}
	}
	if x.months == nil && t.column("month") && !x.titled.IsZero() &&
		!slices.ContainsFunc(x.Columns, func(k int) bool { return k >= 0 && t.Columns[k].Code == "month" }) {
		x.read.Guessed = append(x.read.Guessed, "月份按标题或文件名取"+x.titled.String())
	}
}

// row takes a row under the heads.
func (x *taking) row(row sheet.Row) {
	t := x.t
	r := &record{table: t, file: x.file, sheet: x.label, n: row.N, cells: make([]string, len(t.Columns)),
		raw: row.Texts(), hint: x.hint, given: x.given, legend: x.legend, heads: x.written,
		back:  x.aside(row, "补发"),
		kept:  x.aside(row, "扣款", "扣发", "扣减", "扣除", "代扣", "应扣"),
		title: x.title}
	filled := false
	for i, c := range x.Columns {
		if c >= 0 && i < len(row.Cells) {
			r.cells[c] = plain.Visible(row.Cells[i].Text)
			filled = filled || row.Text(i) != ""
		}
	}
	if example(r) {
		x.taken(row.N)
		return
	}
	for i := range x.periods {
		filled = filled || row.Text(i) != ""
	}
	if !filled {
		return
	}
	if x.failed {
		r.put("result", "失败")
	}
	if x.noticed {
		r.put("from", x.from)
		r.put("until", x.until)
	}
	if r.has("month") && !r.said("month") && !x.titled.IsZero() {
		r.put("month", x.titled.String())
		if why := x.monthDoubt(); why != "" {
			r.doubt("month", why)
		}
	}
	x.doubtful(r, row)
	r.nameRemark()
	if row.Hidden {
		x.hidden = append(x.hidden, row.N)
	}
	if !x.legible(r, row) {
		x.read.Unread++
		x.told(row)
		return
	}
	x.taken(row.N)
	x.span(r, row)
	if len(x.days) > 0 {
		r.days = make([]string, 31)
		for i, day := range x.days {
			if i < len(row.Cells) {
				r.days[day-1] = row.Text(i)
			}
		}
	}
	if len(x.laters) > 0 {
		r.later = make([]string, 31)
		for i, day := range x.laters {
			r.later[day-1] = row.Text(i)
		}
	}
	x.carry(r)
	x.read.Rows++
	if afternoon(r) && x.joinAfternoon(r) {
		return
	}
	for c, u := range x.units {
		r.cells[c] = u.Scale(r.cells[c])
	}
	for i := range x.sides {
		r.across = append(r.across, x.sides[i]+"\x1f"+row.Text(i))
	}
	for i, m := range x.months {
		r.across = append(r.across, m.String()+"\x1f"+row.Text(i))
	}
	slices.Sort(r.across)
	switch {
	case x.sides != nil:
		x.acrossSides(r, row)
	case x.months != nil:
		x.acrossMonths(r, row)
	default:
		x.keep(r, "")
	}
}

// carry a place that is written once for several rows.
func (x *taking) carry(r *record) {
	if x.t.Code == "officials" {
		return // whose place says up to where they may decide
	}
	for i, c := range x.t.Columns {
		if c.Code == "village" || c.Code == "township" || c.Code == "county" {
			if strings.TrimSpace(r.cells[i]) == "" {
				if r.cells[i] = x.carried[c.Code]; r.cells[i] != "" && x.given[i] { // else the title says it, or the file's name
					r.doubt(c.Code, "空着，按上面的行取")
				}
			} else {
				x.carried[c.Code] = r.cells[i]
			}
		}
	}
}

// keep a record, numbered by what it says: rows move when others are put in. part tells records of one row apart.
func (x *taking) keep(r *record, part string) {
	x.numbered(r, part)
	x.records[x.t.Code] = append(x.records[x.t.Code], r)
}

func (x *taking) numbered(r *record, part string) {
	said := x.t.Code + "\x1f" + strings.Join(r.raw, "\x1f")
	if part != "" {
		said += "\x1f" + part
	}
	x.twice[said]++
	r.number = number("row", said, fmt.Sprint(x.twice[said]))
}

// blankAmount reports whether a cell of a ledger or list across says no amount.
func blankAmount(cell string) bool { return strings.Trim(cell, " 0.-—/") == "" }

// acrossSides makes a record of each side of an account that a row of a ledger has an amount on.
func (x *taking) acrossSides(r *record, row sheet.Row) {
	for _, i := range slices.Sorted(maps.Keys(x.sides)) {
		if blankAmount(row.Text(i)) {
			continue
		}
		one := *r
		one.cells = slices.Clone(r.cells)
		kind := x.sides[i]
		if kind == "支出" && x.list(lexicon.Purpose).Said(r.get("purpose"), "paid") {
			kind = "发放"
		}
		one.put("kind", kind)
		one.put("amount", scaled(x.s, x.Layout, i, row.Text(i)))
		if kind == "结余" {
			x.numbered(&one, kind)
			x.balances = append(x.balances, &one)
			continue
		}
		x.keep(&one, kind)
	}
}

// acrossMonths makes a record of each month that a row has an amount for.
func (x *taking) acrossMonths(r *record, row sheet.Row) {
	for _, i := range slices.Sorted(maps.Keys(x.months)) {
		if blankAmount(row.Text(i)) {
			continue
		}
		one := *r
		one.cells = slices.Clone(r.cells)
		one.put("month", x.months[i].String())
		one.put("amount", scaled(x.s, x.Layout, i, row.Text(i)))
		x.keep(&one, x.months[i].String())
	}
}

// finish tells what the sheet as a whole says.
func (x *taking) finish() {
	if len(x.hidden) > 0 {
		x.fault(Fault{File: x.file, Sheet: x.label, Row: x.hidden[0],
			Text: fmt.Sprintf("有%d行是隐藏的（被筛选掉的），也读了；这是其中第一行", len(x.hidden))})
	}
	last := map[string]*record{}
	for _, r := range x.balances {
		on, _ := dayIn(r.get("on"), false)
		last[r.get("region")+r.get("township")+r.get("village")+r.get("fund")+fmt.Sprint(on.Year())] = r
	}
	for _, k := range slices.Sorted(maps.Keys(last)) {
		x.records[x.t.Code] = append(x.records[x.t.Code], last[k])
	}
	x.tellRead()
}

// tellRead tells what was read of a sheet; the halves and sections of one list are one.
func (x *taking) tellRead() {
	i := slices.IndexFunc(x.reads, func(r Read) bool {
		return r.File == x.file && r.Sheet == x.label &&
			r.Table == x.t
	})
	if i < 0 {
		x.reads = append(x.reads, x.read)
		return
	}
	r := &x.reads[i]
	r.Rows += x.read.Rows
	r.Unread += x.read.Unread
	for _, both := range [][2]*[]string{{&r.Guessed, &x.read.Guessed}, {&r.Matched, &x.read.Matched}, {&r.Unused,
		&x.read.Unused}} {
		for _, s := range *both[1] {
			if !slices.Contains(*both[0], s) {
				*both[0] = append(*both[0], s)
			}
		}
	}
}
