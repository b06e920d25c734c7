package importer

import (
	"gangwei/internal/base/errs"
	"gangwei/internal/hiring/placement"
	"gangwei/internal/hiring/post"
	"gangwei/internal/platform/database"
	"gangwei/internal/platform/desk"
	"gangwei/internal/platform/seal"
	"gangwei/internal/registry/account"
	"gangwei/internal/registry/crosscheck"
	"gangwei/internal/registry/history"
	"gangwei/internal/registry/resident"
)

// Rooms are what the kinds read from and write into. Without any they still say what columns a kind has.
type Rooms struct {
	Ring      *seal.Ring
	Residents *resident.Service
	History   *history.Service
	Accounts  *account.Service
}

// Kinds that can be taken, in the order of the page.
func (room *Rooms) Kinds() []*Kind {
	return []*Kind{room.people(), room.kin(), room.officials(), room.posts(), room.holders(), room.roster(),
		room.attendance(), room.users(), room.registers(), room.system(crosscheck.Employment),
		room.system(crosscheck.Poverty), room.help(), insured(room), room.historyRows()}
}

// Periods that lists of some kinds hold in one cell.
var (
	agreementPeriods = []Period{{"agreement_from", "agreement_until", []string{"协议起止时间", "协议期限", "协议起止", "劳务协议期限", "协议有效期",
		"协议时间",
		"合同期限", "合同起止时间", "合同起止", "聘用期限", "聘期", "聘用起止时间", "服务期限", "起止时间", "起止日期", "起止年月"}}}
	servicePeriods = []Period{{"start", "end", []string{"上岗起止时间", "在岗起止时间", "聘用期限", "聘期", "服务期限", "协议期限", "协议起止时间", "合同期限",
		"合同起止时间", "聘用起止时间", "在岗期间", "上岗期间", "起止时间", "起止日期", "起止年月"}}}
	coverPeriods = []Period{{"from", "until", []string{"保险期间", "保险期限", "保险起止日期", "保险起止时间", "保险期", "承保期间", "起止日期",
		"起止时间"}}}
	officePeriods = []Period{{"from", "until", []string{"任职起止时间", "任期", "任职期限", "任职起止", "任期起止", "起止时间", "起止日期"}}}
)

// KeyOf an account.
func (room *Rooms) KeyOf(r database.Reader, userID int64) (string, bool, error) {
	u, err := account.ByID(r, userID)
	if errs.KindOf(err) == errs.NotFound {
		return "", false, nil
	}
	return u.PersonKey, err == nil, err
}

// Named are the registered people of some names.
func (room *Rooms) Named(r database.Reader, path, marks string, names []any) ([]Named, error) {
	known, err := resident.OfNames(r, path, marks, names)
	out := make([]Named, len(known))
	for i, n := range known {
		out[i] = Named(n)
	}
	return out, err
}

// undoRegister takes back what a batch told of people.
func (room *Rooms) undoRegister(v *desk.Visit, of Undoing) error {
	if err := forgetTold(v, of); err != nil {
		return err
	}
	return room.unregister(v, of.Made)
}

// undoPlaced takes back posts and who was placed on them, and what was told of them.
func (room *Rooms) undoPlaced(v *desk.Visit, of Undoing) error {
	if err := forgetTold(v, of); err != nil {
		return err
	}
	if built, err := builtOn(v.Tx, of.Made["placement"]); err != nil || built {
		if built {
			err = errs.New(errs.State, "import.built_upon")
		}
		return err
	}
	if err := placement.VoidOpenings(v, of.Made["placement"], of.Why); err != nil {
		return err
	}
	if err := post.Dismiss(v.Tx, of.Made["post"]); err != nil {
		return err
	}
	return room.unregister(v, of.Made)
}

// forgetTold ties, offices and categories.
func forgetTold(v *desk.Visit, of Undoing) error {
	for _, t := range []string{"kinship", "kin_declaration", "official", "person_category"} {
		if err := resident.Forget(v.Tx, t, of.Made[t]); err != nil {
			return err
		}
	}
	return resident.Reopen(v.Tx, of.Made["official_end"])
}

// unregister takes back what a batch registered of people.
func (room *Rooms) unregister(v *desk.Visit, made map[string][]int64) error {
	if err := resident.UntellHomes(v, made["household_told"]); err != nil {
		return err
	}
	if err := room.Residents.TakeBack(v, made["contact"]); err != nil {
		return err
	}
	if err := room.Residents.Release(v, made["person_adopted"]); err != nil {
		return err
	}
	if err := resident.DismissOutside(v.Tx, made["outsider"]); err != nil {
		return err
	}
	return room.Residents.Dismiss(v, made["person"], made["household"])
}

// builtOn reports whether months, pay, complaints or accidents hang on one of the placements, or somebody changed one
// since.
func builtOn(r database.Reader, placements []int64) (bool, error) {
	for _, id := range placements {
		var n int64
		found, err := r.One(&n, `SELECT l.id FROM placement l WHERE l.id = ? AND (l.version > 1 OR l.state <> 'active'
OR EXISTS (SELECT 1 FROM duty_line x WHERE x.placement_id = l.id) OR EXISTS (SELECT 1 FROM duty_check x
WHERE x.placement_id = l.id)
OR EXISTS (SELECT 1 FROM pay_draft x WHERE x.placement_id = l.id) OR EXISTS (SELECT 1 FROM pay_item x
WHERE x.placement_id = l.id) OR EXISTS (SELECT 1 FROM complaint x WHERE x.placement_id = l.id) OR EXISTS (SELECT 1
FROM accident x WHERE x.placement_id = l.id))`, id)
		if err != nil || found {
			return found, err
		}
	}
	return false, nil
}
