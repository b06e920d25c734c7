package procedure

import (
	"fmt"

	"gangwei/internal/oversight/inspect"
)

// The birth date that was entered is not the identity number's, and it matters: an age limit lies between the two.
var birthMismatch = &inspect.Rule{
	Code: "procedure.birth_mismatch", Version: "1", Family: inspect.Procedure, Title: "出生日期与身份证号码不符",
	Citation: "年龄以身份证号码为准（GB 11643）；参数册age.*", From: since, Own: true,
	Severity: inspect.Low, Certainty: inspect.Record, Needs: []string{"person", "placement"}, Params: []string{
		"age.older_min", "age.max_new", "age.max_on_post"},
	Method:   "上岗人员登记的出生日期，与身份证号码第7至14位不同。两个日期之间跨过大龄起始、上岗或在岗年龄上限的为中，其余为低。",
	Innocent: "录入差一位；农历、公历混用；公安机关更正过身份证号码。",
	Next:     "以公安户籍信息核对；影响资格的重新审核。",
	Ask:      []string{"身份证上是哪年哪月？登记表上的日期是谁填的？"},
	Holds:    inspect.Lasting,
	Judge: func(d *inspect.Dossier, c *inspect.City, report func(inspect.Finding)) {
		done := map[int64]bool{}
		for _, p := range d.Placements {
			x := p.Person
			if x == nil || done[p.PersonID] || x.ByNumber.IsZero() || x.Birth.IsZero() || x.Birth == x.ByNumber {
				continue
			}
			done[p.PersonID] = true
			f := inspect.Finding{Subject: inspect.Subject{Table: "person", ID: p.PersonID, Name: x.Label()}, Day: p.Start,
				Held:     inspect.Between(d.OnPost(p.PersonID)),
				Sentence: fmt.Sprintf("%s登记的出生日期是%s，身份证号码中的是%s。", x.Name, x.Birth.Chinese(), x.ByNumber.Chinese()),
				Evidence: []inspect.Evidence{inspect.Row("person", p.PersonID, "登记%s，号码中%s", x.Birth, x.ByNumber),
					inspect.Row("placement", p.ID, "%s上岗", p.Start)}}
			a, b := x.Birth.AgeOn(p.Start), x.ByNumber.AgeOn(p.Start)
			for _, limit := range []struct {
				key  string
				year int
			}{{"age.older_min", 45}, {"age.max_new", 65}, {"age.max_on_post", 70}} {
				n := c.Book.Int(limit.key, d.Region.Path, p.Start, limit.year)
				if limit.key != "age.older_min" {
					n++ // the limit's own year is still within
				}
				if (a >= n) != (b >= n) {
					f.Severity = inspect.Medium
					f.Params = inspect.Value(limit.key, c.Book.Int(limit.key, d.Region.Path, p.Start, limit.year))
				}
			}
			report(f)
		}
	},
}
