package rotation

import "gangwei/internal/inspect"

// Rules of the family.
var Rules = []*inspect.Rule{equalSpells, householdSuccession}
