package payment

import (
	"cmp"
	"slices"

	"gangwei/internal/base/civil"
	"gangwei/internal/base/errs"
	"gangwei/internal/base/money"
	"gangwei/internal/pay/payroll"
	"gangwei/internal/platform/authz"
	"gangwei/internal/platform/database"
	"gangwei/internal/platform/region"
	"gangwei/internal/platform/rulebook"
)

// Payer of a part of a run: the county's office, a township's (镇街财政所), or a contracted unit that pays at that level.
type Payer struct {
	Path   string // of the county or township
	Office string // its name (pay.office); may be empty
}

// PayerOf what a fund pays in a village for a month: the level is pay.level, the name pay.office, both by county, fund
// and date, as they stood on the first of the month that is paid. A switch holds for the months after it and leaves
// what the bank sent back where it was.
func PayerOf(book *rulebook.Book, name, villagePath string, month civil.Month) Payer {
	p, on := Payer{Path: region.CountyPath(villagePath)}, month.First()
	if level, _ := book.Text("pay.level", p.Path, name, on); level == string(region.Township) {
		p.Path = region.PathAt(villagePath, region.Township)
	}
	p.Office, _ = book.Text("pay.office", p.Path, name, on)
	return p
}

// Share of a run that one payer has: what is neither paid nor taken back nor under way.
type Share struct {
	Payer
	Items    int64
	TotalFen money.Fen
	OnWay    bool // another batch of this payer waits for a person or for the bank
}

// SharesOf an approved run by payer, within a path.
func SharesOf(r database.Reader, book *rulebook.Book, run payroll.Run, scope authz.Scope) ([]Share, error) {
	open, args := openOf(run)
	where, more := scope.SQL("i.path")
	var rows []struct {
		Path, Fund string
		Items      int64
		TotalFen   money.Fen
	}
	if err := r.Select(&rows,
		"SELECT SUBSTR(i.path, 1, 12) AS path, i.fund, COUNT(*) AS items, SUM(i.amount_fen) AS total_fen FROM "+
			open+" o JOIN pay_item i ON i.id = o.item_id WHERE "+where+" AND "+stillUnpaid+" AND "+batchUnderWay+
			" IS NULL GROUP BY SUBSTR(i.path, 1, 12), i.fund", append(args, more...)...); err != nil {
		return nil, err
	}
	batches, err := BatchesOf(r, run.ID)
	if err != nil {
		return nil, err
	}
	var out []Share
	for _, x := range rows {
		p := PayerOf(book, x.Fund, x.Path, run.Month)
		i := slices.IndexFunc(out, func(s Share) bool { return s.Payer == p })
		if i < 0 {
			i = len(out)
			out = append(out, Share{Payer: p, OnWay: slices.ContainsFunc(batches, func(b Batch) bool {
				return b.Path == p.Path && b.Office == p.Office && (b.State == Prepared || b.State == Released)
			})})
		}
		out[i].Items, out[i].TotalFen = out[i].Items+x.Items, out[i].TotalFen+x.TotalFen
	}
	slices.SortFunc(out,
		func(a, b Share) int { return cmp.Or(cmp.Compare(a.Path, b.Path), cmp.Compare(a.Office, b.Office)) })
	return out, nil
}

// partOf a run's unpaid lines that a payer has. The zero payer stands for the only one there is, and for the county if
// there is none.
func partOf(book *rulebook.Book, run payroll.Run, by Payer, lines []Line) (Payer, []Line, error) {
	var all []Payer
	var mine []Line
	for _, l := range lines {
		p := PayerOf(book, l.Fund, l.Path, run.Month)
		if !slices.Contains(all, p) {
			all = append(all, p)
		}
		if p == by {
			mine = append(mine, l)
		}
	}
	if by != (Payer{}) {
		if region.CountyPath(by.Path) != run.Path {
			return by, nil, errs.New(errs.Invalid, "payment.payer")
		}
		return by, mine, nil
	}
	switch len(all) {
	case 0:
		return Payer{Path: run.Path}, nil, nil
	case 1:
		return all[0], lines, nil
	}
	return by, nil, errs.New(errs.Invalid, "payment.payer").With("count", len(all))
}

// AtLevel refuses who acts on a township's batch from above: its preparer and releaser hold their role there.
// payment.level.
func AtLevel(actor authz.Actor, path string) error {
	if path == region.CountyPath(path) || slices.ContainsFunc(actor.Grants, func(g authz.Grant) bool {
		return g.Path == path && (g.Role == "finance_preparer" || g.Role == "finance_releaser")
	}) {
		return nil
	}
	return errs.New(errs.Forbidden, "payment.level")
}

// NeedsSecond tells whether a batch needs a second releaser, and from which sum on (pay.second_release; empty or
// nought: never).
func NeedsSecond(book *rulebook.Book, b Batch, on civil.Date) (money.Fen, bool) {
	limit, ok := book.Fen("pay.second_release", b.Path, on)
	return limit, ok && limit > 0 && b.TotalFen >= limit
}
