package inspect

import (
	"database/sql"
	"maps"
	"slices"

	"gangwei/internal/base/civil"
	"gangwei/internal/base/clock"
	"gangwei/internal/platform/database"
	"gangwei/internal/platform/region"
)

// loadContacts finds the telephones of officials, and how many people have each.
func (c *City) loadContacts(r database.Reader, path string) error {
	var phones []any
	official := func(rows *sql.Rows) error {
		var id int64
		var phone []byte
		if err := rows.Scan(&id, &phone); err != nil || len(phone) == 0 {
			return err
		}
		key := "手机号" + string(phone)
		if c.Contacts[key] == nil {
			phones = append(phones, phone)
		}
		c.Contacts[key] = append(c.Contacts[key], id)
		return nil
	}
	user := func(rows *sql.Rows) error {
		var n int
		var phone []byte
		err := rows.Scan(&phone, &n)
		c.Users["手机号"+string(phone)] = n
		return err
	}
	const who = "SELECT p.id, p.phone_index FROM person p WHERE p.id IN ("
	const count = "SELECT p.phone_index, COUNT(*) FROM person p WHERE p.phone_index IN ("
	if path == "" {
		if err := r.Rows(who+"SELECT person_id FROM official) ORDER BY p.id", nil, official); err != nil {
			return err
		}
		return r.Rows(
			count+"SELECT q.phone_index FROM person q WHERE q.id IN (SELECT person_id FROM official)) GROUP BY p.phone_index",
			nil, user)
	}
	var ids []any
	for _, id := range slices.Sorted(maps.Keys(c.Offices)) {
		ids = append(ids, id)
	}
	if err := database.InParts(ids,
		func(marks string, ids []any) error { return r.Rows(who+marks+") ORDER BY p.id", ids, official) }); err != nil {
		return err
	}
	return database.InParts(phones, func(marks string, phones []any) error {
		return r.Rows(count+marks+") GROUP BY p.phone_index", phones, user)
	})
}

// loadElsewhere finds people with placements in more than one village.
func (c *City) loadElsewhere(r database.Reader, path string) error {
	which, args := narrow("path", path)
	if path != "" {
		which = "person_id IN (SELECT person_id FROM placement WHERE " + which + ")"
	}
	return r.Rows(`SELECT l.person_id, l.id, l.path, t.title, l.start_on, l.end_on, COALESCE(l.continues_id, 0),
COALESCE(l.end_reason, '') FROM placement l JOIN post t ON t.id = l.post_id
JOIN (SELECT person_id FROM placement WHERE
`+which+` GROUP BY person_id HAVING MIN(path) <> MAX(path)) x
ON x.person_id = l.person_id WHERE l.end_reason IS NULL OR l.end_reason <> 'void'
ORDER BY l.person_id, l.id`, args, func(rows *sql.Rows) error {
		var e Elsewhere
		var person, continues int64
		var reason string
		err := rows.Scan(&person, &e.PlacementID, &e.Path, &e.Post, &e.Start, &e.Last, &continues, &reason)
		e.Continued = continues != 0 || reason == "merged"
		c.Elsewhere[person] = append(c.Elsewhere[person], e)
		return err
	})
}

// loadFunds reads the documents of funds, what they passed down, and what was paid out of each year.
func (c *City) loadFunds(r database.Reader, path string) error {
	if region.PathAt(path, region.County) != path {
		return nil // funds are a county's
	}
	if err := r.Rows(
		"SELECT d.id, d.path, d.fund, d.year, d.on_date, d.amount_fen, d.number, d.purpose, COALESCE(p.path, '') FROM "+
			"fund_document d LEFT JOIN fund_document p ON p.id = d.parent_id ORDER BY d.id",
		nil, func(rows *sql.Rows) error {
			x := Fund{Kind: "in"}
			var above string
			if err := rows.Scan(&x.ID, &x.Path, &x.Fund, &x.Year, &x.On, &x.Amount, &x.Number, &x.Purpose, &above); err != nil {
				return err
			}
			c.Funds = append(c.Funds, x)
			if above != "" {
				x.Kind, x.Path = "down", above
				c.Funds = append(c.Funds, x)
			}
			return nil
		}); err != nil {
		return err
	}
	return r.Rows(
		"SELECT path, fund, year, SUM(CASE WHEN account IN ('paid','committed','recovered','carried') THEN balance_fen "+
			"ELSE 0 END) FROM fund_account GROUP BY path, fund, year ORDER BY path, fund, year",
		nil, func(rows *sql.Rows) error {
			x := Fund{Kind: "paid"}
			if err := rows.Scan(&x.Path, &x.Fund, &x.Year, &x.Amount); err != nil {
				return err
			}
			var err error
			if x.On, err = civil.ParseDate(x.Year + "-12-31"); err != nil {
				return err
			}
			c.Funds = append(c.Funds, x)
			return nil
		})
}

