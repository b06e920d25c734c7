package importer

import (
	"fmt"
	"regexp"

	"gangwei/internal/attendance/duty"
	"gangwei/internal/base/civil"
	"gangwei/internal/base/errs"
	"gangwei/internal/base/plain"
	"gangwei/internal/platform/database"
	"gangwei/internal/platform/desk"
	"gangwei/internal/platform/lexicon"
	"gangwei/internal/platform/region"
	"gangwei/internal/platform/sheet"
	"gangwei/internal/registry/resident"
)

// attendance is a village's month sheet (月考勤表) as it is kept in Excel: a row for each holder, a column for each day.
func (room *Rooms) attendance() *Kind {
	return &Kind{Code: "attendance", Permission: "duty.enter", Columns: columns("attendance"),
		Judge: room.judgeAttendance,
		Write: room.writeAttendance, Undo: undoAttendance, Marked: true}
}

func dayHead(day int) string { return fmt.Sprintf("%d日", day) }

// monthClaim is a row of a month sheet, and the village's month it belongs to.
type monthClaim struct {
	duty.Claim
	village    *region.Region
	month      civil.Month
	impossible []duty.Impossible
}

var monthIn = regexp.MustCompile(`(20[0-9]{2})\s*[年./-]\s*([0-9]{1,2})`)

// monthOf a cell, or of the title, the sheet's name or the file's; zero if none is named.
func (p *plan) monthOf(l *line) civil.Month {
	if text := p.get(l, "month"); text != "" {
		if m := monthIn.FindStringSubmatch(sheet.Plain(text)); m != nil {
			if month, err := civil.ParseMonth(fmt.Sprintf("%s-%02s", m[1], m[2])); err == nil {
				return month
			}
		}
		m, _ := civil.ClaimMonth(text)
		return m
	}
	if l.of == nil {
		return civil.Month{}
	}
	return l.of.month
}

// halfOf the day that a row of a month sheet is about: morning, afternoon; empty for a whole day.
func (p *plan) halfOf(l *line) string {
	code, _ := lexicon.Half.With(p.spoken).Read(p.get(l, "half"))
	return code
}

// halves makes one row of the two that a person has where mornings and afternoons have rows of their own. A row that
// has no other half is of half days.
func (p *plan) halves() {
	var out []*line
	for _, l := range p.lines {
		n := len(out)
		if p.halfOf(l) == "afternoon" && n > 0 && p.halfOf(out[n-1]) == "morning" && p.sameRow(out[n-1], l) {
			p.joinHalves(out[n-1], out[n-1], l)
			continue
		}
		out = append(out, l)
	}
	for _, l := range out {
		switch p.halfOf(l) {
		case "morning":
			p.joinHalves(l, l, nil)
		case "afternoon":
			p.joinHalves(l, nil, l)
		}
	}
	p.lines = out
}

// sameRow reports whether a row under another is of the same person and month: it says the same or nothing.
func (p *plan) sameRow(above, below *line) bool {
	if above.sheet != below.sheet {
		return false
	}
	for _, code := range []string{"idno", "name", "month", "village"} {
		if v := p.get(below, code); v != "" && v != p.get(above, code) {
			return false
		}
	}
	return true
}

// joinHalves makes a row of whole days of those of the mornings and of the afternoons; nil where there is none. A cell
// that cannot be read stays one.
func (p *plan) joinHalves(l, morning, later *line) {
	mark := func(half *line, i int) lexicon.Mark {
		if half == nil {
			return lexicon.NoMark
		}
		return lexicon.MarkOf(half.cells[i], p.legends[l.sheet])
	}
	for d := 1; d <= 31; d++ {
		i := p.kind.column(fmt.Sprintf("d%02d", d))
		if later != nil && later != l && later.unread[i] != nil && l.unread[i] == nil {
			l.unread[i] = later.unread[i]
			one := *later.unread[i]
			l.faults.Add(one.At(later.n, p.kind.Columns[i].Head))
		}
		one, two := mark(morning, i), mark(later, i)
		switch {
		case one == lexicon.Unknown:
		case two == lexicon.Unknown:
			l.cells[i] = later.cells[i]
		default:
			l.cells[i] = wordOf[lexicon.Halves(one, two)]
		}
	}
	if hours := p.kind.column("hours"); later != nil && later != l {
		first, one := whole(l.cells[hours])
		if second, two := whole(later.cells[hours]); two && one {
			l.cells[hours] = fmt.Sprint(first + second)
		} else if l.cells[hours] == "" {
			l.cells[hours] = later.cells[hours]
		}
	}
	l.cells[p.kind.column("half")] = ""
}

// wordOf a mark, that no legend takes for another.
var wordOf = map[lexicon.Mark]string{'P': "出勤", 'H': "半天", 'L': "请假", 'W': "雨天", 'O': "休息", 'S': "换班", 'A': "缺勤",
	'T': "任务"}

