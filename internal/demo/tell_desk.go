package demo

import (
	"fmt"

	"gangwei/internal/base/civil"
	"gangwei/internal/forms/formlists"
	"gangwei/internal/hiring/villagepapers"
	"gangwei/internal/oversight/complaint"
	"gangwei/internal/oversight/inspect"
	"gangwei/internal/platform/authz"
	"gangwei/internal/platform/database"
	"gangwei/internal/platform/documents"
	"gangwei/internal/platform/region"
	"gangwei/internal/registry/crosscheck"
)

// deskEpisodes are those of hearing, looking and writing: a village asked to explain, a training list named, a
// mapping of an outside system, sheets printed and scanned, an inspection of the home township with what follows it.
func (b *builder) deskEpisodes() []episode {
	return []episode{
		{"a mapping of their own", last().Date(2), 9, (*telling).mapped},
		{"lists behind the form", last().Date(11), 15, (*telling).otherLists},
		{"a training list is named", last().Date(11), 16, (*telling).named},
		{"a villager comes", last().Date(8), 10, func(t *telling) {
			t.asked("other", "想问考勤表为什么要本人签字", "请说明本村月考勤表由谁保管、怎样签字。", true)
		}},
		{"and another", last().Date(16), 11, func(t *telling) {
			t.asked("other", "活动室的门总锁着，没处喝水", "请说明岗位人员休息和饮水怎样安排。", false)
		}},
		{"sheets are printed", last().Date(17), 8, (*telling).printed},
		{"a difference is explained", Until, 17, (*telling).difference},
		{"a check is taken back", Until, 19, tookBack},
	}
}

// mapped: the county's own mapping of the employment system, with the words that its export has.
func (t *telling) mapped() {
	_, body, err := crosscheck.Default("employment")
	if err != nil {
		t.err = err
		return
	}
	t.inCounty("county_reviewer", func(who authz.Actor, county *region.Region) error {
		_, err := t.app.Crosscheck.SetMapping(t.ctx, who, "", "employment", county.Path, body, "沿用市里的对照，本区先登记")
		return err
	})
}

// otherLists that stand behind the quarter's form, which the home unit had counted by hand: they say the same.
func (t *telling) otherLists() {
	u := t.units[0]
	if !t.began {
		return
	}
	day := func(month int) civil.Date {
		return civil.MustMonth(fmt.Sprintf("%d-%02d", last().Year(), month)).Date(15)
	}
	settled := int64(len(t.villages)/len(t.units)+1) / 4 * int64(civil.QuarterOf(Until).N())
	for _, e := range []formlists.Entry{
		{Kind: "alliance", Name: "演示劳务协作联盟", Level: "区级", FromOn: day(3)},
		{Kind: "brand", Name: "演示家政", Level: "区级", FromOn: day(2)},
		{Kind: "brand", Name: "演示建筑工", Level: "市级", FromOn: day(5)},
		{Kind: "base", Name: "演示乡村振兴劳务基地", Level: "区级", FromOn: day(4)},
		{Kind: "relocation", Name: "演示安置区", Place: u.Name, FromOn: day(1), People: settled + 12, PovertyOut: settled},
		{Kind: "job_fair", Name: "演示专场招聘（春）", Place: u.Name, FromOn: day(3)},
		{Kind: "job_fair", Name: "演示专场招聘（夏）", Place: u.Name, FromOn: day(6)},
		{Kind: "job_fair", Name: "演示专场招聘（秋）", Place: u.Name, FromOn: day(9)},
	} {
		e.UnitID = u.ID
		t.by(short["unit_reporter"]+"-"+u.Code, func(who authz.Actor) error {
			_, err := t.app.Registers.Enter(t.ctx, who, "", e)
			return err
		})
	}
}

// named are three people of the home county on its first training list, so that it counts them by the registry.
func (t *telling) named() {
	if t.training == 0 {
		return
	}
	text, n := "姓名,身份证号\n", 0
	for _, v := range t.near() {
		for _, p := range v.people {
			if n < 3 && len(p.categories) > 0 && p.diedOn.IsZero() {
				text += fmt.Sprintf("%s,%s\n", p.name, p.number)
				n++
			}
		}
	}
	t.by(short["unit_reporter"]+"-"+t.units[0].Code, func(who authz.Actor) error {
		var e formlists.Entry
		if err := t.app.DB.Read(t.ctx, func(s *database.Snapshot) (err error) {
			e, err = formlists.ByID(s, t.training)
			return err
		}); err != nil {
			return err
		}
		_, err := t.app.Registers.Name(t.ctx, t.app.Ring, who, "", e.ID, e.Version, "演示家政培训班名单.csv", []byte(text))
		return err
	})
}

