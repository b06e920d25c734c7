package trail

import (
	"encoding/binary"
	"fmt"
	"hash"
	"strconv"

	"github.com/emmansun/gmsm/sm3"

	"gangwei/internal/civil"
	"gangwei/internal/clock"
	"gangwei/internal/money"
)

const version = 1

type digester struct{ h hash.Hash }

func newDigester(kind string) digester {
	d := digester{sm3.New()}
	d.h.Write([]byte{version})
	d.text(kind)
	return d
}

func (d digester) bytes(b []byte) {
	var n [8]byte
	binary.BigEndian.PutUint64(n[:], uint64(len(b)))
	d.h.Write(n[:])
	d.h.Write(b)
}

func (d digester) text(s string) { d.bytes([]byte(s)) }

func (d digester) absent() {
	var n [8]byte
	binary.BigEndian.PutUint64(n[:], ^uint64(0))
	d.h.Write(n[:])
}

func (d digester) sum() []byte { return d.h.Sum(nil) }

// value writes any column value so that what was inserted and what is read back give the same bytes on every server.
func (d digester) value(v any) {
	switch v := v.(type) {
	case nil:
		d.absent()
	case string:
		d.text(v)
	case []byte:
		if v == nil {
			d.absent()
			return
		}
		d.bytes(v)
	case int64:
		d.text(strconv.FormatInt(v, 10))
	case int:
		d.text(strconv.Itoa(v))
	case *int64:
		if v == nil {
			d.absent()
			return
		}
		d.text(strconv.FormatInt(*v, 10))
	case money.Fen:
		d.text(strconv.FormatInt(int64(v), 10))
	case clock.Moment:
		d.text(strconv.FormatInt(int64(v), 10))
	case civil.Date:
		if v.IsZero() {
			d.absent()
			return
		}
		d.text(v.String())
	case civil.Month:
		if v.IsZero() {
			d.absent()
			return
		}
		d.text(v.String())
	default:
		panic(fmt.Sprintf("trail: no canonical form for %T", v))
	}
}

// Table is a witnessed table: its name and its canonical columns in order (all but id, trail_id and row_digest). Added are columns
// that came after rows were written: a value enters the digest, with its column's name, only where there is one, so the rows from
// before keep the digest that they had.
type Table struct {
	Name    string
	Columns []string
	Added   []string
}

// All columns that enter the digest, in order.
func (t Table) All() []string { return append(append([]string{}, t.Columns...), t.Added...) }

// Digest of one row, values in the order of All. A wrong number of values is a fault of the caller and panics.
func (t Table) Digest(values ...any) []byte {
	n := len(t.Columns)
	if len(values) != n+len(t.Added) {
		panic(fmt.Sprintf("trail: %s has %d columns, %d values given", t.Name, n+len(t.Added), len(values)))
	}
	d := newDigester(t.Name)
	for i, v := range values {
		if i >= n {
			if missing(v) {
				continue
			}
			d.text(t.Added[i-n])
		}
		d.value(v)
	}
	return d.sum()
}

func missing(v any) bool {
	switch v := v.(type) {
	case nil:
		return true
	case string:
		return v == ""
	case []byte:
		return len(v) == 0
	case *int64:
		return v == nil
	}
	return false
}
