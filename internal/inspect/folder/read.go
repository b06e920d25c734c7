package folder

import (
	"encoding/binary"
	"fmt"
	"io/fs"
	"maps"
	"path/filepath"
	"slices"
	"strings"

	"gangwei/internal/civil"
	"gangwei/internal/errs"
	"gangwei/internal/idno"
	"gangwei/internal/plain"
	"gangwei/internal/seal"
	"gangwei/internal/sheet"
	"gangwei/internal/words"
)

// record is one row of a table.
type record struct {
	table  *Table
	file   string
	sheet  string
	n      int
	cells  []string // by position in the table's columns
	days   []string // 1日…31日, where the sheet has such columns
	later  []string // the same of the afternoon, where it has a row of its own
	across []string // amounts in columns of their own: of each month, of each side of an account
	raw    []string
	hint   string // what the names of file and sheet say
	given  []bool // columns that the sheet has, by position in the table's
	number int64  // the row's own, by what it says
}

// get a cell, trimmed; empty where the sheet has no such column.
func (r *record) get(code string) string {
	for i, c := range r.table.Columns {
		if c.Code == code {
			return strings.TrimSpace(r.cells[i])
		}
	}
	panic("folder: table " + r.table.Code + " has no column " + code)
}

// said reports whether the row's sheet has a column at all: what was not asked is not empty.
func (r *record) said(code string) bool {
	for i, c := range r.table.Columns {
		if c.Code == code {
			return r.given[i]
		}
	}
	return false
}

// has reports whether the table has a column.
func (r *record) has(code string) bool {
	return slices.ContainsFunc(r.table.Columns, func(c Column) bool { return c.Code == code })
}

func (r *record) column(code string) *Column {
	for i := range r.table.Columns {
		if r.table.Columns[i].Code == code {
			return &r.table.Columns[i]
		}
	}
	return nil
}

// source names the row for people.
func (r *record) source() string {
	if r.sheet == "" {
		return fmt.Sprintf("%s 第%d行", r.file, r.n)
	}
	return fmt.Sprintf("%s“%s”第%d行", r.file, r.sheet, r.n)
}

// digest of the raw cells.
func (r *record) digest() []byte {
	return seal.Digest([]byte(strings.Join(r.raw, "\x1f")))
}

// Fault is something that could not be read: where, what, and what to do.
type Fault struct {
	File   string
	Sheet  string
	Row    int
	Column string
	Text   string
}

func (f Fault) String() string {
	at := f.File
	if f.Sheet != "" {
		at += "“" + f.Sheet + "”"
	}
	if f.Row > 0 {
		at += fmt.Sprintf("第%d行", f.Row)
	}
	if f.Column != "" {
		at += "“" + f.Column + "”"
	}
	return at + "：" + f.Text
}

// Read is what was understood of one sheet.
type Read struct {
	File, Sheet string
	Table       *Table // nil: not recognised
	Rows        int
	Guessed     []string // what no column says and was taken from elsewhere
	Unread      int      // rows that are not used, since a cell that they rest on cannot be read
	Matched     []string // head as written = column
	Unused      []string // heads that fit no column: their cells stay in the file
}

// reading gathers records by table.
type reading struct {
	records map[string][]*record
	reads   []Read
	files   []File
	faults  []Fault
	twice   map[string]int // how often a row was there already
	told    map[string]int // how often something was found that is told once
	gaps    []gap
	firsts  map[string]*record // of what files say, the first to say it
}

// File that was read, fixed by its digest.
type File struct {
	Name   string
	Bytes  int64
	Digest []byte // SM3
	What   string // tables and rows that it was taken for
}

// again is the same reading for another look, whose faults nobody is told twice.
func (g *reading) again() *reading {
	o := *g
	o.records, o.told, o.faults, o.gaps = map[string][]*record{}, map[string]int{}, nil, slices.Clone(g.gaps)
	for code, all := range g.records {
		o.records[code] = slices.Clone(all)
	}
	return &o
}

// maxFaults that are listed one by one.
const maxFaults = 500

