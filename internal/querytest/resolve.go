package querytest

import (
	"fmt"
	"go/constant"
	"go/token"
	"go/types"
	"slices"

	"golang.org/x/tools/go/ssa"
)

// place is a value in a call of its function, and what part of it is asked for.
type place struct {
	v    ssa.Value
	path []step
	f    *frame
}

// resolve follows a value to what it was made of: through variables, joins, arguments, results, fields and elements.
func (r *run) resolve(v ssa.Value, path []step, f *frame) (ssa.Value, *frame) {
	at, more := place{v, path, f}, true
	for more {
		if r.steps++; r.steps > 20000 {
			panic(unknown{"too much to work out"})
		}
		if x, ok := r.through(at); ok {
			at = x
		} else if x, ok := r.inside(at); ok {
			at = x
		} else {
			at, more = r.origin(at)
		}
	}
	return at.v, at.f
}

// through what hands a value on as it is.
func (r *run) through(at place) (place, bool) {
	switch x := at.v.(type) {
	case *ssa.Phi:
		at.v = x.Edges[r.join(x, at.f)]
	case *ssa.Parameter:
		r.caller(at.f)
		at.v, at.f = r.argument(x, at.f)
	case *ssa.FreeVar:
		at.v, at.f = r.binding(x, at.f)
	case *ssa.ChangeType:
		at.v = x.X
	case *ssa.Convert:
		at.v = x.X
	case *ssa.MakeInterface:
		at.v = x.X
	case *ssa.ChangeInterface:
		at.v = x.X
	case *ssa.TypeAssert:
		at.v = x.X
	default:
		return at, false
	}
	return at, true
}

// inside a variable, a struct, an array, a slice or a map.
func (r *run) inside(at place) (place, bool) {
	switch x := at.v.(type) {
	case *ssa.UnOp:
		if x.Op != token.MUL {
			return at, false
		}
		return place{x.X, into(at.path, step{kind: '*'}), at.f}, true
	case *ssa.Field:
		return place{x.X, into(at.path, step{kind: '.', n: x.Field}), at.f}, true
	case *ssa.FieldAddr:
		return place{x.X, into(drop(r, x, at.path), step{kind: '*'}, step{kind: '.', n: x.Field}), at.f}, true
	case *ssa.IndexAddr:
		path, e := drop(r, x, at.path), element(x.Index, at.f)
		if _, slice := x.X.Type().Underlying().(*types.Slice); slice {
			return place{x.X, into(path, e), at.f}, true
		}
		return place{x.X, into(path, step{kind: '*'}, e), at.f}, true
	case *ssa.Index:
		return place{x.X, into(at.path, element(x.Index, at.f)), at.f}, true
	case *ssa.Lookup:
		if _, is := x.X.Type().Underlying().(*types.Map); !is {
			return at, false
		}
		return place{x.X, into(at.path, step{kind: 'm', index: fmt.Sprintf("%p %p", x, at.f)}), at.f}, true
	case *ssa.Alloc:
		v, path, f := r.stored(x, storesOf(x), drop(r, x, at.path), at.f)
		return place{v, path, f}, true
	case *ssa.Global:
		v, path, f := r.stored(x, r.h.stores[x], drop(r, x, at.path), at.f)
		return place{v, path, f}, true
	}
	return at, false
}

// origin of a value: what a function answers or what was put in. false: it is the value that was looked for.
func (r *run) origin(at place) (place, bool) {
	switch x := at.v.(type) {
	case *ssa.Extract:
		v, path, f, done := r.extract(x, at.path, at.f)
		return place{v, path, f}, !done
	case *ssa.Call:
		return r.answer(x, at)
	case *ssa.Const:
		if len(at.path) > 0 && x.Value == nil && x.IsNil() {
			panic(dead{})
		}
		return at, false
	}
	if len(at.path) == 0 {
		return at, false
	}
	switch x := at.v.(type) {
	case *ssa.Slice:
		if _, pointer := x.X.Type().Underlying().(*types.Pointer); pointer {
			at.path = into(at.path, step{kind: '*'})
		}
		at.v = x.X
	case *ssa.MakeSlice:
		stores := storesOf(x)
		at.v = stores[r.choose(fmt.Sprintf("%p %p", x, at.f), len(stores))].Val
		at.path = at.path[1:]
	case *ssa.MakeMap:
		at = r.entry(x, at)
	default:
		r.unknown(at.v, "part of")
	}
	return at, true
}

