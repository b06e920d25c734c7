package checkpapers

import (
	"context"
	"fmt"
	"slices"
	"strings"

	"gangwei/internal/attendance/duty"
	"gangwei/internal/base/civil"
	"gangwei/internal/base/errs"
	"gangwei/internal/hiring/villagepapers"
	"gangwei/internal/platform/authz"
	"gangwei/internal/platform/database"
	"gangwei/internal/platform/desk"
	"gangwei/internal/platform/documents"
	"gangwei/internal/platform/region"
	"gangwei/internal/platform/seal"
	"gangwei/internal/platform/words"
	"gangwei/internal/registry/resident"
)

// callQuestions are what a telephone check asks (domain section 6).
var callQuestions = []string{"现在做什么岗位", "是否在外务工经商", "补贴是否到账"}

// Service of the sheets for checks.
type Service struct {
	Desk   *desk.Desk
	Ring   *seal.Ring // opens telephone numbers for a call sheet
	Render documents.Renderer
	Demo   bool
}

// Print prints a village's sheet for a round of today: all who are on a post today. A call sheet shows full
// telephone numbers, which the trail records by person. Refusals: form.choice, region.not_village, duty.nobody.
func (r *Service) Print(ctx context.Context, actor authz.Actor, village *region.Region,
	kind string) ([]byte, *documents.Pack, error) {
	if !slices.Contains(villagepapers.CheckParts, kind) {
		return nil, nil, errs.New(errs.Invalid, "form.choice").On("kind")
	}
	if village == nil || village.Level != region.Village {
		return nil, nil, errs.New(errs.Invalid, "region.not_village").On("region")
	}
	pack := &documents.Pack{Demo: r.Demo, Stamp: r.Desk.Clock.Now()}
	_, err := desk.Do(ctx, r.Desk, actor, "", func(v *desk.Visit) (int64, error) {
		if err := v.Allow("duty.check", village.Path); err != nil {
			return 0, err
		}
		tree, err := region.Load(v.Tx, v.Today())
		if err != nil {
			return 0, err
		}
		pack.Title, pack.Sheets = tree.Full(village.Path), nil
		holders, err := duty.HoldersOn(v.Tx, village.ID, v.Today())
		if err != nil {
			return 0, err
		}
		if len(holders) == 0 {
			return 0, errs.New(errs.State, "duty.nobody").On("region")
		}
		day := v.Today()
		numbers, err := villagepapers.Number(v, village,
			[]villagepapers.Draft{{Kind: kind, Subject: "day",
				ID: int64(day.Year()*10000 + day.Month().Number()*100 + day.Day())}})
		if err != nil {
			return 0, err
		}
		sheet, seen := checkRecord(pack.Title, day, holders), []string(nil)
		if kind == villagepapers.CallSheet {
			var phones map[int64]string
			if phones, err = r.phones(v.Tx, holders); err != nil {
				return 0, err
			}
			for _, h := range holders {
				if phones[h.PersonID] != "" {
					seen = append(seen, fmt.Sprint(h.PersonID))
				}
			}
			sheet = callSheet(pack.Title, day, holders, phones)
		}
		sheet.Number = numbers[0]
		pack.Sheets = []documents.Sheet{sheet}
		v.Record("paper.print_check", "region", village.ID, desk.F("number", numbers[0]), desk.F("holders", len(holders)),
			desk.F("phones_of", strings.Join(seen, " ")))
		return village.ID, nil
	})
	if err != nil {
		return nil, nil, err
	}
	b, err := r.Render.Pack(pack)
	return b, pack, err
}

func (r *Service) phones(rd database.Reader, holders []duty.Holder) (map[int64]string, error) {
	out := map[int64]string{}
	for _, h := range holders {
		p, err := resident.ByID(rd, h.PersonID)
		if err != nil {
			return nil, err
		}
		if len(p.PhoneSealed) == 0 {
			continue
		}
		if out[h.PersonID], err = r.Ring.Open("person", "phone", p.PhoneSealed); err != nil {
			return nil, err
		}
	}
	return out, nil
}

// codes of the findings as they are written by hand, in the order of the phone page.
func findingCodes() string {
	var out []string
	for i, f := range duty.Findings {
		out = append(out, fmt.Sprintf("%d%s", i+1, words.Label("finding", f)))
	}
	return strings.Join(out, "　")
}

func checkRecord(village string, day civil.Date, holders []duty.Holder) documents.Sheet {
	t := &documents.Table{Widths: []float64{10, 20, 46, 30, 14, 16, 44, 32, 26},
		Heads: []string{"序号", "姓名", "岗位、地点", "上次检查", "排班", "情况", "本人说明", "本人签字或拒签", "备注"}, Height: 11}
	for i, h := range holders {
		last := ""
		if !h.LastOn.IsZero() {
			last = h.LastOn.String()[2:] + " " + words.Label("finding", h.LastFinding)
		}
		t.Rows = append(t.Rows,
			[]string{fmt.Sprint(i + 1), h.Name, h.Title + "，" + h.Place, last, map[string]string{"P": "班", "O": "休"}[h.Shift],
				"", "", "", ""})
	}
	return documents.Sheet{Title: "乡村公益性岗位履职检查记录表", Sub: village + "　" + day.Chinese(), Wide: true,
		Blocks: []documents.Block{
			{Para: "“情况”填代号：" + findingCodes() + "。没有见的人不填。"},
			{Table: t},
			{Para: "“未见到”先看排班，并记下本人或家属的说明；须复查，不因一次未见到停发补贴。本人可以拒签，写“拒签”和理由。"},
			{Sign: []string{"检查人", "同行检查人", "在场见证人"}}}}
}

func callSheet(village string, day civil.Date, holders []duty.Holder, phones map[int64]string) documents.Sheet {
	t := &documents.Table{Widths: []float64{10, 20, 30, 34, 32, 32, 30, 18, 30},
		Heads: append(append([]string{"序号", "姓名", "岗位", "电话"}, callQuestions...), "情况", "时间、备注"), Height: 11}
	for i, h := range holders {
		t.Rows = append(t.Rows, []string{fmt.Sprint(i + 1), h.Name, h.Title, phones[h.PersonID], "", "", "", "", ""})
	}
	return documents.Sheet{Title: "乡村公益性岗位电话检查登记表", Sub: village + "　" + day.Chinese(), Wide: true,
		Blocks: []documents.Block{
			{Para: "先说明单位和来意。“情况”填代号：" + findingCodes() + "。打不通的换时间再打，三次打不通填“联系不上”，另行到村核实。"},
			{Table: t},
			{Para: "本表有电话号码，用后随检查记录归档，不得外传。"},
			{Sign: []string{"检查人", "日期"}}}}
}
