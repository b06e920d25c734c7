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

// Table is a witnessed table: its name and its canonical columns in order (all but id, trail_id and row_digest).
type Table struct {
	Name    string
	Columns []string
}

// Digest of one row, values in the order of Columns. A wrong number of values is a fault of the caller and panics.
func (t Table) Digest(values ...any) []byte {
	if len(values) != len(t.Columns) {
		panic(fmt.Sprintf("trail: %s has %d columns, %d values given", t.Name, len(t.Columns), len(values)))
	}
	d := newDigester(t.Name)
	for _, v := range values {
		d.value(v)
	}
	return d.sum()
}
