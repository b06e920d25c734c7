package pages

import (
	"gangwei/internal/attendance/checkpapers"
	"gangwei/internal/attendance/duty"
	"gangwei/internal/attendance/sampling"
	"gangwei/internal/base/civil"
	"gangwei/internal/base/clock"
	"gangwei/internal/base/money"
	"gangwei/internal/exporter"
	"gangwei/internal/forms/formlists"
	"gangwei/internal/forms/helpledger"
	"gangwei/internal/forms/progress"
	"gangwei/internal/forms/project"
	"gangwei/internal/forms/target"
	"gangwei/internal/hiring/application"
	"gangwei/internal/hiring/placement"
	"gangwei/internal/hiring/villagepapers"
	"gangwei/internal/importer"
	"gangwei/internal/oversight/complaint"
	"gangwei/internal/oversight/inspect"
	"gangwei/internal/oversight/rectify"
	"gangwei/internal/oversight/reporting"
	"gangwei/internal/pay/cardchange"
	"gangwei/internal/pay/payeecalls"
	"gangwei/internal/pay/payment"
	"gangwei/internal/pay/payroll"
	"gangwei/internal/platform/authz"
	"gangwei/internal/platform/database"
	"gangwei/internal/platform/desk"
	"gangwei/internal/platform/documents"
	"gangwei/internal/platform/files"
	"gangwei/internal/platform/jobs"
	"gangwei/internal/platform/kit"
	"gangwei/internal/platform/seal"
	"gangwei/internal/registry/account"
	"gangwei/internal/registry/crosscheck"
	"gangwei/internal/registry/history"
	"gangwei/internal/registry/matching"
	"gangwei/internal/registry/resident"
)

// Pages hold the rooms that they show.
type Pages struct {
	DB            *database.DB
	Desk          *desk.Desk
	Clock         clock.Clock
	Ring          *seal.Ring
	Gate          *authz.Gate
	Accounts      *account.Service
	Residents     *resident.Service
	Applications  *application.Service
	Placements    *placement.Service
	Duty          *duty.Service
	Payroll       *payroll.Service
	Payments      *payment.Service
	Complaints    *complaint.Service
	Confirm       *payeecalls.Service
	Cards         *cardchange.Service
	Matching      *matching.Service
	Crosscheck    *crosscheck.Service
	Inspect       *inspect.Service
	Editable      func(*reporting.Inspection) ([]byte, error) // text of a paper as .docx
	EditableSheet func(documents.Sheet) ([]byte, error)       // text of a sheet as .docx
	Reports       *reporting.Service
	Jobs          *jobs.Service
	Files         *files.Service
	History       *history.Service
	Imports       *importer.Service
	Exports       *exporter.Service
	Papers        *villagepapers.Service
	CheckPapers   *checkpapers.Service
	Draws         *sampling.Service
	Progress      *progress.Service
	Registers     *formlists.Service
	Projects      *project.Service
	Rectify       *rectify.Service
	Help          *helpledger.Service
	Targets       *target.Service
	Boards        Boards
	Sayings       kit.Limiter // of what is said on the public pages
	Shelf         *jobs.Shelf
	Above         Above
	PaidBeyond    func(r database.Reader, placementID int64, start, end civil.Date) (money.Fen, error)
	ObjectionsTo  func(r database.Reader, actor authz.Actor, applicationID int64) (any, error)
	LatestCount   func(r database.Reader) (count any, found bool, err error)
	FileOf        func(r database.Reader, batchID int64) (name string, err error)
	Render        documents.Renderer
	Demo          bool
	TreeChanged   func() // the divisions changed: read them again
}

// Route of the program. Permission "" means any signed-in user. Object names what :id is, for the tests made from this
// table.
type Route struct {
	Method, Path string
	Permission   authz.Permission
	Object       string
	Handle       func(*Pages, *kit.Request) error
}

