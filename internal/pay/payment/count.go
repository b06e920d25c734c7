package payment

import (
	"context"

	"gangwei/internal/base/civil"
	"gangwei/internal/base/clock"
	"gangwei/internal/base/money"
	"gangwei/internal/pay/payroll"
	"gangwei/internal/platform/authz"
	"gangwei/internal/platform/database"
	"gangwei/internal/platform/region"
	"gangwei/internal/platform/rulebook"
)

// Waits is how many late months wait at a desk in a class of age, as of a day.
type Waits struct {
	Path      string // of the village; empty in a sum
	Month     civil.Month
	Desk      string
	Class     int
	OnDay     civil.Date
	N         int64
	AmountFen money.Fen // of those that are frozen, and what sheets and agreements say of the others
}

// Answers is the level of the office that has to see to them.
func (w Waits) Answers() region.Level { return Answers(w.Desk, w.Class) }

// Concerns reports whether they stand on the home page of a level: of the one whose desk it is, and of each to which
// they have climbed since.
func (w Waits) Concerns(l region.Level) bool {
	return l.Depth() <= Keeper(w.Desk).Depth() && l.Depth() >= w.Answers().Depth()
}

// CountWaits counts the late months of every county, once a day, in place of the day's before: what the home pages of
// the offices above show; and marks what is open. It reports whether it counted now.
func (r *Service) CountWaits(ctx context.Context) (bool, error) {
	today := r.Desk.Clock.Now().Date()
	var out []Waits
	var counties []*region.Region
	due := true
	if err := r.Desk.DB.Read(ctx, func(s *database.Snapshot) error {
		last, err := CountedAt(s)
		if err != nil || last != 0 && last.Date() == today {
			due = false
			return err
		}
		tree, err := region.Load(s, today)
		if err == nil {
			counties = tree.At(region.County)
		}
		return err
	}); err != nil || !due {
		return false, err
	}
	for _, county := range counties {
		if err := r.Desk.DB.Write(ctx, func(tx *database.Tx) error { return markOpen(tx, county.Path) }); err != nil {
			return false, err
		}
	}
	var at clock.Moment
	if err := r.Desk.DB.Read(ctx, func(s *database.Snapshot) error {
		at = r.Desk.Clock.Now()
		book, err := rulebook.Load(s)
		if err != nil {
			return err
		}
		for _, county := range counties {
			all, err := waitsOf(s, book, county.Path, today)
			if err != nil {
				return err
			}
			out = append(out, all...)
		}
		return nil
	}); err != nil {
		return false, err
	}
	return true, r.Desk.DB.Write(ctx, func(tx *database.Tx) error {
		for _, table := range []string{"arrears_count", "arrears_counted"} {
			if _, err := tx.Exec("DELETE FROM " + table); err != nil {
				return err
			}
		}
		if _, err := tx.Exec("INSERT INTO arrears_counted (id, at_us) VALUES (1, ?)", int64(at)); err != nil {
			return err
		}
		return tx.InsertMany("arrears_count", []string{"path", "month", "desk", "class", "on_day", "n", "amount_fen"},
			len(out), func(i int, x []any) {
				w := &out[i]
				x[0], x[1], x[2], x[3], x[4], x[5], x[6] = w.Path, w.Month, w.Desk, int64(w.Class), w.OnDay, w.N, int64(w.AmountFen)
			})
	})
}

// CountedAt is when the late months were counted last: what WaitsOf tells is of then and not of now. Zero: never.
func CountedAt(r database.Reader) (at clock.Moment, err error) {
	_, err = r.One(&at, "SELECT at_us FROM arrears_counted")
	return at, err
}

// waitsOf a county on a day.
func waitsOf(r database.Reader, book *rulebook.Book, county string, today civil.Date) ([]Waits, error) {
	scope := authz.Under(county)
	rows, err := OwingOf(r, scope, OwingFilter{Until: DueMonth(scope, book, today), Today: today, Book: book})
	return Gather(rows, book, today, region.Village), err
}

// Gather the late ones of the months that wait, by the divisions of a level, month, desk and class of age. Pure.
func Gather(rows []Unpaid, book *rulebook.Book, today civil.Date, by region.Level) []Waits {
	type key struct {
		path, desk string
		month      civil.Month
		class      int
	}
	at := map[key]int{}
	var out []Waits
	var class int
	for n, o := range rows {
		if n == 0 || o.Path != rows[n-1].Path || o.Month != rows[n-1].Month { // they stand by village and month
			class, _ = Age(payroll.DueOn(book, o.Path, o.Month), today)
		}
		if class == 0 {
			continue
		}
		k := key{region.PathAt(o.Path, by), o.Desk(), o.Month, class}
		i, known := at[k]
		if !known {
			i, at[k] = len(out), len(out)
			out = append(out, Waits{Path: k.path, Month: k.month, Desk: k.desk, Class: class, OnDay: today})
		}
		out[i].N, out[i].AmountFen = out[i].N+1, out[i].AmountFen+o.AmountFen
	}
	return out
}

// WaitsOf a scope as last counted, summed by month, desk and class of age; the oldest month first.
func WaitsOf(r database.Reader, scope authz.Scope) ([]Waits, error) {
	where, args := scope.SQL("path")
	var out []Waits
	err := r.Select(&out,
		"SELECT month, desk, class, MAX(on_day) AS on_day, SUM(n) AS n, SUM(amount_fen) AS amount_fen FROM arrears_count "+
			"WHERE "+
			where+" GROUP BY month, desk, class ORDER BY month, desk, class",
		args...)
	return out, err
}

// WaitsBy the divisions of a level in a scope, as last counted: how many months and how much.
func WaitsBy(r database.Reader, scope authz.Scope, by region.Level) ([]Waits, error) {
	where, args := scope.SQL("path")
	cut := 4 * by.Depth()
	var out []Waits
	err := r.Select(&out, "SELECT SUBSTR(path, 1, ?) AS path, SUM(n) AS n, SUM(amount_fen) AS amount_fen "+
		"FROM arrears_count WHERE "+where+" GROUP BY SUBSTR(path, 1, ?) ORDER BY 1",
		append(append([]any{cut}, args...), cut)...)
	return out, err
}
