package reconcile

import (
	"context"
	"errors"
	"slices"
	"sync"
	"sync/atomic"

	"gangwei/internal/pay/payment"
	"gangwei/internal/platform/database"
	"gangwei/internal/platform/seal"
	"gangwei/internal/platform/trail"
	"gangwei/internal/registry/resident"
)

// check is one thing that must hold: Query returns the rows that break it, as text; what no query can count is counted
// by find, which may hold several laws at once.
type check struct {
	Name  string
	Query string
	find  func(c Counter, r database.Reader) ([]Break, error)
}

// Break is one row that does not agree.
type Break struct {
	Check string
	Row   string
}

// checks in the order of a post's life. Each query names its rows by a code or number that a person can look up.
var checks = []check{
	{Name: "opened posts equal the quota's count",
		Query: `SELECT q.path FROM quota q LEFT JOIN (SELECT quota_id, COUNT(*) AS n FROM post GROUP BY quota_id) p
ON p.quota_id = q.id WHERE q.opened <> COALESCE(p.n, 0)`},
	{Name: "given down equals the totals below",
		Query: `SELECT q.path FROM quota q LEFT JOIN (SELECT r.parent_id, x.period, SUM(x.total) AS n FROM quota x
JOIN region r ON r.id = x.region_id GROUP BY r.parent_id, x.period) b ON b.parent_id = q.region_id
AND b.period = q.period WHERE q.given_down <> COALESCE(b.n, 0)`},
	{Name: "every application has its first step",
		Query: `SELECT a.number FROM application a WHERE NOT EXISTS (SELECT 1 FROM application_step s
WHERE s.application_id = a.id AND s.step = 'submit')`},
	{Name: "who was placed was filed, and has a placement",
		Query: `SELECT a.number FROM application a WHERE a.state = 'placed' AND (NOT EXISTS (SELECT 1 FROM application_step s
WHERE s.application_id = a.id AND s.step = 'file' AND s.outcome = 'pass' AND NOT EXISTS (SELECT 1
FROM application_back b WHERE b.step_id = s.id)) OR NOT EXISTS (SELECT 1 FROM placement l
WHERE l.application_id = a.id))`},
	{Name: "nobody has a placement whose application is not placed",
		Query: `SELECT a.number FROM placement l JOIN application a ON a.id = l.application_id WHERE a.state <> 'placed'`},
	{Name: "every placement began with an event of its day",
		Query: `SELECT l.agreement_no FROM placement l WHERE l.application_id IS NOT NULL AND NOT EXISTS (SELECT 1
FROM placement_event e WHERE e.placement_id = l.id AND e.kind = 'started' AND e.on_date = l.start_on)`},
	{Name: "every end has an event of its day and reason",
		Query: `SELECT l.agreement_no FROM placement l WHERE l.application_id IS NOT NULL AND l.state = 'ended'
AND NOT EXISTS (SELECT 1 FROM placement_event e WHERE e.placement_id = l.id AND e.kind = 'ended'
AND e.on_date = l.end_on AND e.reason = l.end_reason)`},
	{Name: "no end without its row",
		Query: `SELECT l.agreement_no FROM placement l JOIN placement_event e ON e.placement_id = l.id AND e.kind = 'ended'
WHERE l.state <> 'ended'`},
	{Name: sheetLines, find: Counter.sheets},
	{Name: itemsWalk, find: Counter.items},
	{Name: "what is paid above an agreement is written down", Query: `SELECT i.name FROM pay_line g JOIN placement l ON
l.id = g.placement_id JOIN pay_item i ON i.id = g.item_id
WHERE (g.amount_fen + g.deducted_fen > l.rate_fen OR g.month < SUBSTR(l.start_on, 1, 7)) AND NOT EXISTS (SELECT 1
FROM pay_over o WHERE o.placement_id = g.placement_id)`},
	{Name: "a correction adds to an item of the same person and month",
		Query: `SELECT i.name FROM pay_item i LEFT JOIN pay_item o ON o.id = i.of_item_id WHERE i.of_item_id IS NOT NULL
AND (o.id IS NULL OR o.person_id <> i.person_id OR o.month <> i.month) OR i.kind = 'correction'
AND i.of_item_id IS NULL`},
	{Name: filesAgain, find: Counter.files},
	{Name: "a batch was released and settled by its hands",
		Query: `SELECT CONCAT(b.path, ' ', b.id) AS x FROM pay_batch b WHERE b.state IN ('released','settled')
AND (b.released_key IS NULL OR b.released_us IS NULL) OR b.state = 'settled' AND b.settled_us IS NULL`},
	{Name: "no two excluded steps by one person", Query: `SELECT CONCAT(b.path, ' ', b.id) AS x FROM pay_batch b
WHERE b.released_key = b.prepared_key OR b.seconded_key = b.prepared_key OR b.seconded_key = b.released_key
UNION ALL SELECT CONCAT(r.path, ' ', r.month) AS x FROM pay_run r WHERE r.approved_key = r.drafted_key
UNION ALL SELECT CONCAT(a.path, ' ', r.month) AS x FROM pay_audit a JOIN pay_run r ON r.id = a.run_id
WHERE a.person_key = r.drafted_key OR a.person_key = r.approved_key`},
	{Name: "balances equal the sum of the entries", Query: `SELECT CONCAT(b.path, ' ', b.fund, ' ', b.year, ' ', b.account)
AS x FROM fund_account b LEFT JOIN (SELECT path, fund, year, account, SUM(n) AS n FROM (
SELECT path, fund, year, debit AS account, amount_fen AS n FROM ledger_entry
UNION ALL SELECT path, fund, year, credit AS account, -amount_fen AS n FROM ledger_entry) e
GROUP BY path, fund, year, account) t
ON t.path = b.path AND t.fund = b.fund AND t.year = b.year AND t.account = b.account
WHERE b.balance_fen <> COALESCE(t.n, 0)`},
	{Name: "no entry without its account",
		Query: `SELECT CONCAT(e.path, ' ', e.fund, ' ', e.year) AS x FROM ledger_entry e WHERE NOT EXISTS (SELECT 1
FROM fund_account b WHERE b.path = e.path AND b.fund = e.fund AND b.year = e.year AND b.account = e.debit)
OR NOT EXISTS (SELECT 1 FROM fund_account b WHERE b.path = e.path AND b.fund = e.fund AND b.year = e.year
AND b.account = e.credit)`},
	{Name: "nothing is available or committed in a closed year",
		Query: `SELECT CONCAT(b.path, ' ', b.fund, ' ', b.year) AS x FROM fund_account b JOIN fund_year y ON y.path = b.path
AND y.year = b.year WHERE b.account IN ('available','committed') AND b.balance_fen <> 0`},
	{Name: "what was carried out of years was carried into others",
		Query: `SELECT CONCAT(b.path, ' ', b.fund) AS x FROM fund_account b WHERE b.account = 'carried'
GROUP BY b.path, b.fund HAVING SUM(b.balance_fen) <> 0`},
	{Name: "a document was booked once with its amount",
		Query: `SELECT d.number FROM fund_document d WHERE (SELECT COUNT(*) FROM ledger_entry e
WHERE e.subject = 'fund_document' AND e.subject_id = d.id AND e.path = d.path AND e.fund = d.fund
AND e.amount_fen = d.amount_fen AND e.voucher = d.number) <> 1`},
	{Name: "what was passed down equals the documents below",
		Query: `SELECT p.number FROM fund_document p JOIN (SELECT parent_id, SUM(amount_fen) AS n FROM fund_document
WHERE parent_id IS NOT NULL GROUP BY parent_id) c ON c.parent_id = p.id WHERE c.n > p.amount_fen
OR c.n <> (SELECT COALESCE(SUM(e.amount_fen), 0) FROM ledger_entry e JOIN fund_document d ON d.id = e.subject_id
WHERE e.subject = 'fund_document' AND d.parent_id = p.id AND e.path = p.path AND e.debit = 'allotted')`},
	{Name: "what came back equals what the ledger recovered",
		Query: `SELECT CONCAT(b.path, ' ', b.fund) AS x FROM (SELECT path, fund, -SUM(balance_fen) AS n FROM fund_account
WHERE account = 'recovered' GROUP BY path, fund) b LEFT JOIN (SELECT SUBSTR(path, 1, 8) AS p, fund AS f, SUM(amount_fen)
AS t FROM pay_recovery GROUP BY SUBSTR(path, 1, 8), fund) x ON x.p = b.path AND x.f = b.fund
WHERE b.n <> COALESCE(x.t, 0)`},
	{Name: "nobody holds two posts on one day",
		Query: `SELECT p.name FROM placement a JOIN placement b ON b.person_id = a.person_id AND b.id > a.id JOIN person p
ON p.id = a.person_id WHERE a.start_on <= COALESCE(b.end_on, '9999-12-31')
AND b.start_on <= COALESCE(a.end_on, '9999-12-31') AND COALESCE(a.end_reason, '') <> 'void'
AND COALESCE(b.end_reason, '') <> 'void'`},
	{Name: accountsCame, find: Counter.accounts},
	{Name: witnessed, find: Counter.witnesses},
}

