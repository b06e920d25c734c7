package app

import (
	"gangwei/internal/attendance"
	attendancescreens "gangwei/internal/attendance/screens"
	"gangwei/internal/forms"
	formsscreens "gangwei/internal/forms/screens"
	"gangwei/internal/hiring"
	"gangwei/internal/hiring/application"
	"gangwei/internal/hiring/placement"
	hiringscreens "gangwei/internal/hiring/screens"
	"gangwei/internal/importer"
	"gangwei/internal/oversight"
	"gangwei/internal/oversight/complaint"
	"gangwei/internal/oversight/reconcile"
	oversightscreens "gangwei/internal/oversight/screens"
	"gangwei/internal/pay"
	"gangwei/internal/pay/payment"
	payscreens "gangwei/internal/pay/screens"
	"gangwei/internal/platform"
	"gangwei/internal/platform/authz"
	"gangwei/internal/platform/database"
	"gangwei/internal/platform/feature"
	"gangwei/internal/platform/kit"
	"gangwei/internal/registry"
	registryscreens "gangwei/internal/registry/screens"
	webscreens "gangwei/internal/web/screens"
	"gangwei/reports/docx"
)

// wings of the house, from the bottom up. Here, and only here, each is given the rooms that its pages may touch, and
// what it wants to know of the rooms above it.
func (a *App) wings() []feature.Feature {
	home := &webscreens.Home{Program: func() *feature.Program { return a.Program }}
	return []feature.Feature{{Wing: "platform", Tables: platform.Tables}, a.registry(), a.hiring(), a.attendance(),
		a.pay(), a.oversight(), a.forms(), {Wing: "importer", Tables: importer.Tables},
		webscreens.Nobodys{
			Home:       home,
			Files:      &webscreens.Files{},
			Exports:    &webscreens.Exports{DB: a.DB, Desk: a.Desk, Exports: a.Exports, Jobs: a.Jobs, Shelf: a.shelf()},
			Imports:    &webscreens.Imports{Desk: a.Desk, Files: a.Files, Imports: a.Imports, Jobs: a.Jobs},
			Rulebook:   &webscreens.Rulebook{Desk: a.Desk, Payments: a.Payments},
			PersonFile: &webscreens.PersonFile{},
			Regions:    &webscreens.Regions{},
			Undoing:    &webscreens.Undoing{Program: func() *feature.Program { return a.Program }},
			Queues:     &webscreens.Queues{Program: func() *feature.Program { return a.Program }},
			Search:     &webscreens.Search{Program: func() *feature.Program { return a.Program }},
			Lists:      listsOf(a),
			Nightly:    &webscreens.Nightly{Tasks: func() []feature.Task { return a.Program.Nightly }},
			Drafts:     &webscreens.Drafts{Drafts: draftsOf(a)},
			Expire:     expireDrafts(a),
			Statistics: a.statistics(),
			Root:       a.root(),
		}.Feature()}
}

func listsOf(a *App) *webscreens.Lists {
	return &webscreens.Lists{Program: func() *feature.Program { return a.Program }, DB: a.DB, Desk: a.Desk,
		Trees: a.Trees, Clock: a.Clock, Shelf: a.shelf()}
}

func (a *App) registry() feature.Feature {
	return registry.Wing{
		Accounts: &registryscreens.Accounts{Accounts: a.Accounts, Clock: a.Clock, DB: a.DB, Demo: a.Office.Demo, Gate: a.Gate,
			Jobs: a.Jobs, Render: a.Papers.Render, Shelf: a.shelf()},
		Households:  &registryscreens.Households{Above: holdings{}, Residents: a.Residents},
		People:      &registryscreens.People{Above: holdings{}, Residents: a.Residents, Ring: a.Ring},
		Matching:    &registryscreens.Matching{Matching: a.Matching},
		Corrections: &registryscreens.Corrections{Residents: a.Residents},
		Crosscheck:  &registryscreens.Crosscheck{Crosscheck: a.Crosscheck},
		History:     &registryscreens.History{Desk: a.Desk, FileOf: importer.FileName, History: a.History},
		Adopt:       a.adopt(),
		Finding:     &registryscreens.Finding{Ring: a.Ring},
		Tails:       tails(a.DB, a.Ring),
		NameKeys:    nameKeys(a.DB),
	}.Feature()
}

func (a *App) hiring() feature.Feature {
	return hiring.Wing{
		Quota: &hiringscreens.Quota{Desk: a.Desk},
		Posts: &hiringscreens.Posts{Desk: a.Desk},
		Applications: &hiringscreens.Applications{Applications: a.Applications, Desk: a.Desk, Placements: a.Placements,
			Ring: a.Ring, ObjectionsTo: objectionsTo},
		Batches:    &hiringscreens.Batches{Applications: a.Applications},
		Recruits:   &hiringscreens.Recruits{Applications: a.Applications, Desk: a.Desk},
		Meetings:   &hiringscreens.Meetings{Applications: a.Applications, Desk: a.Desk, Ring: a.Ring},
		Placements: &hiringscreens.Placements{Placements: a.Placements, PaidBeyond: payment.PaidBeyond, Ring: a.Ring},
		Insurance:  &hiringscreens.Insurance{Desk: a.Desk},
		Finding:    &hiringscreens.Finding{Ring: a.Ring},
	}.Feature()
}

