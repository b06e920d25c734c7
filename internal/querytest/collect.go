package querytest

import (
	"fmt"
	"go/token"
	"go/types"
	"path/filepath"
	"slices"
	"strings"

	"golang.org/x/tools/go/packages"
	"golang.org/x/tools/go/ssa"
	"golang.org/x/tools/go/ssa/ssautil"
)

const (
	module = "gangwei/"
	dbPath = module + "internal/platform/database"
)

// Query is a place of the program that sends SQL, with all texts that it can have.
type Query struct {
	At    string // file:line
	Room  string // the package's folder
	Name  string // the function that it stands in
	Texts []string
	Open  string // why not all of its texts are known; empty: they are
}

// house is the program, as its queries are looked for in it.
type house struct {
	fset    *token.FileSet
	root    string
	sites   []site
	callers map[*ssa.Function][]ssa.CallInstruction
	stores  map[ssa.Value][]*ssa.Store          // by the global that they fill
	uses    map[*ssa.Function][]ssa.Instruction // where it is a value
	prog    *ssa.Program
	passed  []string                 // where a method of the database is a value, called unseen
	loops   map[*ssa.BasicBlock]bool // whether a block lies in a loop
}

// site is a call of the database.
type site struct {
	call   ssa.CallInstruction
	method string
	args   []ssa.Value // without the receiver
}

// methods of the database and which of their arguments is SQL.
var methods = map[string]int{"Select": 1, "One": 1, "Rows": 0, "Exec": 0, "Create": 0, "Change": 0, "Find": 1,
	"InsertMany": 0, "UpdateMany": 0, "Insert": 0}

// Collect the queries of all packages under root that are no tests.
func Collect(root string) ([]Query, error) {
	h, err := load(root)
	if err != nil {
		return nil, err
	}
	if len(h.passed) > 0 {
		return nil, fmt.Errorf("methods of the database are passed on as values: %v", h.passed)
	}
	byPlace := map[string]*Query{}
	for _, s := range h.sites {
		at := h.place(s.call.Pos())
		q := byPlace[at]
		if q == nil {
			q = &Query{At: at, Room: filepath.Dir(at), Name: nameOf(s.call.Parent())}
			byPlace[at] = q
		}
		texts, open := h.texts(s)
		q.Texts = append(q.Texts, texts...)
		if open != "" {
			q.Open = open
		}
	}
	var out []Query
	for _, q := range byPlace {
		slices.Sort(q.Texts)
		q.Texts = slices.Compact(q.Texts)
		out = append(out, *q)
	}
	slices.SortFunc(out, func(a, b Query) int { return strings.Compare(a.At, b.At) })
	return out, nil
}

// nameOf a function, of the outer one where it has none of its own.
func nameOf(f *ssa.Function) string {
	for f.Parent() != nil {
		f = f.Parent()
	}
	if o := f.Origin(); o != nil {
		f = o
	}
	if recv := f.Signature.Recv(); recv != nil {
		t := recv.Type()
		if p, ok := t.(*types.Pointer); ok {
			t = p.Elem()
		}
		if n, ok := t.(*types.Named); ok {
			return n.Obj().Name() + "." + f.Name()
		}
	}
	return f.Name()
}

func load(root string) (*house, error) {
	h := &house{fset: token.NewFileSet(), loops: map[*ssa.BasicBlock]bool{},
		callers: map[*ssa.Function][]ssa.CallInstruction{},
		stores:  map[ssa.Value][]*ssa.Store{}, uses: map[*ssa.Function][]ssa.Instruction{}}
	var err error
	if h.root, err = filepath.Abs(root); err != nil {
		return nil, err
	}
	all, err := packages.Load(&packages.Config{Dir: h.root, Fset: h.fset, Mode: packages.LoadSyntax |
		packages.NeedModule}, "./cmd/...", "./internal/...", "./reports/...", "./policies/...", "./migrations/...")
	if err != nil {
		return nil, err
	}
	for _, p := range all {
		if len(p.Errors) > 0 {
			return nil, fmt.Errorf("%s: %v", p.PkgPath, p.Errors[0])
		}
	}
	var built []*ssa.Package
	h.prog, built = ssautil.Packages(all, ssa.InstantiateGenerics)
	h.prog.Build()
	ours := map[*ssa.Package]bool{}
	for _, p := range built {
		ours[p] = true
	}
	for f := range ssautil.AllFunctions(h.prog) {
		if p := packageOf(f); p != nil && ours[p] && f.TypeParams().Len() == len(f.TypeArgs()) {
			h.look(f, p.Pkg.Path())
		}
	}
	slices.SortFunc(h.sites, func(a, b site) int { return int(a.call.Pos()) - int(b.call.Pos()) })
	for _, calls := range h.callers {
		slices.SortFunc(calls, func(a, b ssa.CallInstruction) int { return int(a.Pos()) - int(b.Pos()) })
	}
	return h, nil
}