func (g *reading) fault(f Fault) {
	if len(g.faults) < maxFaults {
		g.faults = append(g.faults, f)
	}
}

// at names a fault of a record's cell, for which the row or the cell is not used.
func (g *reading) at(r *record, code, text string) {
	g.note(r, code, text)
	g.gaps = append(g.gaps, gap{table: r.table, r: r, bad: []string{code}, file: r.file, sheet: r.sheet, why: text})
}

// note names something about a record's cell, which is used all the same.
func (g *reading) note(r *record, code, text string) {
	head := ""
	if c := r.column(code); c != nil {
		head = c.Head
	}
	g.fault(Fault{r.file, r.sheet, r.n, head, text})
}

// readAll reads every spreadsheet under a folder, in the order of names; hidden files and those of other kinds are left alone.
func readAll(files fs.FS) (*reading, error) {
	g := &reading{records: map[string][]*record{}, twice: map[string]int{}, told: map[string]int{},
		firsts: map[string]*record{}}
	found := 0
	err := fs.WalkDir(files, ".", func(path string, d fs.DirEntry, err error) error {
		if err != nil {
			return err
		}
		base := d.Name()
		if strings.Contains(base, explained) || strings.HasPrefix(base, ".") && path != "." || strings.HasPrefix(base, "~$") {
			if d.IsDir() {
				return filepath.SkipDir
			}
			return nil
		}
		if d.IsDir() && path != "." && (base == OutName || base == DeskName) {
			return filepath.SkipDir // what an earlier run wrote
		}
		switch strings.ToLower(filepath.Ext(base)) {
		case ".xlsx", ".xls", ".csv", ".et", ".xlsm", ".txt":
		default:
			return nil
		}
		if d.IsDir() {
			return nil
		}
		body, err := fs.ReadFile(files, path)
		if err != nil {
			return err
		}
		found++
		return g.file(path, body)
	})
	if err != nil {
		return nil, err
	}
	if found == 0 {
		return nil, errs.New(errs.Invalid, "folder.empty").On("from")
	}
	return g, nil
}

func (g *reading) file(name string, body []byte) error {
	from := len(g.reads)
	defer func() {
		var what []string
		for _, r := range g.reads[from:] {
			if r.Table != nil {
				what = append(what, fmt.Sprintf("%s%d行", r.Table.Name, r.Rows))
			}
		}
		if what == nil {
			what = []string{"没有认出"}
		}
		g.files = append(g.files, File{name, int64(len(body)), seal.Digest(body), strings.Join(what, "，")})
	}()
	sheets, err := sheet.Open(filepath.Base(name), body)
	if err != nil {
		text := "读不开这个文件"
		for _, e := range errs.All(err) {
			text = words.Sentence(e)
		}
		g.fault(Fault{File: name, Text: text})
		g.lost(nil, name, "", strings.TrimSuffix(filepath.Base(name), filepath.Ext(name)), text)
		return nil
	}
	for _, s := range sheets {
		label := s.Name
		if len(sheets) == 1 && (label == "" || strings.EqualFold(label, "sheet1") || label == "工作表1") {
			label = ""
		}
		if s.Hidden || len(s.Rows) == 0 || s.Name == explained {
			continue
		}
		g.sheet(name, label, s)
	}
	return nil
}

