package browsertest_test

import (
	"context"
	"strings"

	"github.com/chromedp/chromedp"
)

// click presses what lies at a selector, and appears waits for it. A page that draws itself anew, or is left, may take
// the place away between its being found and being asked for; then it is looked for again, since nothing was done.
func click(at string, options ...chromedp.QueryOption) chromedp.Action {
	return again(chromedp.Click(at, options...))
}

func appears(at string, options ...chromedp.QueryOption) chromedp.Action {
	return again(chromedp.WaitVisible(at, options...))
}

func again(what chromedp.Action) chromedp.Action {
	return chromedp.ActionFunc(func(c context.Context) error {
		for left := 20; ; left-- {
			err := what.Do(c)
			if err == nil || left == 0 || !isGone(err) {
				return err
			}
		}
	})
}

func isGone(err error) bool {
	return strings.Contains(err.Error(), "Could not find node") || strings.Contains(err.Error(), "No node with given id")
}
