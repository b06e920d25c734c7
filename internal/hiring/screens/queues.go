package screens

import (
	"gangwei/internal/base/errs"
	"gangwei/internal/hiring/application"
	"gangwei/internal/platform/authz"
	"gangwei/internal/platform/database"
	"gangwei/internal/platform/kit"
	"gangwei/internal/platform/rulebook"
	"gangwei/internal/platform/words"
)

// waiting is a state at which applications wait, and what they wait for.
type waiting struct {
	state, step string
	role        authz.Role // whose own it is: who may do it for another is not asked to; empty: whoever may
	queue       *kit.Queue
}

// steps that an application waits for, in their order.
var steps = []waiting{
	waitingFor(application.Submitted, application.StepCheck, "application.check", "village_registrar", "待初审的申请"),
	waitingFor(application.Checked, application.StepReview, "application.review", "village_registrar", "待登记民主评议的申请"),
	waitingFor(application.Reviewed, application.StepNotice, "application.notice", "village_registrar", "待登记公示的申请"),
	waitingFor(application.Noticed, application.StepAudit, "application.audit", "township_reviewer", "待审核的申请"),
	waitingFor(application.Audited, application.StepFile, "application.file", "", "待备案的申请"),
	waitingFor(application.Filed, "", "placement.start", "", "已备案、待办理上岗的申请"),
}

var startQueue = steps[5].queue

func waitingFor(state, step string, permission authz.Permission, role authz.Role, words string) waiting {
	return waiting{state, step, role, &kit.Queue{Code: string(permission), Words: words, Permission: permission,
		Address: "/applications/%d", WaitingBy: func(r database.Reader, scope authz.Scope, who authz.Actor) ([]int64, error) {
			return application.Queue(r, scope, state, application.Hand{Step: step, PersonKey: who.PersonKey})
		}}}
}

// ApplicationQueues are those of the steps.
func ApplicationQueues() (out []*kit.Queue) {
	for _, w := range steps {
		out = append(out, w.queue)
	}
	return out
}

// queueOf a step; a withdrawal has none, and goes back to where it came from.
func queueOf(step string) *kit.Queue {
	for _, w := range steps {
		if w.step == step {
			return w.queue
		}
	}
	return &kit.Queue{}
}

// decided reports whether a step says yes or no; the others enter what happened elsewhere.
func decided(step string) bool {
	return step == application.StepCheck || step == application.StepAudit || step == application.StepFile
}

// putToDecision makes the box of the step that is the visitor's, with what the step would be refused with now, and says
// where in its queue the application stands.
func (p *Applications) putToDecision(r *kit.Request, s *database.Snapshot, page *applicationPage) (err error) {
	a := page.Application
	for _, w := range steps {
		mine := w.step != "" && w.step == page.Form || w.queue == startQueue && page.Start
		if page.Queue == nil && (mine || w.queue.Asked(r)) {
			if page.Queue, err = w.queue.At(r, s, a.ID); err != nil {
				return err
			}
		}
	}
	if !decided(page.Form) {
		return nil
	}
	d := &kit.Decision{Title: "办理：" + words.Label("step", page.Form), Field: "pass", Version: a.Version,
		Action:   "/applications/" + kit.FormatID(a.ID) + "/" + page.Form,
		Outcomes: []kit.Outcome{{Value: "1", Words: "通过"}, {Value: "0", Words: "不通过"}},
		Fields: []kit.Field{{Name: "remark", Label: "意见（不通过时必填）", Kind: kit.FieldText},
			{Name: "scan", Label: "签字原件照片或扫描件（可不传）", Kind: kit.FieldScan}},
		Button: "提交决定", Queue: page.Queue}
	page.Decision = d
	if page.Form == application.StepCheck && !r.Actor.HasRole("village_registrar") {
		d.Lead = "按村里签好的纸表代录，请附原件。"
	}
	if err := d.Stop("", application.MayAct(s, r.Actor, a, page.Form)); err != nil {
		return err
	}
	book, err := rulebook.Load(s)
	if err != nil {
		return err
	}
	err = p.Applications.MayPass(s, a, page.Form, book, r.Today)
	if err == nil || errs.CodeOf(err) != "" {
		if unsure := book.Unsure(); unsure != nil {
			err = unsure
		}
	}
	return d.Stop("1", err)
}
