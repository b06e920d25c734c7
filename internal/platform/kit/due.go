package kit

import (
	"fmt"
	"strings"

	"gangwei/internal/base/civil"
	"gangwei/internal/base/errs"
	"gangwei/internal/platform/words"
)

// Due is a deadline counted in working days, as it stands on every page: where a year on the way to it has no days off
// and on yet, it says so. Empty for no day.
func (p *Page) Due(deadline any) (string, error) {
	text := fmt.Sprint(deadline)
	note, err := p.Unsure(deadline)
	if note != "" {
		note = "（" + note + "）"
	}
	return text + note, err
}

// Unsure is what must be said beside a deadline whose day is typed; empty if all years on the way are known.
func (p *Page) Unsure(deadline any) (string, error) { return p.R.Unsure(fmt.Sprint(deadline)) }

// Unsure is what must be said beside a deadline; empty if all years on the way are known.
func (r *Request) Unsure(deadline string) (string, error) {
	until, err := civil.ParseDate(deadline)
	if err != nil || r.Years == nil {
		return "", nil // no deadline, or what somebody typed and the form refuses
	}
	if r.known == nil {
		years, err := r.Years()
		if err != nil {
			return "", err
		}
		c := civil.NewCalendar(nil, nil).Knowing(years)
		r.known = &c
	}
	from := r.Today
	if until.Before(from) {
		from = until
	}
	unknown := r.known.Unknown(from, until)
	if len(unknown) == 0 {
		return "", nil
	}
	years := make([]string, len(unknown))
	for i, y := range unknown {
		years[i] = fmt.Sprint(y)
	}
	return words.Text("calendar.unsure", errs.Arg{Name: "years", Value: strings.Join(years, "、")}), nil
}