func (a *App) attendance() feature.Feature {
	sheets := &attendancescreens.Duty{Drafts: draftsOf(a), Duty: a.Duty}
	return attendance.Wing{
		Duty:     sheets,
		Entered:  &attendancescreens.Entered{Sheets: sheets, Receipts: a.CheckPapers},
		Correct:  &attendancescreens.Correct{Duty: a.Duty},
		Signing:  &attendancescreens.Signing{Sheets: sheets, Papers: a.CheckPapers},
		Reviews:  &attendancescreens.Reviews{Desk: a.Desk},
		Town:     &attendancescreens.Town{Drafts: draftsOf(a), Duty: a.Duty},
		Checks:   &attendancescreens.Checks{Draws: a.Draws, Duty: a.Duty, Ring: a.Ring},
		Phone:    &attendancescreens.Phone{Accounts: a.Accounts, Draws: a.Draws, Duty: a.Duty},
		Sampling: &attendancescreens.Sampling{Draws: a.Draws},
		Papers:   &attendancescreens.Papers{CheckPapers: a.CheckPapers, Papers: a.Papers},
		Seeds:    a.seeds(),
		Photos:   a.photos(),
	}.Feature()
}

func (a *App) pay() feature.Feature {
	return pay.Wing{
		Payroll: &payscreens.Payroll{Clock: a.Clock, DB: a.DB, Jobs: a.Jobs, LatestCount: latestCount, Payments: a.Payments,
			Payroll: a.Payroll, Ring: a.Ring},
		Lines:   &payscreens.Lines{Payments: a.Payments},
		Funds:   &payscreens.Funds{Desk: a.Desk},
		Batches: &payscreens.Batches{Payments: a.Payments},
		Formats: &payscreens.Formats{Payments: a.Payments},
		Arrears: &payscreens.Arrears{Payments: a.Payments, Payroll: a.Payroll, Ring: a.Ring},
		Cards:   &payscreens.Cards{Cards: a.Cards, Residents: a.Residents, Ring: a.Ring},
		Calls:   &payscreens.Calls{Confirm: a.Confirm, Ring: a.Ring},
		Holds:   &payscreens.Holds{Payroll: a.Payroll},
		Lapsed:  &payscreens.Lapsed{Payroll: a.Payroll},
		Correct: &payscreens.Corrections{Payroll: a.Payroll},
		Waits:   a.waits(),
		Missing: a.missing(),
	}.Feature()
}

func (a *App) oversight() feature.Feature {
	return oversight.Wing{
		Complaints: &oversightscreens.Complaints{Complaints: a.Complaints},
		Board:      &oversightscreens.Board{Complaints: a.Complaints},
		Inspection: &oversightscreens.Inspection{Clock: a.Clock, DB: a.DB, Editable: docx.Inspection, Inspect: a.Inspect,
			Jobs: a.Jobs, Reports: a.Reports, Shelf: a.shelf(), TreeChanged: a.Trees.Forget},
		Rectify:   &oversightscreens.Rectify{Rectify: a.Rectify},
		OwnCheck:  a.ownCheck(),
		Reconcile: a.reconciliation(),
		Escalate:  a.escalation(),
	}.Feature()
}

func (a *App) forms() feature.Feature {
	return forms.Wing{
		Help:      &formsscreens.Help{Help: a.Help},
		Lists:     &formsscreens.Lists{Registers: a.Registers, Ring: a.Ring, Drafts: draftsOf(a)},
		Projects:  &formsscreens.Projects{Projects: a.Projects, Drafts: draftsOf(a)},
		Finding:   &formsscreens.Finding{Ring: a.Ring},
		Targets:   &formsscreens.Targets{Targets: a.Targets, Drafts: draftsOf(a)},
		Progress:  &formsscreens.Progress{Drafts: draftsOf(a), EditableSheet: docx.Sheet, Progress: a.Progress},
		Overview:  &formsscreens.Overview{EditableSheet: docx.Sheet},
		Units:     &formsscreens.Units{Desk: a.Desk},
		Divisions: &formsscreens.Divisions{Desk: a.Desk, TreeChanged: a.Trees.Forget},
	}.Feature()
}

// holdings are what hiring knows of a person.
type holdings struct{}

// OfPerson lists placements and applications, each to those who may see such.
func (holdings) OfPerson(r *kit.Request, s *database.Snapshot, personID int64) (placements, applications any, err error) {
	if r.Can("placement.view") {
		if placements, err = placement.OfPerson(s, personID); err != nil {
			return nil, nil, err
		}
	}
	if r.Can("application.view") {
		applications, err = application.List(s, r.Actor.Scope("application.view"),
			application.Filter{PersonID: personID, Limit: 100})
	}
	return placements, applications, err
}

// PostsOf people by their titles, to those who may see placements.
func (holdings) PostsOf(r *kit.Request, s *database.Snapshot, people []int64) (map[int64]string, error) {
	out := map[int64]string{}
	if !r.Can("placement.view") {
		return out, nil
	}
	held, err := placement.HeldBy(s, people)
	for id, rows := range held {
		for _, x := range rows {
			if x.State == placement.Active || x.State == placement.Suspended {
				out[id] = x.Title
			}
		}
	}
	return out, err
}

// objectionsTo an application that the actor may see.
func objectionsTo(r database.Reader, actor authz.Actor, applicationID int64) (any, error) {
	return complaint.OfApplication(r, actor, applicationID)
}

// latestCount of the reconciliation.
func latestCount(r database.Reader) (any, bool, error) { return reconcile.Latest(r) }
