package api

import (
	"net/http"
	"strings"

	"gangwei/internal/platform/authz"
	"gangwei/internal/platform/kit"
)

// Route of the API.
type Route struct {
	Method, Path string
	Permission   authz.Permission
	Handle       func(*kit.Request) error
}

// Routes of the API.
func Routes() []Route {
	return []Route{{"GET", "/api/regions", "region.view", regions}}
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
