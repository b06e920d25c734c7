package kit

import (
	"bytes"
	"net/http"
	"net/url"
	"path"

	"gangwei/internal/base/errs"
	"gangwei/internal/platform/documents"
	"gangwei/internal/platform/sheet"
)

// XLSX is the media type of a workbook.
const XLSX = "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet"

// CarryOut does what a request asks for about a page: the page is read, do gives the address to go on to and the notice
// to show there, and what it refuses is shown beside the fields of the page's form.
func CarryOut[P Framed](r *Request, read func(*Request) (P, error), form string,
	do func(P) (address, notice string, err error)) error {
	page, err := read(r)
	if err != nil {
		return err
	}
	address, notice, err := do(page)
	if err != nil {
		return r.RenderFormErrors(err, form, page)
	}
	return r.SeeOther(address, notice)
}

// Attachment answers with a file to be saved under its Chinese name.
func (r *Request) Attachment(name, kind string, body []byte) error {
	r.Response().Header().Set("Content-Disposition",
		`attachment; filename="file`+path.Ext(name)+`"; filename*=UTF-8''`+url.PathEscape(name))
	return r.Blob(http.StatusOK, kind, body)
}

// InlinePDF answers with a paper that the browser shows, named as people would file it.
func (r *Request) InlinePDF(name string, body []byte) error {
	r.Response().Header().Set("Content-Disposition",
		`inline; filename="paper.pdf"; filename*=UTF-8''`+url.PathEscape(name+".pdf"))
	return r.Blob(http.StatusOK, "application/pdf", body)
}

// ShowSheets answers with sheets of paper as one PDF.
func (r *Request) ShowSheets(title, name string, sheets ...documents.Sheet) error {
	return r.ShowPack(&documents.Pack{Title: title, Demo: r.Kit.Demo, Stamp: r.Now, Sheets: sheets}, name)
}

// ShowPack answers with a pack of sheets as one PDF.
func (r *Request) ShowPack(pack *documents.Pack, name string) error {
	body, err := r.Kit.Render.Pack(pack)
	if err != nil {
		return err
	}
	return r.InlinePDF(name, body)
}

// ShowForm answers with a form as an office prints it: as is "xlsx" or "pdf", anything else is not found.
func (r *Request) ShowForm(as, name string, f *sheet.Form) error {
	switch as {
	case "xlsx":
		var b bytes.Buffer
		if err := sheet.WriteForm(&b, f); err != nil {
			return err
		}
		return r.Attachment(name+".xlsx", XLSX, b.Bytes())
	case "pdf":
		b, err := r.Kit.Render.Form(f, r.Now, r.Kit.Demo)
		if err != nil {
			return err
		}
		return r.InlinePDF(name, b)
	}
	return errs.New(errs.NotFound, "authz.not_found")
}

// Workbook answers with an Excel file of n rows under one head.
func (r *Request) Workbook(name, title string, heads []sheet.Column, n int, row func(i int) []string) error {
	var b bytes.Buffer
	if err := sheet.WriteXLSX(&b, title, "", heads, func(yield func([]string) error) error {
		for i := range n {
			if err := yield(row(i)); err != nil {
				return err
			}
		}
		return nil
	}); err != nil {
		return err
	}
	return r.Attachment(name+".xlsx", XLSX, b.Bytes())
}
