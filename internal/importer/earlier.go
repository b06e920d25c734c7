package importer

import (
	"fmt"
	"slices"
	"strings"

	"gangwei/internal/civil"
	"gangwei/internal/database"
	"gangwei/internal/desk"
	"gangwei/internal/errs"
	"gangwei/internal/history"
	"gangwei/internal/idno"
	"gangwei/internal/resident"
	"gangwei/internal/sheet"
)

// historyRows are holders of earlier years as found (--history): no row is refused, nothing is corrected, what is odd is said.
var historyRows = &Kind{Code: "history", Permission: "history.import", Columns: append(append(slices.Clone(where),
	Column{Code: "year", Head: "年度", Also: []string{"年份", "所属年度"}, Type: Number, Example: "2023", Note: "没有此列的，从表名或标题“2023年”读取"},
	Column{Code: "name", Head: "姓名", Also: fullName.Also, Type: Text, Required: true, Example: "王三"},
	Column{Code: "idno", Head: "身份证号码", Also: identity.Also, Type: Identity, Example: "370499197003070017"},
	Column{Code: "basis", Head: "安置对象类别", Also: []string{"人员类别", "类别", "安置依据"}, Type: Text, Example: "脱贫人口"},
	Column{Code: "post", Head: "岗位名称", Also: []string{"岗位", "岗位编号", "岗位类别", "工种"}, Type: Text, Example: "保洁-03"},
	Column{Code: "start", Head: "上岗日期", Also: []string{"上岗时间", "开始时间", "聘用时间", "协议开始"}, Type: Day, Example: "2023-01-01"},
	Column{Code: "end", Head: "退出日期", Also: []string{"退出时间", "结束时间", "离岗时间", "协议截止", "到期时间"}, Type: Day},
	Column{Code: "review", Head: "民主评议日期", Also: []string{"评议时间", "评议日期", "民主评议", "会议时间"}, Type: Day},
	Column{Code: "notice", Head: "公示时间", Also: []string{"公示日期", "公示期", "公示"}, Type: Text, Example: "2022.12.20-12.27"},
	Column{Code: "audit", Head: "审核日期", Also: []string{"审批日期", "审核时间", "审批时间", "镇街审核"}, Type: Day},
	Column{Code: "rate", Head: "月补贴标准", Also: []string{"补贴标准", "月补贴", "月工资", "标准"}, Type: Amount, Unit: "元/月", Example: "800"},
), append(monthColumns(),
	Column{Code: "slip", Head: "发放凭证号", Also: []string{"凭证号", "凭证", "记账凭证", "银行回单号"}, Type: Text, Example: "记-2023-06-018", Note: "已发月份的依据"},
	Column{Code: "handler", Head: "经办人", Also: []string{"负责人", "村经办人", "推荐人"}, Type: Text},
	Column{Code: "remark", Head: "备注", Also: []string{"说明", "退出原因"}, Type: Text},
)...), judge: judgeHistory, write: writeHistory}

func monthColumns() []Column {
	var out []Column
	for m := 1; m <= 12; m++ {
		out = append(out, Column{Code: fmt.Sprintf("m%02d", m), Head: fmt.Sprintf("%d月", m), Also: []string{fmt.Sprintf("%d月份", m), fmt.Sprintf("%02d月", m), fmt.Sprintf("%d月发放", m), fmt.Sprintf("%d月补贴", m)},
			Type: Amount, Unit: "元", Example: map[bool]string{true: "800"}[m <= 2], Note: "当月已发金额；只打√的按月补贴标准计"})
	}
	return out
}

// year that the title of a row's table names, or the sheet's or file's name; 0 if none does.
func (l *line) year() int64 {
	if l.of == nil {
		return 0
	}
	return int64(sheet.YearOf(append(l.of.names[:1:1], l.of.titles...), l.of.names[1:]...))
}

func clip(s string, limit int) string {
	if r := []rune(s); len(r) > limit {
		return string(r[:limit])
	}
	return s
}

func judgeHistory(room *Room, r database.Reader, p *plan) error {
	var rows []*history.Row
	var indexes, digests [][]byte
	badID, unpriced := map[*history.Row]bool{}, map[*history.Row]bool{}
	for _, l := range p.lines {
		l.faults = nil // as found: an unknown village or a missing name is odd, not refused
		h := &history.Row{Path: p.at.Path, Sheet: clip(l.sheet, 100), RowNo: int64(l.n), Year: l.year(),
			Name: clip(resident.CleanName(p.get(l, "name")), 60), Basis: clip(p.get(l, "basis"), 100),
			Post:     clip(p.get(l, "post"), 100),
			StartRaw: clip(p.get(l, "start"), 40), EndRaw: clip(p.get(l, "end"), 40), ReviewRaw: clip(p.get(l, "review"), 40), NoticeRaw: clip(p.get(l, "notice"), 80), AuditRaw: clip(p.get(l, "audit"), 40),
			Slip: clip(p.get(l, "slip"), 100), Handler: clip(p.get(l, "handler"), 60), Remark: clip(p.get(l, "remark"), 500)}
		if l.village != nil {
			h.VillageID, h.Path = &l.village.ID, l.village.Path
		}
		h.StartOn, h.EndOn, h.ReviewOn, h.AuditOn = civil.Claim(h.StartRaw).Date, civil.Claim(h.EndRaw).Date, civil.Claim(h.ReviewRaw).Date, civil.Claim(h.AuditRaw).Date
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
		if f, fault := amount(p.get(l, "rate")); fault == nil && p.get(l, "rate") != "" {
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

// months reads the twelve columns of what was paid; it reports a month that is ticked or written without an amount that can be read.
func (p *plan) months(l *line, h *history.Row) (unpriced bool) {
	for m := 1; m <= 12; m++ {
		cell := p.get(l, fmt.Sprintf("m%02d", m))
		if no, fault := yes(cell); cell == "" || fault == nil && !no {
			continue
		}
		of, ok := civil.MakeMonth(int(h.Year), m)
		f, fault := amount(cell)
		if ticked, notTick := yes(cell); notTick == nil && ticked {
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

func writeHistory(room *Room, v *desk.Visit, p *plan) error {
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
				out = append(out, fault{l.sheet, errs.New(errs.Invalid, x.Why).With("day", x.Day).With("said", x.Said).At(l.n, dayHead(x.Day))})
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

var oddColumn = map[string]string{"history.no_name": "姓名", "history.no_idno": "身份证号码", "history.idno": "身份证号码", "history.not_registered": "身份证号码", "history.village": "村（社区）", "history.year": "年度",
	"history.start": "上岗日期", "history.end": "退出日期", "history.review": "民主评议日期", "history.audit": "审核日期", "history.order": "退出日期", "history.no_review": "民主评议日期", "history.no_notice": "公示时间",
	"history.audit_early": "审核日期", "history.two_on_post": "岗位名称", "history.two_posts": "岗位名称", "history.no_slip": "发放凭证号", "history.month": "1月"}
