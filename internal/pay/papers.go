package pay

import "gangwei/internal/platform/feature"

// Papers that the wing prints.
var Papers = []feature.Paper{
	{Code: "fund_card", Title: "资金卡片",
		For: "an office's fund and year"},
	{Code: "trial_balance", Title: "试算平衡表",
		For: "the ledger of a year"},
	{Code: "pay_notice", Title: "乡村公益性岗位补贴发放公示",
		For: "the village's board: who is paid what"},
	{Code: "pay_request", Title: "资金拨付申请、审批单",
		For: "the county's money office"},
	{Code: "lapsed", Title: "手续到期通知书",
		For: "a holder whose agreement, insurance, age or term lapsed: from which day no more work is given"},
	{Code: "overpaid_letter", Title: "追缴告知书",
		For: "who was paid beyond the last day"},
}
