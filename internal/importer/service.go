package importer

import (
	"context"
	"encoding/json"
	"fmt"
	"path/filepath"
	"slices"
	"strings"
	"sync"

	"gangwei/internal/base/civil"
	"gangwei/internal/base/clock"
	"gangwei/internal/base/errs"
	"gangwei/internal/platform/authz"
	"gangwei/internal/platform/database"
	"gangwei/internal/platform/desk"
	"gangwei/internal/platform/files"
	"gangwei/internal/platform/region"
	"gangwei/internal/platform/sheet"
)

// States of a batch.
const (
	InReading = "reading"
	Asking    = "asking" // two columns fit a head equally: nothing is read before it is said which it is
	Ready     = "ready"
	Failed    = "failed"
	Accepted  = "accepted"
	Discarded = "discarded"
	Undone    = "undone"
)

// Batch is a workbook handed in.
type Batch struct {
	ID          int64
	Kind        string
	RegionID    int64
	Path        string
	FileID      int64
	FileDigest  []byte
	State       string
	RowsGood    int64 // would be taken, or were
	RowsSame    int64 // say nothing new
	RowsBad     int64
	RowsSkipped int64 // titles, totals, notes
	Reading     string
	CreatedBy   int64
	CreatedUs   clock.Moment
	DecidedBy   *int64
	DecidedUs   *clock.Moment
	Version     int64
}

func (Batch) TableName() string { return "import_batch" }

// Read is what was understood of the workbook.
func (b Batch) Read() (Reading, error) {
	var r Reading
	err := json.Unmarshal([]byte(b.Reading), &r)
	return r, err
}

// Service of imports.
type Service struct {
	Desk   *desk.Desk
	Files  *files.Service
	Kinds  []*Kind // that can be taken, in the order of the page
	People People

	mu   sync.Mutex
	last *workbook
}

// People are what the engine asks about humans, whatever the kind.
type People interface {
	// KeyOf an account: two accounts of one human have the same. false where there is no such account: the machine's
	// operator has none.
	KeyOf(r database.Reader, userID int64) (key string, known bool, err error)
	// Named are the people under a path who have one of some names, as many as there are marks.
	Named(r database.Reader, path, marks string, names []any) ([]Named, error)
}

// Named is somebody who is registered under a name.
type Named struct {
	Path, Name, IDTail string
	Birth              civil.Date
}

// fault of a row, as kept.
type fault struct {
	sheet string
	*errs.Error
}

// none is for work that nobody watches.
func none(int64, int64) error { return nil }

// HandIn keeps a workbook, sealed, for a place. Its heads must name the needed columns. Where two columns fit one of
// them equally it is asked about (Asking) before anything is read. Refusals: those of sheet.Open, import.kind,
// import.heads, import.taken (the same file was taken already), import.place (an ended region).
func (room *Service) HandIn(ctx context.Context, actor authz.Actor, key, kindCode string, at *region.Region,
	name string, body []byte) (int64, error) {
	kind, err := room.kindAt(ctx, kindCode, at.Path)
	if err != nil {
		return 0, err
	}
	if err := kind.check(actor, at.Path); err != nil {
		return 0, err
	}
	sheets, err := sheet.Open(name, body)
	if err != nil {
		for _, e := range errs.All(err) {
			e.Field = "file"
		}
		return 0, err
	}
	var answers answerSet
	if err := room.Desk.DB.Read(ctx, func(s *database.Snapshot) (err error) {
		answers, err = answersOver(s, kind.Code, at.Path)
		return err
	}); err != nil {
		return 0, err
	}
	p, err := lay(kind, name, sheets, answers)
	if err != nil && p == nil {
		return 0, err
	}
	state := InReading
	if p.open() || err != nil { // or what was answered leaves no needed column: it may be answered anew
		state = Asking
	}
	reading, err := json.Marshal(p.Reading)
	if err != nil {
		return 0, err
	}
	stored, err := room.Files.PutSheet(name, body)
	if err != nil {
		return 0, err
	}
	room.keep(stored.Digest, sheets)
	return desk.Do(ctx, room.Desk, actor, key, func(v *desk.Visit) (int64, error) {
		if at.Ended {
			return 0, errs.New(errs.Invalid, "import.place").On("region")
		}
		if err := v.Allow(kind.Permission, at.Path); err != nil {
			return 0, err
		}
		if earlier, found, err := takenAs(v.Tx, kind.Code, stored.Digest); err != nil {
			return 0, err
		} else if found {
			return 0, errs.New(errs.Conflict, "import.taken").On("file").With("on", earlier.DecidedUs.Short())
		}
		fileID, err := files.Keep(v, stored, at.Path, files.OfImport)
		if err != nil {
			return 0, err
		}
		b := Batch{Kind: kind.Code, RegionID: at.ID, Path: at.Path, FileID: fileID, FileDigest: stored.Digest, State: state,
			RowsSkipped: int64(len(p.Skipped)), Reading: string(reading), CreatedBy: actor.UserID, CreatedUs: v.Now(),
			Version: 1}
		if err := insertBatch(v.Tx, &b); err != nil {
			return 0, err
		}
		v.Record("import.hand_in", "import_batch", b.ID, desk.F("kind", kind.Code), desk.F("file", stored.Name),
			desk.F("size", stored.Size))
		return b.ID, nil
	})
}

