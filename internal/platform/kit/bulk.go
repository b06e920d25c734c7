package kit

import (
	"crypto/hmac"
	"crypto/sha256"
	"encoding/hex"
	"fmt"
	"slices"

	"gangwei/internal/base/errs"
)

// Seen is the digest of a list that a page showed, bound to the visitor's session: a form that brings another list than
// the one that was seen does not carry its digest.
func Seen(r *Request, parts ...string) string {
	m := hmac.New(sha256.New, []byte("seen:"+r.CSRFToken()))
	for _, p := range parts {
		fmt.Fprintf(m, "%d:%s", len(p), p)
	}
	return hex.EncodeToString(m.Sum(nil)[:16])
}

// CheckSeen refuses a form whose list is not the one that was shown: bulk.not_seen.
func CheckSeen(r *Request, parts ...string) error {
	if !hmac.Equal([]byte(r.Text("digest")), []byte(Seen(r, parts...))) {
		return errs.New(errs.Invalid, "bulk.not_seen").On("ids")
	}
	return nil
}

// IDs of a field that may be sent several times, each once, in their order; what is no id is left out.
func IDs(r *Request, field string) (out []int64) {
	_ = r.FormValue(field) // reads the form
	for _, v := range r.Context.Request().Form[field] {
		if n := ParseID(v); n > 0 && !slices.Contains(out, n) {
			out = append(out, n)
		}
	}
	return out
}