// Checks that no query can count.
const (
	sheetLines = "lines of sheets"
	itemsWalk  = "pay items"
	filesAgain = "a batch's file can be made again and is what it was"
	witnessed  = "witnesses are whole"

	accountsCame = "an account is the one that was registered, listed or corrected last"
)

// Laws names what is counted, in the order of a post's life.
func Laws() (names []string) {
	for _, x := range checks {
		switch x.Name {
		case sheetLines:
			names = append(names, outsidePlacement, otherVillage, unlisted)
		case itemsWalk:
			for _, l := range itemLaws {
				names = append(names, l.Name)
			}
			for _, l := range sumLaws {
				names = append(names, l.Name)
			}
		default:
			names = append(names, x.Name)
		}
	}
	return names
}

// Counter counts with the office's keys, so that what went to the bank can be made again, over the tables that the
// trail witnesses.
type Counter struct {
	Ring      *seal.Ring
	Witnessed []trail.Table
	doubts    *[]resident.Doubt // all that the count of accounts finds, for who keeps them
}

// named rows of each check at most.
const named = 20

// Run all checks on one reader; at most 20 rows of each law are named.
func (c Counter) Run(r database.Reader) ([]Break, error) {
	var out []Break
	for _, x := range checks {
		broken, err := c.check(r, x)
		if err != nil {
			return nil, err
		}
		out = append(out, broken...)
	}
	return out, nil
}

