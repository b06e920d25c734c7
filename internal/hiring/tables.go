package hiring

import (
	"gangwei/internal/hiring/application"
	"gangwei/internal/hiring/placement"
	"gangwei/internal/platform/feature"
)

// Tables of the wing. Each has one owner, the room that alone writes to it.
var Tables = []feature.Table{
	{Name: "plan_period", Owner: "quota", Holds: "a period of the plan beside the first one"},
	{Name: "quota", Owner: "quota", Holds: "how many posts a region may have in a period, gave down and opened itself"},
	{Name: "quota_move", Owner: "quota",
		Holds: "what was set, given down, moved between neighbours or taken back, by document"},
	{Name: "post_kind", Owner: "quota", Holds: "the two-level list of kinds of post"},
	{Name: "post", Owner: "post", Holds: "one post: what work, where, how many hours, for how much, from which fund"},
	{Name: "recruit_notice", Owner: "application",
		Holds: "a notice that posts are to be filled: conditions, number, pay, where and how long it hung"},
	{Name: "application", Owner: "application",
		Holds: "one person's application for a post, and the state that it is in"},
	{Name: "application_step", Owner: "application", Witness: &application.Witness,
		Holds: "a step of it as it happened, irregular ones with their reason"},
	{Name: "application_back", Owner: "application", Witness: &application.BackWitness,
		Holds: "a step of an application that its author took back: it counts no longer, and stays"},
	{Name: "application_hand", Owner: "application", Holds: "the four hands of a round that must be four people"},
	{Name: "review_meeting", Owner: "application",
		Holds: "a meeting of democratic review: who called it, what was voted"},
	{Name: "review_voter", Owner: "application", Holds: "who is entitled to vote in it, and whether he or she came"},
	{Name: "review_candidate", Owner: "application", Holds: "whom the meeting votes on, with the votes"},
	{Name: "review_recusal", Owner: "application",
		Holds: "a voter who is kin of the candidate: named before the vote, and whether he or she voted all the same"},
	{Name: "placement", Owner: "placement",
		Holds: "who holds which post from when to when, with agreement and insurance; one live post per person"},
	{Name: "placement_event", Owner: "placement", Witness: &placement.Witness,
		Holds: "every change of a placement, as it happened"},
	{Name: "insurance_period", Owner: "placement",
		Holds: "a time for which somebody on a post is insured, under a policy; never the same day twice"},
	{Name: "accident", Owner: "placement", Holds: "an accident of a holder at work and what the insurance did"},
	{Name: "paper_form", Owner: "villagepapers",
		Holds: "a sheet of paper that was printed for a village, by the number that stands on it"},
	{Name: "paper_scan", Owner: "villagepapers", Holds: "a photo or scan of the signed sheet"},
}
