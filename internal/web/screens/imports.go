package screens

import (
	"cmp"
	"context"
	"encoding/json"
	"fmt"
	"net/http"
	"net/url"
	"slices"
	"strconv"
	"strings"

	"gangwei/internal/base/clock"
	"gangwei/internal/base/errs"
	"gangwei/internal/explain"
	"gangwei/internal/importer"
	"gangwei/internal/platform/authz"
	"gangwei/internal/platform/database"
	"gangwei/internal/platform/desk"
	"gangwei/internal/platform/feature"
	"gangwei/internal/platform/files"
	"gangwei/internal/platform/jobs"
	"gangwei/internal/platform/kit"
	"gangwei/internal/platform/listing"
	"gangwei/internal/platform/words"
)

// Imports shows workbooks that are handed in, asked about and taken.
type Imports struct {
	Desk    *desk.Desk
	Files   *files.Service
	Imports *importer.Service
	Jobs    *jobs.Service
	queue   *kit.Queue
}

// secondHand is the queue of the files that another person handed in and that take a second one. It is one: routes and
// wing name the same.
func secondHand(p *Imports) *kit.Queue {
	if p.queue == nil {
		p.queue = &kit.Queue{Code: "import.accept", Words: "待另一人核对的导入", Permission: "import.view",
			Address: "/imports/%d", WaitingFor: func(r *kit.Request, s *database.Snapshot) (out []int64, err error) {
				rows, err := importsWaiting(p, r, s)
				for _, b := range rows {
					out = append(out, b.ID)
				}
				return out, err
			}}
	}
	return p.queue
}

// importsWaiting are the files that the visitor may take, and did not hand in.
func importsWaiting(p *Imports, r *kit.Request, s *database.Snapshot) (out []importer.Batch, err error) {
	for _, k := range p.Imports.Kinds {
		if !k.TwoHands || !r.Can(string(k.Permission)) {
			continue
		}
		rows, err := importer.ReadyOf(s, r.Actor.Scope(k.Permission), k.Code)
		if err != nil {
			return nil, err
		}
		for _, b := range rows {
			err := p.Imports.OtherHand(s, r.Actor, b)
			if err != nil && !kit.IsFormError(err) {
				return nil, err
			}
			if err == nil {
				out = append(out, b)
			}
		}
	}
	return out, nil
}

// importTodo is what others handed in.
func importTodo(p *Imports) []feature.Todo {
	return []feature.Todo{{Order: 265, Permission: "import.view",
		Items: func(r *kit.Request, s *database.Snapshot) ([]feature.Item, error) {
			rows, err := importsWaiting(p, r, s)
			if len(rows) == 0 {
				return nil, err
			}
			return []feature.Item{feature.Item{Words: secondHand(p).Words, Address: "/imports", Act: "去核对", Unit: "份",
				Queue: secondHand(p).Code}.Of(clock.Queue(int64(len(rows)), rows[0].CreatedUs))}, nil
		}}}
}

// Routes of these pages.
func (p *Imports) Routes() []feature.Route {
	second := secondHand(p)
	return []feature.Route{
		feature.Get("/imports", "import.view", p.imports).Shows(&batches),
		feature.Get("/imports/new", "import.view", p.importForm),
		feature.Post("/imports/new", "import.view", p.importHandIn).Takes(kit.MaxWorkbook),
		feature.Get("/imports/template", "import.view", p.importTemplate),
		feature.Get("/imports/answers", "import.view", p.importAnswers).Shows(answersList(p.Imports)),
		feature.Get("/imports/answers/:id", "import.view", importAnswered(p.Imports)).Of("answer"),
		feature.Post("/imports/answers/:id/revoke", "import.view", p.importRevoke).Of("answer"),
		feature.Get("/imports/:id", "import.view", p.importShow).Of("import").Shows(&faults),
		feature.Post("/imports/:id/answers", "import.view", p.importAnswer).Of("import"),
		feature.Get("/imports/:id/faulty", "import.view", p.importFaulty).Of("import"),
		feature.Get("/imports/:id/original", "import.view", p.importOriginal).Of("import"),
		feature.Post("/imports/:id/accept", "import.view", p.importAccept).Of("import").Decides(second),
		feature.Post("/imports/:id/discard", "import.view", p.importDiscard).Of("import"),
		feature.Post("/imports/:id/undo", "import.view", p.importUndo).Of("import"),
	}
}

// atOnce is how many rows are read while the visitor waits; more go to a job with progress.
const atOnce = 2000

