package resident

import (
	"bytes"
	"context"
	"database/sql"
	"fmt"

	"gangwei/internal/base/clock"
	"gangwei/internal/platform/authz"
	"gangwei/internal/platform/database"
	"gangwei/internal/platform/desk"
	"gangwei/internal/platform/seal"
	"gangwei/internal/platform/trail"
)

// Ways in which an account comes to be a person's (账号来历). Whatever writes an account writes its origin in the same
// visit.
const (
	ByRegister   = "register"
	ByImport     = "import"
	ByCorrection = "correct"   // also one that was looked at again and found right
	ByCardList   = "card_list" // a bank's list that two people put in force
	ByBaseline   = "baseline"  // stood there when the office began to keep origins: nobody vouches for more than that
)

// Witnesses of the origins, and of the moment since when there are any.
var (
	OriginWitness = trail.Table{Name: "account_origin",
		Columns: []string{"person_id", "path", "account_version", "account_index", "account_tail", "how", "mac", "at_us"}}
	BaselineWitness = trail.Table{Name: "account_baseline", Columns: []string{"people", "doubted", "at_us"}}
)

// What is wrong with an account that came another way than those.
const (
	DoubtSealed     = "sealed"     // what is sealed cannot be opened
	DoubtMixed      = "mixed"      // sealed number, index and tail are not of one account
	DoubtUnrecorded = "unrecorded" // nothing says how it came
	DoubtForged     = "forged"     // what says it was not written by this program for this person
	DoubtReplaced   = "replaced"   // it is not the one that was registered, listed or corrected last
)

// Doubt about a person's account: nothing is paid to it until it is corrected.
type Doubt struct {
	PersonID           int64
	Path, Name, IDTail string
	What               string
	Version            int64 // of the account
}

// mac binds an origin to its person and its visit, with the office's key: who can only write into the database can make
// none, nor move one.
func mac(ring *seal.Ring, p *Person, how string, trailID int64) []byte {
	return ring.Index(seal.Origin,
		fmt.Sprintf("%d %d %x %s %s %d", p.ID, p.AccountVersion, p.AccountIndex, p.AccountTail, how, trailID))
}

// recordAccounts writes how the accounts that people have now came to be theirs; the caller writes the people.
func recordAccounts(v *desk.Visit, ring *seal.Ring, how string, people []Person) error {
	if len(people) == 0 {
		return nil
	}
	return v.Tx.InsertMany(OriginWitness.Name, append(OriginWitness.All(), "trail_id", "row_digest"), len(people),
		func(i int, x []any) {
			p := &people[i]
			m := mac(ring, p, how, v.TrailID())
			d := OriginWitness.Digest(p.ID, p.Path, p.AccountVersion, p.AccountIndex, p.AccountTail, how, m, v.Now())
			v.Witness(OriginWitness.Name, d)
			copy(x,
				[]any{p.ID, p.Path, p.AccountVersion, orNull(p.AccountIndex), p.AccountTail, how, m, int64(v.Now()), v.TrailID(),
					d})
		})
}

func orNull(b []byte) any {
	if b == nil {
		return nil
	}
	return b
}

// payee is a person with an account as it lies there, and the last origin.
type payee struct {
	Doubt
	sealed, index []byte
	tail          string
	origin        origin
}

// origin as it lies there; the zero value is none.
type origin struct {
	id, version, trailID int64
	index, mac           []byte
	tail, how            string
}

// judge an account: what is wrong with it, empty if it came by one of the ways. kept tells that origins are kept, so
// that none is a doubt. Pure.
func (p *payee) judge(ring *seal.Ring, kept bool) string {
	plain, err := ring.Open("person", "account", p.sealed)
	if err != nil {
		return DoubtSealed
	}
	now := Person{ID: p.PersonID, AccountVersion: p.Version, AccountTail: p.tail, AccountIndex: p.index}
	if plain == "" && (p.index != nil || p.tail != "") ||
		plain != "" && (!bytes.Equal(ring.Index(seal.Account, plain), p.index) || p.tail != plain[max(0, len(plain)-4):]) {
		return DoubtMixed
	}
	if p.origin.id == 0 {
		if kept && plain != "" {
			return DoubtUnrecorded
		}
		return ""
	}
	last := Person{ID: p.PersonID, AccountVersion: p.origin.version, AccountTail: p.origin.tail,
		AccountIndex: p.origin.index}
	if !bytes.Equal(mac(ring, &last, p.origin.how, p.origin.trailID), p.origin.mac) {
		return DoubtForged
	}
	if now.AccountVersion != last.AccountVersion || now.AccountTail != last.AccountTail ||
		!bytes.Equal(now.AccountIndex, last.AccountIndex) {
		return DoubtReplaced
	}
	return ""
}

