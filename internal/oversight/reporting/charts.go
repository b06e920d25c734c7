package reporting

import (
	"cmp"
	"fmt"
	"maps"
	"slices"

	"gangwei/internal/base/civil"
	"gangwei/internal/oversight/inspect"
	"gangwei/internal/platform/figure"
	"gangwei/internal/platform/region"
	"gangwei/internal/platform/words"
)

// mostBars of a chart by township; the others are in the table.
const mostBars = 15

// charts of a document's findings: by township, amounts, how long arrears are, and by month.
func charts(t *region.Tree, doc *Inspection, all []entry) (out []figure.Figure) {
	towns := slices.Clone(doc.Towns)
	slices.SortStableFunc(towns, func(a, b Sum) int { return cmp.Compare(b.Records+b.Suspicions, a.Records+a.Suspicions) })
	if len(towns) > 1 {
		f := figure.Figure{Kind: figure.Bars, Title: "各镇（街道）疑点条数", Series: []string{"记录显示", "疑点"}}
		for _, s := range towns[:min(len(towns), mostBars)] {
			f.Bars = append(f.Bars,
				figure.Bar{Name: s.Name, Values: []float64{float64(s.Records), float64(s.Suspicions)},
					Text: fmt.Sprint(s.Records + s.Suspicions)})
		}
		out = append(out, f)
	}
	if len(towns) > 1 {
		byTown := map[string][]float64{}
		families := figure.Figure{Kind: figure.Grid, Title: "各镇（街道）各类别疑点条数"}
		for _, f := range inspect.Families {
			families.Series = append(families.Series, words.Label("family", string(f)))
		}
		for _, k := range all {
			if k.certainty == inspect.Information {
				continue
			}
			town := t.Full(region.PathAt(k.path, region.Township))
			if byTown[town] == nil {
				byTown[town] = make([]float64, len(inspect.Families))
			}
			byTown[town][slices.Index(inspect.Families, k.family)]++
		}
		for _, s := range towns[:min(len(towns), mostBars)] {
			if v := byTown[s.Name]; v != nil {
				families.Bars = append(families.Bars, figure.Bar{Name: s.Name, Values: v})
			}
		}
		if len(families.Bars) > 0 {
			out = append(out, families)
		}
	}
	sums := figure.Figure{Kind: figure.Bars, Title: "各类别涉及金额（元）"}
	for _, s := range doc.Families {
		if s.Amount > 0 {
			sums.Bars = append(sums.Bars,
				figure.Bar{Name: s.Name, Values: []float64{float64(s.Amount)}, Text: s.Amount.Grouped()})
		}
	}
	ages := []struct {
		name string
		up   int
		n    int
	}{{"1个月以内", 1, 0}, {"2至3个月", 3, 0}, {"4至6个月", 6, 0}, {"7至12个月", 12, 0}, {"1年以上", 1 << 20, 0}}
	months := map[civil.Month][2]int{}
	owed := 0
	last := doc.CutOff.Date().Month()
	for _, k := range all {
		if k.certainty == inspect.Information {
			continue
		}
		n := months[k.from]
		n[map[bool]int{true: 0, false: 1}[k.certainty == inspect.Record]]++
		months[k.from] = n
		if k.family == inspect.Arrears {
			owed++
			for i := range ages {
				if last.Since(k.from) <= ages[i].up {
					ages[i].n++
					break
				}
			}
		}
	}
	if len(sums.Bars) > 1 {
		out = append(out, sums)
	}
	if owed > 1 {
		f := figure.Figure{Kind: figure.Bars, Title: "拖欠至数据截止已多久（条）"}
		for _, a := range ages {
			f.Bars = append(f.Bars, figure.Bar{Name: a.name, Values: []float64{float64(a.n)}, Text: fmt.Sprint(a.n)})
		}
		out = append(out, f)
	}
	if len(months) > 1 {
		f := figure.Figure{Kind: figure.Bars, Title: "疑点发生的月份（条）", Series: []string{"记录显示", "疑点"}}
		order := slices.SortedFunc(maps.Keys(months), civil.Month.Since)
		for _, m := range order[max(0, len(order)-24):] {
			n := months[m]
			f.Bars = append(f.Bars,
				figure.Bar{Name: m.String(), Values: []float64{float64(n[0]), float64(n[1])}, Text: fmt.Sprint(n[0] + n[1])})
		}
		out = append(out, f)
	}
	return out
}
