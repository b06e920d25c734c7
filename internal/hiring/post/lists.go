package post

import (
	"fmt"

	"gangwei/internal/hiring/quota"
	"gangwei/internal/platform/exchange"
	"gangwei/internal/platform/listing"
	"gangwei/internal/platform/words"
)

// Lists that can be written: posts.
func Lists() []exchange.List {
	return []exchange.List{exchange.NewList("posts", "post.view", postRows)}
}

func postRows(x *exchange.Run, yield func(exchange.Row) error) error {
	kinds, err := quota.Kinds(x.Snapshot)
	if err != nil {
		return err
	}
	names := map[string]string{}
	for _, k := range kinds {
		names[k.Code] = k.Name
	}
	return listing.Through(func(w *listing.Window) ([]Row, error) {
		return Listed(x.Snapshot, x.Scope, Filter{State: x.State}, w)
	}, func(p Row) int64 { return p.ID }, func(p Row) error {
		return yield(x.At(p.Path, exchange.Row{
			"post_code":    p.Code,
			"kind":         names[p.Kind],
			"title":        p.Title,
			"place":        p.Place,
			"tasks":        p.Tasks,
			"days":         exchange.Known(p.DaysMonth),
			"hours":        exchange.Known(p.HoursMonth),
			"rate":         p.RateFen.String(),
			"fund":         words.Label("fund", p.Fund),
			"officer":      p.Officer,
			"opens":        p.OpensOn.String(),
			"closes":       p.ClosesOn.String(),
			"season_from":  season(p.Season, p.SeasonFrom),
			"season_until": season(p.Season, p.SeasonUntil),
			"stream":       words.Label("stream", p.Stream),
			"work":         words.Label("work", p.Work),
			"state":        words.Label("post", p.State),
			"holder":       p.Holder,
		}))
	})
}

// season is a month of one that is not the whole year.
func season(of Season, month int64) string {
	if of.Whole() {
		return ""
	}
	return fmt.Sprint(month)
}
