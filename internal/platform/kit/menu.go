package kit

import (
	"slices"

	"gangwei/internal/platform/authz"
)

// MenuLink is an entry of the menu on top of every page, for those who hold its permission.
type MenuLink struct {
	Permission     authz.Permission
	Words, Address string
	Also           []string // further addresses under which it is marked as open
}

// MenuItem is an entry as a page shows it.
type MenuItem struct {
	Words, Address string
	Open           bool
}

// Menu of the visitor.
func (p *Page) Menu() (out []MenuItem) {
	for _, l := range p.R.Kit.Menu {
		if l.Permission == "" || p.Can(string(l.Permission)) {
			open := p.Active(l.Address) || slices.ContainsFunc(l.Also, p.Active)
			out = append(out, MenuItem{l.Words, l.Address, open})
		}
	}
	return out
}