// answer of a function.
func (r *run) answer(x *ssa.Call, at place) (place, bool) {
	fn, bound := r.callee(x, at.f)
	if fn != nil && len(fn.Blocks) > 0 && fn.String() != "(*"+dbPath+".Tx).ForUpdate" {
		g := r.called(fn, x, at.f)
		g.outer = bound
		v, g := r.result(fn, 0, g)
		return place{v, at.path, g}, true
	}
	if len(at.path) == 0 {
		return at, false
	}
	if b, ok := x.Call.Value.(*ssa.Builtin); !ok || b.Name() != "append" || at.path[0].kind != '[' {
		r.unknown(x, "part of")
	}
	at.v = x.Call.Args[r.choose(fmt.Sprintf("%p %p %v", x, at.f, at.path[0]), 2)]
	return at, true
}

// entry of a map: the value, or the key.
func (r *run) entry(x *ssa.MakeMap, at place) place {
	var all []*ssa.MapUpdate
	for _, in := range *x.Referrers() {
		if u, ok := in.(*ssa.MapUpdate); ok && u.Map == x {
			all = append(all, u)
		}
	}
	u := all[r.choose(at.path[0].index, len(all))]
	at.v = u.Value
	if at.path[0].n == 1 {
		at.v = u.Key
	}
	at.path = at.path[1:]
	return at
}

func into(path []step, more ...step) []step { return append(slices.Clone(more), path...) }

// drop the star of a path at an address.
func drop(r *run, v ssa.Value, path []step) []step {
	if len(path) == 0 || path[0].kind != '*' {
		r.unknown(v, "an address")
	}
	return path[1:]
}

// element by its number, if it is known.
func element(v ssa.Value, f *frame) step {
	if c, ok := v.(*ssa.Const); ok {
		return step{kind: '[', n: int(c.Int64())}
	}
	return step{kind: '[', n: -1, index: fmt.Sprintf("%p %p", v, f)}
}

// join is the way by which control came to where two ways meet.
func (r *run) join(x *ssa.Phi, f *frame) int {
	key := fmt.Sprintf("%p %p", x, f)
	at := fmt.Sprintf("%p %p", x.Block(), f)
	again := 0
	for _, s := range r.stack {
		if s == key {
			again++
		}
	}
	if again > 3 {
		panic(dead{})
	}
	if again > 0 { // the text as it was in an earlier round of a loop
		var others []int
		for i, p := range x.Block().Preds {
			if !x.Block().Dominates(p) {
				others = append(others, i)
			}
		}
		if len(others) == 0 {
			panic(dead{})
		}
		r.stack = append(r.stack, key)
		return others[r.choose(at+" before", len(others))]
	}
	r.stack = append(r.stack, key)
	i := r.choose(at, len(x.Edges))
	from := x.Block().Preds[i]
	r.edge(from, x.Block(), f)
	if !x.Block().Dominates(from) {
		r.assume(from, f)
	}
	return i
}

// argument that a parameter stands for.
func (r *run) argument(p *ssa.Parameter, f *frame) (ssa.Value, *frame) {
	c := f.call.Common()
	args := c.Args
	if c.IsInvoke() {
		args = append([]ssa.Value{c.Value}, args...)
	}
	for i, x := range f.fn.Params {
		if x == p && i < len(args) {
			return args[i], f.up
		}
	}
	r.unknown(p, "argument")
	return nil, nil
}

