// Package complaint keeps what villagers say is wrong (信访举报): who must answer, by when, and what was answered.
//
// A complaint is never handled by the village that it is about. Unpaid money, need and work go to the township, hiring
// and conduct to the county; favour for kin, taking turns and money asked back go to the inspectors, and nobody below
// them sees that such a complaint exists. It may be passed up, never down. Who complained is sealed, apart from the
// complaint, and read by inspectors only, each look recorded; a complaint without a name counts as much. The villager
// gets a number by which the clerk finds it again.
//
//	open → answered, open → withdrawn; answered → open (the villager is not content: once, to the next office up; or
//	who answered took the answer back, before it was told)
//
// An objection to a notice (公示异议) is a complaint that names the application. The township cannot audit before it is
// answered; one that is right keeps the application until the notice hangs again, or ends it. What the inspectors have
// holds nothing up, since that would tell that it exists.
//
// What was said and answered stands in complaint_event, which is insert-only and witnessed.
//
// Each office's turn with a complaint keeps its own deadline (complaint_turn): what is passed up for being late stays
// late where it lay.
package complaint