type importsPage struct {
	kit.Page
	Kinds []*importer.Kind // those that the visitor may hand in
	List  *listing.View
}

// batches is the list of files that were handed in.
var batches = listing.List[importer.Row]{
	Code: "imports", Title: "导入", View: "import.view",
	ID:    func(x importer.Row) int64 { return x.ID },
	NoRow: "还没有导入过文件。",
	Columns: []listing.Column[importer.Row]{
		listing.Text("file", "文件", func(x importer.Row) string { return x.FileName }).
			To(func(x importer.Row) string { return "/imports/" + kit.FormatID(x.ID) }),
		listing.Label("kind", "内容", "importkind", func(x importer.Row) string { return x.Kind }),
		listing.Place("place", "单位", func(x importer.Row) string { return x.Path }),
		listing.Moment("created", "上传", func(x importer.Row) clock.Moment { return x.CreatedUs }),
		listing.Text("by", "上传人", func(x importer.Row) string { return x.By }),
		listing.Number("good", "可导入", func(x importer.Row) int64 { return x.RowsGood }),
		listing.Number("bad", "需修改", func(x importer.Row) int64 { return x.RowsBad }),
		listing.Label("state", "状态", "import", func(x importer.Row) string { return x.State }),
	},
}

func (p *Imports) kindsOf(r *kit.Request) []*importer.Kind {
	var out []*importer.Kind
	for _, k := range p.Imports.Kinds {
		if r.Can(string(k.Permission)) {
			out = append(out, k)
		}
	}
	return out
}

func (p *Imports) imports(r *kit.Request) error {
	page := &importsPage{Page: kit.Page{Title: "导入"}, Kinds: p.kindsOf(r)}
	at, err := r.Where(r.Actor.Scope("import.view"))
	if err != nil {
		return err
	}
	q := listing.Query[importer.Row]{All: func(s *database.Snapshot, scope authz.Scope) ([]importer.Row, error) {
		all, err := importer.List(s, scope, 0, listing.Few)
		return slices.DeleteFunc(all, func(x importer.Row) bool {
			return at != nil && !strings.HasPrefix(x.Path, at.Path) || !p.opens(r, x)
		}), err
	}}
	return batches.Answer(r, q, func(v *listing.View) error {
		page.List = v
		return r.Show(http.StatusOK, "imports", page)
	})
}

// opens reports whether the visitor may open a file that was handed in: one of a kind that they may hand in themselves.
func (p *Imports) opens(r *kit.Request, x importer.Row) bool {
	k, err := p.Imports.KindOf(x.Kind)
	return err == nil && r.Actor.Check(k.Permission, x.Path) == nil
}

type importFormPage struct {
	kit.Page
	Kind   *importer.Kind
	Places kit.Places
}

func (p *Imports) importPage(r *kit.Request) (*importFormPage, error) {
	k, err := p.Imports.KindOf(r.Text("kind"))
	if err != nil {
		return nil, errs.New(errs.NotFound, "authz.not_found")
	}
	if !r.Can(string(k.Permission)) {
		return nil, errs.New(errs.Forbidden, "authz.forbidden").With("permission", string(k.Permission))
	}
	page := &importFormPage{Page: kit.Page{Title: "导入" + words.Label("importkind", k.Code)}, Kind: k}
	scope := r.Actor.Scope(k.Permission)
	at, err := r.Where(scope)
	if err != nil {
		return nil, err
	}
	if paths := scope.Paths(); at == nil && len(paths) == 1 {
		at, _ = r.Tree.ByPath(paths[0])
	}
	page.Places = r.Narrow(scope.Paths(), at)
	return page, nil
}

func (p *Imports) importForm(r *kit.Request) error {
	page, err := p.importPage(r)
	if err != nil {
		return err
	}
	return r.Show(http.StatusOK, "import_new", page)
}

func (p *Imports) importHandIn(r *kit.Request) error {
	page, err := p.importPage(r)
	if err != nil {
		return err
	}
	n, err := p.handIn(r, page)
	if err != nil {
		return r.RenderFormErrors(err, "import_new", page)
	}
	return p.judgeImport(r, n)
}

