package extract

import (
	"database/sql"
	"fmt"
	"strings"

	"gangwei/internal/base/civil"
	"gangwei/internal/base/money"
	"gangwei/internal/oversight/inspect"
	"gangwei/internal/platform/region"
	"gangwei/internal/platform/words"
)

// account as a mark that tells accounts apart and nothing else of them but the last four digits.
func account(index []byte, tail string) string {
	if len(index) == 0 {
		return ""
	}
	const letters = "abcdefghijklmnop"
	var b strings.Builder
	for _, c := range index[:8] {
		b.WriteByte(letters[c>>4])
		b.WriteByte(letters[c&15])
	}
	return b.String() + tail
}

func (x *taker) payItems(out func(row) error) error {
	var path, kind, fund string
	var month civil.Month
	var personID, postID, days int64
	var itemID, placementID int64
	var amount money.Fen
	var index []byte
	var tail sql.NullString
	reckoned, err := inspect.LoadReckoned(x.r, x.path)
	if err != nil {
		return err
	}
	corrected, err := inspect.LoadCorrected(x.r, x.path)
	if err != nil {
		return err
	}
	return x.rows(`SELECT l.path, l.month, l.days, l.amount_fen, l.fund, i.kind, i.person_id, p.post_id, i.account_index,
i.account_tail, l.item_id, l.placement_id
FROM pay_line l JOIN pay_item i ON i.id = l.item_id JOIN placement p ON p.id = l.placement_id
WHERE l.path >= ? AND l.path < ? AND NOT EXISTS (SELECT 1 FROM pay_reversal v WHERE v.item_id = l.item_id)
ORDER BY l.path, l.month,
l.item_id`, []any{&path, &month, &days, &amount, &fund, &kind, &personID, &postID, &index, &tail, &itemID,
		&placementID}, func() error {
		cells := row{"month": month.String(), "amount": amount.String(), "days": fmt.Sprint(days),
			"post_code": x.posts[postID].code, "kind": kind, "fund": fund, "account": account(index, tail.String)}
		is := reckoned[inspect.LineOf{ItemID: itemID, PlacementID: placementID}]
		_, other := corrected[inspect.MonthOf{PlacementID: placementID, Month: month}]
		if is.Counted != nil && !is.Early && !other { // of a corrected month the sheet is written as corrected
			cells["counted"] = fmt.Sprint(*is.Counted)
		}
		if is.ToMinimum {
			cells["note"] = inspect.PaidToMinimum
		}
		if is.Why != "" {
			cells["note"] += inspect.PaidAllTheSame + is.Why
		}
		return out(x.of(personID, path, cells))
	})
}

func (x *taker) payments(out func(row) error) error {
	var path string
	var batch, personID int64
	var month civil.Month
	var amount money.Fen
	return x.rows(`SELECT b.id, l.path, l.month, l.amount_fen, i.person_id FROM pay_batch b JOIN pay_batch_line n
ON n.batch_id = b.id JOIN pay_item i ON i.id = n.item_id JOIN pay_line l ON l.item_id = i.id
WHERE b.state IN ('prepared','released') AND l.path >= ? AND l.path < ? ORDER BY l.path, b.id, n.seq`,
		[]any{&batch, &path, &month, &amount, &personID}, func() error {
			return out(x.of(personID, path, row{"batch": fmt.Sprint(batch), "month": month.String(), "amount": amount.String()}))
		})
}

func (x *taker) results(out func(row) error) error {
	var path, kind, reason string
	var month civil.Month
	var personID int64
	var amount money.Fen
	var on civil.Date
	return x.rows(
		"SELECT l.path, l.month, l.amount_fen, i.person_id, e.kind, e.reason, e.on_date FROM pay_line l JOIN payment_event "+
			"e ON e.item_id = l.item_id JOIN pay_item i ON i.id = l.item_id WHERE l.path >= ? AND l.path < ? ORDER BY l.path, "+
			"e.id",
		[]any{&path, &month, &amount, &personID, &kind, &reason, &on}, func() error {
			result := "成功"
			if kind != "paid" {
				result = "失败"
			}
			return out(x.of(personID, path,
				row{"month": month.String(), "amount": amount.String(), "result": result, "on": day(on), "reason": reason}))
		})
}

// payNotices of the lists of pay that were approved, of the counties that the region lies in or has.
func payNotices(x *taker, out func(row) error) error {
	notices, err := inspect.LoadNotices(x.r, x.path)
	if err != nil {
		return err
	}
	for _, n := range notices {
		cells := row{"month": n.Month.String(), "kind": words.Label("paykind", n.Kind), "from": day(n.From),
			"until": day(n.Until), "drafted": day(n.Drafted), "approved": day(n.Approved)}
		if n.Ahead {
			cells["ahead"] = "有预发文件"
		}
		if err := out(x.at(n.Path, cells)); err != nil {
			return err
		}
	}
	return nil
}

// funds are a county's; an extract of a township has none.
func (x *taker) funds(out func(row) error) error {
	if region.PathAt(x.path, region.County) != x.path {
		return nil
	}
	var path, fund, year, number, purpose string
	var above sql.NullString
	var on civil.Date
	var amount money.Fen
	if err := x.rows(
		"SELECT d.path, d.fund, d.year, d.on_date, d.amount_fen, d.number, d.purpose, p.path FROM fund_document d LEFT "+
			"JOIN fund_document p ON p.id = d.parent_id WHERE d.path >= ? AND d.path < ? ORDER BY d.id",
		[]any{&path, &fund, &year, &on, &amount, &number, &purpose, &above}, func() error {
			cells := row{"fund": fund, "year": year, "on": day(on), "amount": amount.String(), "number": number,
				"purpose": purpose, "kind": "收入"}
			if err := out(x.at(path, cells)); err != nil || !above.Valid || above.String < x.lo || above.String >= x.hi {
				return err
			}
			down := row{"fund": fund, "year": year, "on": day(on), "amount": amount.String(), "number": number,
				"purpose": purpose, "kind": "下拨"}
			return out(x.at(above.String, down))
		}); err != nil {
		return err
	}
	return x.rows(
		"SELECT path, fund, year, SUM(CASE WHEN account IN ('paid','committed','recovered','carried') THEN balance_fen "+
			"ELSE 0 END) FROM fund_account WHERE path >= ? AND path < ? GROUP BY path, fund, year ORDER BY path, fund, year",
		[]any{&path, &fund, &year, &amount}, func() error {
			return out(
				x.at(path, row{"fund": fund, "year": year, "on": year + "-12-31", "amount": amount.String(), "kind": "发放"}))
		})
}
