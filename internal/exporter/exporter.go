// Package exporter writes any list as a workbook or CSV, as the page shows it and in the order of the paper form: a title, when it was
// taken, the heads, the rows. Numbers are masked; full ones come only where the visitor may see them, with a reason, and who took
// them is recorded.
package exporter

import (
	"context"
	"fmt"
	"io"
	"strings"
	"unicode/utf8"

	"gangwei/internal/application"
	"gangwei/internal/authz"
	"gangwei/internal/civil"
	"gangwei/internal/database"
	"gangwei/internal/desk"
	"gangwei/internal/errs"
	"gangwei/internal/history"
	"gangwei/internal/money"
	"gangwei/internal/placement"
	"gangwei/internal/post"
	"gangwei/internal/quota"
	"gangwei/internal/region"
	"gangwei/internal/resident"
	"gangwei/internal/seal"
	"gangwei/internal/sheet"
	"gangwei/internal/words"
)

// Wish is what is to be written.
type Wish struct {
	Kind  string
	Path  string // of the region
	State string // narrows the list, where it has states
	Full  bool   // whole identity numbers and accounts, for those who may see them
	Why   string // needed with Full, at least four characters
	CSV   bool
}

// Column of a list.
type Column struct {
	Code, Head string // name in English and head on the form
	Width      float64
	Note       string
}

// List that can be written.
type List struct {
	Code       string
	Title      string
	Permission authz.Permission
	Columns    []Column
	rows       func(x *run, yield func([]string) error) error
}

// run of one export.
type run struct {
	Wish
	scope authz.Scope
	tree  *region.Tree
	today civil.Date
	s     *database.Snapshot
	ring  *seal.Ring
}

// Room of exports.
type Room struct {
	Desk *desk.Desk
	Ring *seal.Ring
}

var place = []Column{{"county", "区（市）", 12, ""}, {"township", "镇（街道）", 14, ""}, {"village", "村（社区）", 18, ""}}

func (x *run) place(path string) []string {
	name := func(p string, depth int) string {
		if len(p) < 4*depth {
			return ""
		}
		return x.tree.Name(p[:4*depth])
	}
	return []string{name(path, 2), name(path, 3), name(path, 4)}
}