func packageOf(f *ssa.Function) *ssa.Package {
	if f.Pkg == nil && f.Origin() != nil {
		return f.Origin().Pkg
	}
	return f.Pkg
}

// look at all that a function does.
func (h *house) look(f *ssa.Function, path string) {
	for _, b := range f.Blocks {
		for _, in := range b.Instrs {
			h.use(in)
			switch x := in.(type) {
			case ssa.CallInstruction:
				if c := x.Common().StaticCallee(); c != nil {
					h.callers[c] = append(h.callers[c], x)
				}
				if s, ok := siteOf(x); ok && path != dbPath && !forTests(path) {
					h.sites = append(h.sites, s)
				}
			case *ssa.MakeClosure:
				if o := x.Fn.(*ssa.Function).Object(); o != nil && o.Pkg() != nil && o.Pkg().Path() == dbPath && path != dbPath &&
					methods[o.Name()] >= 0 && x.Fn.(*ssa.Function).Synthetic != "" {
					h.passed = append(h.passed, h.place(x.Pos())+" "+o.Name())
				}
			case *ssa.Store:
				if g, ok := rootOf(x.Addr).(*ssa.Global); ok {
					h.stores[g] = append(h.stores[g], x)
				}
			}
		}
	}
}

// use of functions as values.
func (h *house) use(in ssa.Instruction) {
	var called ssa.Value
	if c, ok := in.(ssa.CallInstruction); ok {
		called = c.Common().Value
	}
	for _, o := range in.Operands(nil) {
		if fn, ok := (*o).(*ssa.Function); ok && *o != called {
			h.uses[fn] = append(h.uses[fn], in)
		}
	}
}

// callersOf a function: by its name, or else where it is called as an argument of another function.
func (h *house) callersOf(fn *ssa.Function) []ssa.CallInstruction {
	if calls := h.callers[fn]; len(calls) > 0 {
		return calls
	}
	var out []ssa.CallInstruction
	seen := map[ssa.Value]bool{}
	var flow func(v ssa.Value, users []ssa.Instruction)
	follow := func(v ssa.Value) {
		if refs := v.Referrers(); refs != nil && !seen[v] {
			seen[v] = true
			flow(v, *refs)
		}
	}
	flow = func(v ssa.Value, users []ssa.Instruction) {
		for _, in := range users {
			switch x := in.(type) {
			case *ssa.MakeClosure:
				if x.Fn == v {
					follow(x)
				}
				for i, b := range x.Bindings {
					if b == v {
						follow(x.Fn.(*ssa.Function).FreeVars[i])
					}
				}
			case *ssa.ChangeType:
				follow(x)
			case ssa.CallInstruction:
				if x.Common().Value == v {
					out = append(out, x)
				}
				if c := x.Common().StaticCallee(); c != nil {
					for i, a := range x.Common().Args {
						if a == v && i < len(c.Params) {
							follow(c.Params[i])
						}
					}
				}
			}
		}
	}
	flow(fn, h.uses[fn])
	h.callers[fn] = out
	return out
}

// forTests tells packages that are no part of the program.
func forTests(path string) bool {
	for _, p := range []string{"dbtest", "apptest", "browsertest", "archtest", "bench", "faulttest", "sheettest", "golden",
		"layouts", "viewfmt", "querytest"} {
		if rest, ok := strings.CutPrefix(path, module+"internal/"+p); ok && (rest == "" || rest[0] == '/') {
			return true
		}
	}
	return false
}

// siteOf a call, if it sends SQL.
func siteOf(in ssa.CallInstruction) (site, bool) {
	c := in.Common()
	if c.IsInvoke() {
		if c.Method.Pkg() == nil || c.Method.Pkg().Path() != dbPath {
			return site{}, false
		}
		_, ok := methods[c.Method.Name()]
		return site{in, c.Method.Name(), c.Args}, ok
	}
	f := c.StaticCallee()
	if f == nil {
		return site{}, false
	}
	if f.Origin() != nil {
		f = f.Origin()
	}
	o, ok := f.Object().(*types.Func)
	if !ok || o.Pkg() == nil || o.Pkg().Path() != dbPath {
		return site{}, false
	}
	if _, ok := methods[o.Name()]; !ok {
		return site{}, false
	}
	args := c.Args
	if o.Signature().Recv() != nil {
		args = args[1:]
	}
	return site{in, o.Name(), args}, true
}

func (h *house) place(p token.Pos) string {
	x := h.fset.Position(p)
	rel, err := filepath.Rel(h.root, x.Filename)
	if err != nil {
		rel = x.Filename
	}
	return fmt.Sprintf("%s:%d", filepath.ToSlash(rel), x.Line)
}

// rootOf an address: the variable that it lies in.
func rootOf(v ssa.Value) ssa.Value {
	for {
		switch x := v.(type) {
		case *ssa.FieldAddr:
			v = x.X
		case *ssa.IndexAddr:
			v = x.X
		default:
			return v
		}
	}
}
