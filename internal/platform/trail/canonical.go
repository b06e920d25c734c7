package trail

import (
	"database/sql"
	"encoding/binary"
	"fmt"
	"hash"
	"strconv"

	"github.com/emmansun/gmsm/sm3"

	"gangwei/internal/base/civil"
	"gangwei/internal/base/clock"
	"gangwei/internal/base/money"
)

const version = 1

// digester gathers what is to be digested and digests it at once, or in pieces where it grows.
type digester struct {
	gathered []byte
	h        hash.Hash // nil until the first piece
}

// piece of bytes that is digested as soon as it is gathered.
const piece = 4096

func newDigester(kind string) *digester {
	d := &digester{}
	d.begin(kind)
	return d
}

// begin anew.
func (d *digester) begin(kind string) {
	d.gathered, d.h = append(d.gathered[:0], version), nil
	d.text(kind)
}

func (d *digester) bytes(b []byte) {
	d.gathered = append(binary.BigEndian.AppendUint64(d.gathered, uint64(len(b))), b...)
	if len(d.gathered) > piece {
		d.flush()
	}
}

func (d *digester) flush() {
	if d.h == nil {
		d.h = sm3.New()
	}
	d.h.Write(d.gathered)
	d.gathered = d.gathered[:0]
}

func (d *digester) text(s string) {
	d.gathered = append(binary.BigEndian.AppendUint64(d.gathered, uint64(len(s))), s...)
}

func (d *digester) absent() {
	d.gathered = binary.BigEndian.AppendUint64(d.gathered, ^uint64(0))
}

func (d *digester) sum() []byte {
	if d.h == nil {
		sum := sm3.Sum(d.gathered)
		return sum[:]
	}
	d.flush()
	return d.h.Sum(nil)
}

// value writes any column value so that what was inserted and what is read back give the same bytes on every server.
func (d *digester) value(v any) {
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

// Table is a witnessed table: its name and its canonical columns in order (all but id, trail_id and row_digest). Added
// are columns that came after rows were written: a value enters the digest, with its column's name, only where there is
// one, so the rows from before keep the digest that they had.
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

// digestRead is Digest of a row as the database gives it, with a digester that is used again.
func (t Table) digestRead(d *digester, values []sql.RawBytes) []byte {
	d.begin(t.Name)
	for i, v := range values {
		if i >= len(t.Columns) {
			if len(v) == 0 {
				continue
			}
			d.text(t.Added[i-len(t.Columns)])
		}
		if v == nil {
			d.absent()
		} else {
			d.bytes(v)
		}
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
