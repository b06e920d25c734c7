package duty

import (
	"context"
	"encoding/hex"
	"errors"

	"gangwei/internal/base/civil"
	"gangwei/internal/platform/authz"
	"gangwei/internal/platform/database"
	"gangwei/internal/platform/desk"
	"gangwei/internal/platform/files"
	"gangwei/internal/platform/rulebook"
)

// purgeAtOnce is how many photos one visit removes.
const purgeAtOnce = 500

// old photo of a check.
type oldPhoto struct {
	FileID int64
	Digest []byte
	Path   string
	OnDate civil.Date
}

// PurgePhotos removes the photos of checks that have been kept for the rulebook's months (check.photo_months), and
// returns how many. The check, its result and the photo's digest stay. A photo of a finding that still waits for its
// re-check stays until that is over. The program does this each hour; a run that was cut off is finished by the next.
func (r *Service) PurgePhotos(ctx context.Context, room *files.Service, cityPath string) (int, error) {
	var gone [][]byte
	n, err := desk.Do(ctx, r.Desk, authz.System("retention"), "", func(v *desk.Visit) (int, error) {
		gone = nil
		if err := v.Allow("duty.purge", cityPath); err != nil {
			return 0, err
		}
		book, err := rulebook.Load(v.Tx)
		if err != nil {
			return 0, err
		}
		rows, err := photosBefore(v.Tx, v.Today(), purgeAtOnce)
		if err != nil {
			return 0, err
		}
		var ids []int64
		facts := []desk.Fact{}
		for _, x := range rows {
			own := book.Watch()
			months := own.Int("check.photo_months", x.Path, v.Today(), 24)
			if months < 1 || own.Unsure() != nil || !x.OnDate.Before(v.Today().AddMonths(-months)) {
				continue
			}
			ids, gone = append(ids, x.FileID), append(gone, x.Digest)
			facts = append(facts, desk.F("photo", hex.EncodeToString(x.Digest[:6])))
		}
		if len(ids) == 0 {
			return 0, errNothing
		}
		v.Record("duty.purge", "duty_evidence", 0, append([]desk.Fact{desk.F("photos", len(ids))}, facts...)...)
		return len(ids), files.Purge(v, ids)
	})
	if err == errNothing {
		n, err = 0, nil
	}
	if err != nil {
		return n, err
	}
	return n, r.Desk.DB.Read(ctx, func(s *database.Snapshot) error {
		before, err := purgedLately(s, r.Desk.Clock.Now().Date().AddDays(-7))
		if err != nil {
			return err
		}
		return room.Remove(s, append(gone, before...))
	})
}

var errNothing = errors.New("no photo is due")
