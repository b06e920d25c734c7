package office

import (
	"bytes"
	"context"
	"errors"
	"fmt"

	"gangwei/internal/base/errs"
	"gangwei/internal/platform/authz"
	"gangwei/internal/platform/database"
	"gangwei/internal/platform/desk"
	"gangwei/internal/platform/seal"
)

// WrongKeys says that a key file is another office's: nothing may be opened or sealed with it here.
type WrongKeys struct {
	File          string
	Have, Want    string // prints; Want is empty in an office that has not kept its own
	Name, MadeOn  string // of the office
	Where         string // its database
	Opened, Total int    // sealed values that the ring opens, of those that were looked at
}

func (w *WrongKeys) Error() string {
	which := fmt.Sprintf("%s, made on %s, in %s", w.Name, w.MadeOn, w.Where)
	why := fmt.Sprintf("of what is sealed in %s it opens %d of %d", which, w.Opened, w.Total)
	if w.Want != "" {
		why = fmt.Sprintf("%s is sealed with the keys of print %s", which, seal.ShortPrint(w.Want))
	}
	return fmt.Sprintf("key file %s (print %s) is not this office's: %s; put that office's own key file there",
		w.File, seal.ShortPrint(w.Have), why)
}

// Unproven says that an office has kept no print of its keys and has nothing sealed that could prove a key file its
// own.
type Unproven struct{ File, Have string }

func (u *Unproven) Error() string {
	p := seal.ShortPrint(u.Have)
	return fmt.Sprintf("nothing is sealed yet that proves key file %s (print %s) to be this office's, but accounts were "+
		"made with its keys: "+
		"if it is the file of 'gangwei init', say so once with 'gangwei key adopt --print %s'", u.File, p, p)
}

// Opening is how much of what is sealed a ring opens.
type Opening struct {
	Opened, Total int
	Shut          []string // columns in which something does not open, with how many
}

// Files counts uploads that a ring opens, where no column has anything sealed; the room of uploads has them.
type Files func(r database.Reader) (opened, total int, err error)

// Open counts what a ring opens of the first and last values of every sealed column. A value whose index is not the
// ring's counts as shut.
func Open(r database.Reader, ring *seal.Ring) (o Opening, err error) {
	for _, c := range SealedColumns {
		rows, err := ends(r, c)
		if err != nil {
			return o, err
		}
		shut := 0
		for _, x := range rows {
			plain, err := ring.Open(c.AsTable, c.As, x.Sealed)
			if err != nil || c.Index != "" && len(x.Ix) > 0 && !bytes.Equal(ring.Index(c.Kind, plain), x.Ix) {
				shut++
			}
		}
		o.Total += len(rows)
		o.Opened += len(rows) - shut
		if shut > 0 {
			o.Shut = append(o.Shut, fmt.Sprintf("%s.%s: %d of %d looked at", c.Table, c.Column, shut, len(rows)))
		}
	}
	return o, nil
}

// CompareKeys refuses a ring that is not the office's: *WrongKeys. An office from before prints were kept takes the
// ring for its own, in a recorded visit, if it opens most of what is sealed there (values that another ring sealed by
// mistake do not shut the office's own out); where nothing is sealed and no index was made, any ring is as good as
// another; where only an index was made: *Unproven. file is the key file, for the message.
func CompareKeys(ctx context.Context, d *desk.Desk, ring *seal.Ring, file string, uploads Files) error {
	return compare(ctx, d, ring, file, uploads, "")
}

// AdoptKeys is CompareKeys where somebody who knows the key file says that it is this office's: print is its short
// print, as typed. It never takes the place of keys that the office has kept the print of, nor of keys that open what
// is sealed.
func AdoptKeys(ctx context.Context, d *desk.Desk, ring *seal.Ring, file string, uploads Files, print string) error {
	return compare(ctx, d, ring, file, uploads, print)
}

func compare(ctx context.Context, d *desk.Desk, ring *seal.Ring, file string, uploads Files, said string) error {
	var facts Facts
	var o Opening
	var known bool
	wrong := &WrongKeys{File: file, Have: ring.Prints(), Where: d.DB.Where()}
	var path string
	err := d.DB.Read(ctx, func(s *database.Snapshot) (err error) {
		if facts, _, err = Load(s); err != nil || facts.Keys == wrong.Have {
			return err
		}
		c, err := city(s)
		if err != nil {
			return err
		}
		wrong.Want, wrong.Name, wrong.MadeOn, path = facts.Keys, c.Name, facts.MadeOn, c.Path
		if facts.Keys != "" {
			return nil
		}
		if o, err = Open(s, ring); err != nil {
			return err
		}
		if o.Total == 0 {
			if o.Opened, o.Total, err = uploads(s); err != nil {
				return err
			}
		}
		known, err = indexed(s)
		return err
	})
	switch {
	case err != nil:
		return err
	case facts.Keys == wrong.Have:
		return nil
	case facts.Keys != "" && !ring.Holds(facts.Keys):
		return wrong
	case o.Total > 0 && 2*o.Opened <= o.Total:
		wrong.Opened, wrong.Total = o.Opened, o.Total
		return wrong
	case facts.Keys == "" && o.Total == 0 && known && said != seal.ShortPrint(wrong.Have):
		return &Unproven{file, wrong.Have}
	}
	return adopt(ctx, d, path, facts.Keys, wrong, o)
}

var errTaken = errors.New("the office has kept other prints in the meantime")

// adopt keeps the prints of a ring in place of was.
func adopt(ctx context.Context, d *desk.Desk, path, was string, w *WrongKeys, o Opening) error {
	_, err := desk.Do(ctx, d, authz.System("keys"), "", func(v *desk.Visit) (int, error) {
		if err := v.Allow("office.keys", path); err != nil {
			return 0, err
		}
		err := setKeys(v.Tx, was, w.Have)
		if database.Duplicate(err, "") || errs.CodeOf(err) == "form.stale" {
			return 0, errTaken
		}
		if err != nil {
			return 0, err
		}
		v.Record("office.keys", "setting", 0, desk.F("print", seal.ShortPrint(w.Have)),
			desk.F("opened", o.Opened), desk.F("of", o.Total))
		return 0, nil
	})
	if !errors.Is(err, errTaken) {
		return err
	}
	// Another program was first: what it kept decides.
	return d.DB.Read(ctx, func(s *database.Snapshot) error {
		facts, _, err := Load(s)
		if err == nil && facts.Keys != w.Have {
			w.Want = facts.Keys
			err = w
		}
		return err
	})
}