// open reads the batch's original again and lays it out.
func (room *Service) open(ctx context.Context, b Batch) (*plan, error) {
	kind, err := room.kindAt(ctx, b.Kind, b.Path)
	if err != nil {
		return nil, err
	}
	var f files.File
	var tree *region.Tree
	var answers answerSet
	today := room.Desk.Clock.Now().Date()
	if err := room.Desk.DB.Read(ctx, func(s *database.Snapshot) (err error) {
		if f, err = files.ByID(s, b.FileID); err != nil {
			return err
		}
		if answers, err = answersFor(s, b); err != nil {
			return err
		}
		tree, err = region.Load(s, today)
		return err
	}); err != nil {
		return nil, err
	}
	sheets := room.kept(b.FileDigest)
	if sheets == nil {
		body, err := room.Files.Open(f)
		if err != nil {
			return nil, err
		}
		if sheets, err = sheet.Open(f.Name, body); err != nil {
			return nil, err
		}
	}
	p, err := lay(kind, f.Name, sheets, answers)
	if err != nil {
		return p, err
	}
	p.tree, p.today, p.batchID = tree, today, b.ID
	at, ok := tree.ByID(b.RegionID)
	if !ok || at.Ended {
		return nil, errs.New(errs.State, "import.place").On("region")
	}
	p.at = at
	return p, nil
}

// judge the lines against what a reader shows.
func (room *Service) judge(r database.Reader, p *plan) error {
	if len(p.passed) > 0 {
		p.withoutPassed()
		defer p.withPassed()
	}
	for _, l := range p.lines {
		l.faults, l.same, l.entry, l.village = nil, false, nil, nil
	}
	p.required()
	if slices.ContainsFunc(p.kind.Columns, func(c Column) bool { return c.Code == "village" }) {
		p.villages()
	}
	if err := p.kind.Judge(r, p); err != nil {
		return err
	}
	return room.near(r, p)
}

func (p *plan) count() (good, same, bad int64) {
	for _, l := range p.lines {
		switch {
		case len(l.faults) > 0:
			bad++
		case l.same:
			same++
		default:
			good++
		}
	}
	return good, same, bad
}

// Judge reads a batch that was handed in and writes down its faults: reading → ready, or failed with the reason; asking
// where an answer that it needs does not hold any more. progress is called between the parts, in thousandths.
func (room *Service) Judge(ctx context.Context, actor authz.Actor, id int64,
	progress func(done, total int64) error) error {
	if progress == nil {
		progress = none
	}
	b, err := room.batch(ctx, id)
	if err != nil {
		return err
	}
	p, err := room.open(ctx, b)
	asking := err == nil && p.open()
	if err == nil && !asking {
		if err = progress(400, 1000); err == nil {
			err = room.Desk.DB.Read(ctx, func(s *database.Snapshot) error { return room.judge(s, p) })
		}
	}
	if err == nil {
		err = progress(700, 1000)
	}
	if err != nil && len(errs.All(err)) == 0 {
		return err
	}
	state, faults := p.faults(err, asking)
	_, err = desk.Do(ctx, room.Desk, actor, "", func(v *desk.Visit) (int64, error) {
		b, err := lockBatch(v.Tx, id)
		if err != nil {
			return 0, err
		}
		kind, err := room.KindOf(b.Kind)
		if err != nil {
			return 0, err
		}
		if err := v.Allow(kind.Permission, b.Path); err != nil {
			return 0, err
		}
		if b.State != InReading {
			return 0, errs.New(errs.State, "import.state").With("import", b.State)
		}
		b.State = state
		if p != nil && !asking {
			b.RowsGood, b.RowsSame, b.RowsBad = p.count()
			b.RowsSkipped = int64(len(p.Skipped))
			reading, err := json.Marshal(p.Reading)
			if err != nil {
				return 0, err
			}
			b.Reading = string(reading)
		}
		if err := judged(v.Tx, b, faults); err != nil {
			return 0, err
		}
		v.Record("import.read", "import_batch", id, desk.F("state", state), desk.F("good", b.RowsGood),
			desk.F("same", b.RowsSame), desk.F("bad", b.RowsBad))
		return id, nil
	})
	return err
}

