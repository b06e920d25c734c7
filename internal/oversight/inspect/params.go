package inspect

import (
	"strings"

	"gangwei/internal/platform/rulebook"
)

// SayParams are the parameters that a finding was judged by, in words: their names as the page of parameters has them,
// and their values with units.
func SayParams(params string) (out []string) {
	for _, line := range strings.Split(params, "\n") {
		key, value, ok := strings.Cut(strings.TrimSpace(line), "=")
		if key == "" {
			continue
		}
		t := rulebook.TypeOf(key)
		switch {
		case !ok:
			out = append(out, key)
		case t == nil:
			out = append(out, key+"："+value)
		default:
			out = append(out, t.Name+"："+t.Say(value))
		}
	}
	return out
}
