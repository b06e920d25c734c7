package reporting_test

import (
	"testing"

	"gangwei/internal/oversight/inspect"
	"gangwei/internal/oversight/reporting"
)

// A paper over material of which some was not read never says only that nothing was found.
func TestClean_says_what_was_not_read(t *testing.T) {
	for _, c := range []struct {
		name string
		doc  reporting.Inspection
		want string
	}{
		{"an office", reporting.Inspection{}, "检查期间没有发现疑点。"},
		{"all was read", reporting.Inspection{Materials: &inspect.Materials{}}, "检查期间没有发现疑点。"},
		{"rows were not read", reporting.Inspection{Materials: &inspect.Materials{Unread: 11}},
			"在读出的材料中没有发现疑点；有材料没有读出，见“材料情况”。"},
		{"matters cannot be judged", reporting.Inspection{Materials: &inspect.Materials{Withheld: 3}},
			"在读出的材料中没有发现疑点；另有3项不能判断，见“材料情况”。"},
		{"both", reporting.Inspection{Materials: &inspect.Materials{Unread: 1, Withheld: 2}},
			"在读出的材料中没有发现疑点；有材料没有读出，另有2项不能判断，见“材料情况”。"},
		{"findings at another time", reporting.Inspection{Outside: &reporting.Outside{Before: 1}},
			"没有在检查期间内的疑点；检查期间以外没有办结的见上。"},
	} {
		if got := c.doc.Clean(); got != c.want {
			t.Errorf("%s: %q", c.name, got)
		}
	}
}
