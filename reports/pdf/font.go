// Package pdf is how papers look as PDF: A4 in the proportions of GB/T 9704, one TrueType font found on the machine.
// The same document and font give the same bytes.
package pdf

import (
	"os"
	"path/filepath"
	"sort"
	"strings"

	"golang.org/x/image/font/sfnt"

	"gangwei/internal/base/errs"
)

// places where free Chinese TrueType fonts lie. gofpdf reads no collections (.ttc) and no CFF outlines.
var places = []string{"/usr/share/fonts/truetype/lxgw-wenkai/LXGWWenKai-Regular.ttf",
	"/usr/share/fonts/truetype/lxgw-wenkai/*.ttf", "/usr/share/fonts/**/LXGWWenKai*.ttf", "/usr/local/share/fonts/*.ttf",
	`C:\Windows\Fonts\simfang.ttf`, `C:\Windows\Fonts\simkai.ttf`}

// FindFont names the font file: the office's own choice (path, may be empty), else the first that is found. Refusal:
// report.font.
func FindFont(own string) (string, error) {
	if own != "" {
		if _, err := os.Stat(own); err != nil {
			return "", errs.New(errs.State, "report.font")
		}
		return own, nil
	}
	for _, p := range places {
		found, _ := filepath.Glob(p)
		sort.Strings(found)
		for _, f := range found {
			if !strings.Contains(f, "Mono") && !strings.Contains(f, "Light") || len(found) == 1 {
				return f, nil
			}
		}
	}
	return "", errs.New(errs.State, "report.font")
}

// face is a font's bytes with its glyph table.
type face struct {
	data  []byte
	font  *sfnt.Font
	buf   sfnt.Buffer
	drawn map[rune]bool // what was asked already
}

func loadFace(path string) (*face, error) {
	b, err := os.ReadFile(path)
	if err != nil {
		return nil, err
	}
	f, err := sfnt.Parse(b)
	if err != nil {
		return nil, errs.New(errs.State, "report.font")
	}
	return &face{data: b, font: f, drawn: map[rune]bool{}}, nil
}

// has reports whether the font draws a character.
func (f *face) has(r rune) bool {
	is, known := f.drawn[r]
	if !known {
		g, err := f.font.GlyphIndex(&f.buf, r)
		is = err == nil && g != 0
		f.drawn[r] = is
	}
	return is
}
