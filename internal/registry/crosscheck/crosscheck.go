package crosscheck

import (
	"slices"
	"strings"

	"gangwei/internal/base/civil"
	"gangwei/internal/base/clock"
	"gangwei/internal/base/plain"
)

// The two systems.
const (
	Employment = "employment" // 省公共就业人才服务系统
	Poverty    = "poverty"    // 防返贫监测信息系统
)

// Systems in the order of the pages.
var Systems = []string{Employment, Poverty}

// List is a system's export as of a day.
type List struct {
	ID        int64
	System    string `gorm:"column:system_kind"`
	AsOf      civil.Date
	Path      string
	BatchID   int64
	Entries   int64
	CreatedUs clock.Moment
}

func (List) TableName() string { return "outside_list" }

// Entry is a person as the other system has him or her.
type Entry struct {
	ID           int64
	ListID       int64
	Path         string
	IDIndex      []byte
	IDTail       string
	Name         string
	FilingNo     string
	State        string // on, off, or empty where the system does not say
	StateRaw     string
	Post         string
	StartOn      civil.Date
	EndOn        civil.Date
	AccountIndex []byte
	AccountTail  string
	// of the list, where an entry is shown by itself
	System string `gorm:"column:system_kind"`
	AsOf   civil.Date
}

// Holding is a person on a post here on the day of the list.
type Holding struct {
	PlacementID, PersonID int64
	Path                  string
	Name, IDTail, Title   string
	IDIndex               []byte
	StartOn               civil.Date
	AccountIndex          []byte
	AccountTail           string
}

// Kinds of difference, the gravest first.
const (
	OnlyThere = "only_there" // on post there, not here
	OnlyHere  = "only_here"  // on post here, not there or left there
	Name      = "name"
	Account   = "account"
	Start     = "start"
)

// Kinds in the order of the page.
var Kinds = []string{OnlyThere, OnlyHere, Name, Account, Start}

// Difference between the two.
type Difference struct {
	Kind                  string
	PersonID, PlacementID int64 // 0 where nobody is registered here
	Path                  string
	Name, IDTail          string
	IDIndex               []byte
	Ours, Theirs          string
	FilingNo              string
	Explained             string // why it is in order; empty while nobody said
}

// Compare what stands here with a list. asked reports whether the system is to know of a holder at all (the poverty
// system knows those lifted out of poverty and the monitored). Pure.
func Compare(ours []Holding, theirs []Entry, asked func(Holding) bool) []Difference {
	byIndex := map[string]Entry{}
	for _, e := range theirs {
		byIndex[string(e.IDIndex)] = e
	}
	var out []Difference
	here := map[string]bool{}
	for _, h := range ours {
		here[string(h.IDIndex)] = true
		e, known := byIndex[string(h.IDIndex)]
		say := func(kind, mine, other string) {
			out = append(out,
				Difference{Kind: kind, PersonID: h.PersonID, PlacementID: h.PlacementID, Path: h.Path, Name: h.Name,
					IDTail: h.IDTail, IDIndex: h.IDIndex, Ours: mine, Theirs: other, FilingNo: e.FilingNo})
		}
		if !known {
			if asked(h) {
				say(OnlyHere, "在岗："+h.Title, "没有此人")
			}
			continue
		}
		if e.State == "off" {
			say(OnlyHere, "在岗："+h.Title, strings.TrimSpace("不在岗 "+e.EndOn.String()))
			continue
		}
		if !plain.SameName(e.Name, h.Name) {
			say(Name, h.Name, e.Name)
		}
		if e.AccountIndex != nil && h.AccountIndex != nil && !slices.Equal(e.AccountIndex, h.AccountIndex) {
			say(Account, "尾号"+h.AccountTail, "尾号"+e.AccountTail)
		}
		if !e.StartOn.IsZero() && e.StartOn != h.StartOn {
			say(Start, h.StartOn.String(), e.StartOn.String())
		}
	}
	for _, e := range theirs {
		if !here[string(e.IDIndex)] && e.State != "off" {
			out = append(out,
				Difference{Kind: OnlyThere, Path: e.Path, Name: e.Name, IDTail: e.IDTail, IDIndex: e.IDIndex, Ours: "不在岗",
					Theirs: strings.TrimSuffix("在岗："+e.Post, "："), FilingNo: e.FilingNo})
		}
	}
	slices.SortStableFunc(out,
		func(a, b Difference) int { return slices.Index(Kinds, a.Kind) - slices.Index(Kinds, b.Kind) })
	return out
}
