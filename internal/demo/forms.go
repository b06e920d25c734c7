package demo

import (
	"bytes"
	"fmt"
	"image"
	"image/png"

	"gangwei/internal/base/civil"
	"gangwei/internal/base/money"
	"gangwei/internal/forms/formlists"
	"gangwei/internal/forms/progress"
	"gangwei/internal/forms/project"
	"gangwei/internal/forms/target"
	"gangwei/internal/platform/authz"
	"gangwei/internal/platform/database"
	"gangwei/internal/platform/files"
	"gangwei/internal/registry/unit"
)

// forms of the quarter that a month ends, one day before they are due: each unit's clerks keep their lists and fill in,
// the unit sends its form in and the city takes it over. Of the last quarter one unit has not sent it in, one was given
// it back, one waits for the city.
func (b *builder) forms(m civil.Month) error {
	q := civil.QuarterOf(m.First())
	last := Until.Before(m.Add(1).Last())
	if !b.began {
		b.began = true
		if err := b.lists(m); err != nil {
			return err
		}
	}
	scan, err := blankScan(b.app.Files)
	if err != nil {
		return err
	}
	city, err := b.app.Accounts.Actor(b.ctx, short["city_manager"])
	if err != nil {
		return err
	}
	if err := b.projects(q, city); err != nil {
		return err
	}
	for i, u := range b.units {
		b.at(m.Date(4), 9+i)
		reporter, err := b.app.Accounts.Actor(b.ctx, short["unit_reporter"]+"-"+u.Code)
		if err != nil {
			return err
		}
		base := int64(len(b.villages)/len(b.units)+1) / 4
		said := []progress.Said{
			{Col: 1, Value: fmt.Sprint(1 + i%3)},
			{Col: 2, Value: fmt.Sprint(2 + i%2)},
			{Col: 3, Value: fmt.Sprint(1 + i%2)},
			{Col: 4, Value: fmt.Sprint(i)},
			{Col: 11, Value: fmt.Sprint(base * int64(q.N()+i))},
			{Col: 12, Value: fmt.Sprint(q.N() - 1 + i%2)},
		}
		if last && i == len(b.units)-1 {
			said = said[:4] // not answered: the relocation areas and fairs
		}
		if _, err := b.app.Progress.Fill(b.ctx, reporter, "", u.ID, q, said); err != nil {
			return fmt.Errorf("%s %s: %w", u.Name, q, err)
		}
		if last && i == len(b.units)-1 {
			continue
		}
		signed := progress.Signed{Filler: "演示填表人", Reviewer: "演示审核人", Leader: "演示负责人", Phone: "0632-0000000"}
		id, err := b.app.Progress.Submit(b.ctx, reporter, "", u.ID, q, signed, &scan)
		if err != nil {
			return fmt.Errorf("%s %s: %w", u.Name, q, err)
		}
		switch {
		case last && i == 1:
		case last && i == 2:
			_, err = b.app.Progress.Decide(b.ctx, city, "", id, "returned", "第12列与上季度相比请核对场次")
		default:
			_, err = b.app.Progress.Decide(b.ctx, city, "", id, progress.Accepted, "")
		}
		if err != nil {
			return fmt.Errorf("%s %s: %w", u.Name, q, err)
		}
	}
	return nil
}

// projects of each unit, sent in for the quarter; the city chooses the first into its library.
func (b *builder) projects(q civil.Quarter, city authz.Actor) error {
	for i, u := range b.units {
		reporter, err := b.app.Accounts.Actor(b.ctx, short["unit_reporter"]+"-"+u.Code)
		if err != nil {
			return err
		}
		var running []project.Project
		read := func(s *database.Snapshot) (err error) {
			running, err = project.Running(s, u.ID)
			return err
		}
		if err := b.app.DB.Read(b.ctx, read); err != nil {
			return err
		}
		for k := len(running); k < 2+(q.N()+i)%2; k++ {
			if _, err := b.app.Projects.Enter(b.ctx, reporter, "",
				project.Project{UnitID: u.ID, Name: []string{"演示温室大棚", "演示服装加工点", "演示冷链分拣站"}[k], Summary: "带动周边村民就近就业",
					Jobs: int64(20 + 10*k + i), JobsPovertyOut: int64(8 + k), Sites: []string{"", "2", ""}[k], ContactName: "演示联系人",
					ContactPhone: "0632-0000000", Reached: int64(5 + 3*q.N()), ReachedPovertyOut: int64(1 + q.N())}); err != nil {
				return err
			}
		}
		list, err := b.app.Projects.Send(b.ctx, reporter, "", u.ID, q, "演示填表人", "0632-0000000")
		if err != nil {
			return err
		}
		var lines []project.Line
		if err := b.app.DB.Read(b.ctx, func(s *database.Snapshot) (err error) {
			lines, err = project.LinesOf(s, list)
			return err
		}); err != nil {
			return err
		}
		if _, err := b.app.Projects.Choose(b.ctx, city, "", lines[0].ID, i%3 != 2,
			map[bool]string{true: "带动面大，位置合适", false: "还没有开工"}[i%3 != 2]); err != nil {
			return err
		}
	}
	return nil
}

