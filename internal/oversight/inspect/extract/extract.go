package extract

import (
	"archive/zip"
	"bytes"
	"context"
	"encoding/csv"
	"encoding/hex"
	"encoding/json"
	"fmt"
	"io"
	"io/fs"
	"strings"

	"filippo.io/age"

	"gangwei/internal/base/civil"
	"gangwei/internal/base/clock"
	"gangwei/internal/base/errs"
	"gangwei/internal/platform/database"
	"gangwei/internal/platform/region"
	"gangwei/internal/platform/schema"
	"gangwei/internal/platform/seal"
)

// ListName is the file that fixes what was taken out: by whom it was made is for the paper that two people sign.
const ListName = "固定清单.json"

// List fixes an extract: what, when, and the digest (SM3) of each table.
type List struct {
	Region string       `json:"region"`
	Code   string       `json:"code"`
	CutOff string       `json:"cut_off"`
	AsOf   civil.Date   `json:"as_of"`
	At     clock.Moment `json:"at_us"`
	Chains string       `json:"chains"` // digest over all chains of records at the cut-off
	Tables []Taken      `json:"tables"`
}

// Taken is one table.
type Taken struct {
	File   string `json:"file"`
	Rows   int    `json:"rows"`
	Digest string `json:"digest"`
	Bytes  int64  `json:"bytes"`
}

// rowsOfFile at most; a longer table goes on in another file.
const rowsOfFile = 100_000

// Check what an extract is asked for: a village is refused, since that would tell whom it is about; the password is of
// at least 12 characters. Refusals: extract.village, extract.password.
func Check(at *region.Region, password string) error {
	if at.Level == region.Village {
		return errs.New(errs.Invalid, "extract.village").On("region").With("name", at.Name)
	}
	if len([]rune(password)) < 12 {
		return errs.New(errs.Invalid, "extract.password").On("password")
	}
	return nil
}

// Write the sealed extract of a region as of now, with the digest over all chains of records. Refusals: those of Check.
func Write(ctx context.Context, w io.Writer, db *database.DB, ring *seal.Ring, now func() clock.Moment,
	at *region.Region, chains []byte, password string) (*List, error) {
	if err := Check(at, password); err != nil {
		return nil, err
	}
	key, err := age.NewScryptRecipient(password)
	if err != nil {
		return nil, err
	}
	sealed, err := age.Encrypt(w, key)
	if err != nil {
		return nil, err
	}
	z := zip.NewWriter(sealed)
	var list *List
	if err := db.Read(ctx, func(s *database.Snapshot) error {
		cutOff := now()
		tree, err := region.Load(s, cutOff.Date())
		if err != nil {
			return err
		}
		list = &List{Region: tree.Full(at.Path), Code: at.Code, CutOff: cutOff.String(), AsOf: cutOff.Date(), At: cutOff,
			Chains: hex.EncodeToString(chains)}
		x := &taker{r: s, ring: ring, tree: tree, path: at.Path, lo: at.Path, hi: at.Path + "~"}
		if err := x.people(); err != nil {
			return err
		}
		for _, part := range parts {
			t := schema.Of(part.table)
			columns := t.Columns(schema.Extract)
			heads := make([]string, len(columns))
			for i, col := range columns {
				heads[i] = col.Head
			}
			var body bytes.Buffer
			var c *csv.Writer
			files, n := 0, 0
			end := func() error { // of a file: none is longer than a spreadsheet program opens
				if c == nil {
					return nil
				}
				c.Flush()
				if err := c.Error(); err != nil {
					return err
				}
				files++
				name := t.Name + ".csv"
				if files > 1 {
					name = fmt.Sprintf("%s（%d）.csv", t.Name, files)
				}
				f, err := z.Create(name)
				if err != nil {
					return err
				}
				list.Tables = append(list.Tables, Taken{name, n, hex.EncodeToString(seal.Digest(body.Bytes())), int64(body.Len())})
				_, err = f.Write(body.Bytes())
				body.Reset()
				c, n = nil, 0
				return err
			}
			if err := part.take(x, func(cells map[string]string) error {
				line := make([]string, len(columns))
				used := 0
				for i, col := range columns {
					if v, ok := cells[col.Code]; ok {
						line[i] = v
						used++
					}
				}
				if used != len(cells) {
					return fmt.Errorf("extract: table %s has not all the columns of %v", t.Code, cells)
				}
				if c == nil {
					body.WriteString("\ufeff")
					c = csv.NewWriter(&body)
					if err := c.Write(heads); err != nil {
						return err
					}
				}
				if err := c.Write(line); err != nil {
					return err
				}
				if n++; n == rowsOfFile {
					return end()
				}
				return nil
			}); err != nil {
				return err
			}
			if err := end(); err != nil {
				return err
			}
		}
		return nil
	}); err != nil {
		return nil, err
	}
	b, err := json.MarshalIndent(list, "", " ")
	if err != nil {
		return nil, err
	}
	f, err := z.Create(ListName)
	if err != nil {
		return nil, err
	}
	if _, err := f.Write(b); err != nil {
		return nil, err
	}
	if err := z.Close(); err != nil {
		return nil, err
	}
	return list, sealed.Close()
}

// Is reports whether a file begins like an extract.
func Is(head []byte) bool { return bytes.HasPrefix(head, []byte("age-encryption.org/")) }

// Open an extract in memory: its tables as files, each checked against the list. Refusals: extract.wrong_password,
// extract.broken.
func Open(body []byte, password string) (fs.FS, *List, error) {
	key, err := age.NewScryptIdentity(password)
	if err != nil {
		return nil, nil, errs.New(errs.Invalid, "extract.wrong_password").On("password")
	}
	r, err := age.Decrypt(bytes.NewReader(body), key)
	if err != nil {
		return nil, nil, errs.New(errs.Invalid, "extract.wrong_password").On("password")
	}
	broken := errs.New(errs.Invalid, "extract.broken").On("from")
	plain, err := io.ReadAll(r)
	if err != nil {
		return nil, nil, broken
	}
	z, err := zip.NewReader(bytes.NewReader(plain), int64(len(plain)))
	if err != nil {
		return nil, nil, broken
	}
	b, err := fs.ReadFile(z, ListName)
	if err != nil {
		return nil, nil, broken
	}
	list := &List{}
	if err := json.Unmarshal(b, list); err != nil {
		return nil, nil, broken
	}
	for _, t := range list.Tables {
		b, err := fs.ReadFile(z, t.File)
		if err != nil || hex.EncodeToString(seal.Digest(b)) != strings.ToLower(t.Digest) {
			return nil, nil, broken
		}
	}
	return z, list, nil
}
