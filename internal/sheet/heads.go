package sheet

import (
	"slices"
	"strings"
	"unicode"
)

// Head of a column that a reader looks for: its name, other words for it, and whether a table without it is of no use.
type Head struct {
	Name     string
	Also     []string
	Exact    []string // words that are the whole head or none: too common to be looked for inside others
	Required bool
}

// headsWithin is how many rows from the top the heads are looked for.
const headsWithin = 20

// Plain makes what was typed comparable: no spaces, full-width letters and digits as usual ones.
func Plain(s string) string {
	return strings.Map(func(r rune) rune {
		switch {
		case unicode.IsSpace(r) || r == '\u200b' || r == '\ufeff':
			return -1
		case r >= '！' && r <= '～':
			return r - '！' + '!'
		}
		return r
	}, s)
}

// HeadWord is a head without spaces, remarks in brackets and marks of being required.
func HeadWord(s string) string {
	s = Plain(s)
	var b strings.Builder
	depth := 0
	for _, r := range s {
		switch r {
		case '(', '[', '【', '（':
			depth++
		case ')', ']', '】', '）':
			depth = max(0, depth-1)
		case '*', ':', '：', '、', '/', '_':
		default:
			if depth == 0 {
				b.WriteRune(unicode.ToLower(r))
			}
		}
	}
	return b.String()
}

// FindHeads looks for the row that names most columns; two reports that the heads stand on two rows, as under a merged head. columns
// says for each cell which head it is, -1 for none; at is -1 where no row names two.
func FindHeads(heads []Head, rows []Row) (at int, two bool, columns []int) {
	known, exact := make([][]string, len(heads)), make([][]string, len(heads)) // the words of each head
	for i, h := range heads {
		for _, w := range append([]string{h.Name}, h.Also...) {
			known[i] = append(known[i], HeadWord(w))
		}
		for _, w := range h.Exact {
			exact[i] = append(exact[i], HeadWord(w))
		}
	}
	words := make([][]string, min(len(rows), headsWithin+1)) // of each row
	for i := range words {
		for _, c := range rows[i].Cells {
			words[i] = append(words[i], HeadWord(c))
		}
	}
	at, best := -1, 1
	for i := range words[:min(len(words), headsWithin)] {
		m := matchHeads(known, exact, words[i])
		if n := matched(m); n > best {
			at, best, two, columns = i, n, false, m
		}
		if i+1 < len(words) && rows[i+1].N == rows[i].N+1 {
			m := matchHeads(known, exact, Under(words[i], words[i+1]))
			if n := matched(m); n > best && matched(matchHeads(known, exact, words[i+1])) < n {
				at, best, two, columns = i, n, true, m
			}
		}
	}
	return at, two, columns
}

// Under joins heads on two rows: the lower one where it says something.
func Under(upper, lower []string) []string {
	out := make([]string, max(len(upper), len(lower)))
	copy(out, upper)
	for i, c := range lower {
		if strings.TrimSpace(c) != "" {
			out[i] = c
		}
	}
	return out
}

func matched(columns []int) int {
	n := 0
	for _, c := range columns {
		if c >= 0 {
			n++
		}
	}
	return n
}

// matchHeads takes exact words first, and then cells that contain a head's word; each head once.
func matchHeads(known, exact [][]string, words []string) []int {
	out := make([]int, len(words))
	taken := make([]bool, len(known))
	for i, w := range words {
		out[i] = -1
		for k, ws := range known {
			if w != "" && !taken[k] && (slices.Contains(ws, w) || slices.Contains(exact[k], w)) {
				out[i], taken[k] = k, true
				break
			}
		}
	}
	for i, w := range words {
		if out[i] >= 0 || w == "" || len([]rune(w)) > 20 {
			continue
		}
		longest := 0
		for k, ws := range known {
			if taken[k] {
				continue
			}
			for _, a := range ws {
				if telling(a) && strings.Contains(w, a) && len(a) > longest {
					out[i], longest = k, len(a)
				}
			}
		}
		if out[i] >= 0 {
			taken[out[i]] = true
		}
	}
	return out
}

// telling reports whether a word says enough to be looked for inside a longer head: two characters of Chinese, or five letters (an "id" is in "paid").
func telling(word string) bool {
	for _, r := range word {
		if r > unicode.MaxASCII {
			return len([]rune(word)) >= 2
		}
	}
	return len(word) >= 5
}

var totals = []string{"合计", "总计", "小计", "共计", "累计"}
var notes = []string{"填表人", "制表人", "审核人", "负责人", "单位", "联系电话", "备注", "说明", "注", "填报", "填表日期", "制表"}

// PassOver names the rows that are about nobody: total, repeat (the heads again on a new page), note (at the foot); empty for the others. A row
// in which any required column is filled is never passed over, except that a total may carry figures.
func PassOver(known []Head, heads, cells []string, columns []int) string {
	first, filled, needed, again := "", 0, 0, 0
	for i, c := range cells {
		if c = strings.TrimSpace(c); c == "" {
			continue
		}
		if first == "" {
			first = HeadWord(c)
		}
		filled++
		if i < len(columns) && columns[i] >= 0 && known[columns[i]].Required {
			needed++
		}
		if i < len(heads) && c == strings.TrimSpace(heads[i]) {
			again++
		}
	}
	for _, t := range totals {
		if strings.HasPrefix(first, t) && needed <= 1 {
			return "total"
		}
	}
	if again >= 2 && again*2 >= filled {
		return "repeat"
	}
	for _, n := range notes {
		if strings.HasPrefix(first, n) && (needed == 0 || needed == 1 && n != "注") {
			return "note"
		}
	}
	return ""
}
