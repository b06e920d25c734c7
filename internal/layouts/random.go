package layouts

import (
	"fmt"
	"math/rand/v2"
	"strings"

	"gangwei/internal/base/civil"
	"gangwei/internal/base/idno"
	"gangwei/internal/base/money"
	"gangwei/internal/sheettest"
)

// RandomRow is a row of a random list, as it must be read back.
type RandomRow struct {
	Name, IDNo, Village, Account string
	Start                        civil.Date
	Month                        civil.Month
	Amount                       money.Fen
}

// Random list: a pay list or a roster of random people, its columns in random order under random heads of those that
// are known, its cells typed in random styles, with or without what stands around a list.
type Random struct {
	Pay  bool
	Rows []RandomRow
	File File
}

var (
	randomFamily = []string{"示", "例", "欧阳", "阿依", "王", "司马"}
	randomGiven  = []string{"甲", "乙", "丙", "丁", "秀英", "·古丽", "建国", "𠅤"}
)

// MadeAtRandom by a source, so that it can be made again.
func MadeAtRandom(r *rand.Rand) Random {
	out := Random{Pay: r.IntN(2) == 0}
	month := civil.MustMonth("2025-01").Add(r.IntN(4))
	n := 1 + r.IntN(15)
	for i := range n {
		x := RandomRow{
			Name: randomFamily[r.IntN(len(randomFamily))] + randomGiven[r.IntN(len(randomGiven))],
			IDNo: string(idno.Make("370499", civil.MustDate("1960-01-01").AddDays(r.IntN(15000)),
				r.IntN(500)*2+i%2)),
			Village: []string{"东示例村", "西示例村"}[r.IntN(2)],
			Account: fmt.Sprintf("62%013d%04d", r.IntN(1e9), 1000+r.IntN(9000)),
			Start:   civil.MustDate("2023-01-05").AddDays(r.IntN(700)), Month: month,
			Amount: money.Fen(100 * (1 + r.IntN(3000))),
		}
		if r.IntN(3) == 0 {
			x.Amount += money.Fen(r.IntN(100))
		}
		out.Rows = append(out.Rows, x)
	}
	out.File = out.page(r, month)
	return out
}

// column of a random list: its head and how a row's cell is typed in each of some styles.
type column struct {
	heads []string
	cell  func(x RandomRow) []any
	sums  bool
}

func (out Random) columns() (needed, more []column) {
	needed = []column{
		{heads: []string{"姓名", "人员姓名", "姓 名"}, cell: func(x RandomRow) []any {
			k := []rune(x.Name)
			return []any{x.Name, x.Name + " ", string(k[:1]) + "　" + string(k[1:]), x.Name}
		}},
		{heads: []string{"身份证号码", "身份证号", "公民身份号码", "身份证号码*", "身份证号码（18位）"}, cell: func(x RandomRow) []any {
			return []any{x.IDNo, strings.ToLower(x.IDNo), fullWidth(x.IDNo),
				x.IDNo[:6] + " " + x.IDNo[6:14] + " " + x.IDNo[14:], "'" + x.IDNo,
				"\u200b" + x.IDNo, x.IDNo + "\u00a0"}
		}},
		{heads: []string{"村", "村（社区）", "所在村", "行政村", "村名"}, cell: func(x RandomRow) []any {
			return []any{x.Village,
				x.Village + " "}
		}},
	}
	if !out.Pay {
		return append(needed, column{heads: []string{"上岗日期", "上岗时间", "聘用时间"},
				cell: func(x RandomRow) []any { return dayStyles(x.Start) }}),
			[]column{{heads: []string{"岗位名称", "岗位"}, cell: func(RandomRow) []any { return []any{"保洁员"} }}}
	}
	needed = append(needed, column{heads: []string{"实发金额", "发放金额", "金额", "补贴金额（元）", "实发 金额"},
		cell: func(x RandomRow) []any {
			return amountStyles(x.Amount)
		}, sums: true})
	return needed, []column{{heads: []string{"银行账号", "社保卡账号", "账号"}, cell: func(x RandomRow) []any {
		return []any{x.Account, spaced(x.Account), fullWidth(x.Account), x.Account + "\t"}
	}}}
}

