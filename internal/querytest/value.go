package querytest

import (
	"fmt"
	"go/constant"
	"go/token"
	"go/types"
	"slices"
	"strconv"
	"strings"

	"golang.org/x/tools/go/ssa"
)

// step into a value: what a pointer points to, a field, an element.
type step struct {
	kind  byte // '*' '.' '[' or 'm', of a map
	n     int
	index string // of an element whose number is not known
}

// str is the text of a value; of one that is not known, a text that it is compared with in its function.
func (r *run) str(v ssa.Value, f *frame) (text string) {
	depth := len(r.stack)
	defer func() {
		switch x := recover().(type) {
		case nil:
			if _, fixed := v.(*ssa.Const); text != "" || fixed {
				return
			}
			if among := compared(v, f); len(among) > 0 && !slices.Contains(among, "") {
				text = among[r.choose(named(v, f)+" among", len(among))]
			}
		case unknown:
			among := compared(v, f)
			if t, ok := v.Type().Underlying().(*types.Basic); ok && t.Info()&types.IsInteger != 0 {
				among = []string{"1"}
			}
			if len(among) == 0 {
				panic(x)
			}
			r.stack = r.stack[:depth]
			text = among[r.choose(named(v, f)+" among", len(among))]
		default:
			panic(x)
		}
	}()
	if r.steps++; r.steps > 20000 {
		panic(unknown{"too much to work out"})
	}
	mark := len(r.stack)
	defer func() { r.stack = r.stack[:mark] }()
	w, g := r.resolve(v, nil, f)
	switch x := w.(type) {
	case *ssa.Const:
		if x.Value == nil {
			return ""
		}
		if x.Value.Kind() == constant.String {
			return constant.StringVal(x.Value)
		}
		return x.Value.ExactString()
	case *ssa.BinOp:
		if x.Op == token.ADD && isString(x.Type()) {
			return r.str(x.X, g) + r.str(x.Y, g)
		}
		if !isString(x.Type()) {
			return "1"
		}
	case *ssa.Call:
		return r.made(x, g)
	case *ssa.Slice:
		return r.cut(x, g)
	case *ssa.MakeSlice: // bytes that a loop adds to
		if c, ok := x.Len.(*ssa.Const); ok && c.Int64() == 0 {
			panic(dead{})
		}
	}
	if t, ok := w.Type().Underlying().(*types.Basic); ok && t.Info()&types.IsInteger != 0 {
		return "1"
	}
	r.unknown(w, "not known")
	return ""
}

// compared are the texts that a value is held against in its function.
func compared(v ssa.Value, f *frame) (out []string) {
	name := named(v, f)
	for _, b := range f.fn.Blocks {
		for _, in := range b.Instrs {
			x, ok := in.(*ssa.BinOp)
			if !ok || x.Op != token.EQL || !isString(x.X.Type()) || named(x.X, f) != name {
				continue
			}
			if c, ok := x.Y.(*ssa.Const); ok {
				out = append(out, constant.StringVal(c.Value))
			}
		}
	}
	return out
}

func isString(t types.Type) bool {
	b, ok := t.Underlying().(*types.Basic)
	return ok && b.Info()&types.IsString != 0
}

// cut is a part of a text.
func (r *run) cut(x *ssa.Slice, f *frame) string {
	s := r.str(x.X, f)
	from, to := r.bounds(x, len(s))
	return s[from:to]
}

// bounds of a part of what is so long.
func (r *run) bounds(x *ssa.Slice, length int) (from, to int) {
	number := func(v ssa.Value, none int) int {
		if v == nil {
			return none
		}
		if c, ok := v.(*ssa.Const); ok {
			return int(c.Int64())
		}
		if b, ok := v.(*ssa.BinOp); ok && b.Op == token.SUB {
			if c, ok := b.Y.(*ssa.Const); ok {
				return length - int(c.Int64())
			}
		}
		r.unknown(x, "cut")
		return 0
	}
	from, to = number(x.Low, 0), number(x.High, length)
	if from > to || to > length || from < 0 {
		panic(dead{})
	}
	return from, to
}

