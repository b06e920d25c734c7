package screens

import (
	"net/url"

	"gangwei/internal/base/errs"
	"gangwei/internal/hiring/application"
	"gangwei/internal/platform/database"
	"gangwei/internal/platform/feature"
	"gangwei/internal/platform/kit"
	"gangwei/internal/platform/words"
	"gangwei/internal/registry/resident"
)

// Batches passes applications at once.
type Batches struct{ Applications *application.Service }

// Routes of these pages. Which permission is really needed goes by the step.
func (p *Batches) Routes() []feature.Route {
	pages := kit.BulkPages(p.open)
	return []feature.Route{
		feature.Get("/applications/batch", "application.view", pages.Choose),
		feature.Get("/applications/batch/preview", "application.view", pages.Preview),
		feature.Get("/applications/batch/audit", "application.audit", p.ofStep(application.StepAudit)),
		feature.Get("/applications/batch/file", "application.file", p.ofStep(application.StepFile)),
		feature.Post("/applications/batch", "application.view", pages.Decide).
			Decides(queueOf(application.StepAudit), queueOf(application.StepFile)),
	}
}

// open the page on which applications are chosen to be passed at once.
func (p *Batches) open(r *kit.Request) (*kit.Bulk, error) {
	step := r.Text("step")
	x := &kit.Bulk{Address: "/applications/batch", Unit: "份", Things: "申请", Fixed: []kit.Sent{{Name: "step", Value: step}},
		Never: "有提示、异议、亲属申报、缺材料或不合规的，不能成批办理，请逐份看。",
		Heads: []kit.BulkHead{{Words: "申请"}, {Words: "姓名"}, {Words: "村（社区）"}, {Words: "岗位"}, {Words: "安置依据"},
			{Words: "申请日期"}},
		Fields: []kit.Field{{Name: "document", Label: "文号或会议纪要号", Kind: kit.FieldLine}}}
	switch step {
	case application.StepAudit:
		x.Title, x.Act, x.Permission = "批量审核", "审核", "application.audit"
	case application.StepFile:
		x.Title, x.Act, x.Permission = "批量备案", "备案", "application.file"
	default:
		return nil, errs.New(errs.NotFound, "authz.not_found")
	}
	if !r.Can(string(x.Permission)) {
		return nil, errs.New(errs.Forbidden, "authz.forbidden").With("permission", string(x.Permission))
	}
	basis := kit.BulkFilter{Name: "basis", Label: "安置依据", Value: r.Text("basis")}
	for _, c := range resident.Categories {
		basis.Options = append(basis.Options, kit.Option{Value: c, Words: words.Label("category", c)})
	}
	x.OneByOne, x.Filters = "/queue/"+queueOf(step).Code, []kit.BulkFilter{basis, kit.MonthFilter(r, "申请月份")}
	x.Look = func(s *database.Snapshot, ids []int64) error {
		f := application.BatchFilter{Within: x.Path(), Basis: basis.Value, Month: r.Month()}
		if x.By == "" {
			return lookThrough(x, s, step, f)
		}
		return p.lookClosely(x, s, step, f, ids)
	}
	x.Pass = func(list []kit.BulkSeen) (kit.BulkDone, error) {
		b := application.Batch{Step: step, Path: x.Path(), Document: r.Text("document"), By: x.Chosen()}
		for _, seen := range list {
			b.Moves = append(b.Moves, application.Move{ID: seen.ID, Version: seen.Version})
		}
		done, err := p.Applications.PassBatch(r.Context.Request().Context(), r.Actor, r.Key(), b)
		return kit.BulkDone{Passed: done.Passed, Left: done.Left}, err
	}
	return x, nil
}

func batchRow(x *kit.Bulk, a application.Row, why []error) kit.BulkRow {
	return kit.BulkRow{ID: a.ID, Version: a.Version, Path: a.Path, Name: a.Person, Why: why,
		Address: "/applications/" + kit.FormatID(a.ID),
		Cells: []string{a.Number, a.Person, x.Place(a.Path), a.Title, words.Label("category", a.Basis),
			a.SubmittedOn.String()}}
}

// lookThrough what waits, to be chosen from: what is known against one without looking at it closely.
func lookThrough(x *kit.Bulk, s *database.Snapshot, step string, f application.BatchFilter) error {
	rows, all, err := application.WaitingFor(s, x.R.Actor.Scope(x.Permission), step, f)
	x.In, x.Out, x.More = nil, nil, all-len(rows)
	for _, a := range rows {
		if why := a.Remarked(); len(why) > 0 {
			x.Out = append(x.Out, batchRow(x, a, why))
		} else {
			x.In = append(x.In, batchRow(x, a, nil))
		}
	}
	return err
}

// lookClosely at what the filter chooses, or at what was chosen.
func (p *Batches) lookClosely(x *kit.Bulk, s *database.Snapshot, step string, f application.BatchFilter,
	ids []int64) error {
	look, err := application.NewLook(p.Applications, s, x.R.Actor, step, x.R.Today)
	if err != nil {
		return err
	}
	var view application.BatchView
	if x.By == "filter" {
		view, err = look.Filtered(f)
	} else {
		view, err = look.Chosen(ids)
	}
	rows := func(all []application.BatchRow) (out []kit.BulkRow) {
		for _, b := range all {
			out = append(out, batchRow(x, b.Row, b.Why))
		}
		return out
	}
	x.In, x.Out, x.More = rows(view.In), rows(view.Out), view.More
	return err
}

// ofStep previews what was chosen in the list of applications, for a step.
func (p *Batches) ofStep(step string) func(*kit.Request) error {
	return func(r *kit.Request) error {
		q := url.Values{"step": {step}, "by": {"chosen"}, "ids": r.QueryParams()["ids"]}
		return r.SeeOther("/applications/batch/preview?"+q.Encode(), "")
	}
}
