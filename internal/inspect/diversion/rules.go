package diversion

import "gangwei/internal/inspect"

// Rules of the family.
var Rules = []*inspect.Rule{paidAfterEnd, sharedAccount, paidThoughAbsent, aboveStandard, twoPosts, earlierDouble}
