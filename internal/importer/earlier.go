package importer

import (
	"fmt"
	"strings"

	"gangwei/internal/base/civil"
	"gangwei/internal/base/errs"
	"gangwei/internal/base/idno"
	"gangwei/internal/platform/database"
	"gangwei/internal/platform/desk"
	"gangwei/internal/platform/sheet"
	"gangwei/internal/registry/history"
	"gangwei/internal/registry/resident"
)

// historyRows are holders of earlier years as found (--history): no row is refused, nothing is corrected, what is odd
// is said.
func (room *Rooms) historyRows() *Kind {
	return &Kind{Code: "history", Permission: "history.import", Columns: columns("history"), Judge: room.judgeHistory,
		Write: room.writeHistory, Periods: servicePeriods, AsFound: true}
}

// year that the title of a row's table names, or the sheet's or file's name; 0 if none does.
func (l *line) year() int64 {
	if l.of == nil {
		return 0
	}
	return int64(sheet.YearOf(append(l.of.names[:1:1], l.of.titles...), l.of.names[1:]...))
}

func (room *Rooms) judgeHistory(r database.Reader, p *plan) error {
	var rows []*history.Row
	var indexes, digests [][]byte
	badID, unpriced := map[*history.Row]bool{}, map[*history.Row]bool{}
	for _, l := range p.lines {
		l.faults = nil // as found: an unknown village or a missing name is odd, not refused
		h := &history.Row{Path: p.at.Path, Sheet: clip(l.sheet, 100), RowNo: int64(l.n), Year: l.year(),
			Name: clip(resident.CleanName(p.get(l, "name")), 60), Basis: clip(p.get(l, "basis"), 100),
			Post:     clip(p.get(l, "post"), 100),
			StartRaw: clip(p.get(l, "start"), 40), EndRaw: clip(p.get(l, "end"), 40), ReviewRaw: clip(p.get(l, "review"), 40),
			NoticeRaw: clip(p.get(l, "notice"), 80), AuditRaw: clip(p.get(l, "audit"), 40),
			Slip: clip(p.get(l, "slip"), 100), Handler: clip(p.get(l, "handler"), 60), Remark: clip(p.get(l, "remark"), 500)}
		if l.village != nil {
			h.VillageID, h.Path = &l.village.ID, l.village.Path
		}
		h.StartOn, h.EndOn, h.ReviewOn, h.AuditOn = civil.Claim(h.StartRaw).Date, civil.Claim(h.EndRaw).Date,
			civil.Claim(h.ReviewRaw).Date, civil.Claim(h.AuditRaw).Date
		if n, ok := whole(strings.TrimSuffix(sheet.Plain(p.get(l, "year")), "年")); ok && n >= 2000 && n < 2100 {
			h.Year = n
		} else if h.Year == 0 && !h.StartOn.IsZero() && p.get(l, "m01")+p.get(l, "m12") == "" {
			h.Year = int64(h.StartOn.Year())
		}
		if n, err := idno.Parse(p.get(l, "idno")); err == nil {
			h.IDIndex, h.IDTail = room.Ring.Index("idno", string(n)), n.Tail()
			indexes = append(indexes, h.IDIndex)
		} else if p.get(l, "idno") != "" {
			badID[h] = true
		}
		if f, fault := monthlyRate(p.get(l, "rate")); fault == nil && p.get(l, "rate") != "" {
			h.RateFen = &f
		}
		unpriced[h] = p.months(l, h)
		h.Raw = rawOf(l)
		h.RawDigest = room.Ring.Index("history", h.Path+"\x00"+h.Raw)
		digests = append(digests, h.RawDigest)
		l.entry = h
		rows = append(rows, h)
	}
	known, err := resident.ByIndexes(r, indexes)
	if err != nil {
		return err
	}
	taken, err := history.Known(r, digests)
	if err != nil {
		return err
	}
	for _, h := range rows {
		if q, ok := known[string(h.IDIndex)]; ok && h.IDIndex != nil {
			h.PersonID = &q.ID
		}
	}
	history.Mark(rows, func(h *history.Row) bool { return !badID[h] }, func(h *history.Row) bool { return unpriced[h] })
	for _, l := range p.lines {
		h := l.entry.(*history.Row)
		l.same = taken[string(h.RawDigest)]
	}
	return nil
}

// months reads the twelve columns of what was paid; it reports a month that is ticked or written without an amount that
// can be read.
func (p *plan) months(l *line, h *history.Row) (unpriced bool) {
	for m := 1; m <= 12; m++ {
		cell := p.get(l, fmt.Sprintf("m%02d", m))
		if no, fault := p.yes(cell); cell == "" || fault == nil && !no {
			continue
		}
		of, ok := civil.MakeMonth(int(h.Year), m)
		f, fault := amount(cell)
		if ticked, notTick := p.yes(cell); notTick == nil && ticked {
			f, fault = 0, nil
			if h.RateFen != nil {
				f = *h.RateFen
			}
		}
		if fault != nil || f == 0 || !ok || h.Year == 0 || f > 100_000_00 {
			unpriced = true
			continue
		}
		h.Paid = append(h.Paid, history.Paid{Month: of, AmountFen: f})
	}
	return unpriced
}

// rawOf a line: each cell under its head, in the order of the sheet.
func rawOf(l *line) string {
	var b strings.Builder
	for i, c := range l.raw {
		if c = strings.TrimSpace(c); c == "" {
			continue
		}
		head := ""
		if i < len(l.heads) {
			head = strings.TrimSpace(l.heads[i])
		}
		fmt.Fprintf(&b, "%s\t%s\n", strings.Join(strings.Fields(head), ""), strings.Join(strings.Fields(c), " "))
	}
	return b.String()
}

func (room *Rooms) writeHistory(v *desk.Visit, p *plan) error {
	var rows []*history.Row
	for _, l := range p.lines {
		if h := l.entry.(*history.Row); l.good() {
			h.BatchID = p.batchID
			rows = append(rows, h)
		}
	}
	return room.History.Store(v, rows)
}

// odd says of each row of earlier years what is odd about it, for the preview; the rows are good all the same.
func (p *plan) odd() []fault {
	var out []fault
	for _, l := range p.lines {
		if m, ok := l.entry.(*monthClaim); ok && !l.same {
			for _, x := range m.impossible {
				out = append(out,
					fault{l.sheet, errs.New(errs.Invalid, x.Why).With("day", x.Day).With("said", x.Said).At(l.n, dayHead(x.Day))})
			}
			continue
		}
		h, ok := l.entry.(*history.Row)
		if !ok || l.same {
			continue
		}
		for _, code := range strings.Fields(h.Odd) {
			out = append(out, fault{l.sheet, errs.New(errs.Invalid, code).At(l.n, oddColumn[code])})
		}
	}
	return out
}

var oddColumn = map[string]string{"history.no_name": "姓名", "history.no_idno": "身份证号码", "history.idno": "身份证号码",
	"history.not_registered": "身份证号码", "history.village": "村（社区）", "history.year": "年度",
	"history.start": "上岗日期", "history.end": "退出日期", "history.review": "民主评议日期", "history.audit": "审核日期",
	"history.order": "退出日期", "history.no_review": "民主评议日期", "history.no_notice": "公示时间",
	"history.audit_early": "审核日期", "history.two_on_post": "岗位名称", "history.two_posts": "岗位名称", "history.no_slip": "发放凭证号",
	"history.month": "1月"}