func (g *reading) sheet(file, label string, s sheet.Sheet) {
	stem := strings.TrimSuffix(filepath.Base(file), filepath.Ext(file))
	hint := stem + " " + label
	type found struct {
		t *Table
		sheet.Layout
		titled civil.Month // of the title, where no column has it
		score  int
		lack   []string
	}
	var best, monthless *found
	for i := range Tables {
		t := &Tables[i]
		l := sheet.FindHeads(t.heads(), s.Rows)
		if l.At < 0 {
			continue
		}
		columns := l.Columns
		f := &found{t: t, Layout: l, score: named(t, label) * 2}
		if f.score == 0 {
			f.score = named(t, stem)
		}
		if t.Code == "registers" && f.score == 0 && registry.code("", hint) != "" {
			f.score = 2 // the file's name says which register it is
		}
		byName := f.score > 0
		f.score *= 100
		sides := t.Code == "funds" && len(sidesIn(l.Texts)) > 1
		wide := t.Code == "pay_items" && len(monthsIn(s, l, hint)) > 1
		titled, hasTitled := titleMonth(s, l, label, stem)
		f.titled = titled
		for k, c := range t.Columns {
			has := c.Code == "month" && hasTitled || slices.Contains(columns, k) || wide &&
				(c.Code == "month" || c.Code == "amount") || sides && (c.Code == "kind" || c.Code == "amount")
			if has {
				f.score += 2
			}
			if c.Required && !has && !waived(t, c, columns, hint) {
				f.lack = append(f.lack, c.Head)
			}
		}
		for k, h := range l.Texts {
			if strings.TrimSpace(h) != "" && columns[k] < 0 && !isDay(h) {
				f.score--
			}
		}
		if t.Code == "sheets" && !saysWork(t, columns, l.Texts) {
			f.lack = append(f.lack, "出勤天数")
		}
		if !byName && (len(f.lack) > 0 || !tells(t, columns)) {
			if len(f.lack) == 1 && f.lack[0] == month.Head && (monthless == nil || f.score > monthless.score) {
				monthless = f
			}
			continue
		}
		if best == nil || len(best.lack) > len(f.lack) && best.score < 100 || f.score > best.score {
			best = f
		}
	}
	if best != nil && best.score < 100 && best.t.Code == "people" && monthless != nil {
		best = monthless // people with what they got or worked are a list of a month that nobody knows, no roster
	}
	if best == nil || len(best.lack) > 0 {
		text := unrecognised
		if best != nil {
			text = fmt.Sprintf("像是“%s”表，但是缺少列：%s", best.t.Name, strings.Join(best.lack, "、"))
		}
		g.reads = append(g.reads, Read{File: file, Sheet: label})
		g.fault(Fault{File: file, Sheet: label, Text: text})
		switch {
		case best != nil:
			g.lost(best.t, file, label, hint, text)
		case namesPeople(s):
			g.lost(nil, file, label, hint, text)
		}
		return
	}
	t, known := best.t, best.t.heads()
	tied := errs.All(best.Tied(s, known))
	if len(tied) > 0 && best.score < 100 { // told by its heads alone, and they fit twice: nobody knows what it is
		g.reads = append(g.reads, Read{File: file, Sheet: label})
		g.fault(Fault{File: file, Sheet: label, Text: unrecognised})
		if namesPeople(s) {
			g.lost(nil, file, label, hint, unrecognised)
		}
		return
	}
	if len(tied) > 0 {
		g.reads = append(g.reads, Read{File: file, Sheet: label})
		for _, e := range tied {
			g.fault(Fault{File: file, Sheet: label, Text: words.Sentence(e)})
		}
		g.lost(t, file, label, hint, words.Sentence(tied[0]))
		return
	}
	heads := best.Texts
	read := Read{File: file, Sheet: label, Table: t}
	days := map[int]int{}
	var months map[int]civil.Month
	if t.Code == "pay_items" {
		if months = monthsIn(s, best.Layout, hint); len(months) < 2 {
			months = nil
		}
	}
	var sides map[int]string
	if t.Code == "funds" {
		if sides = sidesIn(best.Texts); len(sides) < 2 {
			sides = nil
		}
	}
	var balances []*record // of a ledger's lines: the last of each fund and year is what is left
	for i, h := range heads {
		m, isMonth := months[i]
		switch {
		case sides[i] != "":
			read.Matched = append(read.Matched, strings.TrimSpace(h)+"="+sides[i])
		case isMonth:
			read.Matched = append(read.Matched, strings.TrimSpace(h)+"="+m.String()+"金额")
		case best.Columns[i] >= 0:
			read.Matched = append(read.Matched, strings.TrimSpace(h)+"="+t.Columns[best.Columns[i]].Head)
		case isDay(h) && t.Code == "sheets":
			days[i] = dayOf(h)
		case strings.TrimSpace(h) != "":
			read.Unused = append(read.Unused, strings.TrimSpace(h))
		}
	}
	if months == nil && t.column("month") && !slices.ContainsFunc(best.Columns, func(k int) bool {
		return k >= 0 &&
			t.Columns[k].Code == "month"
	}) &&
		!best.titled.IsZero() {
		read.Guessed = append(read.Guessed, "月份按标题或文件名取"+best.titled.String())
	}
	for _, row := range s.Rows[:best.At] {
		g.passedOver(t, file, label, row)
	}
	copies := map[string]int{} // by the file that said the same before
	times := map[string]int{}  // how often this sheet says it
	units := unitsOf(s, best.Layout, t)
	carried := map[string]string{}
	var hidden []int
	given := make([]bool, len(t.Columns))
	for _, c := range best.Columns {
		if c >= 0 {
			given[c] = true
		}
	}
	for _, row := range s.Rows[best.From():] {
		if sheet.PassOver(known, heads, row, best.Columns) != "" {
			g.passedOver(t, file, label, row)
			continue
		}
		r := &record{table: t, file: file, sheet: label, n: row.N, cells: make([]string, len(t.Columns)),
			raw: row.Texts(), hint: hint, given: given}
		filled := false
		for i, c := range best.Columns {
			if c >= 0 && i < len(row.Cells) {
				r.cells[c] = plain.Visible(row.Cells[i].Text)
				filled = filled || row.Text(i) != ""
			}
		}
		if !filled || example(r) {
			continue
		}
		if r.has("month") && !r.said("month") && !best.titled.IsZero() {
			r.put("month", best.titled.String())
		}
		r.nameRemark()
		if row.Hidden {
			hidden = append(hidden, row.N)
		}
		if !g.legible(r, row, best.Layout, days, months) {
			read.Unread++
			continue
		}
		if len(days) > 0 {
			r.days = make([]string, 31)
			for i, day := range days {
				if i < len(row.Cells) {
					r.days[day-1] = row.Text(i)
				}
			}
		}
		if t.Code != "officials" { // a place written once for several rows (merged cells)
			for i, c := range t.Columns {
				if c.Code == "village" || c.Code == "township" || c.Code == "county" {
					if strings.TrimSpace(r.cells[i]) == "" {
						r.cells[i] = carried[c.Code]
					} else {
						carried[c.Code] = r.cells[i]
					}
				}
			}
		}
		if afternoon(r) && (g.joinAfternoon(r) || len(copies) > 0) { // behind a copy: of the copy
			read.Rows++
			continue
		}
		for c, u := range units {
			r.cells[c] = u.Scale(r.cells[c])
		}
		for i := range sides {
			r.across = append(r.across, sides[i]+"\x1f"+row.Text(i))
		}
		for i, m := range months {
			r.across = append(r.across, m.String()+"\x1f"+row.Text(i))
		}
		slices.Sort(r.across)
		if of := g.copyOf(r, times); of != "" {
			copies[of]++
			read.Rows++
			continue
		}
		said := t.Code + "\x1f" + strings.Join(r.raw, "\x1f")
		if sides != nil { // a column for each side of the account
			for _, i := range slices.Sorted(maps.Keys(sides)) {
				if strings.Trim(row.Text(i), " 0.-—/") == "" {
					continue
				}
				one := *r
				one.cells = slices.Clone(r.cells)
				kind := sides[i]
				if kind == "支出" && (strings.Contains(r.get("purpose"), "发放") || strings.Contains(r.get("purpose"), "补贴")) && flowsOut(r.get("purpose")) {
					kind = "发放"
				}
				one.put("kind", kind)
				one.put("amount", scaled(s, best.Layout, i, row.Text(i)))
				said := said + "\x1f" + kind
				g.twice[said]++
				one.number = number("row", said, fmt.Sprint(g.twice[said]))
				if kind == "结余" {
					balances = append(balances, &one)
					continue
				}
				g.records[t.Code] = append(g.records[t.Code], &one)
			}
			read.Rows++
			continue
		}
		if months != nil { // a column for each month: a record for each that was paid
			for _, i := range slices.Sorted(maps.Keys(months)) {
				if strings.Trim(row.Text(i), " 0.-—/") == "" {
					continue
				}
				one := *r
				one.cells = slices.Clone(r.cells)
				one.put("month", months[i].String())
				one.put("amount", scaled(s, best.Layout, i, row.Text(i)))
				said := said + "\x1f" + months[i].String()
				g.twice[said]++
				one.number = number("row", said, fmt.Sprint(g.twice[said]))
				g.records[t.Code] = append(g.records[t.Code], &one)
			}
			read.Rows++
			continue
		}
		g.twice[said]++
		r.number = number("row", said, fmt.Sprint(g.twice[said])) // by what it says: rows move when others are put in
		g.records[t.Code] = append(g.records[t.Code], r)
		read.Rows++
	}
	for _, of := range slices.Sorted(maps.Keys(copies)) {
		text := fmt.Sprintf("有%d行与“%s”中的相同，是同一份材料，只算一次", copies[of], of)
		g.fault(Fault{File: file, Sheet: label, Text: text})
	}
	if len(hidden) > 0 {
		g.fault(Fault{File: file, Sheet: label, Row: hidden[0],
			Text: fmt.Sprintf("有%d行是隐藏的（被筛选掉的），也读了；这是其中第一行", len(hidden))})
	}
	last := map[string]*record{}
	for _, r := range balances {
		on, _ := dayIn(r.get("on"), false)
		last[r.get("region")+r.get("township")+r.get("village")+r.get("fund")+fmt.Sprint(on.Year())] = r
	}
	for _, k := range slices.Sorted(maps.Keys(last)) {
		g.records[t.Code] = append(g.records[t.Code], last[k])
	}
	g.reads = append(g.reads, read)
}