// atOnce is how many checks of a database run at the same time.
const atOnce = 2

// Count runs all checks on a database, two at a time, each time the next that is left; those that read row by row,
// which take longest, begin. Each of the two reads a snapshot of its own.
func (c Counter) Count(ctx context.Context, db *database.DB) ([]Break, error) {
	order := make([]int, 0, len(checks))
	for _, found := range []bool{true, false} {
		for i, x := range checks {
			if (x.find != nil) == found {
				order = append(order, i)
			}
		}
	}
	broken := make([][]Break, len(checks))
	var failed [atOnce]error
	var next atomic.Int64
	var all sync.WaitGroup
	for w := range atOnce {
		all.Go(func() {
			failed[w] = db.Read(ctx, func(s *database.Snapshot) (err error) {
				for n := next.Add(1); n <= int64(len(order)) && err == nil; n = next.Add(1) {
					i := order[n-1]
					broken[i], err = c.check(s, checks[i])
				}
				return err
			})
		})
	}
	all.Wait()
	return slices.Concat(broken...), errors.Join(failed[:]...)
}

// check one of them on a reader.
func (c Counter) check(r database.Reader, x check) ([]Break, error) {
	if x.find != nil {
		return x.find(c, r)
	}
	var rows []string
	err := r.Select(&rows, x.Query+" LIMIT 20")
	return breaks(x.Name, rows), err
}

