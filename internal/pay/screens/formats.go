package screens

import (
	"fmt"
	"net/http"
	"slices"
	"strings"

	"gangwei/internal/base/civil"
	"gangwei/internal/base/errs"
	"gangwei/internal/base/money"
	"gangwei/internal/pay/bankfile"
	"gangwei/internal/pay/payment"
	"gangwei/internal/platform/feature"
	"gangwei/internal/platform/kit"
	"gangwei/internal/platform/words"
)

// Formats shows the formats of banks.
type Formats struct {
	Payments *payment.Service
}

// Routes of these pages.
func (p *Formats) Routes() []feature.Route {
	return []feature.Route{
		feature.Get("/pay/formats", "payment.view", p.formats),
		feature.Post("/pay/formats", "payment.view", p.formatTry),
	}
}

type formatsPage struct {
	kit.Page
	Rows  []formatRow
	Text  string // of the mapping that is tried
	Shown string // what its file looks like
	Left  string // why one of the rows is not in it
}

type formatRow struct{ Name, Title, Wrong string }

// formats lists the bank formats; one that is chosen is tried on ten rows.
func (p *Formats) formats(r *kit.Request) error {
	page, err := p.formatsPage(r)
	if err != nil {
		return err
	}
	if page.Text != "" {
		if err := page.try(); err != nil {
			return r.RenderFormErrors(err, "formats", page)
		}
	}
	return r.Show(http.StatusOK, "formats", page)
}

func (p *Formats) formatsPage(r *kit.Request) (*formatsPage, error) {
	page := &formatsPage{Page: kit.Page{Title: "银行文件格式"}}
	all, err := p.Payments.Formats()
	if err != nil {
		return nil, err
	}
	for name, text := range all {
		f, err := bankfile.ParseFormat(text)
		row := formatRow{Name: name, Title: f.Title}
		if err != nil {
			row.Wrong = strings.Join(words.Sentences(err), " ")
		}
		page.Rows = append(page.Rows, row)
		if name == r.Text("name") {
			page.Text = string(text)
		}
	}
	slices.SortFunc(page.Rows, func(a, b formatRow) int { return strings.Compare(a.Name, b.Name) })
	return page, nil
}

// formatTry tries a mapping that was typed; nothing is kept.
func (p *Formats) formatTry(r *kit.Request) error {
	page, err := p.formatsPage(r)
	if err != nil {
		return err
	}
	page.Text = strings.ReplaceAll(r.Text("format"), "\r\n", "\n")
	if err := page.try(); err != nil {
		return r.RenderFormErrors(err, "formats", page)
	}
	return r.Show(http.StatusOK, "formats", page)
}

// rareLine of the ten has a character that GBK does not have.
const rareLine = 5

// try a mapping on ten rows, among them a rare character, a long name and a middle dot.
func (x *formatsPage) try() error {
	f, err := bankfile.ParseFormat([]byte(x.Text))
	if err != nil {
		return err
	}
	names := []string{"试甲", "试乙", "试丙", "试丁", "试戊", "试𠅤", "试己·买买提", "试庚", "试辛", "试壬"}
	lines := make([]bankfile.Line, len(names))
	for i, name := range names {
		lines[i] = bankfile.Line{Seq: int64(i + 1), Name: name, IDNo: fmt.Sprintf("37049919800101%03dX", i),
			Account: fmt.Sprintf("999000000000%04d", i), Amount: money.Fen(80000 - 1234*i),
			Remark: payment.Remark(civil.MustMonth("2025-01"))}
	}
	body, err := f.Encode(lines)
	if errs.CodeOf(err) == "bankfile.char" { // nothing is wrong with the format: it says so, and shows the others
		x.Left = strings.Join(words.Sentences(err), "")
		body, err = f.Encode(slices.Delete(lines, rareLine, rareLine+1))
	}
	if err != nil {
		return err
	}
	x.Shown, err = f.Readable(body)
	return err
}
