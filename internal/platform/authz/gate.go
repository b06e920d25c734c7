package authz

import (
	"fmt"
	"slices"
	"strings"
	"sync"

	"github.com/casbin/casbin/v2"
	"github.com/casbin/casbin/v2/model"

	"gangwei/policies"
)

// Role of the office, as in policies/roles.csv.
type Role string

// Permission is a dotted verb: application.submit.
type Permission string

// RoleInfo describes a role.
type RoleInfo struct {
	Role  Role
	Name  string // 中文
	Level string // the level of region that it is granted on: village, township, county, city or any
}

// Gate is the Casbin policy with what the program needs to know about roles.
type Gate struct {
	enforcer     *casbin.Enforcer
	roles        []RoleInfo
	permissions  []Permission
	incompatible map[[2]Role]bool
	asked        sync.Map // answers by [2]string of role and permission: the policy does not change while the program runs
}

// NewGate reads the embedded policies.
func NewGate() (*Gate, error) {
	m, err := model.NewModelFromString(policies.Model)
	if err != nil {
		return nil, err
	}
	e, err := casbin.NewEnforcer(m)
	if err != nil {
		return nil, err
	}
	g := &Gate{enforcer: e, incompatible: map[[2]Role]bool{}}
	for _, f := range lines(policies.Roles) {
		g.roles = append(g.roles, RoleInfo{Role(f[0]), f[1], f[2]})
	}
	seen := map[Permission]bool{}
	for _, f := range lines(policies.Policy) {
		role, perm := Role(f[0]), Permission(f[1])
		if _, ok := g.Info(role); !ok {
			return nil, fmt.Errorf("policy.csv names unknown role %q", role)
		}
		if _, err := e.AddPolicy(f[0], f[1]); err != nil {
			return nil, err
		}
		if !seen[perm] {
			seen[perm] = true
			g.permissions = append(g.permissions, perm)
		}
	}
	for _, f := range lines(policies.Incompatible) {
		g.incompatible[[2]Role{Role(f[0]), Role(f[1])}] = true
		g.incompatible[[2]Role{Role(f[1]), Role(f[0])}] = true
	}
	return g, nil
}

func lines(csv string) [][]string {
	var out [][]string
	for _, l := range strings.Split(csv, "\n") {
		l = strings.TrimSpace(l)
		if l == "" || strings.HasPrefix(l, "#") {
			continue
		}
		f := strings.Split(l, ",")
		for i := range f {
			f[i] = strings.TrimSpace(f[i])
		}
		out = append(out, f)
	}
	return out
}

// Roles lists the roles in the order of the file.
func (g *Gate) Roles() []RoleInfo { return g.roles }

// Permissions lists every permission that the policy knows.
func (g *Gate) Permissions() []Permission { return g.permissions }

// Known reports whether any role may do it.
func (g *Gate) Known(p Permission) bool { return slices.Contains(g.permissions, p) }

// Info of a role.
func (g *Gate) Info(r Role) (RoleInfo, bool) {
	for _, i := range g.roles {
		if i.Role == r {
			return i, true
		}
	}
	return RoleInfo{}, false
}

// Can asks Casbin whether a role has a permission, once for each pair.
func (g *Gate) Can(r Role, p Permission) bool {
	pair := [2]string{string(r), string(p)}
	if known, ok := g.asked.Load(pair); ok {
		return known.(bool)
	}
	ok, err := g.enforcer.Enforce(string(r), string(p))
	if err != nil {
		return false
	}
	g.asked.Store(pair, ok)
	return ok
}

// Incompatible reports whether one person may not hold both roles, anywhere.
func (g *Gate) Incompatible(a, b Role) bool { return g.incompatible[[2]Role{a, b}] }
