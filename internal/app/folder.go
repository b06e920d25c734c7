package app

import (
	"context"
	"errors"
	"fmt"
	"log/slog"
	"os"
	"path/filepath"
	"strings"
	"sync"

	"gangwei/internal/base/civil"
	"gangwei/internal/base/clock"
	"gangwei/internal/base/errs"
	"gangwei/internal/oversight/inspect"
	"gangwei/internal/oversight/inspect/folder"
	"gangwei/internal/platform/authz"
	"gangwei/internal/platform/database"
	"gangwei/internal/platform/desk"
	"gangwei/internal/platform/region"
	"gangwei/internal/registry/account"
	"gangwei/internal/registry/divisions"
)

// FolderLogin is the account of the inspector who works on a folder.
const FolderLogin = "jiancha"

// OpenFolder opens the inspector's desk over a folder of spreadsheets: an office of its own inside the folder, in which
// findings, states, notes and papers are kept; its runs read the folder. password is that of the account if it was made
// now, else empty. asOf zero is the day of each run.
func OpenFolder(ctx context.Context, dir string, asOf civil.Date,
	log *slog.Logger) (a *App, password string, err error) {
	cfg := Config{Data: filepath.Join(dir, folder.DeskName)}
	_, noKeys := os.Stat(cfg.KeyFile())
	if _, noDatabase := os.Stat(filepath.Join(cfg.Data, "gangwei.db")); noKeys != nil && noDatabase != nil {
		a, err = Init(ctx, cfg, divisions.Zaozhuang, "", false, nil, log)
	} else {
		a, err = Open(ctx, cfg, nil, log)
	}
	if err != nil {
		return nil, "", err
	}
	a.Inspect.From = &folderRows{office: a, dir: dir, asOf: asOf}
	if password, err = a.inspector(ctx); err != nil {
		return nil, "", err
	}
	return a, password, nil
}

// inspector makes the account on the first time.
func (a *App) inspector(ctx context.Context) (password string, err error) {
	system := authz.System("inspect desk")
	var top *region.Region
	made := false
	if err := a.DB.Read(ctx, func(s *database.Snapshot) error {
		tree, err := region.Load(s, a.Clock.Now().Date())
		if err != nil {
			return err
		}
		top = tree.Top()
		_, err = account.ByLogin(s, FolderLogin)
		made = err == nil
		if e := (*errs.Error)(nil); errors.As(err, &e) {
			return nil // nobody of that name yet
		}
		return err
	}); err != nil || made {
		return "", err
	}
	password = account.RandomPassword()
	id, err := a.Accounts.Register(ctx, system, "", account.NewUser{Login: FolderLogin, Name: "检查人", Password: password})
	if err != nil {
		return "", err
	}
	_, err = a.Accounts.GrantRole(ctx, system, "", account.Target{ID: id}, "discipline_inspector", top, civil.Date{})
	return password, err
}

// folderRows is a folder of spreadsheets as a source. What was read last is kept for finding people.
type folderRows struct {
	office *App
	dir    string
	asOf   civil.Date
	mu     sync.Mutex
	last   *folder.Result
}

func (f *folderRows) read(progress func(done, total int) error) (*folder.Result, error) {
	day := f.asOf
	if day.IsZero() {
		day = f.office.Clock.Now().Date()
	}
	r, err := folder.Run(os.DirFS(f.dir), day, f.office.Inspect.Rules, progress)
	if err == nil {
		f.last = r
	}
	return r, err
}

// FolderRead is what the inspector's desk read of its folder last; nil where it has read none.
func (a *App) FolderRead() *folder.Result {
	f, ok := a.Inspect.From.(*folderRows)
	if !ok {
		return nil
	}
	f.mu.Lock()
	defer f.mu.Unlock()
	return f.last
}

// known is what was read last, or is read now.
func (f *folderRows) known() (*folder.Result, error) {
	f.mu.Lock()
	defer f.mu.Unlock()
	if f.last != nil {
		return f.last, nil
	}
	return f.read(nil)
}

// Find people by the beginning of a name or a whole identity number.
func (f *folderRows) Find(_ context.Context, _ authz.Scope, q string, limit int) ([]inspect.Hit, error) {
	r, err := f.known()
	if err != nil {
		return nil, err
	}
	return r.Find(q, limit), nil
}

// About is all of the folder: a person may be on any of its lists.
func (f *folderRows) About(context.Context, authz.Scope, int64) (*inspect.City, []*inspect.Dossier, error) {
	r, err := f.known()
	if err != nil {
		return nil, nil, err
	}
	return r.City, r.Dossiers, nil
}

