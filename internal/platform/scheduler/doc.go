// Package scheduler does the duties of the night that the wings bring: one after another in their order, at the start
// and then every hour, each within its own limit. A task looks itself whether it is due, so a success means that
// nothing of it is left to do. One that fails, panics or does not end stops no other.
//
// Of each task the table nightly_task keeps when it was begun, when it last succeeded and failed, why (in plain text
// without what could name a person), how long it took and how often it failed since its last success. It is shown on
// the page 夜间任务 and by 'gangwei doctor'. A task is overdue when nothing of it succeeded for a day and a half.
//
// A task runs once at a time. Who begins it takes its row for a few minutes and takes it anew while the task runs;
// another process on the same database leaves it alone until that time has lapsed. What happens when:
//
//   - The limit passes: the task's context ends and the task has failed (timeout). If it does not heed its context, the
//     others go on without it; its row stays taken until it ends, and it is not begun a second time meanwhile.
//   - The office closes: contexts end, and what was broken off has neither failed nor succeeded; the next start does
//     it.
//   - The process is killed: the row lapses, and whoever begins the task next writes the failure down (cut).
//   - The database is away: nothing can be taken, so nothing is begun; it is tried again after some minutes. An outcome
//     that could not be written is kept in memory and written before the next round.
//   - The clock jumps: limits and the hour are spans and do not care. A row that is taken until later than any process
//     could have taken it has lapsed. A success that lies in the future proves nothing, so the task is overdue until it
//     succeeds again. A duration that cannot be true is not shown.
//   - The row was lost to another process, because it could not be taken anew in time: the task's context ends here.
//
// All this is housekeeping and does not pass the desk; what a task changes in business data does.
package scheduler
