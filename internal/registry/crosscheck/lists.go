package crosscheck

import (
	"fmt"

	"gangwei/internal/platform/exchange"
	"gangwei/internal/platform/words"
)

// Lists that can be written: differences from the other systems, and their templates.
func Lists() []exchange.List {
	return []exchange.List{
		exchange.NewList("differences", "crosscheck.view", differenceRows),
		template(Employment, "省就业系统导入模板"),
		template(Poverty, "防返贫监测系统导入模板"),
	}
}

func differenceRows(x *exchange.Run, yield func(exchange.Row) error) error {
	for _, system := range Systems {
		if x.State != "" && x.State != system {
			continue
		}
		l, all, err := Differences(x.Snapshot, system, x.Path)
		if err != nil {
			return err
		}
		for _, d := range all {
			if err := yield(x.At(d.Path, exchange.Row{
				"system":     words.Label("system", system),
				"as_of":      l.AsOf.String(),
				"name":       d.Name,
				"id_no":      d.IDTail,
				"filing_no":  d.FilingNo,
				"difference": words.Label("difference", d.Kind),
				"ours":       d.Ours,
				"theirs":     d.Theirs,
				"explained":  d.Explained,
			})); err != nil {
				return err
			}
		}
	}
	return nil
}

// template of another system: the columns of the default mapping, until the office's own is read.
func template(system, title string) exchange.List {
	m, _, err := Default(system)
	if err != nil {
		panic(err)
	}
	l := exchange.List{Code: system, Title: title, Permission: "crosscheck.export", Template: true, Mapped: mapped}
	mapTo(&l, m)
	return l
}

// mapTo gives a template the columns and the rows of a mapping.
func mapTo(l *exchange.List, m Mapping) {
	l.Columns, l.Fixed = nil, nil
	for _, c := range m.Template {
		note := "固定填“" + c.Text + "”"
		if c.Field != "" {
			note = ""
		}
		code := c.Field
		if code == "" {
			code = "text"
		}
		l.Columns, l.Fixed = append(l.Columns, exchange.Column{Code: code, Head: c.Head, Width: 16, Note: note}),
			append(l.Fixed, c.Text)
	}
	l.Rows = func(x *exchange.Run, yield func(exchange.Row) error) error { return templateRows(x, m, yield) }
}

// mapped gives a template what the office's own mapping has.
func mapped(x *exchange.Run, l *exchange.List) error {
	m, _, err := MappingFor(x.Snapshot, l.Code, x.Path)
	if err == nil {
		mapTo(l, m)
	}
	return err
}

func templateRows(x *exchange.Run, m Mapping, yield func(exchange.Row) error) error {
	n := 0
	return Stream(x.Snapshot, x.Scope, m.System, x.Path, x.Today, func(r Row) error {
		n++
		number, err := x.Number("id", r.IDSealed, r.IDTail)
		if err != nil {
			return err
		}
		account, err := x.Number("account", r.AccountSealed, r.AccountTail)
		if err != nil {
			return err
		}
		fields := x.At(r.Path, exchange.Row{"seq": fmt.Sprint(n), "household": r.Household, "name": r.Name, "idno": number,
			"sex": words.Label("sex", fmt.Sprint(r.Sex)), "birth": r.Birth,
			"basis": words.Label("category", r.Basis), "kind": r.Kind, "post": r.Post, "post_code": r.PostCode,
			"start": r.StartOn.String(), "agreement_no": r.AgreementNo, "agreement_from": r.AgreementFrom.String(),
			"agreement_until": r.AgreementUntil.String(), "hours": exchange.Known(r.Hours), "rate": r.RateFen.String(),
			"account": account, "filing_no": r.FilingNo})
		return yield(fields)
	})
}
