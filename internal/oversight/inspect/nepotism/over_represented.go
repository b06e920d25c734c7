package nepotism

import (
	"fmt"

	"gangwei/internal/oversight/inspect"
	"gangwei/internal/platform/region"
)

// Cadres' near kin hold more posts than chance would give them: in a village, or over a township together.
var overRepresented = &inspect.Rule{
	Code: "nepotism.over_represented", Version: "1", Family: inspect.Nepotism, Title: "村干部近亲属占岗比例明显偏高",
	Citation: "枣人社字〔2023〕68号（优亲厚友）", From: since,
	Severity: inspect.Medium, Certainty: inspect.Suspicion, Needs: []string{"placement", "official", "person", "kinship"},
	Absent: inspect.NoneAnywhere("person", "placement", "kinship", "official"),
	Method: "在收集了亲属申报的村里，假定岗位在适龄村民中随机分配，按超几何分布精确计算：村干部近亲属（同户，配偶、父母、子女、祖孙、兄弟姐妹及其配偶）占到现有这么多岗位或更多的机会有多大。" +
		"全市各村、各镇街一起按错误发现率5%校正（Benjamini–Hochberg）；上岗人员不足8人、近亲属不足3人或近亲属上岗不足3人的不算，比例不到随机情形两倍的不算。镇街按各村分别计算后合并。",
	Innocent: "小村同姓多、人人沾亲；近亲属中困难人员本来就多；户籍名单不全，使适龄人数偏小。统计结果只说明值得看，不说明任何一个人有问题。",
	Next:     "逐人核对这些近亲属的类别、评议和公示；比较落选人员的困难程度。",
	Ask:      []string{"岗位名单是怎么定的？有多少人报名？", "这些亲属的困难情况当时是怎么评的？"},
	Holds:    inspect.Lasting,
	Over: func(c *inspect.City, report func(inspect.Finding)) {
		type group struct {
			at  *region.Region
			of  []inspect.Tally
			sum inspect.Tally
			p   float64
		}
		var all []*group
		towns := map[string]*group{}
		for _, t := range c.Tallies {
			if !t.Declared || t.Kin == 0 || t.Holders == 0 || t.Adults == t.Kin {
				continue
			}
			village := &group{at: t.Region, of: []inspect.Tally{t}}
			all = append(all, village)
			path := region.ParentPath(t.Region.Path)
			if towns[path] == nil {
				if at, ok := c.Tree.ByPath(path); ok {
					towns[path] = &group{at: at}
					all = append(all, towns[path])
				}
			}
			if g := towns[path]; g != nil {
				g.of = append(g.of, t)
			}
		}
		var tested []*group
		var ps []float64
		for _, g := range all {
			var draws []inspect.Draw
			for _, t := range g.of {
				g.sum.Adults, g.sum.Kin, g.sum.Holders, g.sum.KinHolders = g.sum.Adults+t.Adults, g.sum.Kin+t.Kin,
					g.sum.Holders+t.Holders, g.sum.KinHolders+t.KinHolders
				g.sum.Rows = append(g.sum.Rows, t.Rows...)
				draws = append(draws, inspect.Draw{All: int(t.Adults), Marked: int(t.Kin), Taken: int(t.Holders)})
			}
			if g.at.Level != region.Village && len(g.of) < 2 || g.sum.Holders < 8 || g.sum.Kin < 3 {
				continue
			}
			g.p = inspect.AtLeast(int(g.sum.KinHolders), draws)
			tested, ps = append(tested, g), append(ps, g.p)
		}
		for i, beyond := range inspect.Discoveries(ps, 0.05) {
			g := tested[i]
			expected := 0.0
			for _, t := range g.of {
				expected += float64(t.Holders) * float64(t.Kin) / float64(t.Adults)
			}
			if !beyond || g.sum.KinHolders < 3 || float64(g.sum.KinHolders) < 2*expected {
				continue
			}
			f := inspect.Finding{Region: g.at, Subject: inspect.Subject{Table: "region", ID: g.at.ID, Name: g.at.Name},
				Day: c.Today, Evidence: g.sum.Rows[:min(20, len(g.sum.Rows))]}
			f.From, f.To = c.Today.Month(), c.Today.Month()
			for _, t := range g.of {
				f.Held = f.Held.Covering(t.Since(c))
			}
			f.Sentence = fmt.Sprintf("%s适龄村民%d人中，村干部近亲属%d人；先后上岗%d人中，近亲属%d人，随机分配时约为%.1f人，出现这种情况的机会约为%s。",
				g.at.Name, g.sum.Adults, g.sum.Kin, g.sum.Holders, g.sum.KinHolders, expected, inspect.Chance(g.p))
			report(f)
		}
	},
}
