package importer

import (
	"time"

	"gangwei/internal/platform/sheet"
)

// workbook that was read last: from handing in to the decision it is read once. It is let go when it was decided on, or
// after a while.
type workbook struct {
	digest string
	sheets []sheet.Sheet
}

const keepWorkbook = 10 * time.Minute

func (room *Service) keep(digest []byte, sheets []sheet.Sheet) {
	w := &workbook{string(digest), sheets}
	room.mu.Lock()
	room.last = w
	room.mu.Unlock()
	time.AfterFunc(keepWorkbook, func() { room.drop(w) })
}

// drop lets a workbook go; nil: whichever there is.
func (room *Service) drop(w *workbook) {
	room.mu.Lock()
	defer room.mu.Unlock()
	if w == nil || room.last == w {
		room.last = nil
	}
}

func (room *Service) kept(digest []byte) []sheet.Sheet {
	room.mu.Lock()
	defer room.mu.Unlock()
	if room.last != nil && room.last.digest == string(digest) {
		return room.last.sheets
	}
	return nil
}
