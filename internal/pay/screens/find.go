package screens

import (
	"fmt"
	"net/url"
	"regexp"
	"slices"
	"strconv"

	"gangwei/internal/base/civil"
	"gangwei/internal/base/plain"
	"gangwei/internal/pay/payment"
	"gangwei/internal/pay/payroll"
	"gangwei/internal/platform/database"
	"gangwei/internal/platform/feature"
	"gangwei/internal/platform/kit"
	"gangwei/internal/platform/words"
	"gangwei/internal/registry/resident"
)

// Finders of runs.
func (p *Payroll) Finders() []feature.Finder {
	return []feature.Finder{{Order: 70, Permission: "payroll.view", Words: "月度发放", Find: findRuns}}
}

// Finders of batches.
func (p *Batches) Finders() []feature.Finder {
	return []feature.Finder{{Order: 75, Permission: "payment.view", Words: "发放批次", Find: findBatches}}
}

// Finders of what people were paid, for who sees no register of people.
func (p *Arrears) Finders() []feature.Finder {
	return []feature.Finder{{Order: 15, Permission: "payment.statement", Unless: "resident.view", Words: "查发放",
		Find: p.find}}
}

var monthTyped = regexp.MustCompile(`^(20\d\d)(?:年|-|/|\.)?(\d{1,2})月?(?:份)?(?:第?\d{1,3}批)?$`)

// monthOf what was typed: 2025-03, 202503, 2025年3月; the zero month if it is none.
func monthOf(q feature.Sought) (m civil.Month) {
	if x := monthTyped.FindStringSubmatch(plain.Text(q.Text)); x != nil {
		year, _ := strconv.Atoi(x[1])
		month, _ := strconv.Atoi(x[2])
		m, _ = civil.MakeMonth(year, month)
	}
	return m
}

func findRuns(r *kit.Request, s *database.Snapshot, q feature.Sought) (feature.Found, error) {
	month := monthOf(q)
	if month.IsZero() {
		return feature.Found{}, nil
	}
	rows, err := payroll.OfMonth(s, r.Actor.Scope("payroll.view"), month, feature.FindLimit)
	return feature.FoundOf(rows, func(x payroll.Run) feature.Hit {
		return feature.Hit{Words: x.Month.Chinese() + words.Label("runkind", x.Kind), Path: x.Path,
			Address: "/pay/runs/" + kit.FormatID(x.ID), Detail: words.Label("run", x.State)}
	}), err
}

func findBatches(r *kit.Request, s *database.Snapshot, q feature.Sought) (feature.Found, error) {
	written := q.Written()
	rows, err := payment.Find(s, r.Actor.Scope("payment.view"), written, monthOf(q), feature.FindLimit)
	return feature.FoundOf(rows, func(x payment.FoundBatch) feature.Hit {
		return feature.Hit{Words: fmt.Sprintf("%s第%d批", x.Month.Chinese(), x.Number), Path: x.Path,
			Address: "/pay/batches/" + kit.FormatID(x.ID), Detail: words.Label("batch", x.State) + x.Voucher,
			Exact: x.Voucher != "" && slices.Contains(written[:], x.Voucher)}
	}), err
}

func (p *Arrears) find(r *kit.Request, s *database.Snapshot, q feature.Sought) (feature.Found, error) {
	f := resident.Sought(p.Ring, q.Text)
	f.Limit = feature.FindLimit
	rows, err := resident.List(s, r.Actor.Scope("payment.statement"), f)
	found := feature.FoundOf(rows, func(x resident.Person) feature.Hit {
		return feature.Hit{Words: x.Name, Address: "/pay/people/" + kit.FormatID(x.ID), Path: x.Path,
			Detail: "尾号" + x.IDTail, Exact: f.Whole()}
	})
	found.All = "/pay/lookup?q=" + url.QueryEscape(q.Text)
	return found, err
}
