package need

import (
	"fmt"
	"maps"
	"slices"
	"strings"

	"gangwei/internal/oversight/inspect"
)

// Needy households of which nobody ever held a post or applied, or was helped within a year: one line for a village,
// which accuses nobody.
var withoutHelp = &inspect.Rule{
	Code: "need.without_help", Version: "3", Family: inspect.Need, Title: "困难户没有申请、安排，也没有援助",
	Citation: "枣人社字〔2023〕68号（漠视群众实际需求、就业援助台账）", From: since,
	Severity: inspect.Info, Certainty: inspect.Information, Needs: []string{"person", "person_category",
		"application", "placement"},
	Absent: inspect.None("help_act", "placement", "application"), Params: []string{"age.min", "age.max_new"},
	Method:   "现在登记为脱贫享受政策人口、农村低收入人口或农村残疾人的家庭，有适龄成员，全家没有人上岗，没有人申请过，援助台账里一年内也没有援助记录。按村列出户数和名单，不针对任何人；没有收集援助台账的，写明是否得到援助还不知道。",
	Innocent: "家里有人稳定务工、不需要岗位；不愿意申请；不具备劳动能力。",
	Next:     "走访名单上的家庭，问清是否知道岗位、是否愿意申请；需要的给予就业援助并记入台账。",
	Ask:      []string{"知不知道村里有公益性岗位？从哪里知道的？", "想不想干？有没有提出过？"},
	Holds:    inspect.Lasting,
	Judge: func(d *inspect.Dossier, c *inspect.City, report func(inspect.Finding)) {
		served := map[int64]bool{}
		mark := func(person int64) {
			if p := d.People[person]; p != nil {
				served[p.HouseholdID] = true
			}
		}
		for _, p := range d.Placements {
			mark(p.PersonID)
		}
		for _, a := range d.Applications {
			mark(a.PersonID)
		}
		for id, p := range d.People {
			if !p.Helped.IsZero() && p.Helped.After(c.Today.AddMonths(-12)) {
				mark(id)
			}
		}
		if len(d.Posts) == 0 {
			return
		}
		young, old := c.Book.Int("age.min", d.Region.Path, c.Today, 16), c.Book.Int("age.max_new", d.Region.Path, c.Today, 65)
		found := map[int64]*inspect.Person{}
		for _, id := range slices.Sorted(maps.Keys(d.People)) {
			p := d.People[id]
			age := p.Birth.AgeOn(c.Today)
			if p.HouseholdID != 0 && !served[p.HouseholdID] && found[p.HouseholdID] == nil && p.Died.IsZero() && age >= young &&
				age <= old && p.Needy(c.Today) && len(c.Offices[id]) == 0 {
				found[p.HouseholdID] = p
			}
		}
		if len(found) == 0 {
			return
		}
		f := inspect.Finding{Subject: village(d), Day: c.Today,
			Held: inspect.Still(c.Today.Month()).Covering(inspect.Still(d.FirstPost().Month()))}
		var names []string
		for _, h := range slices.Sorted(maps.Keys(found)) {
			if len(names) < 20 {
				names = append(names, found[h].Name)
				f.Evidence = append(f.Evidence,
					inspect.Row("person", found[h].ID, "%s，困难登记有效，全家没有申请、上岗记录，也没有援助记录", found[h].Label()))
			}
		}
		help := "一年内没有援助记录"
		if !c.Has("help_act") {
			help = "是否得到过援助还不知道（没有收集就业援助台账）"
		}
		f.Sentence = fmt.Sprintf("%s有%d户困难家庭没有人上岗，也没有人申请过，%s：%s%s。", d.Region.Name, len(found), help,
			strings.Join(names, "、"), map[bool]string{true: "等"}[len(found) > len(names)])
		report(f)
	},
}
