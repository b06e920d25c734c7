package reporting

import (
	"context"
	"fmt"

	"gangwei/internal/base/civil"
	"gangwei/internal/base/clock"
	"gangwei/internal/oversight/inspect"
	"gangwei/internal/platform/authz"
	"gangwei/internal/platform/database"
	"gangwei/internal/platform/desk"
	"gangwei/internal/platform/region"
	"gangwei/internal/platform/seal"
	"gangwei/internal/platform/trail"
)

// Service of the papers.
type Service struct {
	Desk   *desk.Desk
	Rules  []*inspect.Rule
	Render Renderer
	Demo   bool
}

// Paper in the register. Insert-only and witnessed.
type Paper struct {
	ID            int64
	Number        string
	Kind          string
	Path          string
	PeriodFrom    civil.Month
	PeriodTo      civil.Month
	Title         string
	ContentDigest []byte
	CutOffUs      clock.Moment
	RootDigest    []byte
	ActorID       int64
	AtUs          clock.Moment
}

// Witnesses of the register.
var (
	PaperWitness = trail.Table{Name: "paper",
		Columns: []string{"number", "kind", "path", "period_from", "period_to", "title", "content_digest", "cut_off_us",
			"root_digest", "actor_id", "at_us"}}
	PrintWitness = trail.Table{Name: "paper_print",
		Columns: []string{"paper_id", "file_digest", "size", "actor_id", "at_us"}}
)

const paperColumns = "id, number, kind, path, period_from, period_to, title, content_digest, cut_off_us, " +
	"root_digest, actor_id, at_us"

// Issue the inspection paper of a region and period: compose on a snapshot, find or take the number by the content's
// digest, render outside, register the digest of the bytes. The same content is a reprint: same number, cut-off and
// root, so the same bytes.
func (r *Service) Issue(ctx context.Context, actor authz.Actor, at *region.Region, from, to civil.Month,
	title string) (Paper, []byte, error) {
	return r.issue(ctx, actor, "inspection", at.Path, func(s *database.Snapshot, t *region.Tree) (*Inspection, error) {
		return Compose(s, t, r.Rules, at, from, to, title, r.Demo)
	})
}

// Draft composes the inspection paper of a region and period without a number, for its text to be worked on.
func (r *Service) Draft(ctx context.Context, actor authz.Actor, at *region.Region, from, to civil.Month,
	title string) (doc *Inspection, err error) {
	if err := actor.Check("inspect.report", at.Path); err != nil {
		return nil, err
	}
	err = r.Desk.DB.Read(ctx, func(s *database.Snapshot) error {
		t, err := region.Load(s, r.Desk.Clock.Now().Date())
		if err == nil {
			doc, err = Compose(s, t, r.Rules, at, from, to, title, r.Demo)
		}
		return err
	})
	if doc != nil {
		doc.Number = "底稿"
	}
	return doc, err
}

// IssueFinding is Issue of one finding's sheet (疑点核查单).
func (r *Service) IssueFinding(ctx context.Context, actor authz.Actor, k inspect.Kept) (Paper, []byte, error) {
	return r.issue(ctx, actor, "finding", k.Path, func(s *database.Snapshot, t *region.Tree) (*Inspection, error) {
		return OfFinding(s, t, r.Rules, k.ID, r.Demo)
	})
}

// IssuePerson is Issue of one person's file (人员专项检查材料).
func (r *Service) IssuePerson(ctx context.Context, actor authz.Actor, p *inspect.Profile) (Paper, []byte, error) {
	return r.issue(ctx, actor, "person", p.Path, func(s *database.Snapshot, t *region.Tree) (*Inspection, error) {
		return OfPerson(s, t, r.Rules, p, actor.Scope("inspect.view"), r.Demo, r.Desk.Clock.Now())
	})
}

func (r *Service) issue(ctx context.Context, actor authz.Actor, kind, path string,
	compose func(*database.Snapshot, *region.Tree) (*Inspection, error)) (Paper, []byte, error) {
	var none Paper
	if err := actor.Check("inspect.report", path); err != nil {
		return none, nil, err
	}
	var doc *Inspection
	if err := r.Desk.DB.Read(ctx, func(s *database.Snapshot) error {
		t, err := region.Load(s, r.Desk.Clock.Now().Date())
		if err == nil {
			doc, err = compose(s, t)
		}
		return err
	}); err != nil {
		return none, nil, err
	}
	p, err := desk.Do(ctx, r.Desk, actor, "", func(v *desk.Visit) (Paper, error) { return r.number(v, kind, path, doc) })
	if err != nil {
		return none, nil, err
	}
	doc.Number, doc.CutOff, doc.Root = p.Number, p.CutOffUs, p.RootDigest
	b, err := r.Render.Inspection(doc)
	if err != nil {
		return none, nil, err
	}
	_, err = desk.Do(ctx, r.Desk, actor, "", func(v *desk.Visit) (int64, error) { return r.register(v, p, b) })
	return p, b, err
}

