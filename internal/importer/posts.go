package importer

import (
	"maps"
	"slices"

	"gangwei/internal/civil"
	"gangwei/internal/database"
	"gangwei/internal/desk"
	"gangwei/internal/errs"
	"gangwei/internal/lexicon"
	"gangwei/internal/placement"
	"gangwei/internal/post"
	"gangwei/internal/quota"
	"gangwei/internal/rulebook"
	"gangwei/internal/sheet"
)

// posts is the workbook of posts to be opened (岗位开发台账): one row a post.
var posts = &Kind{Code: "posts", Permission: "post.open", Columns: append(slices.Clone(where),
	Column{Code: "kind", Head: "岗位类别", Also: []string{"类别", "岗位类型", "工种"}, Type: Choice, Required: true, Example: "保洁", Note: "系统“岗位”页面所列的类别名称"},
	Column{Code: "title", Head: "岗位名称", Also: []string{"岗位", "名称"}, Type: Text, Required: true, Limit: 30, Example: "村内保洁员"},
	Column{Code: "place", Head: "工作地点", Also: []string{"地点", "责任区域"}, Type: Text, Required: true, Limit: 50, Example: "东街、西街"},
	Column{Code: "tasks", Head: "工作内容", Also: []string{"岗位职责", "工作任务"}, Type: Text, Required: true, Limit: 200, Example: "清扫村内道路"},
	Column{Code: "days", Head: "月工作天数", Also: []string{"月天数", "每月天数"}, Type: Number, Required: true, Unit: "天/月", Example: "15"},
	Column{Code: "hours", Head: "月工时", Also: []string{"每月工时", "工时"}, Type: Number, Required: true, Unit: "小时/月", Example: "40"},
	Column{Code: "rate", Head: "月补贴（元）", Also: []string{"月补贴", "补贴标准", "月补贴标准", "岗位补贴"}, Type: Amount, Required: true, Unit: "元/月", Example: "800"},
	Column{Code: "fund", Head: "资金来源", Also: []string{"资金渠道"}, Type: Choice, Required: true, Example: "就业补助资金"},
	Column{Code: "officer", Head: "负责人", Also: []string{"村负责人", "管理人员"}, Type: Text, Required: true, Limit: 30, Example: "张主任"},
	Column{Code: "opens", Head: "开发日期", Also: []string{"设立日期", "开始日期"}, Type: Day, Required: true, Example: "2025-01-01"},
	Column{Code: "season_from", Head: "季节起月", Also: []string{"开始月份", "起始月份"}, Type: Number, Unit: "月", Note: "只在部分月份有工作的岗位填；全年的不填"},
	Column{Code: "season_until", Head: "季节止月", Also: []string{"结束月份", "截止月份"}, Type: Number, Unit: "月", Note: "与季节起月同时填"},
	Column{Code: "stream", Head: "岗位渠道", Also: []string{"渠道", "城乡"}, Type: Choice, Note: "乡村、城镇；不填为乡村。通知的统计数只含乡村"},
	Column{Code: "work", Head: "工作方式", Also: []string{"计酬方式", "用工方式"}, Type: Choice, Note: "计时、任务制；不填为计时。任务制按任务和结果登记，不计工时"},
), judge: judgePosts, write: writePosts}

var postField = map[string]string{"kind": "kind", "title": "title", "place": "place", "tasks": "tasks", "days": "days", "hours": "hours", "rate": "rate", "fund": "fund", "officer": "officer", "opens": "opens", "season": "season_from", "stream": "stream", "work": "work"}