// faults that reading a workbook found, and the state that it comes to.
func (p *plan) faults(refused error, asking bool) (state string, out []fault) {
	switch {
	case asking:
		return Asking, nil
	case refused != nil:
		for _, e := range errs.All(refused) {
			out = append(out, fault{"", e})
		}
		return Failed, out
	}
	for _, l := range p.lines {
		for _, e := range l.faults {
			out = append(out, fault{l.sheet, e})
		}
	}
	return Ready, append(out, p.odd()...)
}

// Accept takes the good rows of a batch, all of them or none, judged once more as things stand now. Refusals:
// form.stale, import.state, import.taken, import.nothing (no good row), import.changed (what is good now is not what
// was shown), import.confirm (accounts, amounts or identity numbers are of a column that was answered),
// import.answer_revoked.
func (room *Service) Accept(ctx context.Context, actor authz.Actor, key string, id, version int64,
	progress func(done, total int64) error) (int64, error) {
	return room.accept(ctx, actor, key, shown{id, version, false}, progress)
}

// AcceptConfirmed is Accept by somebody who has looked at what was taken for accounts, amounts and identity numbers by
// answers.
func (room *Service) AcceptConfirmed(ctx context.Context, actor authz.Actor, key string, id, version int64,
	progress func(done, total int64) error) (int64, error) {
	return room.accept(ctx, actor, key, shown{id, version, true}, progress)
}

// shown is a batch as it was shown to whoever accepts it.
type shown struct {
	id, version int64
	confirmed   bool
}

func (room *Service) accept(ctx context.Context, actor authz.Actor, key string, of shown,
	progress func(done, total int64) error) (int64, error) {
	id, version := of.id, of.version
	if progress == nil {
		progress = none
	}
	b, err := room.batch(ctx, id)
	if err != nil {
		return 0, err
	}
	if b.State != Ready { // also said inside; here it spares the reading
		return room.again(ctx, actor, key, b)
	}
	p, err := room.open(ctx, b)
	if err != nil {
		return 0, err
	}
	if err := progress(300, 1000); err != nil {
		return 0, err
	}
	defer room.drop(nil)
	channel := desk.Imported
	if p.kind.AsFound {
		channel = desk.History
	}
	done, err := desk.DoVia(ctx, room.Desk, actor, channel, key, func(v *desk.Visit) (int64, error) {
		b, err := lockBatch(v.Tx, id)
		if err != nil {
			return 0, err
		}
		if err := v.Allow(p.kind.Permission, b.Path); err != nil {
			return 0, err
		}
		if err := p.kind.check(actor, b.Path); err != nil {
			return 0, err
		}
		if b.State != Ready {
			return 0, errs.New(errs.State, "import.state").With("import", b.State)
		}
		if b.Version != version {
			return 0, errs.New(errs.Stale, "form.stale")
		}
		if err := stillHold(v.Tx, b, of.confirmed); err != nil {
			return 0, err
		}
		if p.kind.TwoHands {
			if err := room.OtherHand(v.Tx, v.Actor, b); err != nil {
				return 0, err
			}
		}
		p.today = v.Today()
		if err := room.judge(v.Tx, p); err != nil {
			return 0, err
		}
		good, _, _ := p.count()
		switch {
		case good != b.RowsGood:
			return 0, errs.New(errs.Conflict, "import.changed").With("before", b.RowsGood).With("now", good)
		case good == 0:
			return 0, errs.New(errs.State, "import.nothing")
		}
		if err := decide(v, b, Accepted); err != nil {
			return 0, err
		}
		if err := p.kind.Write(v, p); err != nil {
			return 0, err
		}
		v.Record("import.accept", "import_batch", id, desk.F("kind", b.Kind), desk.F("rows", good),
			desk.F("digest", fmt.Sprintf("%x", b.FileDigest)))
		return id, nil
	})
	if err == nil && b.RowsGood >= largeImport {
		// What was taken is taken, whatever comes of this: the night gathers them again.
		_ = room.Desk.DB.Statistics(context.WithoutCancel(ctx))
	}
	return done, err
}

// largeImport is the number of rows after which the database looks at its tables anew: so many change how they are
// spread.
const largeImport = 1000

// again answers a repeated acceptance by its key, and refuses another state.
func (room *Service) again(ctx context.Context, actor authz.Actor, key string, b Batch) (int64, error) {
	return desk.Do(ctx, room.Desk, actor, key, func(v *desk.Visit) (int64, error) {
		return 0, errs.New(errs.State, "import.state").With("import", b.State)
	})
}

