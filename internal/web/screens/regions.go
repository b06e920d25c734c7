package screens

import (
	"net/http"
	"strings"

	"gangwei/internal/platform/feature"
	"gangwei/internal/platform/kit"
)

// Regions is what pages ask for while somebody types a place. The same permissions and regions hold as for pages.
type Regions struct{}

// Routes of the API.
func (Regions) Routes() []feature.Route {
	return []feature.Route{feature.Get("/api/regions", "region.view", regions).Untold()}
}

type regionItem struct {
	Code  string `json:"code"`
	Name  string `json:"name"`
	Full  string `json:"full"`
	Level string `json:"level"`
}

// regions completes a division's name or code inside the visitor's own regions; at most 20.
func regions(r *kit.Request) error {
	q := r.Text("q")
	if err := r.Faults(); err != nil {
		return err
	}
	scope := r.Actor.Scope("region.view")
	out := []regionItem{}
	for _, reg := range r.Tree.All() {
		if q != "" && scope.Covers(reg.Path) && (strings.Contains(reg.Name, q) || strings.HasPrefix(reg.Code, q)) {
			out = append(out, regionItem{reg.Code, reg.Name, r.Tree.Full(reg.Path), string(reg.Level)})
			if len(out) == 20 {
				break
			}
		}
	}
	return r.JSON(http.StatusOK, out)
}
