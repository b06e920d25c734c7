package folder

import (
	"strings"

	"gangwei/internal/oversight/inspect"
	"gangwei/internal/platform/region"
)

// payNotices of lists of pay: of a county, or of the village or township that a row names.
func payNotices(b *builder) {
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

// countedBy is the number of days that counted when a line was reckoned; nil where the list does not say it.
func countedBy(r *record) *int64 {
	if n, ok := wholeIn(r.get("counted")); ok {
		return &n
	}
	return nil
}

// paidWhy is the township's reason why a line is paid without a day at work; empty where the list has none.
func paidWhy(r *record) string {
	_, why, _ := strings.Cut(r.get("note"), inspect.PaidAllTheSame)
	return strings.TrimSpace(why)
}

// toMinimum reports whether the list says that the rate is not the most of a line.
func toMinimum(r *record) bool { return strings.Contains(r.get("note"), inspect.PaidToMinimum) }

// countedIn takes the number of days and the hours that a row of a month sheet tells, where it marks no day.
func countedIn(r *record, l *inspect.Line) {
	if n, ok := wholeIn(r.get("days")); ok && strings.Trim(l.Days, "-") == "" {
		l.Count, l.None = int(n), n == 0
	}
	if n, ok := wholeIn(r.get("hours")); ok {
		l.Hours = n
	}
}

// agreedEnd is the column of an agreement's last day.
const agreedEnd = "agreement_until"

// agreedLater takes the roster of a later day, or the renewed agreement.
func agreedLater(was, x *inspect.Placement) {
	if x.AgreedUntil.After(was.AgreedUntil) {
		was.AgreedUntil = x.AgreedUntil
	}
}
