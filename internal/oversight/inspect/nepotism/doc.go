// Package nepotism holds the rules for 优亲厚友: favouring kin. Kinship alone is information; only kinship with a favour is
// a suspicion.
package nepotism