func (r *Service) number(v *desk.Visit, kind, path string, doc *Inspection) (Paper, error) {
	if err := v.Allow("inspect.report", path); err != nil {
		return Paper{}, err
	}
	v.UseInspectorChain()
	var p Paper
	found, err := v.Tx.One(&p, "SELECT "+paperColumns+" FROM paper WHERE content_digest = ?", doc.Digest)
	if err != nil {
		return p, err
	}
	if !found {
		year := v.Today().Year()
		var n struct{ N int64 }
		if _, err := v.Tx.One(&n, "SELECT COUNT(*) AS n FROM paper WHERE number LIKE ?",
			fmt.Sprintf("JD-%d-%%", year)); err != nil {
			return p, err
		}
		root, err := trail.WriteRoot(v.Tx, v.Now())
		if err != nil {
			return p, err
		}
		p = Paper{Number: fmt.Sprintf("JD-%d-%04d", year, n.N+1), Kind: kind, Path: path, PeriodFrom: doc.From,
			PeriodTo: doc.To, Title: doc.Title, ContentDigest: doc.Digest, CutOffUs: doc.CutOff, RootDigest: root.Digest,
			ActorID: v.Actor.UserID, AtUs: v.Now()}
		d := PaperWitness.Digest(p.Number, p.Kind, p.Path, p.PeriodFrom, p.PeriodTo, p.Title, p.ContentDigest, p.CutOffUs,
			p.RootDigest, p.ActorID, p.AtUs)
		p.ID, err = v.Tx.Create("INSERT INTO paper (number, kind, path, period_from, period_to, title, content_digest, "+
			"cut_off_us, root_digest, actor_id, at_us, trail_id, row_digest) VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?)",
			p.Number, p.Kind, p.Path, p.PeriodFrom, p.PeriodTo, p.Title, p.ContentDigest, int64(p.CutOffUs), p.RootDigest,
			p.ActorID, int64(p.AtUs), v.TrailID(), d)
		if database.Duplicate(err, "") {
			return p, fmt.Errorf("%w: %w", database.ErrAgain, err) // somebody took the number at the same time
		}
		if err != nil {
			return p, err
		}
		v.Witness("paper", d)
	}
	v.Record("paper.issue", "paper", p.ID, desk.F("number", p.Number))
	return p, nil
}

func (r *Service) register(v *desk.Visit, p Paper, b []byte) (int64, error) {
	if err := v.Allow("inspect.report", p.Path); err != nil {
		return 0, err
	}
	v.UseInspectorChain()
	digest := seal.Digest(b)
	var id int64
	found, err := v.Tx.One(&id, "SELECT id FROM paper_print WHERE paper_id = ? AND file_digest = ?", p.ID, digest)
	if err != nil {
		return 0, err
	}
	if !found {
		d := PrintWitness.Digest(p.ID, digest, len(b), v.Actor.UserID, v.Now())
		if id, err = v.Tx.Create(
			"INSERT INTO paper_print (paper_id, file_digest, size, actor_id, at_us, trail_id, row_digest) VALUES (?, ?, ?, ?, "+
				"?, ?, ?)",
			p.ID, digest, len(b), v.Actor.UserID, int64(v.Now()), v.TrailID(), d); err != nil {
			if database.Duplicate(err, "") {
				err = fmt.Errorf("%w: %w", database.ErrAgain, err)
			}
			return 0, err
		}
		v.Witness("paper_print", d)
	}
	v.Record("paper.print", "paper", p.ID, desk.F("number", p.Number), desk.F("digest", fmt.Sprintf("%x", digest)))
	return id, nil
}

// Ours finds the paper whose rendered bytes these are. Refusal: authz.not_found.
func Ours(r database.Reader, b []byte) (Paper, error) {
	return database.Find[Paper](r,
		"SELECT "+paperColumns+
			" FROM paper WHERE id IN (SELECT paper_id FROM paper_print WHERE file_digest = ? AND size = ?)",
		seal.Digest(b), len(b))
}

// Papers of a scope, latest first.
func Papers(r database.Reader, scope authz.Scope, limit int) ([]Paper, error) {
	where, args := scope.ByNumber("")
	var out []Paper
	err := r.Select(&out, "SELECT "+paperColumns+" FROM paper WHERE "+where+" ORDER BY id DESC LIMIT ?",
		append(args, limit)...)
	return out, err
}