// window of people that are held in memory at a time.
const window = 5_000

// payeesWhere are the people of a condition who have, or had, an account, each with the last origin; both conditions
// name the same people.
func payeesWhere(r database.Reader, people, origins string, args []any) ([]payee, error) {
	var out []payee
	at := map[int64]int{}
	err := r.Rows(`SELECT p.id, p.path, p.name, p.id_tail, p.account_sealed, p.account_index, p.account_tail,
p.account_version FROM person p
WHERE (p.account_index IS NOT NULL OR p.account_sealed IS NOT NULL OR EXISTS (SELECT 1 FROM account_origin o
WHERE o.person_id = p.id)) AND `+people, args, func(rows *sql.Rows) error {
		var p payee
		err := rows.Scan(&p.PersonID, &p.Path, &p.Name, &p.IDTail, &p.sealed, &p.index, &p.tail, &p.Version)
		at[p.PersonID] = len(out)
		out = append(out, p)
		return err
	})
	if err != nil {
		return nil, err
	}
	return out,
		r.Rows(
			"SELECT o.id, o.person_id, o.account_version, o.account_index, o.account_tail, o.how, o.mac, o.trail_id FROM "+
				"account_origin o WHERE "+
				origins,
			args, func(rows *sql.Rows) error {
				var o origin
				var person int64
				err := rows.Scan(&o.id, &person, &o.version, &o.index, &o.tail, &o.how, &o.mac, &o.trailID)
				if i, known := at[person]; known && out[i].origin.id < o.id {
					out[i].origin = o
				}
				return err
			})
}

// eachPayee reads all people in windows of their ids, so that a city takes no more room than some villages; lock is the
// suffix of a read that intends to write.
func eachPayee(r database.Reader, lock string, f func(p *payee)) error {
	var ends struct{ First, Last int64 }
	if _, err := r.One(&ends,
		"SELECT COALESCE(MIN(id), 0) AS first, COALESCE(MAX(id), -1) AS last FROM person"); err != nil {
		return err
	}
	for from := ends.First; from <= ends.Last; from += window {
		part, err := payeesWhere(r, "p.id BETWEEN ? AND ? ORDER BY p.id"+lock, "o.person_id BETWEEN ? AND ?",
			[]any{from, from + window - 1})
		if err != nil {
			return err
		}
		for i := range part {
			f(&part[i])
		}
	}
	return nil
}

// OriginsKept tells whether every account has to have its origin: since the office was made, or since a baseline was
// taken. A baseline that is gone while the trail knows of it counts as taken.
func OriginsKept(r database.Reader) (bool, error) {
	var n int64
	kept, err := r.One(&n, "SELECT id FROM account_baseline LIMIT 1")
	if err != nil || kept {
		return kept, err
	}
	return r.One(&n, "SELECT id FROM trail_entry WHERE witness LIKE ? LIMIT 1", "%"+BaselineWitness.Name+" %")
}

// Doubts about the accounts of all people, village by village as they were registered: each is opened, its index and
// tail are computed again and held against the last registration, accepted card list or correction.
func Doubts(r database.Reader, ring *seal.Ring) ([]Doubt, error) {
	kept, err := OriginsKept(r)
	if err != nil {
		return nil, err
	}
	var out []Doubt
	err = eachPayee(r, "", func(p *payee) {
		if p.What = p.judge(ring, kept); p.What != "" {
			out = append(out, p.Doubt)
		}
	})
	return out, err
}

// DoubtsOf some people's accounts, by person.
func DoubtsOf(r database.Reader, ring *seal.Ring, people []int64) (map[int64]string, error) {
	kept, err := OriginsKept(r)
	if err != nil {
		return nil, err
	}
	out := map[int64]string{}
	return out, database.InParts(people, func(marks string, args []any) error {
		part, err := payeesWhere(r, "p.id IN ("+marks+")", "o.person_id IN ("+marks+")", args)
		for i := range part {
			if what := part[i].judge(ring, kept); what != "" {
				out[part[i].PersonID] = what
			}
		}
		return err
	})
}

