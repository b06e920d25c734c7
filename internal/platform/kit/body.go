package kit

import (
	"bytes"
	"errors"
	"fmt"
	"io"
	"mime"
	"mime/multipart"
	"net/http"
	"net/url"
	"slices"

	"gangwei/internal/base/errs"
	"gangwei/internal/platform/files"
)

// Limits of a request's body, in bytes.
type Limits struct {
	Text  int64 // the fields together
	Files int64 // the whole body, on an address that takes files; 0: it takes none
}

// whole is how long a body may be with all that is around its fields.
func (l Limits) whole() int64 { return max(l.Text, l.Files) }

// inMemory bytes of the files of one request; what goes beyond lies in the process's own folder until the request ends.
const inMemory = 1 << 20

// maxParts of a form; each is at least a hundred bytes, so that only a form made by a machine has more.
const maxParts = 10_000

// Upload is a file of a form.
type Upload struct {
	Filename string
	Size     int64
	open     func() io.Reader
}

// Open reads the file from its beginning.
func (u Upload) Open() io.Reader { return u.open() }

// Bytes of the whole file.
func (u Upload) Bytes() ([]byte, error) { return io.ReadAll(u.open()) }

// Body of a request as it was read: its files, until it is closed.
type Body struct {
	uploads map[string][]Upload
	spills  []*files.Spill
	held    int64 // bytes of files in memory
}

// Close gives back what the files took.
func (b *Body) Close() error {
	var err error
	for _, s := range b.spills {
		err = errors.Join(err, s.Close())
	}
	b.spills, b.uploads = nil, nil
	return err
}

// Unread lets nobody read a body by asking for a field of the form: there is only the query, until ReadBody.
func Unread(req *http.Request) {
	req.Form, req.PostForm = req.URL.Query(), url.Values{}
}

// ReadBody reads a form within limits, once, and puts its fields where FormValue finds them. It must be closed,
// whatever it answers. Faults: form.too_big, form.broken, form.no_file.
func ReadBody(w http.ResponseWriter, req *http.Request, l Limits, scratch *files.Scratch) (*Body, error) {
	b := &Body{uploads: map[string][]Upload{}}
	if req.ContentLength > l.whole() {
		return b, tooBig(l.whole())
	}
	req.Body = http.MaxBytesReader(w, req.Body, l.whole())
	kind, params, err := mime.ParseMediaType(req.Header.Get("Content-Type"))
	switch {
	case kind == "application/x-www-form-urlencoded":
		err = b.encoded(req)
	case kind == "multipart/form-data" && err == nil && params["boundary"] != "":
		err = b.multipart(params["boundary"], req, l, scratch)
	case kind == "multipart/form-data" || err != nil && req.ContentLength != 0:
		err = errs.New(errs.Malformed, "form.broken")
	default:
		err = nil // no form: nothing of it is read
	}
	var long *http.MaxBytesError
	switch {
	case errors.As(err, &long):
		return b, tooBig(long.Limit)
	case err != nil && errs.CodeOf(err) == "":
		return b, errs.New(errs.Malformed, "form.broken").Because(err)
	}
	return b, err
}

func tooBig(limit int64) error {
	says := fmt.Sprintf("%d KB", limit>>10)
	if limit >= 1<<20 {
		says = fmt.Sprintf("%d MB", limit>>20)
	}
	return errs.New(errs.TooLarge, "form.too_big").With("limit", says)
}

func (b *Body) encoded(req *http.Request) error {
	text, err := io.ReadAll(req.Body)
	if err != nil {
		return err
	}
	values, err := url.ParseQuery(string(text))
	if err != nil {
		return err
	}
	put(req, values)
	return nil
}

// put the fields of a body before those of the query.
func put(req *http.Request, body url.Values) {
	req.PostForm, req.Form = body, url.Values{}
	for k, v := range body {
		req.Form[k] = slices.Clone(v)
	}
	for k, v := range req.URL.Query() {
		req.Form[k] = append(req.Form[k], v...)
	}
}

// ending remembers the last of what was read: the reader of parts takes a body that stops behind any boundary for a
// whole one.
type ending struct {
	r    io.Reader
	last []byte
}

func (e *ending) Read(b []byte) (int, error) {
	n, err := e.r.Read(b)
	e.last = append(e.last, b[:n]...)
	if over := len(e.last) - 8<<10; over > 0 {
		e.last = append(e.last[:0], e.last[over:]...)
	}
	return n, err
}

func (b *Body) multipart(boundary string, req *http.Request, l Limits, scratch *files.Scratch) error {
	values, rest := url.Values{}, l.Text
	from := &ending{r: req.Body}
	parts := multipart.NewReader(from, boundary)
	for range maxParts {
		p, err := parts.NextPart()
		if err == io.EOF && bytes.Contains(from.last, []byte("--"+boundary+"--")) {
			put(req, values)
			return nil
		}
		if err != nil {
			return err
		}
		switch name := p.FormName(); {
		case name == "":
		case p.FileName() == "":
			text, err := io.ReadAll(io.LimitReader(p, rest+1))
			if err != nil {
				return err
			}
			if rest -= int64(len(text)); rest < 0 {
				return tooBig(l.Text)
			}
			values[name] = append(values[name], string(text))
		case l.Files == 0:
			return errs.New(errs.Malformed, "form.no_file")
		default:
			if err := b.file(name, p, scratch); err != nil {
				return err
			}
		}
	}
	return tooBig(l.Text)
}

// file keeps a part in memory while there is room, else as a file without a name.
func (b *Body) file(field string, p *multipart.Part, scratch *files.Scratch) error {
	var head bytes.Buffer
	n, err := io.CopyN(&head, p, inMemory-b.held+1)
	if err != nil && !errors.Is(err, io.EOF) {
		return err
	}
	u := Upload{Filename: p.FileName(), Size: n, open: func() io.Reader { return bytes.NewReader(head.Bytes()) }}
	if n <= inMemory-b.held {
		b.held += n
		b.uploads[field] = append(b.uploads[field], u)
		return nil
	}
	s, err := scratch.Spill()
	if err != nil {
		return errs.New(errs.Internal, "files.scratch").Because(err)
	}
	b.spills = append(b.spills, s)
	if u.Size, err = io.Copy(writeFault{s}, io.MultiReader(&head, p)); err != nil {
		return err
	}
	u.open = s.Reader
	b.uploads[field] = append(b.uploads[field], u)
	return nil
}

// writeFault tells a full disk from a broken body.
type writeFault struct{ s *files.Spill }

func (w writeFault) Write(b []byte) (int, error) {
	n, err := w.s.Write(b)
	if err != nil {
		err = errs.New(errs.Internal, "files.scratch").Because(err)
	}
	return n, err
}

// Uploads are the files of a field, those that hold nothing left out.
func (r *Request) Uploads(field string) (out []Upload) {
	if r.Body == nil {
		return nil
	}
	for _, u := range r.Body.uploads[field] {
		if u.Size > 0 {
			out = append(out, u)
		}
	}
	return out
}

// Upload is the file of a field; false if none came or it holds nothing.
func (r *Request) Upload(field string) (Upload, bool) {
	all := r.Uploads(field)
	if len(all) == 0 {
		return Upload{}, false
	}
	return all[0], true
}
