// Package policies holds who may do what and the first version of the dated parameters, embedded in the binary. The
// parameters are copied into the rulebook's table by `gangwei init`; from then on the table rules, changed by two
// people.
package policies

import "embed"

// Model is the Casbin model: role, permission.
//
//go:embed model.conf
var Model string

// Policy has one line per role and permission.
//
//go:embed policy.csv
var Policy string

// Roles has one line per role: code, name, level of region.
//
//go:embed roles.csv
var Roles string

// Incompatible has one line per pair of roles that one person may not hold together.
//
//go:embed incompatible.csv
var Incompatible string

// Rulebook holds rulebook/*.yaml.
//
//go:embed rulebook/*.yaml
var Rulebook embed.FS

// Exchange holds exchange/*.yaml: how other systems name their columns.
//
//go:embed exchange/*.yaml
var Exchange embed.FS

// BankFormats holds bankformats/*.yaml: three mappings of banks' files to begin with.
//
//go:embed bankformats/*.yaml
var BankFormats embed.FS