// asked: the township asks the village to explain something that a villager came with, in words of its own.
func (t *telling) asked(kind, said, wording string, explained bool) {
	v, _, _ := t.home()
	v.touched = true
	var got complaint.Receipt
	t.by(short["telephone_clerk"], func(who authz.Actor) (err error) {
		got, err = t.app.Complaints.Register(t.ctx, who, "", v.region,
			complaint.Said{About: complaint.Village, Kind: kind, CameBy: complaint.CameBy[0], Text: said})
		return err
	})
	t.ids.complaint = max(t.ids.complaint, got.ID)
	t.moment += 4 * 3_600_000_000
	t.by(v.township("township_reviewer"), func(who authz.Actor) error {
		_, err := t.app.Complaints.Put(t.ctx, who, "", complaint.Move{ID: got.ID, Version: 1, Remark: wording})
		return err
	})
	if !explained {
		return
	}
	t.moment += 3 * 3_600_000_000
	t.by(v.clerk(), func(who authz.Actor) error {
		var asks []complaint.Ask
		if err := t.app.DB.Read(t.ctx, func(s *database.Snapshot) (err error) {
			asks, err = complaint.AsksOf(s, got.ID)
			return err
		}); err != nil {
			return err
		}
		_, err := t.app.Complaints.Explain(t.ctx, who, "", asks[0].ID, asks[0].Version, "考勤表由文书保管，每月底请本人核对后签字")
		return err
	})
}

// printed: the village's sheets of the month that has ended, one of which is signed and scanned. Without a Chinese
// font on the machine there is no paper.
func (t *telling) printed() {
	v, _, _ := t.home()
	v.touched = true
	signed(t, v, v.clerk(), villagepapers.Order{Village: v.region, Month: last().Add(-1), Blank: 1})
}

// signed prints a village's sheets and attaches a scan of the first; its number, 0 without a Chinese font.
func signed(t *telling, v *village, login string, o villagepapers.Order) (id int64) {
	var pack *documents.Pack
	t.by(login, func(who authz.Actor) (err error) {
		_, pack, err = t.app.Papers.Print(t.ctx, who, o)
		return err
	})
	if t.refused("report.font") || t.err != nil {
		return 0
	}
	scan, err := blankScan(t.app.Files)
	if err != nil {
		t.err = err
		return 0
	}
	t.by(login, func(who authz.Actor) error {
		_, err := t.app.Papers.Attach(t.ctx, who, "", pack.Sheets[0].Number, scan)
		return err
	})
	t.read(func(s *database.Snapshot) error {
		scans, err := villagepapers.SignedIn(s, v.region.Path, o.Month)
		if len(scans) > 0 {
			id = scans[0].ID
		}
		return err
	})
	return id
}

// difference to the provincial system's export that is in order, explained by the township.
func (t *telling) difference() {
	v, town, _ := t.home()
	var all []crosscheck.Difference
	t.read(func(s *database.Snapshot) (err error) {
		_, all, err = crosscheck.Differences(s, "employment", town.Path)
		return err
	})
	for _, d := range all {
		if d.PlacementID == 0 {
			continue
		}
		t.by(v.township("township_reviewer"), func(who authz.Actor) error {
			_, err := t.app.Crosscheck.Explain(t.ctx, who, "", "employment", town.Path, d, "省系统登记的是备案日期，以协议为准")
			return err
		})
		return
	}
}

// inspected: an inspector goes through what was found in the home county: a note, an order with what the office
// answered, a filter kept for the next time, and a paper.
func (b *builder) inspected() error {
	t := &telling{builder: b}
	_, town, county := b.home()
	var found []inspect.Kept
	t.read(func(s *database.Snapshot) (err error) {
		found, err = inspect.List(s, authz.Under(county.Path), inspect.Filter{ByWeight: true, Limit: 2})
		return err
	})
	jijian := short["discipline_inspector"]
	for i, k := range found {
		t.by(jijian, func(who authz.Actor) error {
			_, err := t.app.Inspect.Write(t.ctx, who, "",
				inspect.Entry{FindingID: k.ID, Kind: inspect.Note,
					Said: []string{"先调取原始材料，再约谈经办人", "与上一件一并核实"}[i]}, nil)
			return err
		})
	}
	t.by(jijian, func(who authz.Actor) error {
		_, err := t.app.Inspect.Save(t.ctx, who, "", "本区高风险", "severity=high&region="+county.Code)
		return err
	})
	t.by(jijian, func(who authz.Actor) error {
		_, _, err := t.app.Reports.Issue(t.ctx, who, town, last().Add(-2), last().Add(-1), "乡村公益性岗位监督检查")
		return err
	})
	t.refused("report.font")
	return t.err
}
