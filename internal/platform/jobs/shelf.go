package jobs

import (
	"context"
	"crypto/rand"
	"encoding/hex"
	"errors"
	"fmt"
	"io/fs"
	"os"
	"path/filepath"
	"slices"
	"strconv"
	"strings"
	"time"

	"gangwei/internal/base/clock"
	"gangwei/internal/base/errs"
	"gangwei/internal/platform/database"
	"gangwei/internal/platform/seal"
)

// How long the file of a job is there: whole numbers and first passwords stand in it, and who asked for it has it by
// then.
const (
	AfterFetch = 15 * time.Minute
	AtMost     = 24 * time.Hour
)

// withFile are the kinds of jobs whose result is the name of a file.
var withFile = []string{"export", "list", "inspect.report", "user.fulfil"}

// HasFile reports whether a job made a file, be it there or gone.
func (j Job) HasFile() bool { return j.State == Ready && slices.Contains(withFile, j.Kind) }

// FileUntil is the moment from which the job's file is gone.
func (j Job) FileUntil() clock.Moment {
	until := j.EndedUs.Add(AtMost)
	if j.FetchedUs != 0 {
		until = min(until, j.FetchedUs.Add(AfterFetch))
	}
	return until
}

// FileGone reports whether the job's file is gone as of a moment.
func (j Job) FileGone(now clock.Moment) bool { return j.GoneUs != 0 || now >= j.FileUntil() }

// Shelf holds the files that jobs made, sealed, until they are fetched or their time is over.
type Shelf struct {
	Dir   string
	Ring  *seal.Ring
	DB    *database.DB
	Clock clock.Clock
}

// Put seals a file and gives the name under which it lies. kind is its ending: xlsx, csv, pdf or docx.
func (s *Shelf) Put(body []byte, kind string) (name string, err error) {
	if err := os.MkdirAll(s.Dir, 0o700); err != nil {
		return "", err
	}
	mark := make([]byte, 12)
	if _, err := rand.Read(mark); err != nil {
		return "", err
	}
	name = fmt.Sprintf("%d-%s.%s", s.Clock.Now(), hex.EncodeToString(mark), kind)
	path := filepath.Join(s.Dir, name)
	if err := os.WriteFile(path, s.Ring.Seal("job", name, string(body)), 0o600); err != nil {
		return "", errors.Join(err, os.Remove(path))
	}
	return name, nil
}

// Open unseals the file of a job. Refusal: jobs.gone.
func (s *Shelf) Open(j Job) ([]byte, error) {
	gone := errs.New(errs.State, "jobs.gone")
	if !j.HasFile() || j.Result != filepath.Base(j.Result) || j.FileGone(s.Clock.Now()) {
		return nil, gone
	}
	sealed, err := os.ReadFile(filepath.Join(s.Dir, j.Result))
	if errors.Is(err, fs.ErrNotExist) {
		return nil, gone.Because(err)
	}
	if err != nil {
		return nil, err
	}
	plain, err := s.Ring.Open("job", j.Result, sealed)
	return []byte(plain), err
}

// Fetched notes that a job's file was fetched whole; later fetches change nothing.
func (s *Shelf) Fetched(ctx context.Context, id int64) error {
	return exec(ctx, s.DB, "UPDATE job SET fetched_us = ? WHERE id = ? AND fetched_us = 0", s.Clock.Now(), id)
}

// Claim takes a file off the shelf for the one who claims it first; false for everybody after.
func (s *Shelf) Claim(ctx context.Context, j Job) (first bool, err error) {
	if first, err = markGone(ctx, s.DB, j.ID, s.Clock.Now(), true); err != nil || !first {
		return false, err
	}
	return true, s.remove(j.Result)
}

func (s *Shelf) remove(name string) error {
	if err := os.Remove(filepath.Join(s.Dir, name)); err != nil && !errors.Is(err, fs.ErrNotExist) {
		return err
	}
	return nil
}

// Sweep removes the files whose time is over, those that no job knows any more, and whatever an earlier version left in
// clear. A file that is being made has a name of its moment and no job yet: it is left for as long as a file may be
// there.
func (s *Shelf) Sweep(ctx context.Context) error {
	now := s.Clock.Now()
	there, err := withFiles(ctx, s.DB)
	if err != nil {
		return err
	}
	kept := map[string]bool{}
	for _, j := range there {
		if !j.FileGone(now) {
			kept[j.Result] = true
			continue
		}
		if err := s.remove(j.Result); err != nil {
			return err
		}
		if _, err := markGone(ctx, s.DB, j.ID, now, false); err != nil {
			return err
		}
	}
	found, err := os.ReadDir(s.Dir)
	if err != nil && !errors.Is(err, fs.ErrNotExist) {
		return err
	}
	for _, f := range found {
		if kept[f.Name()] || beingMade(f.Name(), now) {
			continue
		}
		if err := os.RemoveAll(filepath.Join(s.Dir, f.Name())); err != nil {
			return err
		}
	}
	return nil
}

// beingMade reports whether a name is of a moment so near that a job may still be at work on its file.
func beingMade(name string, now clock.Moment) bool {
	moment, rest, _ := strings.Cut(name, "-")
	made, err := strconv.ParseInt(moment, 10, 64)
	mark, _, _ := strings.Cut(rest, ".")
	return err == nil && len(mark) == 24 && now < clock.Moment(made).Add(AtMost)
}
