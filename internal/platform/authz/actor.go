package authz

import (
	"slices"

	"gangwei/internal/base/civil"
	"gangwei/internal/base/errs"
)

// Grant joins a role to a region until a day (zero: until revoked).
type Grant struct {
	Role     Role
	RegionID int64
	Path     string
	Until    civil.Date
}

// Actor is who acts: a signed-in user with the grants in force today, the public, or the system itself.
type Actor struct {
	UserID    int64
	Login     string
	Name      string
	PersonKey string // hex of the blind index of the identity number: two accounts of one human collide
	Grants    []Grant
	Device    string // a mark of the browser that asked, empty at the command line
	gate      *Gate
	all       bool
	only      Permission // of a villager, who holds this one everywhere and has no region
}

// NewActor makes the actor of a user.
func NewActor(g *Gate, userID int64, login, name, personKey string, grants []Grant) Actor {
	return Actor{UserID: userID, Login: login, Name: name, PersonKey: personKey, Grants: grants, gate: g}
}

// System is the program acting by itself, or an operator at the machine's command line.
func System(name string) Actor {
	return Actor{Login: "system", Name: name, PersonKey: "system:" + name, all: true}
}

// Villager is somebody who has not signed in and says what is wrong: that and nothing else, anywhere.
func Villager() Actor {
	return Actor{Login: "public", Name: "村民", PersonKey: "system:public", only: "complaint.register"}
}

// Public is somebody who has not signed in.
func Public() Actor { return Actor{Login: "public"} }

// Has reports whether the actor holds the permission anywhere.
func (a Actor) Has(p Permission) bool { return !a.Scope(p).Empty() }

// HasRole reports whether the actor holds the role anywhere.
func (a Actor) HasRole(r Role) bool {
	for _, g := range a.Grants {
		if g.Role == r {
			return true
		}
	}
	return false
}

// OnlyOf reports whether every role that the actor holds is among some; false for who holds none, or of no roles.
func (a Actor) OnlyOf(roles []Role) bool {
	for _, g := range a.Grants {
		if !slices.Contains(roles, g.Role) {
			return false
		}
	}
	return len(a.Grants) > 0
}

// Scope is where the actor has the permission. Casbin is asked once per distinct role.
func (a Actor) Scope(p Permission) Scope {
	if a.all || a.only != "" && a.only == p {
		return Everywhere()
	}
	return scopeOf(a.Held(p))
}

// Held are the regions on which the actor was granted the permission, one below another apart; nothing for whoever has
// it everywhere.
func (a Actor) Held(p Permission) (paths []string) {
	if a.gate == nil {
		return nil
	}
	asked := map[Role]bool{}
	for _, g := range a.Grants {
		can, ok := asked[g.Role]
		if !ok {
			can = a.gate.Can(g.Role, p)
			asked[g.Role] = can
		}
		if can {
			paths = append(paths, g.Path)
		}
	}
	return paths
}

// Region is everywhere the actor has any grant at all.
func (a Actor) Region() Scope {
	if a.all {
		return Everywhere()
	}
	var paths []string
	for _, g := range a.Grants {
		paths = append(paths, g.Path)
	}
	return scopeOf(paths)
}

// Check allows, or refuses in the one way: outside one's regions a thing does not exist (NotFound), inside without the
// permission it is another's task (Forbidden).
func (a Actor) Check(p Permission, path string) error {
	if a.Scope(p).Covers(path) {
		return nil
	}
	if a.Region().Covers(path) {
		return errs.New(errs.Forbidden, "authz.forbidden").With("permission", string(p))
	}
	return errs.New(errs.NotFound, "authz.not_found")
}
