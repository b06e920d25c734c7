// Package documents is what a paper consists of: a pack of sheets, each of titles, paragraphs, pairs, tables, figures
// and boxes for signatures. What a sheet says is decided by the room whose paper it is; how it looks is the renderer's.
package documents

import (
	"regexp"
	"strings"

	"gangwei/internal/base/clock"
	"gangwei/internal/platform/figure"
	"gangwei/internal/platform/sheet"
)

// Pack of sheets.
type Pack struct {
	Title  string
	Demo   bool
	Stamp  clock.Moment
	Sheets []Sheet
}

// Sheet of paper; it may run over several pages.
type Sheet struct {
	Number string
	Title  string
	Sub    string // whose, and for when
	Wide   bool   // across the page
	Blocks []Block
}

// Block of a sheet: exactly one of its parts is used.
type Block struct {
	Para   string     // text, first line indented
	Head   string     // a small heading
	Pairs  [][]string // label and value, two or four to a row, in boxes
	Table  *Table
	Figure *figure.Figure
	Sign   []string // boxes for signature and fingerprint, side by side
	Seal   string   // box for the seal of an office, with the date
}

// Table with room to write: an empty cell stays empty.
type Table struct {
	Widths []float64 // shares
	Heads  []string
	Rows   [][]string
	Height float64 // of a row in mm, at least
}

// figureText is a number that is counted or added up, and no code: nothing stands before its first digit.
var figureText = regexp.MustCompile(`^-?(0|[1-9][0-9]{0,2}(,?[0-9]{3}){0,3})(\.[0-9]+)?$`)

// IsSum reports whether a column holds sums or figures, which stand at the right, under each other.
func (t *Table) IsSum(column int) bool {
	head := t.Heads[column]
	if strings.HasSuffix(head, "（元）") || head == "人次" {
		return true
	}
	if column == 0 || head == "序号" {
		return false
	}
	some := false
	for _, r := range t.Rows {
		if column < len(r) && r[column] != "" {
			if some = true; !figureText.MatchString(r[column]) {
				return false
			}
		}
	}
	return some
}

// Renderer makes the bytes of a pack, and of a table as an office prints it.
type Renderer interface {
	Pack(*Pack) ([]byte, error)
	Form(f *sheet.Form, stamp clock.Moment, demo bool) ([]byte, error)
}

// Objections is how a paper ends that tells somebody of a decision: where to turn, and that who does is protected.
const Objections = "对上述内容有异议的，可以向镇（街道）反映（电话：________________），" +
	"也可以向区（市）人社部门反映（电话：________________），或拨打12333、12345；" +
	"反映干部违纪问题拨打12388。反映情况受保护。"
