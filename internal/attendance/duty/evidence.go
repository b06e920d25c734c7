package duty

import (
	"strings"

	"gangwei/internal/base/civil"
	"gangwei/internal/base/clock"
	"gangwei/internal/base/errs"
	"gangwei/internal/platform/database"
	"gangwei/internal/platform/desk"
	"gangwei/internal/platform/files"
	"gangwei/internal/platform/region"
	"gangwei/internal/platform/rulebook"
	"gangwei/internal/platform/trail"
)

// Position as a device gave it: millionths of a degree (WGS 84) and metres of accuracy.
type Position struct{ LatitudeE6, LongitudeE6, AccuracyM int64 }

func (p *Position) valid() bool {
	return p.LatitudeE6 >= -90_000_000 && p.LatitudeE6 <= 90_000_000 && p.LongitudeE6 >= -180_000_000 &&
		p.LongitudeE6 <= 180_000_000 && p.AccuracyM >= 0 && p.AccuracyM <= 1_000_000
}

// Kinds of evidence.
const (
	Photo = "photo"
	Place = "place"
)

// MaxPhotos of one holder at one check, and of a visit's group.
const MaxPhotos = 3

// GroupPhoto stands in the place of a photo that shows a visit's people together; it is kept with the visit's first
// check.
const GroupPhoto = "合影"

// Evidence of a check: a photo (by the file's row and digest), or where it was made. Insert-only and witnessed.
type Evidence struct {
	ID          int64
	CheckID     int64
	Kind        string
	FileID      *int64
	FileDigest  []byte
	Place       string // where, in words; of a photo: empty or GroupPhoto
	LatitudeE6  *int64
	LongitudeE6 *int64
	AccuracyM   *int64
	AtUs        clock.Moment
	PurgedUs    clock.Moment // when the photo's keeping time was over and it was removed; 0: it is there
	Elsewhere   int64        // checks of another day or village that carry the very same photo
}

// EvidenceWitness of the checks' evidence. The file's row id differs between servers and is left out; its digest says
// what it is.
var EvidenceWitness = trail.Table{Name: "duty_evidence",
	Columns: []string{"check_id", "kind", "file_digest", "place", "latitude_e6", "longitude_e6", "accuracy_m", "at_us"}}

func (e *Evidence) digest() []byte {
	return EvidenceWitness.Digest(e.CheckID, e.Kind, e.FileDigest, e.Place, e.LatitudeE6, e.LongitudeE6, e.AccuracyM,
		e.AtUs)
}

func nullable(n *int64) any {
	if n == nil {
		return nil
	}
	return *n
}

// StoreEvidence writes evidence and adds it to the visit's witness.
func StoreEvidence(v *desk.Visit, es []Evidence) error {
	return v.Tx.InsertMany("duty_evidence", append(EvidenceWitness.All(), "file_id", "trail_id", "row_digest"), len(es),
		func(i int, x []any) {
			e := &es[i]
			d := e.digest()
			v.Witness("duty_evidence", d)
			var digest any
			if e.FileDigest != nil {
				digest = e.FileDigest
			}
			copy(x,
				[]any{e.CheckID, e.Kind, digest, e.Place, nullable(e.LatitudeE6), nullable(e.LongitudeE6), nullable(e.AccuracyM),
					int64(e.AtUs), nullable(e.FileID), v.TrailID(), d})
		})
}

// Taken is what the rulebook lets a check keep.
type Taken struct {
	Photo    bool // of an adverse finding
	Position bool // of an adverse finding
	Group    bool // a photo of the people met on a visit
}

// Takes tells what the rulebook lets a check keep in a village; all of it is off unless somebody turned it on, and
// nothing of it is ever asked for (domain, rules about software itself: no compulsory photos and tracks).
func Takes(book *rulebook.Book, path string, day civil.Date) Taken {
	on := func(key string) bool { return book.Bool(key, path, day, false) }
	return Taken{Photo: on("check.photo_adverse"), Position: on("check.position_adverse"), Group: on("check.photo_group")}
}

// mayKeep refuses photos and positions that the rulebook does not take, or that are of somebody against whom nothing
// was found.
func (visit Visit) mayKeep(book *rulebook.Book, path string, day civil.Date) error {
	takes := Takes(book, path, day)
	var faults errs.Faults
	if len(visit.Group) > 0 && !takes.Group {
		faults.Add(errs.New(errs.Invalid, "duty.photo_off").On("group"))
	}
	if len(visit.Group) > MaxPhotos {
		faults.Add(errs.New(errs.Invalid, "duty.photo_count").On("group").With("limit", MaxPhotos))
	}
	for _, s := range visit.Seen {
		switch {
		case len(s.Photos) == 0:
		case !takes.Photo:
			faults.Add(errs.New(errs.Invalid, "duty.photo_off").On("seen"))
		case !Adverse(s.Finding):
			faults.Add(errs.New(errs.Invalid, "duty.photo_adverse").On("seen"))
		case len(s.Photos) > MaxPhotos:
			faults.Add(errs.New(errs.Invalid, "duty.photo_count").On("seen").With("limit", MaxPhotos))
		}
	}
	if visit.At != nil && !takes.Position {
		faults.Add(errs.New(errs.Invalid, "duty.position_off").On("place"))
	} else if visit.At != nil && !visit.At.valid() {
		faults.Add(errs.New(errs.Invalid, "duty.position").On("place"))
	}
	return faults.OrNil()
}

