package querytest

import (
	"fmt"
	"math/rand/v2"

	"golang.org/x/tools/go/ssa"
)

const (
	// ForUpdate stands where a server's own words for locking stand.
	ForUpdate = "\x01"

	mostRuns  = 400
	mostDepth = 12
)

// frame is a call of a function, as far as it matters: who called it is found out when an argument is asked for.
type frame struct {
	fn    *ssa.Function
	call  ssa.CallInstruction
	up    *frame // of the caller
	outer *frame // of the function that it is written in
	depth int
}

// run works out one text of a query: wherever the program could go one way or another, it takes the way that is next.
type run struct {
	h      *house
	ways   []int // to be taken
	of     []int // how many there were
	taken  map[string]int
	holds  map[string]bool // conditions on the way
	frames map[string]*frame
	stack  []string // joins that are being worked out
	chance *rand.Rand
	steps  int
	later  []condition // to be looked at when the text is there
	frozen bool        // no further choice is made
}

// unknown ends a run: the text cannot be told. dead ends it because nothing goes this way.
type unknown struct{ why string }
type dead struct{}

// choose one of n ways at a place; the same place goes the same way for all of a run.
func (r *run) choose(at string, n int) int {
	if n == 0 {
		panic(dead{})
	}
	if n == 1 {
		return 0
	}
	if i, ok := r.taken[at]; ok {
		return i % n
	}
	if r.frozen {
		panic(unknown{"not chosen"})
	}
	i := 0
	if k := len(r.of); r.chance != nil {
		i = r.chance.IntN(n)
	} else if k < len(r.ways) {
		i = r.ways[k]
	} else {
		r.ways = append(r.ways, 0)
	}
	r.of = append(r.of, n)
	r.taken[at] = i
	return i
}

// texts of a site, by going all ways; where they are too many, by chance.
func (h *house) texts(s site) (out []string, open string) {
	seen := map[string]bool{}
	var ways []int
	for n := 0; n < 3*mostRuns; n++ {
		r := &run{h: h, ways: ways, taken: map[string]int{}, holds: map[string]bool{}, frames: map[string]*frame{}}
		if n >= mostRuns {
			r.chance = rand.New(rand.NewPCG(1, uint64(n)))
		}
		text, why := r.text(s)
		if why != "" {
			open = why
		}
		for _, t := range text {
			if !seen[t] {
				seen[t] = true
				out = append(out, t)
			}
		}
		if r.chance != nil {
			continue
		}
		ways = r.ways[:len(r.of)]
		for len(ways) > 0 && ways[len(ways)-1]+1 >= r.of[len(ways)-1] {
			ways = ways[:len(ways)-1]
		}
		if len(ways) == 0 {
			break
		}
		ways[len(ways)-1]++
	}
	if len(out) == 0 && open == "" {
		open = "nothing comes here"
	}
	return out, open
}

// text of one run; several where a statement is made of a struct.
func (r *run) text(s site) (out []string, why string) {
	defer func() {
		switch x := recover().(type) {
		case nil, dead:
		case unknown:
			out, why = nil, x.why
		default:
			panic(x)
		}
	}()
	fr := &frame{fn: s.call.Parent()}
	r.frames["site"] = fr
	r.assume(s.call.Block(), fr)
	if s.method == "Insert" {
		return []string{r.inserted(s.args[0], fr)}, ""
	}
	sql := r.str(s.args[methods[s.method]], fr)
	switch s.method {
	case "InsertMany":
		columns := r.list(s.args[1], fr)
		sql = insert(sql, columns)
	case "UpdateMany":
		sql = "UPDATE " + sql + " SET " + r.str(s.args[1], fr) + " WHERE id IN (?)"
	}
	r.frozen = true
	for _, c := range r.later {
		if !r.fits(c) {
			return nil, ""
		}
	}
	return []string{sql}, ""
}

func (r *run) unknown(v ssa.Value, why string) {
	panic(unknown{fmt.Sprintf("%s %s at %s", why, v, r.h.place(v.Pos()))})
}

// called is the frame of a function that is called from another one.
func (r *run) called(fn *ssa.Function, call ssa.CallInstruction, up *frame) *frame {
	if up.depth >= mostDepth {
		panic(unknown{"calls too deep at " + r.h.place(call.Pos())})
	}
	key := fmt.Sprintf("%p %p", call, up)
	f := r.frames[key]
	if f == nil {
		f = &frame{fn: fn, call: call, up: up, depth: up.depth + 1}
		r.frames[key] = f
	}
	return f
}

// caller of a frame; one of all who call, if it is not known.
func (r *run) caller(f *frame) {
	if f.call != nil {
		return
	}
	calls := r.h.callersOf(f.fn)
	if len(calls) == 0 {
		panic(unknown{"nobody is seen to call " + f.fn.String()})
	}
	if f.depth >= mostDepth {
		panic(dead{})
	}
	f.call = calls[r.choose(fmt.Sprintf("%p caller", f), len(calls))]
	f.up = &frame{fn: f.call.Parent(), depth: f.depth + 1}
	r.assume(f.call.Block(), f.up)
}

// outerOf a closure: the frame of the function that it is written in.
func (r *run) outerOf(f *frame) *frame {
	if f.outer == nil {
		for up := f.up; up != nil; up = up.up {
			if up.fn == f.fn.Parent() {
				f.outer = up
				return up
			}
		}
		f.outer = &frame{fn: f.fn.Parent(), depth: f.depth + 1}
	}
	return f.outer
}

// assume that control reached a block: what decides on the way there holds.
func (r *run) assume(b *ssa.BasicBlock, f *frame) {
	for d := b; d.Idom() != nil; d = d.Idom() {
		if len(d.Preds) == 1 {
			r.edge(d.Preds[0], d, f)
		}
	}
}

// edge from one block to the next was gone.
func (r *run) edge(from, to *ssa.BasicBlock, f *frame) {
	if len(from.Instrs) == 0 {
		return
	}
	x, ok := from.Instrs[len(from.Instrs)-1].(*ssa.If)
	if !ok || from.Succs[0] == from.Succs[1] {
		return
	}
	r.hold(x.Cond, from.Succs[0] == to, f)
}
