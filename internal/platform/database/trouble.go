package database

import (
	"database/sql/driver"
	"errors"
	"io"
	"net"
	"syscall"

	mysqldriver "github.com/go-sql-driver/mysql"

	"gangwei/internal/base/errs"
)

// ClassifyOutage turns what went wrong with the machine, not with the request, into words: database.full (no room on a
// disk), database.doubt (a commit whose answer was lost), database.away (the server does not answer). Nil: it is none
// of these.
func ClassifyOutage(err error) *errs.Error {
	var coded coded
	var wire *net.OpError
	switch n := mysqlNumber(err); {
	case err == nil:
		return nil
	// disk full, table full, SQLITE_FULL
	case errors.Is(err, syscall.ENOSPC), n == 1021, n == 1114, errors.As(err, &coded) && coded.Code()&0xff == 13:
		return errs.New(errs.Busy, "database.full")
	case errors.Is(err, ErrInDoubt):
		return errs.New(errs.Busy, "database.doubt")
	// shutting down, too many connections, killed
	case n == 1053, n == 1040, n == 1927, errors.As(err, &wire), errors.Is(err, driver.ErrBadConn),
		errors.Is(err, mysqldriver.ErrInvalidConn), errors.Is(err, io.ErrUnexpectedEOF):
		return errs.New(errs.Busy, "database.away")
	}
	return nil
}