// binding of a variable that a closure sees.
func (r *run) binding(x *ssa.FreeVar, f *frame) (ssa.Value, *frame) {
	outer := r.outerOf(f)
	if outer.fn != nil {
		for _, b := range outer.fn.Blocks {
			for _, in := range b.Instrs {
				m, ok := in.(*ssa.MakeClosure)
				if !ok || m.Fn != f.fn {
					continue
				}
				for i, v := range f.fn.FreeVars {
					if v == x {
						return m.Bindings[i], outer
					}
				}
			}
		}
	}
	r.unknown(x, "seen by a closure")
	return nil, nil
}

// callee of a call, with the frame that it is written in if it is a closure.
func (r *run) callee(x *ssa.Call, f *frame) (*ssa.Function, *frame) {
	if x.Call.IsInvoke() {
		return nil, nil
	}
	if _, builtin := x.Call.Value.(*ssa.Builtin); builtin {
		return nil, nil
	}
	if fn := x.Call.StaticCallee(); fn != nil {
		if fn.Parent() != nil && fn.Parent() == f.fn {
			return fn, f
		}
		return fn, nil
	}
	v, g := r.resolve(x.Call.Value, nil, f)
	switch m := v.(type) {
	case *ssa.MakeClosure:
		return m.Fn.(*ssa.Function), g
	case *ssa.Function:
		return m, nil
	}
	return nil, nil
}

// result of a function by one of its returns.
func (r *run) result(fn *ssa.Function, n int, f *frame) (ssa.Value, *frame) {
	var all []*ssa.Return
	for _, b := range fn.Blocks {
		if x, ok := b.Instrs[len(b.Instrs)-1].(*ssa.Return); ok {
			all = append(all, x)
		}
	}
	x := all[r.choose(fmt.Sprintf("%p return", f), len(all))]
	if last := x.Results[len(x.Results)-1]; len(x.Results) > 1 && isError(last.Type()) && n < len(x.Results)-1 {
		_, fixed := x.Results[n].(*ssa.Const)
		if c, none := last.(*ssa.Const); fixed && !(none && c.IsNil()) {
			panic(dead{}) // nothing but the error is looked at
		}
	}
	r.assume(x.Block(), f)
	return x.Results[n], f
}

func isError(t types.Type) bool { return types.Identical(t, types.Universe.Lookup("error").Type()) }

// extract one of several results.
func (r *run) extract(x *ssa.Extract, path []step, f *frame) (ssa.Value, []step, *frame, bool) {
	switch t := x.Tuple.(type) {
	case *ssa.Call:
		fn, bound := r.callee(t, f)
		if fn != nil && len(fn.Blocks) > 0 {
			g := r.called(fn, t, f)
			g.outer = bound
			v, g := r.result(fn, x.Index, g)
			return v, path, g, false
		}
	case *ssa.Lookup:
		if x.Index == 0 {
			return t.X, into(path, step{kind: 'm', index: fmt.Sprintf("%p %p", t, f)}), f, false
		}
	case *ssa.Next:
		if it, ok := t.Iter.(*ssa.Range); ok && x.Index > 0 {
			return it.X, into(path, step{kind: 'm', n: 2 - x.Index, index: fmt.Sprintf("%p %p", t, f)}), f, false
		}
	case *ssa.TypeAssert:
		return t.X, path, f, false
	}
	if len(path) > 0 {
		r.unknown(x, "part of a result")
	}
	return x, nil, f, true
}