// Lists that can be written, in the order of the manual.
func Lists() []*List {
	return []*List{
		{"people", "人员名册", "resident.export", append(append([]Column{}, place...), Column{"name", "姓名", 12, ""}, Column{"sex", "性别", 6, "男、女"}, Column{"birth", "出生日期", 12, "YYYY-MM-DD"}, Column{"idno", "身份证号码", 22, "后四位；有权限并写明理由的为全号"},
			Column{"household", "户号", 10, ""}, Column{"relation", "与户主关系", 10, "GB/T 4761"}, Column{"category", "安置对象类别", 40, "当日有效的"}, Column{"account", "社保卡账号", 24, "后四位；有权限并写明理由的为全号"}), peopleRows},
		{"officials", "村干部和公职人员名册", "official.view", append(append([]Column{}, place...), Column{"name", "姓名", 12, ""}, Column{"idno", "身份证号码后四位", 12, ""}, Column{"kind", "类别", 10, ""}, Column{"title", "职务", 18, ""}, Column{"from", "任职起始日期", 14, "YYYY-MM-DD"}, Column{"until", "任职截止日期", 14, "最后一天；在任的为空"}, Column{"source", "依据", 24, ""}), officialRows},
		{"posts", "岗位台账", "post.view", append(append([]Column{}, place...), Column{"code", "岗位编号", 20, ""}, Column{"kind", "岗位类别", 14, ""}, Column{"title", "岗位名称", 16, ""}, Column{"place", "工作地点", 18, ""}, Column{"days", "月工作天数", 10, "天/月"}, Column{"hours", "月工时", 8, "小时/月"}, Column{"rate", "月补贴（元）", 12, "元/月"},
			Column{"fund", "资金来源", 18, ""}, Column{"officer", "负责人", 10, ""}, Column{"opens", "开发日期", 12, "YYYY-MM-DD"}, Column{"season", "工作月份", 10, "全年的为空"}, Column{"stream", "岗位渠道", 8, "乡村、城镇"}, Column{"state", "状态", 8, ""}, Column{"holder", "在岗人员", 12, "空岗的为空"}), postRows},
		{"applications", "申请台账", "application.view", append(append([]Column{}, place...), Column{"number", "申请编号", 24, ""}, Column{"name", "姓名", 12, ""}, Column{"idno", "身份证号码后四位", 12, ""}, Column{"post", "岗位名称", 16, ""}, Column{"basis", "安置依据", 26, ""}, Column{"submitted", "申请日期", 12, "YYYY-MM-DD"}, Column{"state", "状态", 14, ""}, Column{"irregular", "不合规步骤", 10, "有、空"}), applicationRows},
		{"holders", "乡村公益性岗位在岗人员名册", "placement.export", append(append([]Column{}, place...), Column{"name", "姓名", 12, ""}, Column{"sex", "性别", 6, ""}, Column{"idno", "身份证号码后四位", 12, ""}, Column{"basis", "安置依据", 26, ""}, Column{"code", "岗位编号", 20, ""}, Column{"title", "岗位名称", 16, ""}, Column{"rate", "月补贴（元）", 12, "元/月"}, Column{"hours", "月工时", 8, "小时/月"},
			Column{"start", "上岗日期", 12, "YYYY-MM-DD"}, Column{"until", "协议截止", 12, "最后一天"}, Column{"state", "状态", 8, ""}, Column{"end", "退出日期", 12, "最后一天"}, Column{"reason", "退出原因", 14, ""}), holderRows},
		{"insurance", "意外伤害保险增减人员名单", "placement.export", append(append([]Column{}, place...), Column{"name", "姓名", 12, ""}, Column{"idno", "身份证号码", 22, "后四位；有权限并写明理由的为全号"}, Column{"sex", "性别", 6, ""}, Column{"title", "岗位名称", 16, ""}, Column{"change", "增减", 8, "增：当月上岗；减：当月退出"}, Column{"on", "日期", 12, "上岗日期；退出的为最后一天"}, Column{"policy", "现保单号", 20, ""}), insuranceRows},
		{"history", "历史名册", "history.view", append(append([]Column{}, place...), Column{"year", "年度", 8, ""}, Column{"name", "姓名", 12, ""}, Column{"idno", "身份证号码后四位", 12, ""}, Column{"basis", "安置对象类别", 20, "原文"}, Column{"post", "岗位名称", 16, "原文"}, Column{"start", "上岗日期", 14, "原文"}, Column{"end", "退出日期", 14, "原文"}, Column{"review", "民主评议日期", 14, "原文"}, Column{"notice", "公示时间", 16, "原文"}, Column{"audit", "审核日期", 14, "原文"},
			Column{"slip", "发放凭证号", 16, "原文"}, Column{"odd", "不合常规", 50, ""}), historyRows},
	}
}

// ListOf a code. Refusal: export.kind.
func ListOf(code string) (*List, error) {
	for _, l := range Lists() {
		if l.Code == code {
			return l, nil
		}
	}
	return nil, errs.New(errs.Invalid, "export.kind").On("kind").With("kind", code)
}

// Ask records who takes which list, before it is written. Refusals: export.kind, resident.why; full numbers need resident.unmask too.
func (r *Room) Ask(ctx context.Context, actor authz.Actor, w Wish) error {
	l, err := ListOf(w.Kind)
	if err != nil {
		return err
	}
	w.Why = strings.TrimSpace(w.Why)
	if n := utf8.RuneCountInString(w.Why); w.Full && (n < 4 || n > 100) {
		return errs.New(errs.Invalid, "resident.why").On("why")
	}
	_, err = desk.Do(ctx, r.Desk, actor, "", func(v *desk.Visit) (int64, error) {
		if w.Full {
			if err := v.Allow("resident.unmask", w.Path); err != nil {
				return 0, err
			}
		}
		if err := v.Allow(l.Permission, w.Path); err != nil {
			return 0, err
		}
		v.Record("export", "region", 0, desk.F("list", w.Kind), desk.F("state", w.State), desk.F("full", w.Full), desk.F("why", w.Why))
		return 0, nil
	})
	return err
}

