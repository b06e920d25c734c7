package kit

import (
	"crypto/hmac"
	"crypto/sha256"
	"encoding/base64"
	"fmt"
	"hash"
	"io"
	"maps"
	"net/url"
	"slices"

	"gangwei/internal/platform/desk"
)

// longestKey in bytes: the pages make keys of 24, some with the number of a row behind them; part and address follow.
const longestKey = 64

// Key of the form, which makes a repeated submit answer the first result; the same form sent again with something else
// in it is refused. All forms of a page have its key, so the key is that of the form's address too. Empty where the
// form has none.
func (r *Request) Key() string { return PartKey(r, "") }

// PartKey is the key of one part of a form whose parts are carried out one by one.
func PartKey(r *Request, part string) string {
	k := r.FormValue("_key")
	if k == "" {
		return ""
	}
	if part != "" {
		k += "-" + part
	}
	path := sha256.Sum256([]byte(r.Context.Request().URL.Path))
	if k += "-" + short(path[:6]); len(k) > longestKey {
		return ""
	}
	return desk.WithDigest(k, digestOf(r))
}

func short(b []byte) string { return base64.RawURLEncoding.EncodeToString(b) }

// digestOf what a form says, the files in it included. It is keyed by the secret of the visitor's session, which is
// kept nowhere: nobody finds out what was typed by trying all numbers. Empty where the visitor has no session.
func digestOf(r *Request) string {
	secret := r.Token() + r.Pre()
	if secret == "" {
		return ""
	}
	h := hmac.New(sha256.New, []byte(secret))
	fields(h, r.Context.Request().PostForm)
	if r.Body != nil {
		for _, name := range slices.Sorted(maps.Keys(r.Body.uploads)) {
			for _, u := range r.Body.uploads[name] {
				fmt.Fprintf(h, "%q %q %d\n", name, u.Filename, u.Size)
				if _, err := io.Copy(h, u.Open()); err != nil {
					return "" // who takes the file says what is wrong with it
				}
			}
		}
	}
	return short(h.Sum(nil)[:16])
}

func fields(h hash.Hash, form url.Values) {
	for _, name := range slices.Sorted(maps.Keys(form)) {
		if name != "_csrf" && name != "_key" {
			fmt.Fprintf(h, "%q %q\n", name, form[name])
		}
	}
}