// judgeImport reads a workbook that was handed in or answered about; a large one goes to a job.
func (p *Imports) judgeImport(r *kit.Request, n int64) error {
	var b importer.Batch
	if err := r.Read(func(s *database.Snapshot) (err error) {
		b, err = importer.ByID(s, n)
		return err
	}); err != nil {
		return err
	}
	to := "/imports/" + kit.FormatID(n)
	if b.State != importer.InReading { // the same form again, or one that waits for answers
		return r.SeeOther(to, "")
	}
	reading, err := b.Read()
	if err != nil {
		return err
	}
	ctx := r.Context.Request().Context()
	if reading.Lines() > atOnce {
		if _, err := p.Jobs.Start(ctx, r.Actor, "import.judge", b.Path, importParams{n, b.Version, false}); err != nil {
			return err
		}
		return r.SeeOther(to, "")
	}
	if err := p.Imports.Judge(ctx, r.Actor, n, nil); err != nil {
		return err
	}
	return r.SeeOther(to, "")
}

func (p *Imports) handIn(r *kit.Request, page *importFormPage) (int64, error) {
	if err := r.Faults(); err != nil {
		return 0, err
	}
	if page.Places.At == nil {
		return 0, errs.New(errs.Invalid, "region.code").On("region").With("code", "")
	}
	file, ok := r.Upload("file")
	if !ok {
		return 0, errs.New(errs.Invalid, "import.file").On("file")
	}
	body, err := file.Bytes()
	if err != nil {
		return 0, err
	}
	return p.Imports.HandIn(r.Context.Request().Context(), r.Actor, r.Key(), page.Kind.Code, page.Places.At, file.Filename,
		body)
}

type importParams struct {
	ID, Version int64
	Confirmed   bool `json:",omitempty"` // what was taken by answers was looked at
}

// JudgeImport is the job that reads a large workbook.
func (p *Imports) JudgeImport(ctx context.Context, actor authz.Actor, params []byte,
	progress func(done, total int64) error) (string, error) {
	var x importParams
	if err := json.Unmarshal(params, &x); err != nil {
		return "", err
	}
	return fmt.Sprint(x.ID), p.Imports.Judge(ctx, actor, x.ID, progress)
}

// AcceptImport is the job that takes a large workbook.
func (p *Imports) AcceptImport(ctx context.Context, actor authz.Actor, params []byte,
	progress func(done, total int64) error) (string, error) {
	var x importParams
	if err := json.Unmarshal(params, &x); err != nil {
		return "", err
	}
	accept := p.Imports.Accept
	if x.Confirmed {
		accept = p.Imports.AcceptConfirmed
	}
	_, err := accept(ctx, actor, "", x.ID, x.Version, progress)
	return fmt.Sprint(x.ID), err
}

type importPage struct {
	kit.Page
	kit.Deciding
	Batch     importer.Batch
	Kind      *importer.Kind
	FileName  string
	By        string
	Reading   importer.Reading
	Explained explain.Reading
	Groups    []importer.Group  // equal faults together
	List      *listing.View     // each fault by itself
	Asked     []*importer.Asked // questions to be answered
	Taken     []importer.Taken  // answers by which it was read
	Job       int64             // that is at work on it
	Percent   int
	Why       string // a job failed
}

// loadImport finds a batch whose kind the visitor may hand in at its place.
func (p *Imports) loadImport(r *kit.Request) (*importPage, error) {
	n, err := r.ID()
	if err != nil {
		return nil, err
	}
	page := &importPage{}
	err = r.Read(func(s *database.Snapshot) (err error) {
		if page.Batch, err = importer.ByID(s, n); err != nil {
			return err
		}
		if page.Kind, err = p.Imports.KindOf(page.Batch.Kind); err != nil {
			return err
		}
		if err := r.Actor.Check(page.Kind.Permission, page.Batch.Path); err != nil {
			return err
		}
		if page.FileName, page.By, err = importer.Origin(s, page.Batch); err != nil {
			return err
		}
		if page.Groups, err = importer.GroupsOf(s, n); err != nil {
			return err
		}
		if page.Reading, err = page.Batch.Read(); err != nil {
			return err
		}
		return page.putToDecision(p, r, s)
	})
	if err != nil {
		return nil, err
	}
	if r.Context.Request().Method == http.MethodPost { // what was refused is shown beside the list
		if page.List, err = faults.Of(r, faultsOf(page.Batch.ID)); err != nil {
			return nil, err
		}
	}
	page.Title = "导入" + words.Label("importkind", page.Batch.Kind)
	page.Explained = explain.Import(page.Batch.Kind, page.Reading)
	return page, err
}

