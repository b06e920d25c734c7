// Package rulebook (参数册) holds the dated parameters: what the rules of a region and fund were on a day. A case of 2022
// is judged by the rules of 2022. The first version comes from policies/rulebook at `gangwei init`; afterwards the
// table rules, and every change is proposed by one person and decided by another, with a reason and a document.
// Holidays live here too.
//
// Each parameter has a type (policies/rulebook/*.types.yaml): a value that does not fit is named and never comes into
// force (ADR 0020).
package rulebook
