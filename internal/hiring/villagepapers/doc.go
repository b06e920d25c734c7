// Package villagepapers is the paper that villages sign (表册): in a village, people sign and press fingerprints on
// paper. One click prints what a village needs for a month or a meeting: sign-in sheets, application forms with the
// honesty pledge, declarations of kin, sheets and minutes of the democratic review, notices for the boards, agreements,
// slips for those not hired. Each sheet carries its number; a photo or scan of the signed sheet is attached by that
// number. The same sheet printed again has the same number. What a sheet says is decided here; how it looks is the
// renderer's.
package villagepapers
