package sheet

import (
	"strconv"
	"strings"

	"gangwei/internal/base/errs"
)

// Whole reads a count as people write it: 1234, 1,234, １２３４, 12个. An estimate (约100) is none, nor is what is below 0 or
// above most. Refusal: sheet.whole.
func Whole(text string, most int64) (int64, error) {
	s := strings.NewReplacer(",", "").Replace(Plain(text))
	for _, of := range []string{"个", "人", "次", "家", "场", "期"} {
		s = strings.TrimSuffix(s, of)
	}
	n, err := strconv.ParseInt(s, 10, 64)
	if err != nil || n < 0 || n > most {
		return 0, errs.New(errs.Invalid, "sheet.whole").With("raw", text).With("most", most)
	}
	return n, nil
}
