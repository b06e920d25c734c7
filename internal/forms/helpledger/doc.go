// Package helpledger is the village help ledger (村（居）就业援助台账): who needs help into work, what was done and what comes
// next; and the files of young people of poverty-out families (一人一档、一生一策): schooling, graduation, plan, steps.
//
// A case is one person's, once. Its acts are of four kinds: basic service, special policy, special group, urgent
// hardship (基本就业服务、专项就业政策、 特定群体就业援助、急难就业援助). Where the employment or poverty-monitoring system has them, they come by
// import; the same act comes once. Who is needy and has neither an act, nor an application, nor a post is listed for
// the village, and seen by inspection (need).
package helpledger