// copyOf names the file, or the sheet, that has said the same as a row before: a copy of a list, or a county's list
// beside the township's. What one sheet says twice is said twice.
func (g *reading) copyOf(r *record, times map[string]int) string {
	said := r.table.Code + "\x1f" + strings.Join(r.cells, "\x1f") + "\x1f" + strings.Join(r.days, "\x1f") + "\x1f" +
		strings.Join(r.across, "\x1f")
	if r.table.Code == "registers" && r.get("kind") == "" { // the file's name says of what it is
		said += "\x1f" + registry.code("", r.hint)
	}
	times[said]++
	key := fmt.Sprint(times[said], "\x1f", said)
	first := g.firsts[key]
	if first == nil {
		g.firsts[key] = r
		return ""
	}
	if first.sheet != "" && first.file == r.file {
		return first.sheet
	}
	return first.file
}

// unitsOf the amounts of a sheet by their heads and the title, as far as it is not yuan; by position in the table's
// columns.
func unitsOf(s sheet.Sheet, l sheet.Layout, t *Table) map[int]sheet.Unit {
	out := map[int]sheet.Unit{}
	title := titleOf(s, l)
	for i, k := range l.Columns {
		if k < 0 || t.Columns[k].Code != "amount" && t.Columns[k].Code != "rate" {
			continue
		}
		if u, ok := sheet.UnitOf(l.Texts[i], title); ok {
			out[k] = u
		}
	}
	return out
}

