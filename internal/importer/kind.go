package importer

import (
	"gangwei/internal/authz"
	"gangwei/internal/crosscheck"
	"gangwei/internal/database"
	"gangwei/internal/desk"
	"gangwei/internal/errs"
	"gangwei/internal/sheet"
)

// Type of a column's cells.
type Type string

const (
	Text     Type = "text"     // 文字
	Identity Type = "identity" // 身份证号码, 18 characters
	Digits   Type = "digits"   // 号码: account, phone
	Day      Type = "day"      // 日期, five styles
	Yes      Type = "yes"      // 是/否/√
	Amount   Type = "amount"   // 元
	Number   Type = "number"   // whole number
	Choice   Type = "choice"   // one of a list of words
)

// Column of a kind of workbook.
type Column struct {
	Code     string   // name in English
	Head     string   // head in the template
	Also     []string // other heads that villages write
	Weak     []string // heads of what stands in for it where nothing better is there
	Type     Type
	Required bool
	Limit    int // characters of a text
	Unit     string
	Example  string
	Note     string // what it means, for the template and the manual
}

// Kind of workbook.
type Kind struct {
	Code       string
	Permission authz.Permission
	also       []authz.Permission // needed as well, for the parts that it takes
	twoHands   bool               // who takes it is somebody else than who handed it in
	outsiders  bool               // its rows may be about people outside the register
	Wide       bool               // a row without a village is of the office that hands the file in
	Columns    []Column
	mapping    *crosscheck.Mapping // of another system's export: which heads and words it uses
	// judge holds the lines against what is registered: faults, lines that say nothing new, and the rest ready to be written.
	judge func(room *Room, r database.Reader, p *plan) error
	// write puts the good lines into their rooms and names each record made.
	write func(room *Room, v *desk.Visit, p *plan) error
}

// Kinds that can be taken, in the order of the page.
func Kinds() []*Kind {
	return []*Kind{people, kin, officials, posts, holders, roster, attendance, users, registers, employment, poverty, help, historyRows}
}

// KindOf a code. Refusal: import.kind.
func KindOf(code string) (*Kind, error) {
	for _, k := range Kinds() {
		if k.Code == code {
			return k, nil
		}
	}
	return nil, errs.New(errs.Invalid, "import.kind").On("kind").With("kind", code)
}

// TwoHands says that who takes a workbook is somebody else than who handed it in.
func (k *Kind) TwoHands() bool { return k.twoHands }

// check that somebody has what a kind needs at a place: all of it.
func (k *Kind) check(actor authz.Actor, path string) error {
	for _, p := range append([]authz.Permission{k.Permission}, k.also...) {
		if err := actor.Check(p, path); err != nil {
			return err
		}
	}
	return nil
}

// where are the columns that say of which village a row is; they may be left out where the file is handed in for one village.
var where = []Column{
	{Code: "township", Head: "镇（街道）", Also: []string{"镇街", "乡镇", "镇", "街道", "所在镇街", "乡镇街道"}, Type: Text, Limit: 30, Example: "永安镇", Note: "同名村不止一个时必填"},
	{Code: "village", Head: "村（社区）", Also: []string{"村", "村名", "村居", "行政村", "所在村", "社区", "村社区", "村委会"}, Type: Text, Limit: 40, Example: "小河村", Note: "由一个村上报时可不填"},
}

// heads of the columns, as a sheet is searched for them.
func (k *Kind) heads() []sheet.Head {
	out := make([]sheet.Head, len(k.Columns))
	for i, c := range k.Columns {
		out[i] = sheet.Head{Name: c.Head, Also: c.Also, Weak: c.Weak, Required: c.Required,
			Alike: c.Type == Identity || c.Type == Digits || c.Type == Amount}
	}
	return out
}