func (l *loader) call(rows *sql.Rows) error {
	var k Call
	var person int64
	var path, outcome, back string
	var at clock.Moment
	if err := rows.Scan(&k.ID, &person, &path, &k.Month, &at, &outcome, &k.Got, &k.Amount, &back, &k.Said); err != nil {
		return err
	}
	k.On, k.Reached, k.AskedBack, k.Another = at.Date(), outcome == "answered", back == "yes", SaidAnother(k.Said)
	if p := l.people[person]; p != nil {
		p.Calls = append(p.Calls, k)
	}
	return nil
}

func (l *loader) registered(rows *sql.Rows) error {
	var x Registered
	var person int64
	var path string
	if err := rows.Scan(&x.ID, &person, &path, &x.Kind, &x.From, &x.Where); err != nil {
		return err
	}
	if p := l.people[person]; p != nil {
		p.Registered = append(p.Registered, x)
	}
	return nil
}

func (l *loader) quota(rows *sql.Rows) error {
	var q Quota
	var path string
	var opened int64
	if err := rows.Scan(&q.ID, &path, &q.Total, &opened, &q.From, &q.Until); err != nil {
		return err
	}
	q.Opened = &opened
	if d := l.villages[path]; d != nil {
		d.Quotas = append(d.Quotas, q)
	}
	return nil
}

// voter of a meeting: known by the meeting's number and the place on its list.
func (l *loader) voter(rows *sql.Rows) error {
	var v Voter
	var meeting, seq int64
	var path string
	if err := rows.Scan(&meeting, &path, &seq, &v.Name, &v.PersonID); err != nil {
		return err
	}
	v.ID = meeting*1000 + seq
	l.voters[meeting] = append(l.voters[meeting], v)
	return nil
}

func (l *loader) candidate(rows *sql.Rows) error {
	var meeting, application int64
	var path string
	if err := rows.Scan(&meeting, &application, &path); err != nil {
		return err
	}
	if a := l.at(path).application[application]; a != nil {
		if s := a.Last("review"); s != nil {
			s.Voters = append([]Voter(nil), l.voters[meeting]...)
		}
	}
	return nil
}

func (l *loader) photo(rows *sql.Rows) error {
	var check int64
	var path string
	var digest []byte
	if err := rows.Scan(&check, &path, &digest); err != nil {
		return err
	}
	if k, ok := l.checks[check]; ok {
		k.p.Checks[k.n].Photo = string(digest)
	}
	return nil
}

// unreported months of which somebody said why nothing is here.
func unreported(l *loader) func(*sql.Rows) error {
	return func(rows *sql.Rows) error {
		var x Unreported
		var placement int64
		var path string
		if err := rows.Scan(&placement, &path, &x.Month, &x.Lack, &x.Reason); err != nil {
			return err
		}
		if p := l.at(path).placement[placement]; p != nil {
			p.Unreported = append(p.Unreported, x)
		}
		return nil
	}
}

func (l *loader) help(rows *sql.Rows) error {
	var person int64
	var path string
	var on civil.Date
	if err := rows.Scan(&person, &path, &on); err != nil {
		return err
	}
	if p := l.people[person]; p != nil {
		p.Helped = on
	}
	return nil
}
