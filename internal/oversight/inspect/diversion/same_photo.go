package diversion

import (
	"fmt"

	"gangwei/internal/oversight/inspect"
	"gangwei/internal/platform/words"
)

// One photo serves as proof of checks on different days.
var samePhoto = &inspect.Rule{
	Code: "diversion.same_photo", Version: "1", Family: inspect.Diversion, Title: "不同日期的检查用同一张照片",
	Citation: "数据造假；履职检查佐证", From: since,
	Severity: inspect.Medium, Certainty: inspect.Suspicion, Needs: []string{"duty_check"},
	Method:   "两次以上检查日期不同，佐证照片的摘要完全相同。同一天检查几个人用一张合影的不算。",
	Innocent: "上传时选错了照片；用同一张岗位牌照片说明地点。",
	Next:     "看照片内容和拍摄信息，询问检查人；重新到场检查。",
	Ask:      []string{"这张照片是哪天、在哪里拍的？为什么用了两次？"},
	Holds:    inspect.Once,
	Judge: func(d *inspect.Dossier, c *inspect.City, report func(inspect.Finding)) {
		type seen struct {
			p *inspect.Placement
			k inspect.Check
		}
		by := map[string][]seen{}
		var order []string
		for _, p := range d.Placements {
			for _, k := range p.Checks {
				if k.Photo == "" || p.Person == nil {
					continue
				}
				if by[k.Photo] == nil {
					order = append(order, k.Photo)
				}
				by[k.Photo] = append(by[k.Photo], seen{p, k})
			}
		}
		for _, photo := range order {
			all := by[photo]
			first, other := all[0], all[0]
			for _, s := range all {
				if s.k.On.Before(first.k.On) {
					first = s
				}
				if s.k.On != first.k.On {
					other = s
				}
			}
			if other.k.On == first.k.On {
				continue
			}
			f := inspect.Finding{Subject: inspect.Subject{Table: "duty_check", ID: first.k.ID, Name: first.p.Person.Label()},
				Day: first.k.On,
				Sentence: fmt.Sprintf("%s检查%s和%s检查%s，用的是同一张照片。", first.k.On.Chinese(), first.p.Person.Name, other.k.On.Chinese(),
					other.p.Person.Name)}
			for _, s := range all {
				f.Held = f.Held.Covering(inspect.Days(s.k.On))
				f.Evidence = append(f.Evidence,
					inspect.Row("duty_check", s.k.ID, "%s检查%s：%s", s.k.On, s.p.Person.Name, words.Label("finding", s.k.Finding)))
			}
			report(f)
		}
	},
}
