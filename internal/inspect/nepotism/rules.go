// Package nepotism holds the rules for 优亲厚友: favouring kin. Kinship alone is information; only kinship with a favour is a
// suspicion.
package nepotism

import "gangwei/internal/inspect"

// Rules of the family.
var Rules = []*inspect.Rule{cadreOnPost, kinOfDecider, handledByKin, kinVoted}