// stored is what was stored in a part of a variable.
func (r *run) stored(root ssa.Value, stores []*ssa.Store, path []step, f *frame) (ssa.Value, []step, *frame) {
	whole := root.Type().Underlying().(*types.Pointer).Elem()
	path = slices.Clone(path)
	if a, ok := whole.Underlying().(*types.Array); ok && len(path) > 0 && path[0].kind == '[' && path[0].n < 0 {
		path[0].n = r.choose(path[0].index, int(a.Len()))
	}
	type fit struct {
		s    *ssa.Store
		rest []step
	}
	var fits []fit
	for _, s := range stores {
		key := fmt.Sprintf("store %p", s)
		if !slices.Contains(r.stack, key) {
			if rest, ok := within(way(s.Addr, root), path); ok {
				fits = append(fits, fit{s, rest})
			}
		}
	}
	if len(fits) == 0 {
		if filled(root) {
			r.unknown(root, "filled elsewhere")
		}
		if t := typeAt(whole, path); t != nil {
			return ssa.NewConst(zero(t), t), nil, f
		}
		r.unknown(root, "never stored")
	}
	x := fits[r.choose(fmt.Sprintf("%p %p %v", root, f, path), len(fits))]
	r.stack = append(r.stack, fmt.Sprintf("store %p", x.s))
	g := f
	if x.s.Parent() != f.fn {
		g = &frame{fn: x.s.Parent(), depth: f.depth + 1, outer: f}
		if _, global := root.(*ssa.Global); !global && x.s.Parent().Parent() != f.fn {
			g.outer = nil
		}
	} else if _, global := root.(*ssa.Global); !global {
		r.assume(x.s.Block(), f)
	}
	return x.s.Val, x.rest, g
}

// filled tells whether a variable's address is given away, to be filled by somebody else.
func filled(v ssa.Value) bool {
	refs := v.Referrers()
	if refs == nil {
		return false
	}
	for _, in := range *refs {
		switch x := in.(type) {
		case *ssa.MakeInterface, ssa.CallInstruction:
			return true
		case *ssa.FieldAddr:
			if filled(x) {
				return true
			}
		}
	}
	return false
}

func zero(t types.Type) constant.Value {
	if isString(t) {
		return constant.MakeString("")
	}
	if b, ok := t.Underlying().(*types.Basic); ok && b.Info()&types.IsBoolean != 0 {
		return constant.MakeBool(false)
	}
	if b, ok := t.Underlying().(*types.Basic); ok && b.Info()&types.IsNumeric != 0 {
		return constant.MakeInt64(0)
	}
	return nil
}

// typeAt a path in a type.
func typeAt(t types.Type, path []step) types.Type {
	for _, s := range path {
		switch u := t.Underlying().(type) {
		case *types.Struct:
			if s.kind != '.' {
				return nil
			}
			t = u.Field(s.n).Type()
		case *types.Array:
			t = u.Elem()
		case *types.Pointer:
			panic(dead{}) // it points to nothing
		default:
			return nil
		}
	}
	return t
}

// way from a variable to an address in it.
func way(addr, root ssa.Value) (out []step) {
	for addr != root {
		switch x := addr.(type) {
		case *ssa.FieldAddr:
			out = append(out, step{kind: '.', n: x.Field})
			addr = x.X
		case *ssa.IndexAddr:
			out = append(out, element(x.Index, nil))
			addr = x.X
		default: // the variable as a closure sees it
			slices.Reverse(out)
			return out
		}
	}
	slices.Reverse(out)
	return out
}

// within tells whether a store fills what a path leads to, and what of the path is left.
func within(store, path []step) ([]step, bool) {
	if len(store) > len(path) {
		return nil, false
	}
	for i, s := range store {
		if s.kind != path[i].kind || s.n >= 0 && path[i].n >= 0 && s.n != path[i].n {
			return nil, false
		}
	}
	return path[len(store):], true
}

// hold that a condition is so; nothing goes where it cannot be.
func (r *run) hold(cond ssa.Value, is bool, f *frame) {
	if in, ok := cond.(ssa.Instruction); ok && r.h.repeated(in.Block()) {
		return // it may be so in one round and not in the next
	}
	for {
		u, ok := cond.(*ssa.UnOp)
		if !ok || u.Op != token.NOT {
			break
		}
		cond, is = u.X, !is
	}
	if b, ok := cond.(*ssa.BinOp); ok && (b.Op == token.EQL || b.Op == token.NEQ) {
		x, y := known(b.X, f), known(b.Y, f)
		if x != nil && y != nil && x.Value != nil && y.Value != nil && x.Value.Kind() == y.Value.Kind() {
			if constant.Compare(x.Value, b.Op, y.Value) != is {
				panic(dead{})
			}
			return
		}
	}
	if c := known(cond, f); c != nil && c.Value != nil && c.Value.Kind() == constant.Bool {
		if constant.BoolVal(c.Value) != is {
			panic(dead{})
		}
		return
	}
	r.later = append(r.later, condition{cond, is, f})
	name := named(cond, f)
	if b, ok := cond.(*ssa.BinOp); ok && b.Op == token.NEQ {
		name, is = "("+named(b.X, f)+"=="+named(b.Y, f)+")", !is
	}
	if was, ok := r.holds[name]; ok && was != is {
		panic(dead{})
	}
	r.holds[name] = is
}