func judgePosts(_ *Room, r database.Reader, p *plan) error {
	book, err := rulebook.Load(r)
	if err != nil {
		return err
	}
	kinds, err := quota.Kinds(r)
	if err != nil {
		return err
	}
	kindOf, named := map[string]string{}, map[string]string{}
	for _, k := range kinds {
		if k.Parent != "" {
			kindOf[k.Name], kindOf[k.Code], named[k.Code] = k.Code, k.Code, k.Name
		}
	}
	left := map[int64]int64{}
	for _, l := range p.lines {
		d := post.Draft{Kind: kindOf[sheet.Plain(p.get(l, "kind"))], Title: p.get(l, "title"), Place: p.get(l, "place"), Tasks: p.get(l, "tasks"), Officer: p.get(l, "officer")}
		if d.Kind == "" && p.get(l, "kind") != "" {
			p.unknown(l, "kind", p.get(l, "kind"), slices.Sorted(maps.Values(named)))
		}
		for _, x := range []struct {
			code string
			to   *int64
		}{{"days", &d.DaysMonth}, {"hours", &d.HoursMonth}, {"season_from", &d.SeasonFrom}, {"season_until", &d.SeasonUntil}} {
			n, ok := whole(p.get(l, x.code))
			if *x.to = n; !ok && p.get(l, x.code) != "" {
				p.fault(l, x.code, errs.New(errs.Invalid, "form.number"))
			}
		}
		var fault *errs.Error
		if p.get(l, "rate") != "" {
			d.RateFen, fault = amount(p.get(l, "rate"))
			p.fault(l, "rate", fault)
		}
		d.OpensOn, fault = day(p.get(l, "opens"))
		p.fault(l, "opens", fault)
		d.Fund, _ = p.word(l, "fund", lexicon.Fund)
		d.Stream, _ = p.word(l, "stream", lexicon.Stream)
		d.Work, _ = p.word(l, "work", lexicon.Work)
		if l.village == nil {
			continue
		}
		for _, f := range errs.All(d.Check(book, l.village.Path)) {
			if column := postField[f.Field]; !p.faulted(l, column) {
				p.fault(l, column, f)
			}
		}
		if len(l.faults) > 0 {
			continue
		}
		period, err := quota.PeriodOn(r, d.OpensOn)
		if err != nil {
			return err
		}
		id, n, found, err := quota.LeftFor(r, l.village.Path, quota.Line{Period: period.Code, Kind: d.Kind})
		if err != nil {
			return err
		}
		if _, seen := left[id]; !seen {
			left[id] = n
		}
		switch {
		case !found:
			p.fault(l, "village", errs.New(errs.Invalid, "quota.none"))
			continue
		case left[id] <= 0:
			p.fault(l, "village", errs.New(errs.Invalid, "import.quota"))
			continue
		}
		left[id]--
		l.entry = post.Incoming{Draft: d, Village: l.village}
	}
	return book.Unsure() // posts and their pay are not opened by a value that does not fit
}

func writePosts(room *Room, v *desk.Visit, p *plan) error {
	var many []post.Incoming
	for _, l := range p.lines {
		if x, ok := l.entry.(post.Incoming); ok && l.good() {
			many = append(many, x)
		}
	}
	ids, err := post.Admit(v.Tx, many)
	if err != nil {
		return err
	}
	return room.made(v, p, map[string][]int64{"post": ids})
}

// holders are those who are on their posts when an office begins to keep its books here (开账): taken over with their agreement.
var holders = &Kind{Code: "holders", Permission: "placement.start", Columns: append(slices.Clone(where),
	fullName, identity,
	Column{Code: "post", Head: "岗位编号或名称", Also: []string{"岗位编号", "岗位名称", "岗位"}, Type: Text, Required: true, Example: "370402001016-001", Note: "写名称的，按编号先后配给同名空岗"},
	Column{Code: "basis", Head: "安置依据", Also: []string{"安置对象类别", "人员类别", "类别"}, Type: Choice, Required: true, Example: "脱贫人口"},
	Column{Code: "start", Head: "上岗日期", Also: []string{"上岗时间", "到岗时间"}, Type: Day, Required: true, Example: "2023-01-01"},
	Column{Code: "agreement_no", Head: "协议编号", Also: []string{"劳务协议编号", "合同编号"}, Type: Text, Required: true, Limit: 40, Example: "LW-2025-001"},
	Column{Code: "agreement_from", Head: "协议起始日", Also: []string{"协议开始", "合同开始"}, Type: Day, Required: true, Example: "2025-01-01"},
	Column{Code: "agreement_until", Head: "协议截止日", Also: []string{"协议截止", "协议结束", "合同到期"}, Type: Day, Required: true, Example: "2025-12-31"},
	Column{Code: "insurance_no", Head: "意外险保单号", Also: []string{"保单号", "保险单号"}, Type: Text, Limit: 40},
	Column{Code: "insured_from", Head: "起保日期", Also: []string{"投保日期"}, Type: Day},
	Column{Code: "trained_on", Head: "培训日期", Also: []string{"岗前培训日期"}, Type: Day},
), judge: judgeHolders, write: writeHolders}

