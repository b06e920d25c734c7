package payment

import (
	"fmt"

	"gangwei/internal/platform/exchange"
	"gangwei/internal/platform/rulebook"
)

// Lists that can be written: months that are owed.
func Lists() []exchange.List {
	return []exchange.List{exchange.NewList("arrears", "payroll.view", arrearsRows)}
}

func arrearsRows(x *exchange.Run, yield func(exchange.Row) error) error {
	book, err := rulebook.Load(x.Snapshot)
	if err != nil {
		return err
	}
	rows, err := Overdue(x.Snapshot, x.Scope, book, x.Today)
	if err != nil {
		return err
	}
	for _, a := range rows {
		if err := yield(exchange.Row{"county": x.Tree.Name(a.Path), "month": a.Month.Chinese(),
			"unpaid": fmt.Sprint(a.Unpaid),
			"amount": a.UnpaidFen.String(), "unfrozen": fmt.Sprint(a.Unfrozen)}); err != nil {
			return err
		}
	}
	return nil
}