// storeVisitEvidence keeps the visit's place and photos beside its new checks.
func (r *Service) storeVisitEvidence(v *desk.Visit, village *region.Region, visit Visit, checks []Check) error {
	photos := map[string][]files.Stored{}
	any := visit.Place != "" || len(visit.Group) > 0
	for _, s := range visit.Seen {
		photos[s.ClientID] = s.Photos
		any = any || len(s.Photos) > 0 || visit.At != nil
	}
	if !any || len(checks) == 0 {
		return nil
	}
	var clients []string
	for _, c := range checks {
		clients = append(clients, c.ClientID)
	}
	ids, err := idsOf(v.Tx, v.Actor.UserID, clients)
	if err != nil {
		return err
	}
	var out []Evidence
	keep := func(c Check, p files.Stored, shows string) error {
		file, err := files.Keep(v, p, village.Path, files.OfDuty)
		out = append(out,
			Evidence{CheckID: ids[c.ClientID], Kind: Photo, FileID: &file, FileDigest: p.Digest, Place: shows, AtUs: v.Now()})
		return err
	}
	for _, c := range checks {
		e := Evidence{CheckID: ids[c.ClientID], Kind: Place, Place: strings.TrimSpace(visit.Place), AtUs: v.Now()}
		if visit.At != nil && Adverse(c.Finding) {
			e.LatitudeE6, e.LongitudeE6, e.AccuracyM = &visit.At.LatitudeE6, &visit.At.LongitudeE6, &visit.At.AccuracyM
		}
		if e.Place != "" || e.LatitudeE6 != nil {
			out = append(out, e)
		}
		for _, p := range photos[c.ClientID] {
			if err := keep(c, p, ""); err != nil {
				return err
			}
		}
	}
	for _, p := range visit.Group {
		if err := keep(checks[0], p, GroupPhoto); err != nil {
			return err
		}
	}
	return StoreEvidence(v, out)
}

func idsOf(tx *database.Tx, checkerID int64, clients []string) (map[string]int64, error) {
	args := []any{checkerID}
	for _, c := range clients {
		args = append(args, c)
	}
	var rows []struct {
		ID       int64
		ClientID string
	}
	err := tx.Select(&rows,
		"SELECT id, client_id FROM duty_check WHERE checker_id = ? AND client_id IN (?"+strings.Repeat(",?", len(clients)-1)+
			")",
		args...)
	out := map[string]int64{}
	for _, r := range rows {
		out[r.ClientID] = r.ID
	}
	return out, err
}

// EvidenceOf lists the evidence of checks, by check.
func EvidenceOf(r database.Reader, checkIDs []int64) (map[int64][]Evidence, error) {
	out := map[int64][]Evidence{}
	if len(checkIDs) == 0 {
		return out, nil
	}
	var args []any
	for _, id := range checkIDs {
		args = append(args, id)
	}
	var rows []Evidence
	err := r.Select(&rows, `SELECT e.id, e.check_id, e.kind, e.file_id, e.file_digest, e.place, e.latitude_e6,
e.longitude_e6, e.accuracy_m, e.at_us, COALESCE(f.purged_us, 0) AS purged_us,
(SELECT COUNT(DISTINCT x.id) FROM duty_evidence o JOIN duty_check x ON x.id = o.check_id JOIN duty_check c
ON c.id = e.check_id WHERE o.file_digest = e.file_digest AND (x.on_date <> c.on_date
OR x.village_id <> c.village_id)) AS elsewhere
FROM duty_evidence e LEFT JOIN file f ON f.id = e.file_id
WHERE e.check_id IN (?`+strings.Repeat(",?", len(args)-1)+") ORDER BY e.check_id, e.id", args...)
	for _, e := range rows {
		out[e.CheckID] = append(out[e.CheckID], e)
	}
	return out, err
}

// PhotoByID finds a photo's file and the path of the village where it was taken.
func PhotoByID(r database.Reader, id int64) (file int64, path string, err error) {
	row, err := database.Find[struct {
		FileID int64
		Path   string
	}](r,
		"SELECT e.file_id, c.path FROM duty_evidence e JOIN duty_check c ON c.id = e.check_id WHERE e.kind = 'photo' AND "+
			"e.id = ?",
		id)
	return row.FileID, row.Path, err
}
