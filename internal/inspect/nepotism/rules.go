package nepotism

import "gangwei/internal/inspect"

// Rules of the family.
var Rules = []*inspect.Rule{cadreOnPost, kinOfDecider, handledByKin, kinVoted}