// putToDecision makes the box in which a file that takes two is taken by the second.
func (page *importPage) putToDecision(p *Imports, r *kit.Request, s *database.Snapshot) (err error) {
	b, q := page.Batch, secondHand(p)
	if !page.Kind.TwoHands || b.State != importer.Ready || b.RowsGood == 0 {
		page.Queue, err = kit.Stand(r, s, b.ID, nil, q)
		return err
	}
	own := p.Imports.OtherHand(s, r.Actor, b)
	if page.Queue, err = kit.Stand(r, s, b.ID, map[*kit.Queue]bool{q: own == nil}, q); err != nil {
		return err
	}
	d := &kit.Decision{Title: "核对后导入", Version: b.Version, Queue: page.Queue,
		Action: "/imports/" + kit.FormatID(b.ID) + "/accept",
		Lead:   "花名册由一人上传、同级另一人核对后确认：人员、岗位、上岗、账号一次登记。",
		Button: fmt.Sprintf("导入可用的%d行", b.RowsGood)}
	if page.Confirms() {
		d.Field, d.Legend = "confirmed", "按答复读取的列"
		d.Outcomes = []kit.Outcome{{Value: "1", Words: "上面按答复读取的列已经核对，无误"}}
	}
	page.Decision = d
	return d.Stop("", own)
}

func (p *Imports) importShow(r *kit.Request) error {
	page, err := p.loadImport(r)
	if err != nil {
		return err
	}
	if page.Batch.State == importer.InReading || page.Batch.State == importer.Ready {
		kind, params := "import.judge", importParams{page.Batch.ID, page.Batch.Version, false}
		if page.Batch.State == importer.Ready {
			kind, params = "import.accept", importParams{page.Batch.ID, page.Batch.Version, page.Confirms()}
		}
		var j jobs.Job
		var found bool
		if err := r.Read(func(s *database.Snapshot) (err error) {
			j, found, err = jobs.Latest(s, r.Actor.UserID, kind, params)
			return err
		}); err != nil {
			return err
		}
		switch {
		case found && !j.Over():
			page.Job, page.Percent = j.ID, j.Percent()
		case found && j.Reason != "":
			page.Why = words.Text(j.Reason)
		}
	}
	if err := p.loadQuestions(r, page); err != nil {
		return err
	}
	return faults.Answer(r, faultsOf(page.Batch.ID), func(v *listing.View) error {
		page.List = v
		return r.Show(http.StatusOK, "import", page)
	})
}

// faults is the list of what is wrong in the rows of an import, or unusual in those of earlier years.
var faults = listing.List[importer.Fault]{
	Code: "faults", Title: "导入的问题和改法", View: "import.view", NoRow: "没有。",
	ID: func(x importer.Fault) int64 { return x.ID },
	Columns: []listing.Column[importer.Fault]{
		listing.Text("sheet", "工作表", func(x importer.Fault) string { return cmp.Or(x.Sheet, "-") }),
		listing.Text("row", "行", func(x importer.Fault) string {
			if x.Row == 0 {
				return "-"
			}
			return strconv.Itoa(x.Row)
		}).As(listing.Figure).SortedBy(func(a, b importer.Fault) int { return cmp.Compare(a.Row, b.Row) }),
		listing.Text("column", "列", func(x importer.Fault) string { return cmp.Or(x.Column, "-") }),
		listing.Text("what", "问题和改法", func(x importer.Fault) string { return words.Text(x.Code, x.Args...) }),
	},
}

// faultsOf an import.
func faultsOf(id int64) listing.Query[importer.Fault] {
	return listing.Query[importer.Fault]{All: func(s *database.Snapshot, _ authz.Scope) ([]importer.Fault, error) {
		return importer.FaultsOf(s, id, 0, listing.Few)
	}}
}

func (p *Imports) importAccept(r *kit.Request) error {
	page, err := p.loadImport(r)
	if err != nil {
		return err
	}
	version, confirmed := r.Int("version"), r.Text("confirmed") != ""
	if err = r.Faults(); err == nil && page.Confirms() && !confirmed {
		err = errs.New(errs.Invalid, "import.confirm").On("confirmed")
	}
	if err == nil && page.Batch.RowsGood+page.Batch.RowsSame+page.Batch.RowsBad > atOnce &&
		page.Batch.State == importer.Ready {
		if _, err = p.Jobs.Start(r.Context.Request().Context(), r.Actor, "import.accept", page.Batch.Path,
			importParams{page.Batch.ID, version, confirmed}); err == nil {
			return r.SeeOther("/imports/"+kit.FormatID(page.Batch.ID), "")
		}
	}
	if err == nil {
		return secondHand(p).Decide(r, page.Batch.ID, "/imports/"+kit.FormatID(page.Batch.ID), func() (string, error) {
			accept := p.Imports.Accept
			if confirmed {
				accept = p.Imports.AcceptConfirmed
			}
			_, err := accept(r.Context.Request().Context(), r.Actor, r.Key(), page.Batch.ID, version, nil)
			return fmt.Sprintf("已导入%d行。", page.Batch.RowsGood), err
		}, func(err error) error { return page.again(p, r, err) })
	}
	return page.again(p, r, err)
}