// claimOf a row, of a village's month; a workbook of a township is handed in for its villages.
func claimOf(p *plan, l *line) *monthClaim {
	return &monthClaim{village: l.village, month: p.monthOf(l), Claim: duty.Claim{Row: l.n, Remark: p.get(l, "remark"),
		Legend: p.legends[l.sheet], For: p.at.Level != region.Village}}
}

func (room *Rooms) judgeAttendance(r database.Reader, p *plan) error {
	p.halves()
	people, err := p.lookUp(room, r, [][2]string{{"idno", "name"}})
	if err != nil {
		return err
	}
	type key struct {
		village int64
		month   civil.Month
	}
	type standing struct {
		lines []duty.Line
		state string
	}
	months := map[key]standing{}
	type once struct {
		placement int64
		month     civil.Month
	}
	first := map[once]int{}
	for _, l := range p.lines {
		if l.village == nil {
			continue
		}
		c := claimOf(p, l)
		if c.month.IsZero() || c.month.First().After(p.today) {
			p.fault(l, "month", errs.New(errs.Invalid, "import.month"))
			continue
		}
		k := key{l.village.ID, c.month}
		if _, ok := months[k]; !ok {
			var s standing
			if s.lines, s.state, err = duty.LinesFor(r, l.village.ID, c.month); err != nil {
				return err
			}
			months[k] = s
		}
		p.said(l, "half", lexicon.Half, p.get(l, "half"))
		s := months[k]
		if s.state != "" && s.state != duty.Draft {
			p.fault(l, "month", errs.New(errs.State, "duty.state").With("sheet", s.state))
			continue
		}
		persons := map[int64][]int64{}
		name := resident.CleanName(p.get(l, "name"))
		for _, x := range s.lines {
			if q, ok := people[0][l]; ok && x.PersonID == q.ID || p.get(l, "idno") == "" &&
				plain.SameName(x.Name, name) {
				persons[x.PersonID] = append(persons[x.PersonID], x.PlacementID)
			}
		}
		switch {
		case name == "" || p.faulted(l, "idno"):
			continue
		case len(persons) == 0:
			p.fault(l, "name", errs.New(errs.Invalid, "import.no_holder"))
			continue
		case len(persons) > 1:
			p.fault(l, "idno", errs.New(errs.Invalid, "import.two_names").With("count", len(persons)))
			continue
		}
		for _, ids := range persons {
			c.PlacementIDs = ids
		}
		if at, twice := first[once{c.PlacementIDs[0], c.month}]; twice {
			p.fault(l, "name", errs.New(errs.Invalid, "import.twice").With("row", at))
			continue
		}
		first[once{c.PlacementIDs[0], c.month}] = l.n
		said := false
		for d := range c.Days {
			c.Days[d] = sheet.Plain(p.get(l, fmt.Sprintf("d%02d", d+1)))
			said = said || c.Days[d] != ""
		}
		if hours := p.get(l, "hours"); hours != "" {
			n, ok := whole(hours)
			if c.Hours = n; !ok {
				p.fault(l, "hours", errs.New(errs.Invalid, "form.number"))
			}
		}
		after, impossible, err := c.Judge(s.lines, c.month, p.today)
		for _, e := range errs.All(err) {
			column := "name"
			for _, a := range e.Args {
				if a.Name == "day" {
					column = fmt.Sprintf("d%02d", a.Value)
				}
			}
			if e.Field == "hours" || e.Field == "remark" {
				column = e.Field
			}
			p.fault(l, column, e)
		}
		changed := false
		for _, a := range after {
			for _, was := range s.lines {
				changed = changed ||
					was.PlacementID == a.PlacementID && (was.Days != a.Days || was.Hours != a.Hours || was.Remark != a.Remark)
			}
		}
		l.same = err == nil && !changed && len(impossible) == 0
		c.impossible = impossible
		l.entry = c
	}
	return nil
}

func (room *Rooms) writeAttendance(v *desk.Visit, p *plan) error {
	type key struct {
		village *region.Region
		month   civil.Month
	}
	var order []key
	claims := map[key][]duty.Claim{}
	for _, l := range p.lines {
		if c, ok := l.entry.(*monthClaim); ok && l.good() {
			k := key{c.village, c.month}
			if claims[k] == nil {
				order = append(order, k)
			}
			claims[k] = append(claims[k], c.Claim)
		}
	}
	var lines []int64
	for _, k := range order {
		ids, err := duty.ApplyImport(v, p.batchID, k.village, k.month, claims[k])
		if err != nil {
			return err
		}
		lines = append(lines, ids...)
	}
	return recordMade(v, p, map[string][]int64{"duty_line": lines})
}

func undoAttendance(v *desk.Visit, of Undoing) error {
	return duty.RevertImport(v, of.Made["duty_line"])
}