// made is the text that a function of the library makes.
func (r *run) made(x *ssa.Call, f *frame) string {
	c := x.Common()
	name := ""
	if b, ok := c.Value.(*ssa.Builtin); ok && b.Name() == "append" { // of bytes
		var text []byte
		for _, s := range r.list(x, f) {
			n, _ := strconv.Atoi(s)
			text = append(text, byte(n))
		}
		if len(text) == 0 {
			panic(dead{})
		}
		return string(text)
	}
	if c.IsInvoke() {
		name = c.Method.Name()
	} else if s := c.StaticCallee(); s != nil {
		name = s.String()
	}
	arg := func(i int) string { return r.str(c.Args[i], f) }
	switch name {
	case "ForUpdate", "(*" + dbPath + ".Tx).ForUpdate":
		return ForUpdate
	case "strings.Join":
		list := r.list(c.Args[0], f)
		if len(list) == 0 { // a loop that was gone through not even once: callers see to it
			panic(dead{})
		}
		return strings.Join(list, arg(1))
	case "strings.Repeat":
		return strings.Repeat(arg(0), r.times(c.Args[1], f))
	case "strings.TrimSuffix":
		return strings.TrimSuffix(arg(0), arg(1))
	case "strings.TrimPrefix":
		return strings.TrimPrefix(arg(0), arg(1))
	case "strings.TrimRight":
		return strings.TrimRight(arg(0), arg(1))
	case "strings.TrimSpace":
		return strings.TrimSpace(arg(0))
	case "strings.ReplaceAll":
		return strings.ReplaceAll(arg(0), arg(1), arg(2))
	case "strings.Replace":
		return strings.Replace(arg(0), arg(1), arg(2), 1)
	case "strings.ToUpper":
		return strings.ToUpper(arg(0))
	case "strings.ToLower":
		return strings.ToLower(arg(0))
	case "strconv.Itoa", "strconv.FormatInt":
		return "1"
	case "fmt.Sprintf":
		return r.printed(arg(0), r.values(c.Args[1], f))
	case "(*strings.Replacer).Replace":
		v, g := r.resolve(c.Args[0], nil, f)
		if m, ok := v.(*ssa.Call); ok && libraryOf(m) == "strings.NewReplacer" {
			return strings.NewReplacer(r.list(m.Call.Args[0], g)...).Replace(arg(1))
		}
	case "fmt.Sprint":
		return strings.Join(r.list(c.Args[0], f), "")
	}
	r.unknown(x, "made by "+name)
	return ""
}

// libraryOf a call: the function's name.
func libraryOf(x *ssa.Call) string {
	fn := x.Call.StaticCallee()
	if fn == nil {
		return ""
	}
	if o := fn.Origin(); o != nil {
		fn = o
	}
	return fn.String()
}

// times that a text is repeated: once where it is not known.
func (r *run) times(v ssa.Value, f *frame) (n int) {
	if c, ok := v.(*ssa.Const); ok {
		return int(c.Int64())
	}
	x, ok := v.(*ssa.Call)
	if !ok {
		return 1
	}
	if b, ok := x.Call.Value.(*ssa.Builtin); !ok || b.Name() != "len" {
		return 1
	}
	defer func() {
		switch x := recover().(type) {
		case nil:
		case unknown:
			n = 1
		default:
			panic(x)
		}
	}()
	return len(r.values(x.Call.Args[0], f))
}

// printed is a format with its values put in.
func (r *run) printed(format string, values []func() string) string {
	var b strings.Builder
	for i := 0; i < len(format); i++ {
		if format[i] != '%' || i+1 == len(format) {
			b.WriteByte(format[i])
			continue
		}
		n := 0
		if i++; format[i] == '[' {
			end := strings.IndexByte(format[i:], ']')
			_, _ = fmt.Sscanf(format[i:i+end+1], "[%d]", &n)
			i += end + 1
		}
		switch {
		case format[i] == '%':
			b.WriteByte('%')
			continue
		case format[i] == 'd':
			b.WriteByte('1')
			if n == 0 && len(values) > 0 {
				values = values[1:]
			}
		case n > 0 && n <= len(values):
			b.WriteString(values[n-1]())
		case len(values) > 0:
			b.WriteString(values[0]())
			values = values[1:]
		}
	}
	return b.String()
}