// scaled is an amount under a head that is a month or a side of an account, in yuan.
func scaled(s sheet.Sheet, l sheet.Layout, column int, text string) string {
	if u, ok := sheet.UnitOf(l.Texts[column], titleOf(s, l)); ok {
		return u.Scale(text)
	}
	return text
}

// titleOf a table: what stands above its heads.
func titleOf(s sheet.Sheet, l sheet.Layout) string {
	var title string
	for _, r := range s.Rows[:l.At] {
		title += strings.Join(r.Texts(), " ")
	}
	return title
}

// legible names the cells of a row that cannot be read: a number that lost its end, an error, a formula without a
// value. false where the row rests on one of them and cannot be used; a remark that cannot be read is left out.
func (g *reading) legible(r *record, row sheet.Row, l sheet.Layout, days map[int]int, months map[int]civil.Month) bool {
	usable := true
	var bad []string
	why := ""
	for i, c := range row.Cells {
		f := c.Fault()
		if i < len(l.Columns) && l.Columns[i] >= 0 && c.Merged && r.table.Columns[l.Columns[i]].Code == "amount" {
			f = errs.New(errs.Invalid, "sheet.merged").With("raw", c.Text)
		}
		if f == nil || i >= len(l.Columns) {
			continue
		}
		_, isMonth := months[i]
		k := l.Columns[i]
		if k < 0 && days[i] == 0 && !isMonth {
			continue
		}
		usable = usable && k >= 0 && beside[r.table.Columns[k].Code]
		if k >= 0 {
			r.cells[k] = ""
		}
		g.fault(Fault{r.file, r.sheet, r.n, strings.TrimSpace(l.Texts[i]), words.Sentence(f)})
		code := "amount"
		if k >= 0 {
			code = r.table.Columns[k].Code
		}
		bad, why = append(bad, code), words.Sentence(f)
	}
	if !usable {
		g.gaps = append(g.gaps, gap{table: r.table, r: r, bad: bad, file: r.file, sheet: r.sheet, why: why})
	}
	return usable
}

