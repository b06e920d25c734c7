package screens

import (
	"math"
	"net/http"
	"slices"
	"strings"

	"gangwei/internal/base/plain"
	"gangwei/internal/platform/authz"
	"gangwei/internal/platform/feature"
	"gangwei/internal/platform/kit"
	"gangwei/internal/platform/region"
)

// Regions is what pages ask for while somebody types a place. The same permissions and regions hold as for pages.
type Regions struct{}

// Routes of the API.
func (Regions) Routes() []feature.Route {
	return []feature.Route{feature.Get("/api/regions", "region.view", regions).Untold()}
}

// regionsAtOnce is how many divisions are offered while somebody types.
const regionsAtOnce = 20

type regionItem struct {
	Code  string `json:"code"`
	Name  string `json:"name"`
	Full  string `json:"full"`
	Level string `json:"level"`
}

// regions completes a division's name or code inside the visitor's own regions and, if some are named (under), inside
// those; at most regionsAtOnce.
func regions(r *kit.Request) error {
	q, under := r.Text("q"), strings.Fields(r.Text("under"))
	if err := r.Faults(); err != nil {
		return err
	}
	scope := r.Actor.Scope("region.view")
	out := []regionItem{}
	for _, x := range regionsNamed(r, scope, q, math.MaxInt) {
		if len(out) < regionsAtOnce && liesUnder(r.Tree, x, under) {
			out = append(out, regionItem{x.Code, x.Name, r.Tree.Full(x.Path), string(x.Level)})
		}
	}
	return r.JSON(http.StatusOK, out)
}

// liesUnder reports whether a division is one of some, by their codes, or lies below one; of none, all do.
func liesUnder(t *region.Tree, x *region.Region, codes []string) bool {
	for _, code := range codes {
		if top, err := t.ByCode(code); err == nil && authz.Under(top.Path).Covers(x.Path) {
			return true
		}
	}
	return len(codes) == 0
}

// regionsNamed are divisions of a scope by a part of their name, with the names above them or without (荆河 铁西), or by
// the beginning of their code: those whose own name begins so come first, the larger before the smaller.
func regionsNamed(r *kit.Request, scope authz.Scope, q string, limit int) (out []*region.Region) {
	text := plain.Text(q)
	if text == "" {
		return nil
	}
	byRank := map[int][]*region.Region{}
	for _, x := range r.Tree.All() {
		if scope.Covers(x.Path) {
			rank := likeness(x, r.Tree.Full(x.Path), text, strings.Fields(q))
			byRank[rank] = append(byRank[rank], x)
		}
	}
	for rank := range unlike {
		slices.SortStableFunc(byRank[rank], func(a, b *region.Region) int { return a.Level.Depth() - b.Level.Depth() })
		out = append(out, byRank[rank]...)
	}
	return out[:min(len(out), max(limit, 0))]
}

// unlike is the rank of a division that was not meant.
const unlike = 3

// likeness ranks how well what was typed names a division, 0 best.
func likeness(x *region.Region, full, text string, parts []string) int {
	switch {
	case strings.HasPrefix(x.Name, text) || strings.HasPrefix(x.Code, text):
		return 0
	case strings.Contains(x.Name, text):
		return 1
	case inOrder(full, x.Name, parts):
		return 2
	}
	return unlike
}

// inOrder reports whether a full name holds all parts, one after the other, and the division's own name the last of
// them.
func inOrder(full, name string, parts []string) bool {
	if len(parts) == 1 {
		return strings.HasSuffix(full, parts[0])
	}
	for _, p := range parts {
		i := strings.Index(full, p)
		if i < 0 {
			return false
		}
		full = full[i+len(p):]
	}
	return len(parts) > 0 && strings.Contains(name, parts[len(parts)-1])
}
