package bench

import (
	"database/sql/driver"
	"testing"

	"modernc.org/libc"
	sqlite3 "modernc.org/sqlite/lib"
)

// machine asks an embedded database beside the driver, which does not tell what a statement cost.
type machine struct {
	tls *libc.TLS
	db  uintptr
}

// work of a statement by SQLite's own count: steps of its machine (a row that is looked at takes about ten), rows read
// without an index, and how often something was sorted.
type work struct{ steps, scanned, sorts int64 }

func openMachine(b testing.TB, path string) *machine {
	b.Helper()
	m := &machine{tls: libc.NewTLS()}
	name := cString(b, path)
	defer libc.Xfree(m.tls, name)
	db := libc.Xcalloc(m.tls, 1, 8)
	defer libc.Xfree(m.tls, db)
	if rc := sqlite3.Xsqlite3_open_v2(m.tls, name, db, sqlite3.SQLITE_OPEN_READONLY, 0); rc != sqlite3.SQLITE_OK {
		b.Fatal("open", path, rc)
	}
	m.db = libc.AtomicLoadPUintptr(db)
	b.Cleanup(func() {
		sqlite3.Xsqlite3_close_v2(m.tls, m.db)
		m.tls.Close()
	})
	return m
}

func cString(b testing.TB, s string) uintptr {
	p, err := libc.CString(s)
	must(b, err)
	return p
}

// carryOut a statement to its end.
func (m *machine) carryOut(b testing.TB, q asked) work {
	b.Helper()
	text := cString(b, q.query)
	defer libc.Xfree(m.tls, text)
	out := libc.Xcalloc(m.tls, 1, 8)
	defer libc.Xfree(m.tls, out)
	if rc := sqlite3.Xsqlite3_prepare_v2(m.tls, m.db, text, -1, out, 0); rc != sqlite3.SQLITE_OK {
		b.Fatal("prepare", rc, q.query)
	}
	stmt := libc.AtomicLoadPUintptr(out)
	defer sqlite3.Xsqlite3_finalize(m.tls, stmt)
	for i, a := range q.args {
		v, err := driver.DefaultParameterConverter.ConvertValue(a)
		must(b, err)
		n := int32(i + 1)
		switch x := v.(type) {
		case nil:
			sqlite3.Xsqlite3_bind_null(m.tls, stmt, n)
		case int64:
			sqlite3.Xsqlite3_bind_int64(m.tls, stmt, n, x)
		case string:
			p := cString(b, x)
			defer libc.Xfree(m.tls, p)
			sqlite3.Xsqlite3_bind_text(m.tls, stmt, n, p, int32(len(x)), 0)
		case []byte:
			p := cString(b, string(x))
			defer libc.Xfree(m.tls, p)
			sqlite3.Xsqlite3_bind_blob(m.tls, stmt, n, p, int32(len(x)), 0)
		default:
			b.Fatalf("value %T", x)
		}
	}
	for sqlite3.Xsqlite3_step(m.tls, stmt) == sqlite3.SQLITE_ROW {
	}
	count := func(what int32) int64 { return int64(sqlite3.Xsqlite3_stmt_status(m.tls, stmt, what, 0)) }
	return work{count(sqlite3.SQLITE_STMTSTATUS_VM_STEP), count(sqlite3.SQLITE_STMTSTATUS_FULLSCAN_STEP),
		count(sqlite3.SQLITE_STMTSTATUS_SORT)}
}
