package folder

import (
	"strings"

	"gangwei/internal/oversight/inspect"
	"gangwei/internal/platform/region"
)

// payNotices of lists of pay: of a county, or of the village or township that a row names.
func (b *builder) payNotices() {
	for _, r := range b.records["pay_notices"] {
		m, ok := b.month(r, "month")
		path := b.atlas.path(b.spots[r])
		if !ok || path == "" {
			continue
		}
		if at := region.PathAt(path, region.County); at != path && r.get("township") == "" && r.get("village") == "" {
			path = at
		}
		b.city.Notices = append(b.city.Notices, inspect.PayNotice{ID: b.from(r.number, r), Path: path, Month: m,
			Kind: b.payKind(r), From: b.day(r, "from"), Until: b.last(r, "until"), Drafted: b.day(r, "drafted"),
			Approved: b.day(r, "approved"), Ahead: strings.TrimSpace(r.get("ahead")) != ""})
	}
}