// beside are columns that say something beside the matter: a row is used without them.
var beside = map[string]bool{"note": true, "remark": true, "phone": true, "address": true, "said": true,
	"source": true, "document": true, "tasks": true, "place": true}

// passedOver tells of a row that is passed over as a title, a total or a note and holds an identity number all the
// same: it is about somebody.
func (g *reading) passedOver(t *Table, file, label string, row sheet.Row) {
	if !slices.ContainsFunc(row.Cells, func(c sheet.Cell) bool { _, err := idno.Parse(c.Text); return err == nil }) {
		return
	}
	text := "这一行有身份证号码，但不在认出的表头下面，没有读；请移到同一个表头下面，或另存成一个文件"
	g.fault(Fault{File: file, Sheet: label, Row: row.N, Text: text})
	g.gaps = append(g.gaps, gap{table: t, file: file, sheet: label, why: text})
}

// afternoon reports whether a row of a month sheet is the second half of a person's: 下午.
func afternoon(r *record) bool {
	return r.has("half") && strings.HasPrefix(sheet.Plain(r.get("half")), "下")
}

// joinAfternoon puts the marks of an afternoon to those of the morning in the row before, of the same person and
// month; false where there is none.
func (g *reading) joinAfternoon(r *record) bool {
	all := g.records["sheets"]
	if len(all) == 0 || r.days == nil {
		return false
	}
	m := all[len(all)-1]
	same := func(code string) bool { return r.get(code) == "" || r.get(code) == m.get(code) }
	if m.file != r.file || m.sheet != r.sheet || m.later != nil || afternoon(m) || !same("id_no") || !same("name") ||
		!same("month") {
		return false
	}
	m.later = r.days
	return true
}

// nameRemark takes what stands in brackets behind a name, as in 王三（已故）, off into the remark.
func (r *record) nameRemark() {
	for _, code := range []string{"name", "kin_name", "voter", "by", "chair", "keeper"} {
		if !r.has(code) {
			continue
		}
		if rest, remark := plain.Remark(r.get(code)); remark != "" {
			r.put(code, rest)
			if code == "name" && r.has("note") && r.get("note") == "" {
				r.put("note", remark)
			}
		}
	}
}

const unrecognised = "没有认出是哪一种表；请对照模板的表头，或者把文件名改成表名（如“发放明细”）"

// put a value into a cell.
func (r *record) put(code, value string) {
	for i, c := range r.table.Columns {
		if c.Code == code {
			r.cells[i] = value
		}
	}
}

// example reports whether a row is the template's own.
func example(r *record) bool {
	return slices.ContainsFunc(r.cells, func(c string) bool { return strings.Contains(c, exampleMark) })
}

// number names a thing by what it is, so that it is the same whenever the folder is read.
func number(of ...string) int64 {
	d := seal.Digest([]byte(strings.Join(of, "\x1f")))
	return int64(binary.BigEndian.Uint64(d) >> 12) // 52 bits: exact in any spreadsheet and browser
}
