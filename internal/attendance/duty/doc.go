// Package duty is the record of work (履职): the month sheet of a village (月考勤表) and the duty checks of supervisors
// (履职检查).
//
// A sheet is holders × days. A day is blank until somebody says something about it: blank is the default, never
// "present". Each mark keeps how it came (typed, or from signed paper). Days before the start, after the end or in the
// future cannot be marked.
//
//	draft → submitted (village_registrar) → reviewed (township_reviewer, another person) → locked for pay
//	submitted → draft (returned with a remark); reviewed → draft (reopened by the county with a reason)
//
// Shifts are planned beforehand beside the marks and never count as attendance; a sheet with an untyped day on shift is
// not reviewed.
//
// What was first submitted stays beside what it was corrected to. A check is what was seen of one holder on one day;
// paper and telephone count as much as the phone page; "not seen" is 待核实 until the holder has answered and a re-check
// was made, and it never stops pay by itself. Checks are insert-only and witnessed, and arrive once by the client's id.
// The checker's name is hidden from the village. Coverage counts, by quarter, how many holders were checked on site and
// by telephone, against the rulebook's goals.
package duty