// Routes is every page and action behind the sign-in.
func Routes() []Route {
	return []Route{
		{"GET", "/", "", "", (*Pages).home},
		{"GET", "/password", "", "", (*Pages).passwordForm},
		{"POST", "/password", "", "", (*Pages).password},
		{"POST", "/password/told", "", "", (*Pages).passwordTold},
		{"POST", "/signout", "", "", (*Pages).signOut},

		{"GET", "/overview", "placement.view", "", (*Pages).overview},
		{"GET", "/posts", "post.view", "", (*Pages).posts},
		{"GET", "/posts/new", "post.open", "", (*Pages).postForm},
		{"POST", "/posts/new", "post.open", "", (*Pages).postOpen},
		{"GET", "/posts/:id", "post.view", "post", (*Pages).post},
		{"POST", "/posts/:id/state", "post.change", "post", (*Pages).postState},
		{"POST", "/posts/:id/amend", "post.change", "post", (*Pages).postAmend},

		{"GET", "/divisions", "region.view", "", (*Pages).divisions},
		{"GET", "/divisions/merge", "division.merge", "", (*Pages).mergeForm},
		{"POST", "/divisions/merge", "division.merge", "", (*Pages).merge},

		{"GET", "/divisions/split", "division.split", "", (*Pages).splitForm},
		{"POST", "/divisions/split", "division.split", "", (*Pages).split},
		{"GET", "/divisions/rename", "division.rename", "", (*Pages).renameForm},
		{"POST", "/divisions/rename", "division.rename", "", (*Pages).rename},

		{"GET", "/quota", "quota.view", "", (*Pages).quota},
		{"POST", "/quota", "quota.allot", "", (*Pages).quotaAllot},
		{"POST", "/quota/total", "quota.allot", "", (*Pages).quotaSet},
		{"POST", "/quota/transfer", "quota.allot", "", (*Pages).quotaTransfer},
		{"POST", "/quota/period", "quota.allot", "", (*Pages).quotaPeriod},

		{"GET", "/people", "resident.view", "", (*Pages).people},
		{"GET", "/people/new", "resident.register", "", (*Pages).personForm},
		{"POST", "/people/new", "resident.register", "", (*Pages).personRegister},
		{"GET", "/people/:id", "resident.view", "person", (*Pages).person},
		{"POST", "/people/:id/death", "resident.register", "person", (*Pages).personDeath},
		{"POST", "/people/:id/home", "resident.register", "person", (*Pages).personHome},
		{"POST", "/people/:id/unmask", "resident.unmask", "person", (*Pages).personUnmask},

		{"GET", "/people/:id/file", "resident.view", "person", (*Pages).personFile},
		{"GET", "/people/:id/file.pdf", "resident.view", "person", (*Pages).personFilePDF},
		{"GET", "/people/:id/correct", "resident.register", "person", (*Pages).correctForm},
		{"POST", "/people/:id/correct", "resident.register", "person", (*Pages).correct},
		{"POST", "/people/:id/standing", "resident.register", "person", (*Pages).standing},
		{"POST", "/people/:id/number", "resident.correct", "person", (*Pages).correctNumber},
		{"POST", "/people/:id/merge", "resident.correct", "person", (*Pages).correctMerge},
		{"GET", "/corrections", "resident.confirm", "", (*Pages).corrections},
		{"POST", "/corrections/:id/decide", "resident.confirm", "correction", (*Pages).correctionDecide},
		{"GET", "/people/:id/kin", "kin.declare", "person", (*Pages).kinForm},
		{"POST", "/people/:id/kin", "kin.declare", "person", (*Pages).kinDeclare},
		{"POST", "/people/:id/kin/retract", "kin.retract", "person", (*Pages).kinRetract},
		{"GET", "/officials", "official.view", "", (*Pages).officials},
		{"POST", "/officials", "official.appoint", "", (*Pages).officialOutside},
		{"GET", "/officials/elected", "official.view", "", (*Pages).elected},
		{"POST", "/people/:id/offices", "official.appoint", "person", (*Pages).officialAppoint},
		{"POST", "/officials/:id/end", "official.appoint", "official", (*Pages).officialEnd},
		{"GET", "/history", "history.view", "", (*Pages).history},
		{"GET", "/history/:id", "history.view", "history", (*Pages).historyRow},
		{"GET", "/imports", "import.view", "", (*Pages).imports},
		{"GET", "/imports/new", "import.view", "", (*Pages).importForm},
		{"POST", "/imports/new", "import.view", "", (*Pages).importHandIn},
		{"GET", "/imports/template", "import.view", "", (*Pages).importTemplate},
		{"GET", "/imports/answers", "import.view", "", (*Pages).importAnswers},
		{"POST", "/imports/answers/:id/revoke", "import.view", "answer", (*Pages).importRevoke},
		{"GET", "/imports/:id", "import.view", "import", (*Pages).importShow},
		{"POST", "/imports/:id/answers", "import.view", "import", (*Pages).importAnswer},
		{"GET", "/imports/:id/faulty", "import.view", "import", (*Pages).importFaulty},
		{"GET", "/imports/:id/original", "import.view", "import", (*Pages).importOriginal},
		{"POST", "/imports/:id/accept", "import.view", "import", (*Pages).importAccept},
		{"POST", "/imports/:id/discard", "import.view", "import", (*Pages).importDiscard},
		{"POST", "/imports/:id/undo", "import.view", "import", (*Pages).importUndo},

		{"GET", "/matching", "matching.view", "", (*Pages).matching},
		{"GET", "/matching/:id", "matching.view", "hit", (*Pages).hit},
		{"GET", "/matching/:id/letter.pdf", "matching.view", "hit", (*Pages).hitLetter},
		{"POST", "/matching/:id/tell", "matching.tell", "hit", (*Pages).hitTell},
		{"POST", "/matching/:id/hear", "matching.hear", "hit", (*Pages).hitHear},
		{"POST", "/matching/:id/decide", "matching.decide", "hit", (*Pages).hitDecide},

		{"GET", "/crosscheck", "crosscheck.view", "", (*Pages).crosscheck},
		{"POST", "/crosscheck/explain", "crosscheck.explain", "", (*Pages).crosscheckExplain},
		{"POST", "/crosscheck/mapping", "crosscheck.mapping", "", (*Pages).crosscheckMapping},

		{"GET", "/applications", "application.view", "", (*Pages).applications},
		{"GET", "/applications/new", "application.submit", "", (*Pages).applicationForm},
		{"POST", "/applications/new", "application.submit", "", (*Pages).applicationSubmit},
		{"GET", "/applications/batch", "application.view", "", (*Pages).applicationBatch},
		{"POST", "/applications/batch", "application.view", "", (*Pages).applicationBatchPass},
		{"GET", "/applications/:id", "application.view", "application", (*Pages).application},
		{"POST", "/applications/:id/check", "application.check", "application", (*Pages).applicationCheck},
		{"POST", "/applications/:id/review", "application.review", "application", (*Pages).applicationReview},
		{"POST", "/applications/:id/notice", "application.notice", "application", (*Pages).applicationNotice},
		{"POST", "/applications/:id/audit", "application.audit", "application", (*Pages).applicationAudit},
		{"POST", "/applications/:id/file", "application.file", "application", (*Pages).applicationFile},
		{"POST", "/applications/:id/withdraw", "application.submit", "application", (*Pages).applicationWithdraw},
		{"POST", "/applications/:id/start", "placement.start", "application", (*Pages).placementStart},
		{"GET", "/recruits", "application.view", "", (*Pages).recruits},
		{"POST", "/recruits", "application.notice", "", (*Pages).recruitPost},
		{"GET", "/meetings", "application.view", "", (*Pages).meetings},
		{"GET", "/meetings/new", "application.review", "", (*Pages).meetingForm},
		{"POST", "/meetings/new", "application.review", "", (*Pages).meetingPlan},
		{"GET", "/meetings/:id", "application.view", "meeting", (*Pages).meeting},
		{"POST", "/meetings/:id/hold", "application.review", "meeting", (*Pages).meetingHold},
		{"POST", "/meetings/:id/drop", "application.review", "meeting", (*Pages).meetingDrop},
		{"GET", "/papers", "paper.view", "", (*Pages).papers},
		{"POST", "/papers/print", "paper.print", "", (*Pages).papersPrint},
		{"POST", "/papers/check", "duty.check", "", (*Pages).papersCheck},
		{"POST", "/papers/scan", "paper.view", "", (*Pages).papersScan},
		{"GET", "/files/:id", "", "file", (*Pages).file},

		{"GET", "/placements", "placement.view", "", (*Pages).placements},
		{"GET", "/placements/renewals", "placement.view", "", (*Pages).renewals},
		{"POST", "/placements/renewals", "placement.start", "", (*Pages).renewalsDo},
		{"POST", "/placements/:id/suspend", "placement.end", "placement", (*Pages).placementSuspend},
		{"POST", "/placements/:id/resume", "placement.end", "placement", (*Pages).placementResume},
		{"GET", "/placements/:id/recovery.pdf", "placement.end", "placement", (*Pages).placementRecovery},
		{"GET", "/placements/:id", "placement.view", "placement", (*Pages).placement},
		{"POST", "/placements/:id/agreement", "placement.start", "placement", (*Pages).placementAgreement},
		{"POST", "/placements/:id/renew", "placement.start", "placement", (*Pages).placementRenew},
		{"POST", "/placements/:id/end", "placement.end", "placement", (*Pages).placementEnd},

		{"POST", "/placements/:id/accidents", "accident.report", "placement", (*Pages).accidentReport},
		{"GET", "/accidents", "accident.view", "", (*Pages).accidents},
		{"GET", "/accidents/:id", "accident.view", "accident", (*Pages).accident},
		{"GET", "/accidents/:id/report.pdf", "accident.view", "accident", (*Pages).accidentPaper},
		{"POST", "/accidents/:id/claim", "accident.settle", "accident", (*Pages).accidentClaim},
		{"POST", "/accidents/:id/close", "accident.settle", "accident", (*Pages).accidentClose},

		{"GET", "/duty", "duty.view", "", (*Pages).duty},
		{"POST", "/duty/sheets", "duty.sheet", "", (*Pages).sheetBegin},
		{"GET", "/duty/sheets/:id", "duty.view", "sheet", (*Pages).sheet},
		{"POST", "/duty/sheets/:id", "duty.sheet", "sheet", (*Pages).sheetSave},
		{"GET", "/duty/sheets/:id/assessment", "duty.view", "sheet", (*Pages).assessment},
		{"POST", "/duty/sheets/:id/assessment/village", "duty.sheet", "sheet", (*Pages).assessByVillage},
		{"POST", "/duty/sheets/:id/assessment/township", "duty.review", "sheet", (*Pages).assessByTownship},
		{"POST", "/duty/sheets/:id/assessment/told", "duty.sheet", "sheet", (*Pages).assessmentTold},
		{"POST", "/duty/sheets/:id/looks", "duty.sheet", "sheet", (*Pages).sheetLooks},
		{"POST", "/duty/sheets/:id/tasks", "duty.sheet", "sheet", (*Pages).sheetTask},
		{"POST", "/duty/sheets/:id/shifts", "duty.sheet", "sheet", (*Pages).sheetShifts},
		{"POST", "/duty/sheets/:id/review", "duty.review", "sheet", (*Pages).sheetReview},
		{"POST", "/duty/sheets/:id/reopen", "duty.reopen", "sheet", (*Pages).sheetReopen},
		{"GET", "/duty/draw", "draw.view", "", (*Pages).draw},
		{"POST", "/duty/draw", "draw.make", "", (*Pages).drawMake},
		{"GET", "/duty/coverage", "duty.coverage", "", (*Pages).coverage},
		{"GET", "/duty/checks", "duty.view", "", (*Pages).checks},
		{"GET", "/duty/checks/new", "duty.check", "", (*Pages).checkForm},
		{"POST", "/duty/checks/new", "duty.check", "", (*Pages).checkLog},
		{"GET", "/api/duty/phone", "duty.check", "", (*Pages).phoneCarry},
		{"POST", "/api/duty/checks", "duty.check", "", (*Pages).phoneSend},
		{"GET", "/duty/photos/:id", "duty.photo", "photo", (*Pages).checkPhoto},

		{"GET", "/pay", "payroll.view", "", (*Pages).pay},
		{"POST", "/pay/runs", "payroll.draft", "", (*Pages).runDraft},
		{"GET", "/pay/runs/:id", "payroll.view", "run", (*Pages).run},
		{"GET", "/pay/runs/:id/lists.pdf", "payroll.view", "run", (*Pages).runLists},
		{"GET", "/pay/runs/:id/request.pdf", "fund.view", "run", (*Pages).runRequest},
		{"POST", "/pay/runs/:id/notice", "payroll.draft", "run", (*Pages).runNotice},
		{"POST", "/pay/runs/:id/notice/irregular", "payroll.draft", "run", (*Pages).runNoticeIrregular},
		{"POST", "/pay/runs/:id/answers", "payroll.audit", "run", (*Pages).runAnswer},
		{"POST", "/pay/runs/:id/audit", "payroll.audit", "run", (*Pages).runAudit},
		{"POST", "/pay/runs/:id/approve", "payroll.approve", "run", (*Pages).runApprove},
		{"POST", "/pay/runs/:id/cancel", "payroll.draft", "run", (*Pages).runCancel},
		{"POST", "/pay/runs/:id/parallel", "payroll.draft", "run", (*Pages).runParallel},
		{"POST", "/pay/runs/:id/reverse", "payroll.reverse", "run", (*Pages).runReverse},
		{"POST", "/pay/runs/:id/batches", "payment.prepare", "run", (*Pages).batchPrepare},
		{"GET", "/pay/batches/:id", "payment.view", "batch", (*Pages).batch},
		{"GET", "/pay/batches/:id/file", "payment.prepare", "batch", (*Pages).batchFile},
		{"POST", "/pay/batches/:id/release", "payment.release", "batch", (*Pages).batchRelease},
		{"POST", "/pay/batches/:id/withdraw", "payment.prepare", "batch", (*Pages).batchWithdraw},
		{"POST", "/pay/batches/:id/second", "payment.release", "batch", (*Pages).batchSecond},
		{"POST", "/pay/batches/:id/slip", "payment.settle", "batch", (*Pages).batchSlip},
		{"POST", "/pay/batches/:id/slip/confirm", "payment.release", "batch", (*Pages).batchSlipConfirm},
		{"POST", "/pay/batches/:id/settle", "payment.settle", "batch", (*Pages).batchSettle},
		{"GET", "/pay/funds", "fund.view", "", (*Pages).funds},
		{"POST", "/pay/funds", "fund.appropriate", "", (*Pages).fundRegister},
		{"POST", "/pay/funds/allot", "fund.appropriate", "", (*Pages).fundAllot},
		{"POST", "/pay/funds/close", "fund.appropriate", "", (*Pages).fundClose},
		{"GET", "/pay/funds/card", "fund.view", "", (*Pages).fundCard},
		{"GET", "/pay/funds/trial", "fund.view", "", (*Pages).fundTrial},
		{"GET", "/pay/formats", "payment.view", "", (*Pages).formats},
		{"POST", "/pay/formats", "payment.view", "", (*Pages).formatTry},
		{"GET", "/pay/cards", "card.view", "", (*Pages).cards},
		{"POST", "/pay/cards", "card.enter", "", (*Pages).cardEnter},
		{"GET", "/pay/cards/tell", "card.tell", "", (*Pages).cardTell},
		{"POST", "/pay/cards/notices/:id", "card.tell", "notice", (*Pages).cardTold},
		{"GET", "/pay/cards/:id", "card.view", "card", (*Pages).cardList},
		{"GET", "/pay/cards/:id/report.xlsx", "card.view", "card", (*Pages).cardReport},
		{"POST", "/pay/cards/:id/approve", "card.approve", "card", (*Pages).cardApprove},
		{"POST", "/pay/cards/:id/apply", "card.enter", "card", (*Pages).cardApply},
		{"POST", "/pay/cards/:id/cancel", "card.enter", "card", (*Pages).cardCancel},
		{"POST", "/pay/cards/:id/strike", "card.enter", "card", (*Pages).cardStrike},
		{"GET", "/pay/confirm", "confirm.call", "", (*Pages).confirm},
		{"POST", "/pay/confirm", "confirm.call", "", (*Pages).confirmDraw},
		{"POST", "/pay/confirm/:id", "confirm.call", "", (*Pages).confirmCall},
		{"GET", "/inspect/calls", "confirm.answers", "", (*Pages).confirmAnswers},
		{"GET", "/pay/recoveries", "payment.view", "", (*Pages).recoveries},
		{"POST", "/pay/recoveries/:id", "payment.recover", "placement", (*Pages).recover},
		{"GET", "/pay/lookup", "payment.statement", "", (*Pages).payLookup},
		{"GET", "/pay/people/:id", "payment.statement", "person", (*Pages).payStatement},
		{"GET", "/pay/arrears", "payroll.view", "", (*Pages).arrears},
		{"GET", "/pay/arrears/reason", "payroll.view", "", (*Pages).reasonForm},
		{"POST", "/pay/arrears/reason", "payroll.view", "", (*Pages).reasonSay},

		{"GET", "/progress", "progress.view", "", (*Pages).progress},
		{"GET", "/progress/form", "progress.view", "", (*Pages).progressForm},
		{"POST", "/progress/form", "progress.fill", "", (*Pages).progressFill},
		{"POST", "/progress/form/excel", "progress.view", "", (*Pages).progressTake},
		{"POST", "/progress/form/submit", "progress.submit", "", (*Pages).progressSubmit},
		{"POST", "/progress/form/reopen", "progress.submit", "", (*Pages).progressReopen},
		{"GET", "/progress/people", "progress.people", "", (*Pages).progressPeople},
		{"GET", "/progress/summary.docx", "progress.accept", "", (*Pages).progressSummary},
		{"GET", "/progress/submissions/:id", "progress.view", "submission", (*Pages).submission},
		{"GET", "/progress/submissions/:id/scan", "progress.view", "submission", (*Pages).submissionScan},
		{"POST", "/progress/submissions/:id/decide", "progress.accept", "submission", (*Pages).submissionDecide},
		{"GET", "/progress/clerks", "progress.view", "", (*Pages).unitClerks},
		{"POST", "/progress/clerks", "unit.assign", "", (*Pages).unitAssign},
		{"POST", "/progress/clerks/:id/dismiss", "unit.assign", "unitclerk", (*Pages).unitDismiss},
		{"POST", "/progress/units/rename", "unit.rename", "", (*Pages).unitRename},
		{"GET", "/registers", "register.view", "", (*Pages).registers},
		{"POST", "/registers", "register.enter", "", (*Pages).registerEnter},
		{"POST", "/registers/excel", "register.enter", "", (*Pages).registerTake},
		{"GET", "/registers/:id", "register.view", "entry", (*Pages).registerEntry},
		{"POST", "/registers/:id", "register.enter", "entry", (*Pages).registerChange},
		{"POST", "/registers/:id/strike", "register.enter", "entry", (*Pages).registerStrike},
		{"POST", "/registers/:id/people", "register.enter", "entry", (*Pages).registerName},
		{"POST", "/registers/:id/months", "register.enter", "entry", (*Pages).registerPay},

		{"GET", "/projects", "project.view", "", (*Pages).projects},
		{"POST", "/projects", "project.enter", "", (*Pages).projectEnter},
		{"POST", "/projects/excel", "project.enter", "", (*Pages).projectTake},
		{"POST", "/projects/send", "project.send", "", (*Pages).projectSend},
		{"GET", "/projects/library", "project.view", "", (*Pages).library},
		{"POST", "/projects/library", "project.choose", "", (*Pages).libraryChoose},
		{"GET", "/projects/lists/:id", "project.view", "projectlist", (*Pages).projectList},
		{"GET", "/projects/:id", "project.view", "project", (*Pages).project},
		{"POST", "/projects/:id", "project.enter", "project", (*Pages).projectChange},
		{"POST", "/projects/:id/end", "project.enter", "project", (*Pages).projectEnd},
		{"GET", "/rectify", "rectify.view", "", (*Pages).rectify},
		{"GET", "/rectify/new", "rectify.issue", "", (*Pages).rectifyForm},
		{"POST", "/rectify/new", "rectify.issue", "", (*Pages).rectifyIssue},
		{"GET", "/rectify/:id", "rectify.view", "rectify", (*Pages).rectifyTask},
		{"GET", "/rectify/:id/files/:file", "rectify.view", "rectify", (*Pages).rectifyFile},
		{"POST", "/rectify/:id/reply", "rectify.reply", "rectify", (*Pages).rectifyReply},
		{"POST", "/rectify/:id/close", "rectify.issue", "rectify", (*Pages).rectifyClose},
		{"POST", "/rectify/:id/extend", "rectify.issue", "rectify", (*Pages).rectifyExtend},
		{"GET", "/help", "help.view", "", (*Pages).help},
		{"GET", "/help/without", "help.view", "", (*Pages).helpWithout},
		{"GET", "/help/new", "help.enter", "", (*Pages).helpForm},
		{"POST", "/help/new", "help.enter", "", (*Pages).helpOpen},
		{"GET", "/help/:id", "help.view", "help", (*Pages).helpCase},
		{"POST", "/help/:id", "help.enter", "help", (*Pages).helpAmend},
		{"POST", "/help/:id/acts", "help.enter", "help", (*Pages).helpAct},
		{"POST", "/help/:id/close", "help.enter", "help", (*Pages).helpClose},
		{"POST", "/help/:id/reopen", "help.enter", "help", (*Pages).helpReopen},
		{"GET", "/monitor", "target.view", "", (*Pages).monitor},
		{"POST", "/monitor", "target.enter", "", (*Pages).monitorEnter},
		{"POST", "/monitor/excel", "target.enter", "", (*Pages).monitorTake},
		{"POST", "/monitor/targets", "target.set", "", (*Pages).targetSet},
		{"GET", "/monitor/alerts/:id", "target.view", "alert", (*Pages).alert},
		{"POST", "/monitor/alerts/:id/answer", "target.answer", "alert", (*Pages).alertAnswer},
		{"POST", "/monitor/alerts/:id/close", "target.close", "alert", (*Pages).alertClose},

		{"GET", "/complaints", "complaint.view", "", (*Pages).complaints},
		{"GET", "/complaints/new", "complaint.register", "", (*Pages).complaintForm},
		{"POST", "/complaints/new", "complaint.register", "", (*Pages).complaintRegister},
		{"GET", "/complaints/figures", "complaint.view", "", (*Pages).complaintFigures},
		{"GET", "/asks", "complaint.explain", "", (*Pages).asks},
		{"POST", "/asks/:id/explain", "complaint.explain", "ask", (*Pages).askExplain},
		{"GET", "/complaints/:id", "complaint.view", "complaint", (*Pages).complaint},
		{"POST", "/complaints/:id/answer", "complaint.answer", "complaint", (*Pages).complaintAnswer},
		{"POST", "/complaints/:id/extend", "complaint.answer", "complaint", (*Pages).complaintExtend},
		{"POST", "/complaints/:id/told", "complaint.answer", "complaint", (*Pages).complaintTold},
		{"POST", "/complaints/:id/ask", "complaint.answer", "complaint", (*Pages).complaintAsk},
		{"POST", "/complaints/:id/pass", "complaint.answer", "complaint", (*Pages).complaintPass},
		{"POST", "/complaints/:id/withdraw", "complaint.answer", "complaint", (*Pages).complaintWithdraw},
		{"POST", "/complaints/:id/reopen", "complaint.answer", "complaint", (*Pages).complaintReopen},
		{"POST", "/complaints/:id/reporter", "complaint.reporter", "complaint", (*Pages).complaintReporter},

		{"GET", "/own", "own.view", "", (*Pages).own},
		{"GET", "/inspect", "inspect.view", "", (*Pages).inspect},
		{"POST", "/inspect/runs", "inspect.run", "", (*Pages).inspectRun},
		{"POST", "/inspect/papers", "inspect.report", "", (*Pages).paperIssue},
		{"GET", "/inspect/findings/:id", "inspect.view", "finding", (*Pages).finding},
		{"POST", "/inspect/findings/:id/state", "inspect.decide", "finding", (*Pages).findingMove},
		{"POST", "/inspect/findings/:id/entries", "inspect.decide", "finding", (*Pages).findingWrite},
		{"POST", "/inspect/findings/:id/order", "inspect.decide", "finding", (*Pages).findingOrder},
		{"GET", "/inspect/findings/:id/files/:file", "inspect.view", "finding", (*Pages).findingFile},
		{"POST", "/inspect/findings/:id/paper", "inspect.report", "finding", (*Pages).findingPaper},
		{"POST", "/inspect/people/:id/paper", "inspect.report", "person", (*Pages).personPaper},
		{"GET", "/inspect/people", "inspect.view", "", (*Pages).inspectPeople},
		{"GET", "/inspect/people/:id", "inspect.view", "person", (*Pages).inspectPerson},
		{"POST", "/inspect/filters", "inspect.view", "", (*Pages).filterSave},
		{"POST", "/inspect/filters/:id/drop", "inspect.view", "", (*Pages).filterDrop},
		{"GET", "/inspect/trail", "inspect.trail", "", (*Pages).inspectTrail},

		{"GET", "/rulebook", "rulebook.view", "", (*Pages).rulebook},
		{"GET", "/rulebook/new", "rulebook.propose", "", (*Pages).rulebookNew},
		{"POST", "/rulebook", "rulebook.propose", "", (*Pages).rulebookPropose},
		{"GET", "/rulebook/holidays", "rulebook.view", "", (*Pages).holidays},
		{"POST", "/rulebook/holidays", "rulebook.propose", "", (*Pages).holidaysPropose},
		{"POST", "/rulebook/holidays/:id/decide", "rulebook.approve", "holidays", (*Pages).holidaysDecide},
		{"POST", "/rulebook/:id/decide", "rulebook.approve", "parameter", (*Pages).rulebookDecide},

		{"GET", "/users", "user.view", "", (*Pages).users},
		{"GET", "/users/new", "user.create", "", (*Pages).userForm},
		{"POST", "/users/new", "user.create", "", (*Pages).userRegister},
		{"GET", "/users/requests", "user.grant", "", (*Pages).requests},
		{"POST", "/users/requests", "user.grant", "", (*Pages).requestsGrant},
		{"POST", "/users/requests/:id/decline", "user.grant", "request", (*Pages).requestDecline},
		{"GET", "/clerks", "user.reset_clerk", "", (*Pages).clerks},
		{"POST", "/clerks/:id/reset", "user.reset_clerk", "clerk", (*Pages).clerkAskReset},
		{"POST", "/clerks/resets/:id/release", "user.reset_clerk", "clerk_reset", (*Pages).clerkReleaseReset},
		{"POST", "/clerks/resets/:id/withdraw", "user.reset_clerk", "clerk_reset", (*Pages).clerkWithdrawReset},
		{"POST", "/clerks/delegate", "user.delegate", "", (*Pages).delegate},
		{"POST", "/clerks/delegate/:id/end", "user.delegate", "delegate", (*Pages).delegateEnd},
		{"GET", "/users/:id", "user.view", "user", (*Pages).user},
		{"POST", "/users/:id/grant", "user.grant", "user", (*Pages).userGrant},
		{"POST", "/users/:id/revoke", "user.grant", "user", (*Pages).userRevoke},
		{"POST", "/users/:id/reset", "user.reset", "user", (*Pages).userReset},
		{"POST", "/users/:id/reset/ask", "user.ask_reset", "user", (*Pages).userAskReset},
		{"POST", "/users/resets/:id/release", "user.reset", "reset", (*Pages).userReleaseReset},
		{"POST", "/users/resets/:id/withdraw", "user.ask_reset", "reset", (*Pages).userWithdrawReset},
		{"POST", "/users/:id/disable", "user.disable", "user", (*Pages).userDisable},

		{"GET", "/trail", "trail.view", "", (*Pages).trail},
		{"GET", "/trail/typing", "trail.view", "", (*Pages).typing},

		{"GET", "/exports", "job.view", "", (*Pages).exportForm},
		{"POST", "/exports", "job.view", "", (*Pages).export},

		{"GET", "/jobs", "job.view", "", (*Pages).jobs},
		{"GET", "/jobs/:id", "job.view", "job", (*Pages).job},
		{"POST", "/jobs/:id/cancel", "job.view", "job", (*Pages).jobCancel},
		{"GET", "/jobs/:id/download", "job.view", "job", (*Pages).jobDownload},
	}
}
