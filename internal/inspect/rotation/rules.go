// Package rotation holds the rules for 轮流坐庄: posts handed round.
package rotation

import "gangwei/internal/inspect"

// Rules of the family.
var Rules = []*inspect.Rule{equalSpells, householdSuccession}