// breaks of one law, the first 20.
func breaks(law string, rows []string) (out []Break) {
	for _, row := range rows[:min(len(rows), named)] {
		out = append(out, Break{law, row})
	}
	return out
}

// What each line of a sheet is held against.
const (
	outsidePlacement = "nobody is marked at work outside the placement"
	otherVillage     = "lines belong to holders of the sheet's village"
	unlisted         = "who worked by a listed sheet is on a list of pay"
)

// noSlot of somebody who worked by a sheet s that is listed, by its line d or an approved
// correction of it.
const noSlot = "(s.listed = 1 AND (d.hours > 0 OR d.days <> '-------------------------------' OR " +
	"EXISTS (SELECT 1 FROM duty_correction k JOIN duty_correction_line c ON c.correction_id = k.id " +
	"WHERE k.sheet_id = s.id AND k.state = 'approved' AND c.placement_id = d.placement_id AND (c.hours > 0 OR " +
	"c.days <> '-------------------------------'))) AND NOT EXISTS " +
	"(SELECT 1 FROM pay_slot x WHERE x.placement_id = d.placement_id AND x.month = s.month))"

// sheets holds every line against its placement and, where the sheet is listed, its slot: all three laws in one
// reading.
func (c Counter) sheets(r database.Reader) ([]Break, error) {
	var rows []struct {
		Name                         string
		Outside, Elsewhere, Unlisted int64
	}
	err := r.Select(&rows, `SELECT (SELECT p.name FROM person p WHERE p.id = l.person_id) AS name, CASE WHEN l.village_id
<> s.village_id THEN 1 ELSE 0 END AS elsewhere, CASE WHEN l.start_on > CONCAT(s.month, '-31')
OR l.end_on < CONCAT(s.month, '-01') THEN 1 ELSE 0 END AS outside, CASE WHEN `+noSlot+` THEN 1 ELSE 0 END AS unlisted
FROM duty_sheet s JOIN duty_line d ON d.sheet_id = s.id JOIN placement l ON l.id = d.placement_id
WHERE l.village_id <> s.village_id OR l.start_on > CONCAT(s.month, '-31') OR l.end_on < CONCAT(s.month, '-01')
OR `+noSlot+` LIMIT 20`)
	var out []Break
	for _, x := range rows {
		if x.Outside == 1 {
			out = append(out, Break{outsidePlacement, x.Name})
		}
		if x.Elsewhere == 1 {
			out = append(out, Break{otherVillage, x.Name})
		}
		if x.Unlisted == 1 {
			out = append(out, Break{unlisted, x.Name})
		}
	}
	return out, err
}

// files of the batches, made again.
func (c Counter) files(r database.Reader) ([]Break, error) {
	rows, err := payment.Refile(r, c.Ring)
	return breaks(filesAgain, rows), err
}

// accounts of all people, opened and held against how they came.
func (c Counter) accounts(r database.Reader) ([]Break, error) {
	doubts, err := resident.Doubts(r, c.Ring)
	if c.doubts != nil {
		*c.doubts = doubts
	}
	rows := make([]string, 0, named)
	for _, d := range doubts[:min(len(doubts), named)] {
		rows = append(rows, d.Path+" "+d.Name+" "+d.IDTail+" ("+d.What+")")
	}
	return breaks(accountsCame, rows), err
}

// witnesses of the trail: every chain, and every row that an entry vouches for.
func (c Counter) witnesses(r database.Reader) ([]Break, error) {
	_, err := trail.Verify(r, c.Witnessed, "")
	var b *trail.Broken
	if errors.As(err, &b) {
		return breaks(witnessed, []string{b.What}), nil
	}
	return nil, err
}
