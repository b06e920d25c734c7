package overview

import (
	"fmt"

	"gangwei/internal/attendance/duty"
	"gangwei/internal/base/civil"
	"gangwei/internal/hiring/placement"
	"gangwei/internal/hiring/post"
	"gangwei/internal/platform/database"
)

// ByMonth is what happened in a region in each of a board's months.
type ByMonth struct {
	Name                       string
	Developed, Started, OnPost []int64
}

// byMonth fills in the months of the board's region and of those below it.
func (b *Board) byMonth(r database.Reader, last civil.Month) error {
	below := b.Figures[1:]
	if len(below) == 0 {
		below = b.Figures
	}
	deep := len(below[0].Path)
	moves, err := placement.MovesByMonth(r, b.At.Path, deep, b.Months[0], last)
	if err != nil {
		return err
	}
	developed, err := post.DevelopedByMonth(r, b.At.Path, deep, b.Months[0], last)
	if err != nil {
		return err
	}
	b.OnPost = make([]int64, len(b.Months))
	for _, m := range moves {
		for i, n := range m.OnPost {
			b.OnPost[i] += n
		}
	}
	for _, f := range below {
		x := ByMonth{f.Name, developed[f.Path], make([]int64, len(b.Months)), make([]int64, len(b.Months))}
		if x.Developed == nil {
			x.Developed = make([]int64, len(b.Months))
		}
		if m := moves[f.Path]; m != nil {
			x.Started, x.OnPost = m.Started, m.OnPost
		}
		b.Monthly = append(b.Monthly, x)
	}
	return nil
}

// fewHolders is how many people a region needs for a share of its own: of fewer, one person is a tenth and more.
const fewHolders = 10

// Covered is a region's checks of the quarter; regions with few holders stand together.
type Covered struct {
	Name string
	Path string // empty of several together
	duty.Coverage
}

// pooled coverages of regions in their order, those with few holders in one line at the end.
func pooled(name func(path string) string, many []duty.Coverage) (out []Covered) {
	var small []duty.Coverage
	for _, c := range many {
		if c.Holders < fewHolders && len(many) > 1 {
			small = append(small, c)
			continue
		}
		out = append(out, Covered{name(c.Path), c.Path, c})
	}
	switch len(small) {
	case 0:
	case 1: // alone it would be seen through; its number is small either way
		out = append(out, Covered{name(small[0].Path), small[0].Path, small[0]})
	default:
		sum := duty.Sum(small)
		out = append(out, Covered{Name: fmt.Sprintf("不足%d人的%d处合计", fewHolders, len(small)), Coverage: sum})
	}
	return out
}
