// Package matching holds the registers of other departments (部门数据比对) against those who apply or hold a post: deaths,
// employee pensions, businesses, public employees, custody. A register comes as a workbook, as of a day and for a
// region; only blind indexes of numbers are kept of it. A hit decides nothing: the person is told, may say and prove
// something in the set time, and then somebody else decides. "Not checked" is not the same as "checked and clean, as of
// a day".
//
//	open → told → answered → cleared, exit or recover; told → cleared, exit or recover once the time is over
package matching
