package sheet

import (
	"archive/zip"
	"bytes"
	"encoding/xml"
	"io"
	"path"
	"strings"
)

// cellTypes answers whether a cell of a sheet is a number, by reading the sheet's own part from front to back. The library answers it only
// with the whole sheet in memory as objects, ten times the size of the file; here cells are asked for in their order, so one pass over
// the bytes is enough.
type cellTypes struct {
	book []byte
	part []byte // of the sheet asked for last
	name string
	at   int
	bad  bool
}

// number reports whether the cell at a reference ("C5") is written as a number. ok is false where the part cannot be made out.
func (t *cellTypes) number(sheet, ref string) (is, ok bool) {
	if t.name != sheet || t.part == nil && !t.bad {
		t.name, t.at = sheet, 0
		t.part = sheetPart(t.book, sheet)
		t.bad = t.part == nil
	}
	if t.bad {
		return false, false
	}
	mark := []byte(` r="` + ref + `"`)
	i := bytes.Index(t.part[t.at:], mark)
	if i < 0 {
		return false, false
	}
	at := t.at + i
	begin := bytes.LastIndexByte(t.part[:at], '<')
	end := bytes.IndexByte(t.part[at:], '>')
	if begin < 0 || end < 0 {
		return false, false
	}
	t.at = at
	tag := string(t.part[begin : at+end])
	_, kind, typed := strings.Cut(tag, ` t="`)
	return !typed || strings.HasPrefix(kind, `n"`), true
}

// sheetPart finds the part of a sheet by the workbook's list and its relations; nil if there is none.
func sheetPart(book []byte, name string) []byte {
	z, err := zip.NewReader(bytes.NewReader(book), int64(len(book)))
	if err != nil {
		return nil
	}
	read := func(name string) []byte {
		f, err := z.Open(name)
		if err != nil {
			return nil
		}
		defer f.Close()
		b, err := io.ReadAll(io.LimitReader(f, maxUnpacked))
		if err != nil {
			return nil
		}
		return b
	}
	var list struct {
		Sheets []struct {
			Name string     `xml:"name,attr"`
			All  []xml.Attr `xml:",any,attr"`
		} `xml:"sheets>sheet"`
	}
	var rels struct {
		Relationship []struct {
			ID     string `xml:"Id,attr"`
			Target string `xml:"Target,attr"`
		}
	}
	if xml.Unmarshal(read("xl/workbook.xml"), &list) != nil || xml.Unmarshal(read("xl/_rels/workbook.xml.rels"), &rels) != nil {
		return nil
	}
	for _, s := range list.Sheets {
		if s.Name != name {
			continue
		}
		for _, a := range s.All {
			for _, r := range rels.Relationship {
				if a.Name.Local == "id" && a.Value == r.ID {
					target := strings.TrimPrefix(r.Target, "/")
					if !strings.HasPrefix(target, "xl/") {
						target = path.Join("xl", target)
					}
					return read(target)
				}
			}
		}
	}
	return nil
}
