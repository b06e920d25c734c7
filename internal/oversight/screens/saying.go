package screens

import (
	"time"

	"gangwei/internal/base/errs"
	"gangwei/internal/platform/kit"
)

// How often something may be said on the public pages. A village hall, or a whole town behind its provider, comes from
// one address, so that an address has plenty and each device in it little: one that sends without end uses its own up,
// not the hall's.
var (
	perDevice  = kit.Allowance{AtOnce: 10, Every: 6 * time.Minute}
	perBoard   = kit.Allowance{AtOnce: 100, Every: 30 * time.Second} // of one address, about one village
	perAddress = kit.Allowance{AtOnce: 300, Every: 10 * time.Second}
)

// sayerCookie tells devices of one address apart until the browser is closed. It is kept nowhere, and is not the mark
// of those who sign in.
const sayerCookie = "gw_say"

func markSayer(r *kit.Request) {
	if sayer(r) == "" {
		r.Keep(sayerCookie, kit.Random(), 0)
	}
}

func sayer(r *kit.Request) string {
	c, err := r.Cookie(sayerCookie)
	if err != nil || len(c.Value) < 16 || len(c.Value) > 64 {
		return ""
	}
	return c.Value
}

// maySay counts what is said from a device and an address about a village (empty: about none). Refusal: complaint.slow,
// which names the other ways.
func (p *Board) maySay(r *kit.Request, village string) error {
	from := r.Address()
	draws := []kit.Draw{{Name: from, Of: perAddress}, {Name: from + " " + village, Of: perBoard}}
	if device := sayer(r); device != "" {
		draws = append(draws, kit.Draw{Name: from + " by " + device, Of: perDevice})
	}
	if p.Sayings.Take(r.Now, draws...) {
		return nil
	}
	r.Response().Header().Set("Retry-After", "360")
	return errs.New(errs.TooMany, "complaint.slow")
}