// repeated tells whether a block lies in a loop.
func (h *house) repeated(b *ssa.BasicBlock) (is bool) {
	if is, ok := h.loops[b]; ok {
		return is
	}
	defer func() { h.loops[b] = is }()
	seen := map[*ssa.BasicBlock]bool{}
	var to func(*ssa.BasicBlock) bool
	to = func(x *ssa.BasicBlock) bool {
		for _, s := range x.Succs {
			if s == b {
				return true
			}
			if !seen[s] {
				seen[s] = true
				if to(s) {
					return true
				}
			}
		}
		return false
	}
	return to(b)
}

// condition that was held on the way, with what it asks.
type condition struct {
	cond ssa.Value
	is   bool
	f    *frame
}

// fits tells whether a condition on an argument's part can be, now that the callers are known.
func (r *run) fits(c condition) (ok bool) {
	b, is := c.cond.(*ssa.BinOp)
	if !is || b.Op != token.EQL && b.Op != token.NEQ || c.f.call == nil {
		return true
	}
	y, is := b.Y.(*ssa.Const)
	if !is {
		return true
	}
	defer func() {
		switch x := recover().(type) {
		case nil:
		case unknown, dead:
			ok = true
		default:
			panic(x)
		}
	}()
	v, _ := r.resolve(b.X, nil, c.f)
	equal := false
	switch x := v.(type) {
	case *ssa.Const:
		if x.Value != nil && y.Value != nil {
			if x.Value.Kind() != y.Value.Kind() {
				return true
			}
			equal = constant.Compare(x.Value, token.EQL, y.Value)
		} else {
			equal = x.Value == nil && y.Value == nil
		}
	case *ssa.Function, *ssa.MakeClosure:
		equal = false
	default:
		return true
	}
	return equal == (c.is == (b.Op == token.EQL))
}

// known constant of a value, as far as the callers are known already.
func known(v ssa.Value, f *frame) *ssa.Const {
	switch x := v.(type) {
	case *ssa.Const:
		return x
	case *ssa.ChangeType:
		return known(x.X, f)
	case *ssa.Parameter:
		if f.call != nil && !f.call.Common().IsInvoke() {
			for i, p := range f.fn.Params {
				if p == x && i < len(f.call.Common().Args) {
					return known(f.call.Common().Args[i], f.up)
				}
			}
		}
	}
	return nil
}

// named is a value's name, the same for equal expressions over what does not change.
func named(v ssa.Value, f *frame) string {
	switch x := v.(type) {
	case *ssa.Const:
		return x.String()
	case *ssa.Parameter:
		if f != nil && f.call != nil && !f.call.Common().IsInvoke() {
			for i, p := range f.fn.Params {
				if p == x && i < len(f.call.Common().Args) {
					return named(f.call.Common().Args[i], f.up)
				}
			}
		}
	case *ssa.BinOp:
		return "(" + named(x.X, f) + x.Op.String() + named(x.Y, f) + ")"
	case *ssa.UnOp:
		if x.Op == token.MUL {
			return "*" + named(x.X, f)
		}
	case *ssa.FieldAddr:
		return fmt.Sprintf("%s.%d", named(x.X, f), x.Field)
	case *ssa.Field:
		return fmt.Sprintf("%s.%d", named(x.X, f), x.Field)
	case *ssa.Call:
		if b, ok := x.Call.Value.(*ssa.Builtin); ok && b.Name() == "len" {
			return "len " + named(x.Call.Args[0], f)
		}
	}
	return fmt.Sprintf("%p %p", v, f)
}