// recordMade keeps which records a batch made, for its undoing.
func recordMade(v *desk.Visit, p *plan, ids map[string][]int64) error {
	tables := make([]string, 0, len(ids))
	for t := range ids {
		tables = append(tables, t)
	}
	slices.Sort(tables)
	for _, t := range tables {
		if err := insertMade(v.Tx, p.batchID, t, ids[t]); err != nil {
			return err
		}
	}
	return nil
}

// Discard puts a batch aside that was not taken. Refusals: form.stale, import.state.
func (room *Service) Discard(ctx context.Context, actor authz.Actor, key string, id, version int64) (int64, error) {
	return room.turn(ctx, actor, key, id, version, Discarded, []string{Asking, Ready, Failed}, "",
		func(*desk.Visit, Batch) error { return nil })
}

// Undo takes out again what a batch brought in, while nothing builds on it. Refusals: form.stale, import.state,
// resident.why, resident.built_upon, post.built_upon, import.built_upon (holders who worked since, accounts in use,
// people who were told of a hit).
func (room *Service) Undo(ctx context.Context, actor authz.Actor, key string, id, version int64,
	why string) (int64, error) {
	why = strings.TrimSpace(why)
	if n := len([]rune(why)); n < 4 || n > 100 {
		return 0, errs.New(errs.Invalid, "resident.why").On("why")
	}
	return room.turn(ctx, actor, key, id, version, Undone, []string{Accepted}, why, func(v *desk.Visit, b Batch) error {
		kind, err := room.KindOf(b.Kind)
		if err != nil || kind.Undo == nil {
			return err
		}
		made, err := madeBy(v.Tx, b.ID)
		if err != nil {
			return err
		}
		return kind.Undo(v, Undoing{BatchID: b.ID, Made: made, Why: why})
	})
}

// OtherHand refuses who handed a batch in, and who said which of its columns is which, unless the list about which that
// was asked has been taken by another since: import.same_hand. Two accounts of one human are one hand.
func (room *Service) OtherHand(r database.Reader, actor authz.Actor, b Batch) error {
	hands, err := answeringHands(r, b)
	if err != nil {
		return err
	}
	for _, hand := range append(hands, b.CreatedBy) {
		key, known, err := room.People.KeyOf(r, hand)
		switch {
		case err != nil:
			return err
		case known && key == actor.PersonKey:
			return errs.New(errs.Forbidden, "import.same_hand")
		}
	}
	return nil
}

func (room *Service) turn(ctx context.Context, actor authz.Actor, key string, id, version int64, to string,
	from []string, why string, part func(*desk.Visit, Batch) error) (int64, error) {
	return desk.Do(ctx, room.Desk, actor, key, func(v *desk.Visit) (int64, error) {
		b, err := lockBatch(v.Tx, id)
		if err != nil {
			return 0, err
		}
		kind, err := room.KindOf(b.Kind)
		if err != nil {
			return 0, err
		}
		if err := v.AllowFresh(kind.Permission, b.Path, b.Version, version); err != nil {
			return 0, err
		}
		if err := kind.check(actor, b.Path); err != nil {
			return 0, err
		}
		if !slices.Contains(from, b.State) {
			return 0, errs.New(errs.State, "import.state").With("import", b.State)
		}
		if err := part(v, b); err != nil {
			return 0, err
		}
		if err := decide(v, b, to); err != nil {
			return 0, err
		}
		v.Record("import."+to, "import_batch", id, desk.F("kind", b.Kind), desk.F("rows", b.RowsGood), desk.F("why", why))
		return id, nil
	})
}

func (room *Service) batch(ctx context.Context, id int64) (b Batch, err error) {
	err = room.Desk.DB.Read(ctx, func(s *database.Snapshot) error {
		b, err = ByID(s, id)
		return err
	})
	return b, err
}

// Faulty writes the rows that cannot be taken as .xlsx: the original's cells, and beside them what is wrong and the way
// out. Refusal: import.state (it was not read yet).
func (room *Service) Faulty(ctx context.Context, b Batch, sentence func(*errs.Error) string) ([]byte, string, error) {
	if b.State == Asking || b.State == InReading {
		return nil, "", errs.New(errs.State, "import.state").With("import", b.State)
	}
	p, err := room.open(ctx, b)
	if err != nil {
		return nil, "", err
	}
	if err := room.Desk.DB.Read(ctx, func(s *database.Snapshot) error { return room.judge(s, p) }); err != nil {
		return nil, "", err
	}
	body, err := faultyBook(p, sentence)
	var name string
	if err == nil {
		err = room.Desk.DB.Read(ctx, func(s *database.Snapshot) error {
			f, err := files.ByID(s, b.FileID)
			name = strings.TrimSuffix(f.Name, filepath.Ext(f.Name)) + "-需修改的行.xlsx"
			return err
		})
	}
	return body, name, err
}
