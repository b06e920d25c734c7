package procedure

import (
	"fmt"

	"gangwei/internal/base/civil"
	"gangwei/internal/oversight/inspect"
)

// Rosters of earlier years name holders without a democratic review or notice, or with an audit before the review: one
// finding for a village and year. It says what papers are missing, not that there were none.
var earlierUnproved = &inspect.Rule{
	Code: "procedure.earlier_unproved", Version: "1", Family: inspect.Procedure, Title: "历史名册：程序材料不全",
	Citation: "城乡公益性岗位开发管理办法（民主评议、公示）", From: since,
	Severity: inspect.Low, Certainty: inspect.Information, Needs: []string{"history_row"},
	Method:   "历史名册中没有评议、公示材料，或者身份证号码无效的行。",
	Innocent: "原件在村或镇街档案里，表上没有抄录；当年规定不同；表的填法不同。",
	Next:     "到村、镇街查找当年的评议记录和公示照片，补录或说明。",
	Ask:      []string{"当年的评议、公示材料保存在哪里？"},
	Holds:    inspect.Once,
	Judge: func(d *inspect.Dossier, c *inspect.City, report func(inspect.Finding)) {
		type tally struct {
			rows, review, notice, early int
			first                       *inspect.Earlier
		}
		years := map[int64]*tally{}
		var order []int64
		for _, e := range d.Earlier {
			if e.Year == 0 {
				continue
			}
			t := years[e.Year]
			if t == nil {
				t = &tally{}
				years[e.Year] = t
				order = append(order, e.Year)
			}
			t.rows++
			bad := false
			for _, x := range []struct {
				code string
				n    *int
			}{{"history.no_review", &t.review}, {"history.no_notice", &t.notice}, {"history.audit_early", &t.early}} {
				if e.Has(x.code) {
					*x.n++
					bad = true
				}
			}
			if bad && t.first == nil {
				t.first = e
			}
		}
		for _, y := range order {
			t := years[y]
			if t.first == nil {
				continue
			}
			jan, _ := civil.MakeMonth(int(y), 1)
			report(inspect.Finding{Subject: inspect.Subject{Table: "region", ID: d.Region.ID, Name: d.Region.Name},
				Day: jan.First(), From: jan, To: jan.Add(11),
				Sentence: fmt.Sprintf("%d年历史名册%d行中，%d行没有民主评议记录，%d行没有公示记录，%d行审核早于评议。", y, t.rows, t.review, t.notice, t.early),
				Evidence: []inspect.Evidence{inspect.Row("history_row", t.first.ID, "%s第%d行起", t.first.File, t.first.RowNo)}})
		}
	},
}
