package need

import (
	"fmt"

	"gangwei/internal/oversight/inspect"
	"gangwei/internal/platform/region"
)

// A village with far more posts for its people than the villages of its county have.
var dense = &inspect.Rule{
	Code: "need.dense", Version: "1", Family: inspect.Need, Title: "岗位密度远高于同区（市）各村",
	Citation: "按实际需求设岗（枣人社字〔2023〕68号）；不得虚设岗位（聊城市管理办法2025）", From: since,
	Severity: inspect.Low, Certainty: inspect.Suspicion, Needs: []string{"post", "person"},
	Absent:   append(inspect.None("person"), inspect.NoneAnywhere("post")...),
	Method:   "以同一区（市）其余各村“岗位数÷适龄村民数”为基准，按泊松分布计算本村有这么多岗位的机会，全区（市）各村一起按错误发现率1%校正；同区（市）不足10个村、本村岗位不足10个、适龄村民不足30人，或者不到基准三倍的不算。",
	Innocent: "搬迁安置点、山林面积大、困难户集中的村，岗位本来就应当多；人员名单只收集了一部分。",
	Next:     "核对岗位审批依据；到现场看每个岗位有没有活。",
	Ask:      []string{"这些岗位是怎么定的？各管哪一片？"},
	Holds:    inspect.Lasting,
	Over: func(c *inspect.City, report func(inspect.Finding)) {
		counties := map[string][]inspect.Tally{}
		var order []string
		for _, t := range c.Tallies {
			at := region.CountyPath(t.Region.Path)
			if counties[at] == nil {
				order = append(order, at)
			}
			counties[at] = append(counties[at], t)
		}
		for _, at := range order {
			all := counties[at]
			posts, adults := int64(0), int64(0)
			for _, t := range all {
				posts, adults = posts+t.Posts, adults+t.Adults
			}
			var ps, means []float64
			var tested []inspect.Tally
			for _, t := range all {
				if t.Adults < 30 || len(all) < 10 || adults == t.Adults || posts == t.Posts {
					continue
				}
				mean := float64(posts-t.Posts) / float64(adults-t.Adults) * float64(t.Adults)
				tested, means, ps = append(tested, t), append(means, mean), append(ps, inspect.PoissonAtLeast(int(t.Posts), mean))
			}
			for i, beyond := range inspect.Discoveries(ps, 0.01) {
				t := tested[i]
				if !beyond || t.Posts < 10 || float64(t.Posts) < 3*means[i] {
					continue
				}
				report(inspect.Finding{Region: t.Region,
					Subject: inspect.Subject{Table: "region", ID: t.Region.ID, Name: t.Region.Name}, Day: c.Today, Held: t.Since(c),
					Sentence: fmt.Sprintf("%s适龄村民%d人，岗位%d个；按同区（市）其余各村的密度约应有%.1f个，出现这种情况的机会约为%s。", t.Region.Name, t.Adults, t.Posts,
						means[i], inspect.Chance(ps[i])),
					Evidence: []inspect.Evidence{inspect.Row("region", t.Region.ID, "岗位%d个，适龄村民%d人；同区（市）其余%d村岗位%d个，适龄村民%d人", t.Posts,
						t.Adults, len(all)-1, posts-t.Posts, adults-t.Adults)}})
			}
		}
	},
}