// Write a list that was asked for. progress is called with the rows written so far; the total is not known beforehand.
func (r *Room) Write(ctx context.Context, actor authz.Actor, w Wish, to io.Writer, progress func(done, total int64) error) error {
	l, err := ListOf(w.Kind)
	if err != nil {
		return err
	}
	x := &run{Wish: w, scope: actor.Scope(l.Permission).Within(w.Path), ring: r.Ring}
	if w.Full {
		if err := actor.Check("resident.unmask", w.Path); err != nil {
			return err
		}
	}
	now := r.Desk.Clock.Now()
	x.today = now.Date()
	return r.Desk.DB.Read(ctx, func(s *database.Snapshot) (err error) {
		x.s = s
		if x.tree, err = region.Load(s, x.today); err != nil {
			return err
		}
		heads := []sheet.Column{{Head: "序号", Width: 7}}
		for _, c := range l.Columns {
			heads = append(heads, sheet.Column{Head: c.Head, Width: c.Width})
		}
		var n int64
		numbered := func(yield func([]string) error) error {
			return l.rows(x, func(rec []string) error {
				n++
				if progress != nil {
					if err := progress(n, n+1); err != nil {
						return err
					}
				}
				return yield(append([]string{fmt.Sprint(n)}, rec...))
			})
		}
		if !w.CSV {
			return sheet.WriteXLSX(to, x.tree.Full(w.Path)+l.Title, "截止"+now.Short(), heads, numbered)
		}
		return sheet.WriteCSV(to, func(yield func([]string) error) error {
			rec := make([]string, len(heads))
			for i, h := range heads {
				rec[i] = h.Head
			}
			if err := yield(rec); err != nil {
				return err
			}
			return numbered(yield)
		})
	})
}

// page size of the lists read by key
const page = 500

func peopleRows(x *run, yield func([]string) error) error {
	f := resident.Filter{Limit: page}
	for {
		ps, err := resident.List(x.s, x.scope, f)
		if err != nil {
			return err
		}
		var ids, homes []int64
		for _, p := range ps {
			ids, homes = append(ids, p.ID), append(homes, p.HouseholdID)
		}
		categories, err := resident.CategoriesOn(x.s, ids, x.today)
		if err != nil {
			return err
		}
		households, err := resident.HouseholdsByID(x.s, homes)
		if err != nil {
			return err
		}
		for _, p := range ps {
			number, account := p.IDTail, p.AccountTail
			if x.Full {
				if number, err = x.ring.Open("person", "id", p.IDSealed); err != nil {
					return err
				}
				if account, err = x.ring.Open("person", "account", p.AccountSealed); err != nil {
					return err
				}
			}
			var cats []string
			for _, c := range categories[p.ID] {
				cats = append(cats, words.Label("category", c))
			}
			relation := words.Label("kin", p.Relation)
			if p.Relation == "02" || p.Relation == "99" {
				relation = words.Label("relation", p.Relation)
			}
			if err := yield(append(x.place(p.Path), p.Name, words.Label("sex", fmt.Sprint(p.Sex)), p.Birth.String(), number, households[p.HouseholdID].Number, relation, strings.Join(cats, "、"), account)); err != nil {
				return err
			}
		}
		if len(ps) < page {
			return nil
		}
		last := ps[page-1]
		f.AfterPath, f.AfterSort, f.AfterID = last.Path, last.NameSort, last.ID
	}
}

func officialRows(x *run, yield func([]string) error) error {
	path, id := "", int64(0)
	for {
		rows, err := resident.Roster(x.s, x.scope, false, path, id, page)
		if err != nil {
			return err
		}
		for _, o := range rows {
			path, id = o.Path, o.ID
			if err := yield(append(x.place(o.Path), o.Name, o.IDTail, words.Label("office", o.Kind), o.Title, o.FromDate.String(), o.Until.String(), o.Source)); err != nil {
				return err
			}
		}
		if len(rows) < page {
			return nil
		}
	}
}

