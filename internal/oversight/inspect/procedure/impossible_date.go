package procedure

import (
	"fmt"

	"gangwei/internal/oversight/inspect"
)

// A record is dated on a day that does not exist, or that was still to come when the material was drawn.
var impossibleDate = &inspect.Rule{
	Code: "procedure.impossible_date", Version: "1", Family: inspect.Procedure, Title: "记录写着不存在的或还没到的日期",
	Citation: "数据造假；原始记录应当当时形成", From: since,
	Severity: inspect.Medium, Certainty: inspect.Record,
	Method:   "检查、评议、公示、培训、考勤、取款等记录的日期，是日历上没有的日子（如2月30日），或者晚于材料截止日；只写年月、写法看不懂的不算。计划、到期一类本来在将来的日期不算。",
	Innocent: "录入时按错一位；农历日期；提前排好的值班。",
	Next:     "看原件上的日期和形成时间，请经办人说明。",
	Ask:      []string{"这份记录是哪天做的？这个日期是谁写的？"},
	Holds:    inspect.Lasting,
	Judge: func(d *inspect.Dossier, c *inspect.City, report func(inspect.Finding)) {
		for _, x := range d.OddDates {
			f := inspect.Finding{Subject: inspect.Subject{Table: x.Table, ID: x.ID, Name: x.About}, Day: x.Day,
				Sentence: fmt.Sprintf("%s的“%s”写的是“%s”，日历上没有这一天。", x.About, x.Column, x.Raw),
				Evidence: []inspect.Evidence{inspect.Row(x.Table, x.ID, "%s：%s", x.Column, x.Raw)}}
			if x.Future {
				f.Certainty = inspect.Suspicion
				f.Sentence = fmt.Sprintf("%s的“%s”写的是“%s”，而材料截止到%s，这一天还没有到。", x.About, x.Column, x.Raw, c.Today.Chinese())
			}
			if f.Day.IsZero() {
				f.Day = c.Today
			}
			f.Held = inspect.Still(since.Month()) // the record stands as it is; when it was made, such a date does not say
			if f.Day.Before(c.Today) {
				f.Held = inspect.Still(f.Day.Month())
			}
			report(f)
		}
	},
}