// list is the texts of a slice.
func (r *run) list(v ssa.Value, f *frame) (out []string) {
	for _, x := range r.values(v, f) {
		out = append(out, x())
	}
	return out
}

// values of a slice, each to be worked out when it is asked for.
func (r *run) values(v ssa.Value, f *frame) (out []func() string) {
	if r.steps++; r.steps > 20000 {
		panic(unknown{"too much to work out"})
	}
	mark := len(r.stack)
	defer func() { r.stack = r.stack[:mark] }()
	v, f = r.resolve(v, nil, f)
	switch x := v.(type) {
	case *ssa.Const:
		return nil
	case *ssa.MakeSlice:
		if c, ok := x.Len.(*ssa.Const); ok && c.Int64() == 0 {
			return nil
		}
		for _, s := range storesOf(x) {
			out = append(out, func() string { return r.str(s.Val, f) })
		}
		return out
	case *ssa.Slice:
		a, ok := types.Unalias(x.X.Type().Underlying()).(*types.Pointer)
		if !ok {
			all := r.values(x.X, f)
			from, to := r.bounds(x, len(all))
			return all[from:to]
		}
		n := int(a.Elem().Underlying().(*types.Array).Len())
		from, to := 0, n
		if c, ok := x.Low.(*ssa.Const); ok {
			from = int(c.Int64())
		}
		if c, ok := x.High.(*ssa.Const); ok {
			to = int(c.Int64())
		}
		for i := from; i < to; i++ {
			out = append(out, func() string {
				mark := len(r.stack)
				defer func() { r.stack = r.stack[:mark] }()
				e, g := r.resolve(x.X, []step{{kind: '*'}, {kind: '[', n: i}}, f)
				return r.str(e, g)
			})
		}
		return out
	case *ssa.Call:
		if b, ok := x.Call.Value.(*ssa.Builtin); ok && b.Name() == "append" {
			return append(r.values(x.Call.Args[0], f), r.values(x.Call.Args[1], f)...)
		}
		switch libraryOf(x) {
		case "slices.Clone", "slices.Sorted":
			return r.values(x.Call.Args[0], f)
		case "slices.Concat":
			n := r.parts(x.Call.Args[0], f)
			return n
		case "strings.Fields":
			for _, s := range strings.Fields(r.str(x.Call.Args[0], f)) {
				out = append(out, func() string { return s })
			}
			return out
		case "strings.Split":
			for _, s := range strings.Split(r.str(x.Call.Args[0], f), r.str(x.Call.Args[1], f)) {
				out = append(out, func() string { return s })
			}
			return out
		}
	}
	r.unknown(v, "no list")
	return nil
}

// parts are all values of several slices.
func (r *run) parts(v ssa.Value, f *frame) (out []func() string) {
	v, f = r.resolve(v, nil, f)
	x, ok := v.(*ssa.Slice)
	if !ok {
		r.unknown(v, "no list of lists")
	}
	n := int(x.X.Type().Underlying().(*types.Pointer).Elem().Underlying().(*types.Array).Len())
	for i := range n {
		e, g := r.resolve(x.X, []step{{kind: '*'}, {kind: '[', n: i}}, f)
		out = append(out, r.values(e, g)...)
	}
	return out
}

// storesOf a variable or a slice, wherever in it they go.
func storesOf(root ssa.Value) (out []*ssa.Store) {
	var down func(v ssa.Value)
	down = func(v ssa.Value) {
		refs := v.Referrers()
		if refs == nil {
			return
		}
		for _, in := range *refs {
			switch x := in.(type) {
			case *ssa.Store:
				if x.Addr == v {
					out = append(out, x)
				}
			case *ssa.FieldAddr:
				if x.X == v {
					down(x)
				}
			case *ssa.IndexAddr:
				if x.X == v {
					down(x)
				}
			case *ssa.MakeClosure:
				for i, b := range x.Bindings {
					if b == v {
						down(x.Fn.(*ssa.Function).FreeVars[i])
					}
				}
			}
		}
	}
	down(root)
	return out
}
