package demo

import (
	"gangwei/internal/base/civil"
	"gangwei/internal/forms/changeover"
	"gangwei/internal/platform/authz"
	"gangwei/internal/platform/database"
	"gangwei/internal/platform/region"
)

// mergers chooses villages that are merged into a neighbour in the middle of the history, about one in two hundred,
// through the use case that a county would use. Nothing is wrong with them: what the merger does must look like no
// wrong.
func (b *builder) mergers(first civil.Month) {
	rng := rngFor(b.opt.Seed^0x3e46, "mergers")
	b.mergeOn = first.Add(max(2, b.opt.Months/2))
	for i := 1; i+1 < len(b.villages); i++ {
		from, into := b.villages[i], b.villages[i+1]
		if len(from.jobs) < 2 || len(into.jobs) < 2 ||
			region.ParentPath(from.region.Path) != region.ParentPath(into.region.Path) ||
			rng.IntN(200) > 0 && len(b.merges) > 0 {
			continue
		}
		if from.plants.planted() || into.plants.planted() {
			continue
		}
		b.merges = append(b.merges, [2]*village{from, into})
		from.merged, into.tookIn = true, true
		i++
	}
}

// planted reports whether a village has a wrong or a look-alike of its own.
func (x *plants) planted() bool {
	return x.rotated != nil || x.seasonal != nil || x.neglected != nil || x.namesake != nil || x.sharers[0] != nil ||
		x.late != nil || !x.skipMonth.IsZero() || x.couple[0] != nil || x.burst || x.sitting
}

// merge carries the mergers out on the first of their month, before anything else happens then.
func (b *builder) merge(m civil.Month) error {
	if m != b.mergeOn {
		return nil
	}
	b.at(m.First(), 8)
	for _, x := range b.merges {
		from, into := x[0], x[1]
		b.moment += 1_000_003
		b.clock.Move(b.moment)
		if _, err := changeover.Merge(b.ctx, b.app.Desk, authz.System("demo"), "",
			changeover.Merger{From: from.region, Into: into.region, On: m.First(), Document: "演示民〔2025〕3号"}); err != nil {
			return err
		}
		if err := b.carryOn(from, into, m.First()); err != nil {
			return err
		}
	}
	return b.app.DB.Read(b.ctx, b.reload)
}

// reload the tree of divisions after it changed.
func (b *builder) reload(s *database.Snapshot) (err error) {
	b.tree, err = region.Load(s, Until)
	return err
}

// carryOn takes the jobs, holders and people of a merged village over into the plan of the other, with the numbers that
// the use case gave.
func (b *builder) carryOn(from, into *village, on civil.Date) error {
	var rows []struct{ ID, ContinuesID int64 }
	if err := b.app.DB.Read(b.ctx, func(s *database.Snapshot) error {
		return s.Select(&rows, "SELECT id, continues_id FROM placement WHERE village_id = ? AND continues_id IS NOT NULL",
			into.region.ID)
	}); err != nil {
		return err
	}
	next := map[int64]int64{}
	for _, r := range rows {
		next[r.ContinuesID] = r.ID
		b.ids.placement = max(b.ids.placement, r.ID)
	}
	for _, p := range from.people {
		p.household += into.households
	}
	for _, j := range from.jobs {
		if h := j.holder; h != nil && next[h.placementID] != 0 {
			h.endOn, h.endReason = on.AddDays(-1), "merged"
			then := *h
			then.placementID, then.start, then.endOn, then.endReason, then.continues = next[h.placementID], on, civil.Date{}, "",
				h
			then.fault, then.favour, then.cousin, then.hands, then.office, then.oneDevice, then.second, then.hiddenDeath = "",
				false, false, "", 0, false, false, false
			then.worked = map[civil.Month]int{}
			j.holder = &then
			b.answer(into, false, "procedure.step_missing", "placement", then.placementID, "", "村合并后在原岗位续任，没有另行申请")
			b.answer(into, false, "rotation.equal_spells", "post", j.id, "", "村合并，原班续任")
		}
		into.jobs = append(into.jobs, j)
	}
	into.reserve = append(into.reserve, from.reserve...)
	into.people = append(into.people, from.people...)
	into.households += from.households
	from.jobs = nil
	return nil
}
