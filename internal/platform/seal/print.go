package seal

import (
	"encoding/hex"
	"fmt"
	"maps"
	"slices"
	"strings"
)

// Print tells this ring from another's without giving a key away: an HMAC under the key that indexes, 64 hex digits.
// It stays the same when keys that seal are added.
func (r *Ring) Print() string { return hex.EncodeToString(r.Index(Keys, "keys")) }

// Prints are the prints of all keys of the ring, "index=HEX 1=HEX …": what an office keeps of its ring.
func (r *Ring) Prints() string {
	out := []string{"index=" + r.Print()}
	for _, id := range slices.Sorted(maps.Keys(r.prints)) {
		out = append(out, fmt.Sprintf("%d=%s", id, r.prints[id]))
	}
	return strings.Join(out, " ")
}

// Holds reports whether the ring has every key that an office keeps the prints of; it may have more.
func (r *Ring) Holds(prints string) bool {
	own := strings.Fields(r.Prints())
	want := strings.Fields(prints)
	for _, p := range want {
		if !slices.Contains(own, p) {
			return false
		}
	}
	return len(want) > 0
}

// ShortPrint is how people compare a print, of Print or of Prints: its first 16 digits in fours.
func ShortPrint(print string) string {
	p, _, _ := strings.Cut(strings.TrimPrefix(print, "index="), " ")
	if len(p) < 16 {
		return p
	}
	return p[:4] + "-" + p[4:8] + "-" + p[8:12] + "-" + p[12:16]
}