var termsField = map[string]string{"start": "start", "agreement_no": "agreement_no", "agreement_from": "agreement_from", "agreement_until": "agreement_until"}

func judgeHolders(room *Room, r database.Reader, p *plan) error {
	found, err := p.lookUp(room, r, [][2]string{{"idno", "name"}})
	if err != nil {
		return err
	}
	placed, err := placement.Placed(r, idsOf(found[0]))
	if err != nil {
		return err
	}
	vacant := map[int64][]post.Post{}
	seen := map[string]int{}
	for _, l := range p.lines {
		t := placement.Terms{AgreementNo: sheet.Plain(p.get(l, "agreement_no")), InsuranceNo: p.get(l, "insurance_no")}
		for code, to := range map[string]*civil.Date{"start": &t.StartOn, "agreement_from": &t.AgreementFrom, "agreement_until": &t.AgreementUntil, "insured_from": &t.InsuredFrom, "trained_on": &t.TrainedOn} {
			var fault *errs.Error
			*to, fault = day(p.get(l, code))
			p.fault(l, code, fault)
		}
		for _, f := range errs.All(t.CheckOpening(p.today)) {
			if column := termsField[f.Field]; !p.faulted(l, column) {
				p.fault(l, column, f)
			}
		}
		basis, _ := p.word(l, "basis", lexicon.Category)
		q, registered := found[0][l]
		if !registered || l.village == nil {
			continue
		}
		switch {
		case q.VillageID != l.village.ID:
			p.fault(l, "idno", errs.New(errs.Invalid, "import.elsewhere"))
		case placed[q.ID]:
			p.fault(l, "idno", errs.New(errs.Invalid, "placement.person_placed"))
		}
		if len(l.faults) > 0 {
			continue
		}
		free, read := vacant[l.village.ID]
		if !read {
			if free, err = post.VacantOf(r, l.village.ID); err != nil {
				return err
			}
		}
		at := slices.IndexFunc(free, func(x post.Post) bool { return x.Code == sheet.Plain(p.get(l, "post")) || x.Title == p.get(l, "post") })
		if at < 0 {
			p.fault(l, "post", errs.New(errs.Invalid, "import.no_vacancy"))
			vacant[l.village.ID] = free
			continue
		}
		if p.once(l, seen, string(q.IDIndex)); len(l.faults) > 0 {
			continue
		}
		l.entry = placement.Opening{Person: q.ID, Village: l.village.ID, Path: l.village.Path, Basis: basis, Post: free[at], Terms: t}
		vacant[l.village.ID] = slices.Delete(slices.Clone(free), at, at+1)
	}
	return nil
}

func writeHolders(room *Room, v *desk.Visit, p *plan) error {
	var many []placement.Opening
	for _, l := range p.lines {
		if x, ok := l.entry.(placement.Opening); ok && l.good() {
			many = append(many, x)
		}
	}
	ids, err := placement.Admit(v, many)
	if err != nil {
		return err
	}
	return room.made(v, p, map[string][]int64{"placement": ids})
}
