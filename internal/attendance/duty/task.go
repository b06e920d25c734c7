package duty

import (
	"context"
	"slices"

	"gangwei/internal/base/civil"
	"gangwei/internal/base/errs"
	"gangwei/internal/hiring/post"
	"gangwei/internal/platform/authz"
	"gangwei/internal/platform/desk"
)

// Results of a task; a struck one was written down by mistake and stays to be seen.
const (
	TaskGood   = "good"
	TaskPoor   = "poor"
	TaskUndone = "undone"
	TaskStruck = "struck"
)

// TaskResults that a clerk chooses from.
var TaskResults = []string{TaskGood, TaskPoor, TaskUndone}

// Task of a holder whose post is worked by tasks (任务制): what was to be done, on which day, and how it turned out.
type Task struct {
	ID          int64
	SheetID     int64
	PlacementID int64
	OnDate      civil.Date
	Task        string
	Result      string
	FirstResult string // as first sent to the township, empty before
	How         string
}

// Corrected reports whether the result was changed after it had been sent.
func (t Task) Corrected() bool { return t.FirstResult != "" && t.FirstResult != t.Result }

// ByTask reports whether the holder's post is worked by tasks.
func (l Line) ByTask() bool { return l.Work == post.ByTask }

// NewTask as it is typed.
type NewTask struct {
	SheetID, Version int64
	PlacementID      int64
	On               civil.Date
	Task             string
	Result           string
	FromPaper        bool
}

// AddTask writes a task and its result onto a sheet; its day is marked as worked if the task was done. Refusals:
// duty.state, form.stale, duty.not_task (the post is worked by hours), duty.day, duty.day_sent, form.required,
// form.long, form.choice.
func (r *Service) AddTask(ctx context.Context, actor authz.Actor, key string, n NewTask) (int64, error) {
	return desk.Do(ctx, r.Desk, actor, key, func(v *desk.Visit) (int64, error) {
		s, l, err := r.taskLine(v, n.SheetID, n.Version, n.PlacementID)
		if err != nil {
			return 0, err
		}
		how, err := r.howTyped(v, s, n.FromPaper)
		if err != nil {
			return 0, err
		}
		text := n.Task
		var faults errs.Faults
		faults.Add(errs.Text(&text, 1, 60, "task"))
		if !slices.Contains(TaskResults, n.Result) {
			faults.Add(errs.New(errs.Invalid, "form.choice").On("result"))
		}
		if n.On.IsZero() || n.On.Month() != s.Month || !l.Open(s.Month, n.On.Day(), v.Today()) {
			faults.Add(errs.New(errs.Invalid, "duty.day").On("on").With("name", l.Name).With("day", n.On.Day()))
		} else if s.State == Submitted && n.On.Before(s.SentOn()) {
			faults.Add(errs.New(errs.State, "duty.day_sent").On("on").With("name", l.Name).With("day", n.On.Day()))
		}
		if err := faults.OrNil(); err != nil {
			return 0, err
		}
		t := Task{SheetID: s.ID, PlacementID: l.PlacementID, OnDate: n.On, Task: text, Result: n.Result, How: string(how)}
		if err := insertTask(v.Tx, &t); err != nil {
			return 0, err
		}
		v.Record("duty.task", "duty_sheet", s.ID, desk.F("placement", l.PlacementID), desk.F("on", n.On),
			desk.F("task", text), desk.F("result", n.Result))
		return s.ID, r.markTasks(v, s, l)
	})
}

// ChangeTask corrects a task's result, or strikes it out; what was first sent stays beside it. Refusals: duty.state,
// form.stale, form.choice, duty.day_sent.
func (r *Service) ChangeTask(ctx context.Context, actor authz.Actor, key string, sheetID, version, taskID int64,
	result string) (int64, error) {
	return desk.Do(ctx, r.Desk, actor, key, func(v *desk.Visit) (int64, error) {
		t, err := taskByID(v.Tx, taskID)
		if err != nil || t.SheetID != sheetID {
			return 0, errs.New(errs.NotFound, "authz.not_found")
		}
		s, l, err := r.taskLine(v, sheetID, version, t.PlacementID)
		if err != nil {
			return 0, err
		}
		if !slices.Contains(TaskResults, result) && result != TaskStruck {
			return 0, errs.New(errs.Invalid, "form.choice").On("result")
		}
		if ForVillage(v.Actor, s.Path) && len(t.How) == 1 && ByVillage(t.How[0]) {
			return 0, errs.New(errs.Conflict, "duty.over_line").On("result").With("name", l.Name)
		}
		if s.State == Submitted && t.FirstResult != "" {
			return 0, errs.New(errs.State, "duty.day_sent").On("result").With("name", l.Name).With("day", t.OnDate.Day())
		}
		if err := setTaskResult(v.Tx, t.ID, result); err != nil {
			return 0, err
		}
		v.Record("duty.task", "duty_sheet", s.ID, desk.F("placement", t.PlacementID), desk.F("on", t.OnDate),
			desk.F("task", t.Task), desk.F("result", t.Result+" → "+result))
		return s.ID, r.markTasks(v, s, l)
	})
}

// taskLine is the line of a holder who works by tasks, on a sheet that may be typed.
func (r *Service) taskLine(v *desk.Visit, sheetID, version, placementID int64) (Sheet, Line, error) {
	s, err := at(v, sheetID, version, "duty.enter", Draft, Submitted)
	if err != nil {
		return s, Line{}, err
	}
	lines, err := LinesOf(v.Tx, s.ID)
	if err != nil {
		return s, Line{}, err
	}
	for _, l := range lines {
		if l.PlacementID == placementID && l.ByTask() {
			return s, l, nil
		}
	}
	return s, Line{}, errs.New(errs.Invalid, "duty.not_task").On("placement")
}

// markTasks marks the days on which a task was done, so that the month's work is seen in one place, and touches the
// sheet.
func (r *Service) markTasks(v *desk.Visit, s Sheet, l Line) error {
	tasks, err := TasksOf(v.Tx, s.ID)
	if err != nil {
		return err
	}
	if err := updateLine(v.Tx, l.WithTasks(tasks)); err != nil {
		return err
	}
	return touch(v.Tx, s, "state = state")
}

// WithTasks is the line with its days marked by the tasks that were done; leave and the other marks stay. Pure.
func (l Line) WithTasks(tasks []Task) Line {
	days, how := []byte(l.Days), []byte(l.How)
	if len(days) != 31 || len(how) != 31 {
		days, how = []byte(noShifts), []byte(noShifts)
	}
	for i := range days {
		if days[i] == 'T' {
			days[i], how[i] = '-', '-'
		}
	}
	for _, t := range tasks {
		if i := t.OnDate.Day() - 1; t.PlacementID == l.PlacementID && (t.Result == TaskGood || t.Result == TaskPoor) &&
			(days[i] == '-' || days[i] == 'T') {
			days[i], how[i] = 'T', t.How[0]
		}
	}
	l.Days, l.How = string(days), string(how)
	return l
}
