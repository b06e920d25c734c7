// Package quota is the plan of posts: how many a region may have in a period, of one kind or of any, how many of them
// it gave down, how many it opened itself. The database holds given_down + opened ≤ total, changed by conditional
// updates, so fifty tries at once cannot overdraw. A region without a row has 未下达 (nothing allotted), which is not
// zero. Whatever is set, given down, moved between neighbours or taken back has its document and stays in quota_move.
// The two-level list of kinds of post lives here too.
package quota