// migrantWork of a month, entered on its last day: it grows but for one unit that falls and answers, and one that falls
// and has not.
func (b *builder) migrantWork(m civil.Month) error {
	for i, u := range b.units {
		reporter, err := b.app.Accounts.Actor(b.ctx, short["unit_reporter"]+"-"+u.Code)
		if err != nil {
			return err
		}
		k := int64(m.Since(civil.MustMonth("2024-01")))
		away, in, income := int64(3200+600*i)+12*k, int64(420+60*i)+3*k, int64(415_000+2_000*i)+1_500*k
		if i == 2 && m == Until.Month().Add(-3) || i == 4 && m == Until.Month().Add(-1) {
			away -= 40
		}
		if _, err := b.app.Targets.Enter(b.ctx, reporter, "",
			target.Month{UnitID: u.ID, Month: m, Away: &away, TakenIn: &in, IncomeFen: &income}); err != nil {
			return err
		}
		if i != 2 {
			continue
		}
		var open []target.Alert
		if err := b.app.DB.Read(b.ctx, func(s *database.Snapshot) (err error) {
			open, err = target.Alerts(s, []int64{u.ID}, 10, target.Open)
			return err
		}); err != nil {
			return err
		}
		for _, a := range open {
			if _, err := b.app.Targets.Answer(b.ctx, reporter, "", a.ID, a.Version, "返乡人员增多，已组织专场招聘两场，逐人对接"); err != nil {
				return err
			}
		}
	}
	return nil
}

// lists of each unit: workshops by the agriculture clerk, work relief by the reform clerk, training by the office.
func (b *builder) lists(m civil.Month) error {
	b.at(m.Date(3), 9)
	began := civil.MustMonth(fmt.Sprintf("%d-01", m.Year()))
	for i, u := range b.units {
		reporter, err := b.app.Accounts.Actor(b.ctx, short["unit_reporter"]+"-"+u.Code)
		if err != nil {
			return err
		}
		clerks := map[string]authz.Actor{unit.HR: reporter}
		for _, x := range []struct{ department, login string }{
			{"agriculture", "nongye-" + u.Code},
			{"reform", "fagai-" + u.Code},
		} {
			if _, err := unit.Assign(b.ctx, b.app.Desk, reporter, "", u.ID, x.login, x.department); err != nil {
				return err
			}
			if clerks[x.department], err = b.app.Accounts.Actor(b.ctx, x.login); err != nil {
				return err
			}
		}
		enter := func(department string, e formlists.Entry) (int64, error) {
			e.UnitID = u.ID
			return b.app.Registers.Enter(b.ctx, clerks[department], "", e)
		}
		for k := range 2 + i%3 {
			people := int64(18 + 7*k + i)
			if _, err := enter("agriculture",
				formlists.Entry{Kind: "workshop", Name: fmt.Sprintf("演示第%d帮扶车间", k+1), Place: u.Name,
					Document: fmt.Sprintf("演示认〔%d〕%d号", began.Year()-1, k+1), FromOn: began.Add(-6 - k).Date(12), People: people,
					PovertyOut: people / 3}); err != nil {
				return err
			}
			class := []string{"演示家政培训班", "演示电工培训班", "演示育婴培训班", "演示果树培训班"}[k]
			training, err := enter(unit.HR, formlists.Entry{Kind: "training", Name: class, Place: u.Name,
				FromOn: began.Add(k % (m.Since(began) + 1)).Date(1), People: people, PovertyOut: people / 2})
			if err != nil {
				return err
			}
			if b.training == 0 {
				b.training = training
			}
		}
		project, err := enter("reform",
			formlists.Entry{Kind: "work_relief", Name: "演示村道硬化项目", Place: u.Name, Owner: "演示镇政府", Contractor: "演示施工队",
				FromOn: began.Date(2), People: int64(24 + i), PovertyOut: int64(9 + i)})
		if err != nil {
			return err
		}
		for x := began; x.Before(m); x = x.Add(1) {
			pay := formlists.Month{EntryID: project, Month: x, Workers: int64(24 + i), DueFen: money.Fen(24+i) * 180_000,
				PaidFen: money.Fen(24+i) * 180_000, PaidOn: x.Add(1).First()}
			if i == 3 && x == m.Add(-2) {
				pay.PaidFen, pay.PaidOn = 0, civil.Date{} // owed since
			}
			if _, err := b.app.Registers.Pay(b.ctx, clerks["reform"], "", pay); err != nil {
				return err
			}
		}
	}
	return nil
}

// blankScan stands for the stamped sheet: an empty page, since a demonstration has no seal.
func blankScan(room *files.Service) (files.Stored, error) {
	page := image.NewGray(image.Rect(0, 0, 420, 297))
	for i := range page.Pix {
		page.Pix[i] = 0xff
	}
	var b bytes.Buffer
	if err := png.Encode(&b, page); err != nil {
		return files.Stored{}, err
	}
	return room.Put("演示用空白扫描件.png", &b)
}