func dayStyles(d civil.Date) []any {
	return []any{dayCell(d), d.String(), dotted(d), hanDay(d), solid(d), strings.ReplaceAll(d.String(), "-", "/"),
		fullWidth(d.String()),
		sheettest.Shown{Value: serial(d), Format: `yyyy"年"m"月"d"日"`}, sheettest.Shown{Value: serial(d), Format: "yyyy-mm-dd"},
		float64(number(solid(d))),
		d.String() + " 00:00:00"}
}

func amountStyles(f money.Fen) []any {
	text := f.String()
	return []any{yuan(f), text, text + "元", "￥" + text, fullWidth(text), " " + text + " ",
		sheettest.Shown{Value: yuan(f), Format: "0.00"},
		sheettest.Shown{Value: yuan(f), Format: `#,##0.00`}, sheettest.Computed(yuan(f))}
}

// page of the list.
func (out Random) page(r *rand.Rand, month civil.Month) File {
	columns, more := out.columns()
	for _, c := range more {
		if r.IntN(2) == 0 || out.Pay {
			columns = append(columns, c)
		}
	}
	for _, extra := range []string{"序号", "性别", "民族", "签字", "备注"} {
		if r.IntN(3) == 0 {
			columns = append(columns, column{heads: []string{extra}, cell: func(RandomRow) []any { return []any{nil} }})
		}
	}
	monthIn := "title"
	if out.Pay && r.IntN(2) == 0 {
		monthIn = "column"
		columns = append(columns, column{heads: []string{"月份", "所属月份", "发放月份"}, cell: func(x RandomRow) []any {
			m := x.Month
			return []any{m.String(), hanMonth(m), strings.ReplaceAll(m.String(), "-", ""),
				strings.ReplaceAll(m.String(), "-", "."), monthCell(m.First())}
		}})
	}
	r.Shuffle(len(columns), func(i, k int) { columns[i], columns[k] = columns[k], columns[i] })
	p := on("Sheet1")
	name := "上岗记录"
	if out.Pay {
		name = "发放明细"
	}
	if monthIn == "title" && out.Pay || r.IntN(2) == 0 {
		p.wide("示例镇"+hanMonth(month)+"公益性岗位"+name+"表", len(columns))
	}
	if r.IntN(3) == 0 {
		p.wide("填报单位：示例镇        单位：元", len(columns))
	}
	if r.IntN(4) == 0 {
		p.row()
	}
	var heads []any
	style := make([]int, len(columns))
	for i, c := range columns {
		heads = append(heads, c.heads[r.IntN(len(c.heads))])
		style[i] = r.IntN(1000)
	}
	p.row(heads...)
	mixed := r.IntN(3) == 0 // each cell in a style of its own
	for i, x := range out.Rows {
		var cells []any
		for k, c := range columns {
			styles := c.cell(x)
			if mixed {
				style[k] = r.IntN(1000)
			}
			cells = append(cells, styles[style[k]%len(styles)])
			if heads[k] == "序号" {
				cells[k] = float64(i + 1)
			}
		}
		p.row(cells...)
		if r.IntN(12) == 0 {
			p.row()
		}
	}
	out.foot(r, p, columns)
	return file(name, p)
}

// foot of a list: a total where there are amounts, and who made it.
func (out Random) foot(r *rand.Rand, p *page, columns []column) {
	if out.Pay && r.IntN(2) == 0 {
		total := money.Fen(0)
		for _, x := range out.Rows {
			total += x.Amount
		}
		cells := make([]any, len(columns))
		for i, c := range columns {
			if c.sums {
				cells[i] = yuan(total)
			}
		}
		if cells[0] == nil {
			cells[0] = "合计"
			p.row(cells...)
		}
	}
	if r.IntN(2) == 0 {
		p.signed()
	}
}
