package kit

import (
	"slices"
	"strings"

	"gangwei/internal/platform/authz"
)

// Groups of the menu, by what one comes for. Every link stands in one of them.
const (
	Today     = iota // what waits
	People           // who is on which post
	Work             // what was worked and paid
	Oversight        // what is looked into
	Settings         // figures, forms and how the office is set up
)

var groupWords = []string{"今天", "人和岗位", "履职和发放", "监督", "报表和设置"}

// GroupWords name a group of the menu.
func GroupWords(group int) string { return groupWords[group] }

// MenuLink is an entry of the menu, for those who hold its permission.
type MenuLink struct {
	Permission     authz.Permission
	Words, Address string
	Also           []string     // further addresses under which it is marked as open
	Group          int          // Today to Settings
	Not            []authz.Role // who may see the page but never needs it: whoever has no other role is not shown the link
	Rare           []authz.Role // who needs it seldom: whoever has no other role finds it on the menu's page
}

// MenuItem is an entry as a page shows it.
type MenuItem struct {
	Words, Address string
	Also           []string
	Open           bool
	Waits          Counted // what waits behind it
}

// Unit of what waits behind the entry: the home page counts kinds of things to do, the others what they consist of.
func (i MenuItem) Unit() string { return unitAt(i.Address) }

// Unit of what waits behind the group.
func (g MenuGroup) Unit() string {
	if g.ID == Today {
		return unitAt("/")
	}
	return unitAt("")
}

func unitAt(address string) string {
	if address == "/" {
		return "类"
	}
	return "件"
}

// MenuGroup is what a visitor finds under one heading.
type MenuGroup struct {
	ID    int
	Words string
	Items []MenuItem
	Rest  []MenuItem // needed seldom: on the menu's page only
	Open  bool       // the page shown is one of it
	With  []int      // all groups that it stands for
	Waits Counted
}

// Address of the group where only one entry leads: its page, if there is but one, else its part of the menu's page.
func (g MenuGroup) Address() string {
	if len(g.Items) == 1 && len(g.Rest) == 0 || g.ID == Today {
		return g.Items[0].Address
	}
	return g.Overview()
}

// Overview is the address of all entries of the group.
func (g MenuGroup) Overview() string { return "/menu#g" + FormatID(int64(g.ID)) }

// Menu of the visitor by groups, with what waits behind them.
func (p *Page) Menu() []MenuGroup {
	if p.menu != nil {
		return p.menu
	}
	p.menu = menuOf(p.R)
	waits := WaitsOf(p.R)
	for i, g := range p.menu {
		p.menu[i].Waits = waits.Groups[g.ID]
		for _, items := range [][]MenuItem{g.Items, g.Rest} {
			for j, m := range items {
				items[j].Waits = waits.Links[m.Address]
			}
		}
	}
	return p.menu
}

// menuOf the visitor by groups; a group without an entry is left out. The page shown is marked under the longest
// address that it lies below.
func menuOf(r *Request) []MenuGroup {
	groups := make([]MenuGroup, len(groupWords))
	for i, w := range groupWords {
		groups[i] = MenuGroup{ID: i, Words: w, With: []int{i}}
	}
	group, item, length := -1, 0, 0
	for _, l := range r.Kit.Menu {
		if l.Permission != "" && !r.Can(string(l.Permission)) || r.Actor.OnlyOf(l.Not) {
			continue
		}
		g := &groups[l.Group]
		i := MenuItem{Words: l.Words, Address: l.Address, Also: l.Also}
		seldom := r.Actor.OnlyOf(l.Rare)
		if seldom {
			g.Rest = append(g.Rest, i)
		} else {
			g.Items = append(g.Items, i)
		}
		if n, ok := i.Covers(r.Context.Request().URL.Path); ok && n > length {
			group, item, length = l.Group, len(g.Items)-1, n
			if seldom {
				item = -1
			}
		}
	}
	if group >= 0 {
		groups[group].Open = true
		if item >= 0 {
			groups[group].Items[item].Open = true
		}
	}
	return slices.DeleteFunc(groups, func(g MenuGroup) bool { return len(g.Items)+len(g.Rest) == 0 })
}

// Up is the entry of the menu below which the page shown lies; nil of a page that is itself one, or that lies below
// none.
func (p *Page) Up() *MenuItem {
	path, length := p.R.Context.Request().URL.Path, 0
	var up *MenuItem
	for _, g := range p.Menu() {
		for _, i := range slices.Concat(g.Items, g.Rest) {
			if n, ok := i.Covers(path); ok && n > length {
				up, length = &i, n
			}
		}
	}
	if up == nil || up.Address == "/" || up.Address == path {
		return nil
	}
	return up
}

// Bottom is the menu of a narrow screen, of at most four entries: the groups of the visitor in their order, the last
// ones behind one entry if there are more.
func (p *Page) Bottom() []MenuGroup {
	groups := p.Menu()
	if len(groups) <= 4 {
		return groups
	}
	rest := MenuGroup{ID: groups[3].ID, Words: "更多"}
	for _, g := range groups[3:] {
		rest.Items, rest.Open, rest.With = append(rest.Items, g.Items...), rest.Open || g.Open, append(rest.With, g.ID)
		rest.Rest = append(rest.Rest, g.Rest...)
		rest.Waits = rest.Waits.Plus(g.Waits.N(), g.Waits.Late())
	}
	return append(slices.Clone(groups[:3]), rest)
}

// Covers reports whether an address lies below one of the entry's own, and by how many characters they agree.
func (i MenuItem) Covers(path string) (length int, ok bool) {
	for _, a := range append([]string{i.Address}, i.Also...) {
		if path == a || a != "/" && strings.HasPrefix(path, a+"/") {
			length, ok = max(length, len(a)), true
		}
	}
	return length, ok
}