func postRows(x *run, yield func([]string) error) error {
	kinds, err := quota.Kinds(x.s)
	if err != nil {
		return err
	}
	names := map[string]string{}
	for _, k := range kinds {
		names[k.Code] = k.Name
	}
	f := post.Filter{State: x.State, Limit: page}
	for {
		rows, err := post.List(x.s, x.scope, f)
		if err != nil {
			return err
		}
		for _, p := range rows {
			f.AfterPath, f.AfterID = p.Path, p.ID
			if err := yield(append(x.place(p.Path), p.Code, names[p.Kind], p.Title, p.Place, fmt.Sprint(p.DaysMonth), fmt.Sprint(p.HoursMonth), p.RateFen.String(), words.Label("fund", p.Fund), p.Officer, p.OpensOn.String(), p.Season.String(), words.Label("stream", p.Stream), words.Label("post", p.State), p.Holder)); err != nil {
				return err
			}
		}
		if len(rows) < page {
			return nil
		}
	}
}

func applicationRows(x *run, yield func([]string) error) error {
	f := application.Filter{State: x.State, Limit: page}
	for {
		rows, err := application.List(x.s, x.scope, f)
		if err != nil {
			return err
		}
		for _, a := range rows {
			f.BeforeID = a.ID
			irregular := ""
			if a.Irregular > 0 {
				irregular = "有"
			}
			if err := yield(append(x.place(a.Path), a.Number, a.Person, a.IDTail, a.Title, words.Label("category", a.Basis), a.SubmittedOn.String(), words.Label("application", a.State), irregular)); err != nil {
				return err
			}
		}
		if len(rows) < page {
			return nil
		}
	}
}

func holderRows(x *run, yield func([]string) error) error {
	return placement.Stream(x.s, x.scope, placement.Filter{State: x.State}, func(p placement.Row) error {
		return yield(append(x.place(p.Path), p.Name, words.Label("sex", fmt.Sprint(p.Sex)), p.IDTail, words.Label("category", p.Basis), p.Code, p.Title, money.Fen(p.RateFen).String(), fmt.Sprint(p.HoursMonth),
			p.StartOn.String(), p.AgreementUntil.String(), words.Label("placement", p.State), p.EndOn.String(), words.Label("exit", p.EndReason)))
	})
}

// insuranceRows are the changes of a month for the group policy (批改): who starts and who leaves. The month is the state YYYY-MM, else the
// present one.
func insuranceRows(x *run, yield func([]string) error) error {
	month := x.today.Month()
	if x.State != "" {
		m, err := civil.ParseMonth(x.State)
		if err != nil {
			return errs.New(errs.Invalid, "form.month").On("state")
		}
		month = m
	}
	rows, err := placement.Changes(x.s, x.scope, month)
	if err != nil {
		return err
	}
	for _, c := range rows {
		number := c.IDTail
		if x.Full {
			if number, err = x.ring.Open("person", "id", c.IDSealed); err != nil {
				return err
			}
		}
		change, on := "增", c.StartOn
		if c.Leaves == 1 {
			change, on = "减", c.EndOn
		}
		if err := yield(append(x.place(c.Path), c.Name, number, words.Label("sex", fmt.Sprint(c.Sex)), c.Title, change, on.String(), c.InsuranceNo)); err != nil {
			return err
		}
	}
	return nil
}

func historyRows(x *run, yield func([]string) error) error {
	f := history.Filter{OddOnly: x.State == "odd", Limit: page}
	for {
		rows, err := history.List(x.s, x.scope, f)
		if err != nil {
			return err
		}
		for _, h := range rows {
			f.AfterID = h.ID
			year := ""
			if h.Year > 0 {
				year = fmt.Sprint(h.Year)
			}
			var odd []string
			for _, code := range strings.Fields(h.Odd) {
				odd = append(odd, words.Text(code))
			}
			if err := yield(append(x.place(h.Path), year, h.Name, h.IDTail, h.Basis, h.Post, h.StartRaw, h.EndRaw, h.ReviewRaw, h.NoticeRaw, h.AuditRaw, h.Slip, strings.Join(odd, ""))); err != nil {
				return err
			}
		}
		if len(rows) < page {
			return nil
		}
	}
}