// again shows a file with what kept it from being taken.
func (page *importPage) again(p *Imports, r *kit.Request, err error) error {
	if page.Taken, _ = p.Imports.Taken(r.Context.Request().Context(), page.Batch); page.Batch.State != importer.Ready {
		page.Taken = nil
	}
	return r.RenderFormErrors(err, "import", page)
}

func (p *Imports) importDiscard(r *kit.Request) error {
	page, err := p.loadImport(r)
	if err != nil {
		return err
	}
	version := r.Int("version")
	if err = r.Faults(); err == nil {
		_, err = p.Imports.Discard(r.Context.Request().Context(), r.Actor, r.Key(), page.Batch.ID, version)
	}
	if err != nil {
		return r.RenderFormErrors(err, "import", page)
	}
	return r.SeeOther("/imports", "已放弃，没有导入任何内容。")
}

func (p *Imports) importUndo(r *kit.Request) error {
	page, err := p.loadImport(r)
	if err != nil {
		return err
	}
	version, why := r.Int("version"), r.Text("why")
	if err = r.Faults(); err == nil {
		_, err = p.Imports.Undo(r.Context.Request().Context(), r.Actor, r.Key(), page.Batch.ID, version, why)
	}
	if err != nil {
		return r.RenderFormErrors(err, "import", page)
	}
	return r.SeeOther("/imports/"+kit.FormatID(page.Batch.ID), "已撤销这次导入。")
}

// importFaulty hands out full numbers, so who took the file is recorded.
func (p *Imports) importFaulty(r *kit.Request) error {
	page, err := p.loadImport(r)
	if err != nil {
		return err
	}
	body, name, err := p.Imports.Faulty(r.Context.Request().Context(), page.Batch, words.Sentence)
	if err != nil {
		return err
	}
	if err := p.took(r, page, "import.faulty"); err != nil {
		return err
	}
	return sendBook(r, "faulty.xlsx", name, body)
}

// importOriginal hands out the file as it was handed in; who took it is recorded.
func (p *Imports) importOriginal(r *kit.Request) error {
	page, err := p.loadImport(r)
	if err != nil {
		return err
	}
	var f files.File
	if err := r.Read(func(s *database.Snapshot) (err error) {
		f, err = files.ByID(s, page.Batch.FileID)
		return err
	}); err != nil {
		return err
	}
	body, err := p.Files.Open(f)
	if err != nil {
		return err
	}
	if err := p.took(r, page, "import.original"); err != nil {
		return err
	}
	r.Response().Header().Set("Content-Disposition",
		`attachment; filename="original"; filename*=UTF-8''`+url.PathEscape(f.Name))
	return r.Blob(http.StatusOK, f.Media, body)
}

// took records who took a file of a batch.
func (p *Imports) took(r *kit.Request, page *importPage, act string) error {
	_, err := desk.Do(r.Context.Request().Context(), p.Desk, r.Actor, "", func(v *desk.Visit) (int64, error) {
		if err := v.Allow(page.Kind.Permission, page.Batch.Path); err != nil {
			return 0, err
		}
		v.Record(act, "import_batch", page.Batch.ID)
		return 0, nil
	})
	return err
}

func (p *Imports) importTemplate(r *kit.Request) error {
	page, err := p.importPage(r)
	if err != nil {
		return err
	}
	title := words.Label("importkind", page.Kind.Code)
	body, err := importer.Template(page.Kind, title)
	if err != nil {
		return err
	}
	return sendBook(r, page.Kind.Code+".xlsx", title+"模板.xlsx", body)
}

// sendBook answers with a workbook under an ASCII and a Chinese name.
func sendBook(r *kit.Request, plain, name string, body []byte) error {
	r.Response().Header().Set("Content-Disposition",
		`attachment; filename="`+plain+`"; filename*=UTF-8''`+url.PathEscape(name))
	return r.Blob(http.StatusOK, "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet", body)
}
