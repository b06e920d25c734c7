package inspect

import (
	"database/sql"
	"strings"

	"gangwei/internal/base/civil"
	"gangwei/internal/base/money"
)

// Earlier is a row of an earlier year as found (历史名册): evidence, not a live record. Until is the last day it speaks of.
type Earlier struct {
	ID          int64
	PersonID    int64  // the living person it was linked to, 0 for none
	Number      string // the identity number's mark, empty where the row has no valid one
	Name        string
	IDTail      string
	Year        int64
	Post        string
	From, Until civil.Date
	Odd         []string // codes of what is odd about it
	File        string
	RowNo       int64
	Months      map[civil.Month]money.Fen // paid outside this system, by the row
	Slip        string
}

// Label names the row's person so that namesakes stay apart.
func (e *Earlier) Label() string {
	if e.IDTail == "" {
		return e.Name
	}
	return e.Name + "（身份证尾号" + e.IDTail + "）"
}

// Has reports whether something odd is marked on the row.
func (e *Earlier) Has(code string) bool {
	for _, c := range e.Odd {
		if c == code {
			return true
		}
	}
	return false
}

// KinVote is a voter who should have stood back and voted all the same.
type KinVote struct {
	ID    int64
	Voter string
	Tie   string
}

func (l *loader) earlier(rows *sql.Rows) error {
	e := &Earlier{Months: map[civil.Month]money.Fen{}}
	var path, odd string
	var person sql.NullInt64
	var index []byte
	if err := rows.Scan(&e.ID, &path, &person, &index, &e.Name, &e.IDTail, &e.Year, &e.Post, &e.From, &e.Until, &odd,
		&e.Slip, &e.RowNo, &e.File); err != nil {
		return err
	}
	e.PersonID, e.Number, e.Odd = person.Int64, string(index), strings.Fields(odd)
	if d := l.villages[path]; d != nil {
		d.Earlier = append(d.Earlier, e)
		l.rows[e.ID] = e
	}
	return nil
}

func (l *loader) earlierPaid(rows *sql.Rows) error {
	var id, row int64
	var path string
	var m civil.Month
	var f money.Fen
	if err := rows.Scan(&id, &row, &path, &m, &f); err != nil {
		return err
	}
	if e := l.rows[row]; e != nil {
		e.Months[m] += f
	}
	return nil
}

func (l *loader) kinVote(rows *sql.Rows) error {
	var k KinVote
	var application int64
	var path string
	var voted, person int64
	if err := rows.Scan(&k.ID, &application, &path, &k.Voter, &k.Tie, &voted, &person); err != nil {
		return err
	}
	a := l.at(path).application[application]
	if a == nil {
		return nil
	}
	if voted == 1 {
		a.KinVotes = append(a.KinVotes, k)
	}
	if s := a.Last("review"); s != nil { // who is named as kin is told by this row, or stood back
		for i := range s.Voters {
			if v := &s.Voters[i]; v.PersonID == person && person != 0 {
				v.Recused = voted == 0
				v.Named = voted == 1
			}
		}
	}
	return nil
}