// inDoubt tells whether a person's account came another way.
func (r *Service) inDoubt(rd database.Reader, personID int64) (bool, error) {
	doubts, err := DoubtsOf(rd, r.Ring, []int64{personID})
	return len(doubts) > 0, err
}

// KeepDoubts writes down whose account is in doubt now, in place of what was written before. Called in the visit of the
// nightly count.
func KeepDoubts(tx *database.Tx, doubts []Doubt, now clock.Moment) error {
	if _, err := tx.Exec("DELETE FROM account_doubt"); err != nil {
		return err
	}
	return tx.InsertMany("account_doubt", []string{"person_id", "path", "what", "account_version", "found_us"},
		len(doubts), func(i int, x []any) {
			x[0], x[1], x[2], x[3], x[4] = doubts[i].PersonID, doubts[i].Path, doubts[i].What, doubts[i].Version, int64(now)
		})
}

// BeginOrigins says in the visit that makes an office that every account has its origin from here on; the entry is the
// caller's.
func BeginOrigins(v *desk.Visit, people, doubted int) error {
	d := BaselineWitness.Digest(people, doubted, v.Now())
	v.Witness(BaselineWitness.Name, d)
	_, err := v.Tx.Exec(
		"INSERT INTO account_baseline (id, people, doubted, at_us, trail_id, row_digest) VALUES (1, ?, ?, ?, ?, ?)", people,
		doubted, int64(v.Now()), v.TrailID(), d)
	return err
}

// AdoptAccounts takes, once in an office that ran before origins were kept, the accounts as they stand as the baseline,
// and says so in the trail; those whose sealed number, index and tail are not of one account are left out, and are in
// doubt. It reports whether it did so now.
func (r *Service) AdoptAccounts(ctx context.Context, cityPath string) (bool, error) {
	kept := false
	if err := r.Desk.DB.Read(ctx, func(s *database.Snapshot) (err error) {
		kept, err = OriginsKept(s)
		return err
	}); err != nil || kept {
		return false, err
	}
	_, err := desk.DoVia(ctx, r.Desk, authz.System("baseline"), desk.Default, "", func(v *desk.Visit) (int64, error) {
		if err := v.Allow("account.baseline", cityPath); err != nil {
			return 0, err
		}
		var adopted []Person
		doubted := 0
		if err := eachPayee(v.Tx, v.Tx.ForUpdate(), func(p *payee) {
			switch {
			case p.origin.id != 0 || p.index == nil && p.sealed == nil: // registered since the upgrade
			case p.judge(r.Ring, false) != "":
				doubted++
			default:
				adopted = append(adopted,
					Person{ID: p.PersonID, Path: p.Path, AccountVersion: p.Version, AccountIndex: p.index, AccountTail: p.tail})
			}
		}); err != nil {
			return 0, err
		}
		if err := recordAccounts(v, r.Ring, ByBaseline, adopted); err != nil {
			return 0, err
		}
		v.Record("account.baseline", BaselineWitness.Name, 1, desk.F("people", len(adopted)), desk.F("doubted", doubted))
		return 1, BeginOrigins(v, len(adopted), doubted)
	})
	if database.Duplicate(err, "") { // another server was first
		return false, nil
	}
	return err == nil, err
}

// AccountsDoubted are the people of a scope whose account the nightly count doubts, or who deny that its change was so.
func AccountsDoubted(r database.Reader, scope authz.Scope) (map[int64]bool, error) {
	out := map[int64]bool{}
	add := func(rows *sql.Rows) error {
		var id int64
		err := rows.Scan(&id)
		out[id] = true
		return err
	}
	where, args := scope.SQL("d.path")
	if err := r.Rows("SELECT d.person_id FROM account_doubt d JOIN person p ON p.id = d.person_id "+
		"AND p.account_version = d.account_version WHERE "+where, args, add); err != nil {
		return nil, err
	}
	where, args = scope.SQL("n.path")
	return out, r.Rows("SELECT n.person_id FROM card_notice n JOIN person p ON p.id = n.person_id "+
		"AND p.account_version = n.account_version WHERE n.denied = 1 AND "+where, args, add)
}
