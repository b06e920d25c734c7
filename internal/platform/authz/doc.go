// Package authz answers two questions and keeps them apart: may this role do this (Casbin, a few hundred rows of
// policies/policy.csv), and where (regions, as path ranges in Go and SQL; never a policy per village). A grant joins
// one role to one region until a day. The zero Scope matches nothing, so a forgotten check shows an empty page, not a
// city.
package authz