// Look reads the folder and puts what is found into the desk's divisions, of which those that only the folder names are
// added.
func (f *folderRows) Look(ctx context.Context, path string, progress func(done, total int) error) (*inspect.Outcome, clock.Moment, error) {
	f.mu.Lock()
	r, err := f.read(progress)
	f.mu.Unlock()
	if err != nil {
		return nil, 0, err
	}
	at, err := f.office.place(ctx, r.City.Tree)
	if err != nil {
		return nil, 0, err
	}
	out := *r.Outcome
	out.Finds, out.Parts = inspect.Finds{}, nil
	for _, x := range r.Findings {
		if x.Region = at[x.Region.Path]; x.Region == nil || !strings.HasPrefix(x.Region.Path, path) {
			continue
		}
		for i := range x.Evidence {
			if e := &x.Evidence[i]; e.Source != "" {
				e.What += "（" + e.Source + "）"
			}
		}
		out.Finds.Add(x)
	}
	for _, p := range r.Parts {
		if to := at[p.Path]; to != nil && strings.HasPrefix(to.Path, path) {
			p.Path = to.Path
			out.Parts = append(out.Parts, p)
		}
	}
	return &out, r.City.CutOff, nil
}

// place finds for each place of a folder the desk's division, by code or by name under its parent, and adds what is not
// there.
func (a *App) place(ctx context.Context, from *region.Tree) (map[string]*region.Region, error) {
	tree, err := loadTree(ctx, a)
	if err != nil {
		return nil, err
	}
	m := newMover(tree)
	for _, r := range from.All() {
		if err := m.settle(r); err != nil {
			return nil, err
		}
	}
	if m.added {
		if _, err := divisions.Import(ctx, &desk.Desk{DB: a.DB, Clock: a.Clock}, m.lines, Start, "检查材料", nil); err != nil {
			return nil, err
		}
		if tree, err = loadTree(ctx, a); err != nil {
			return nil, err
		}
	}
	out := map[string]*region.Region{}
	for path, code := range m.codes {
		r, err := tree.ByCode(code)
		if err != nil {
			return nil, err
		}
		out[path] = r
	}
	return out, nil
}

func loadTree(ctx context.Context, a *App) (tree *region.Tree, err error) {
	err = a.DB.Read(ctx, func(s *database.Snapshot) (err error) {
		tree, err = region.Load(s, a.Clock.Now().Date())
		return err
	})
	return tree, err
}

// mover gives a folder's regions a place in the office's tree.
type mover struct {
	tree   *region.Tree
	codes  map[string]string // of each of the folder's paths
	known  map[string]bool   // codes that are taken
	listed map[string]bool   // codes of the tree that stand among lines
	lines  []divisions.Line  // to be imported
	added  bool
}

func newMover(tree *region.Tree) *mover {
	m := &mover{tree: tree, codes: map[string]string{}, known: map[string]bool{}, listed: map[string]bool{}}
	for _, r := range tree.All() {
		m.known[r.Code] = true
	}
	return m
}

// settle a region, after its parent: where one of its code and name, or of its name, is there, it is that one.
func (m *mover) settle(r *region.Region) error {
	if r.Level == region.City {
		m.codes[r.Path] = m.tree.Top().Code
		return nil
	}
	parent := m.codes[region.ParentPath(r.Path)]
	name := r.Name
	if name == "" {
		name = "（未注明）"
	}
	code := m.here(r, parent, name)
	if code == "" {
		var err error
		if code, err = free(m.known, parent, r.Level); err != nil {
			return err
		}
		m.known[code], m.added = true, true
		m.listAncestors(parent)
		m.lines = append(m.lines, divisions.Line{Code: code, Parent: parent, Level: r.Level, Name: name})
	}
	m.codes[r.Path] = code
	return nil
}

// here is the code of a region that is in the tree already.
func (m *mover) here(r *region.Region, parent, name string) (code string) {
	if x, err := m.tree.ByCode(r.Code); r.Code != "" && err == nil && x.Name == r.Name {
		return r.Code
	}
	if up, err := m.tree.ByCode(parent); err == nil {
		for _, c := range m.tree.Children(up.ID) {
			if c.Name == name {
				code = c.Code
			}
		}
	}
	return code
}

// listAncestors from the top down: what is there already is named again, so that the new one finds it.
func (m *mover) listAncestors(code string) {
	up, err := m.tree.ByCode(code)
	if err != nil {
		return
	}
	var chain []*region.Region
	for p, ok := up, true; ok; p, ok = m.tree.ByID(p.ParentID) {
		chain = append([]*region.Region{p}, chain...)
	}
	for _, p := range chain {
		if m.listed[p.Code] {
			continue
		}
		m.listed[p.Code] = true
		parent := ""
		if above, ok := m.tree.ByID(p.ParentID); ok {
			parent = above.Code
		}
		m.lines = append(m.lines, divisions.Line{Code: p.Code, Parent: parent, Level: p.Level, Name: p.Name})
	}
}

// free is a code under a parent that no division has: from 99 and 999 down.
func free(known map[string]bool, parent string, level region.Level) (string, error) {
	at, digits, most := 4, "%02d", 99
	switch level {
	case region.Township:
		at, digits, most = 6, "%03d", 999
	case region.Village:
		at, digits, most = 9, "%03d", 999
	}
	for n := most; n > 0; n-- {
		code := (parent[:at] + fmt.Sprintf(digits, n) + "000000000000")[:12]
		if !known[code] {
			return code, nil
		}
	}
	return "", fmt.Errorf("no code is left under %s", parent)
}
