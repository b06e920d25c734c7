package browsertest_test

import (
	"fmt"
	"os"
	"strings"
	"testing"
	"time"

	"gangwei/internal/browsertest"
	"gangwei/internal/demo"

	"github.com/chromedp/chromedp"
)

func TestZZ(t *testing.T) {
	base := "http://127.0.0.1:8080"
	ctx := browsertest.Browser(t)
	for i, line := range strings.Split(strings.TrimSpace(os.Getenv("ZZ")), ";") {
		f := strings.Fields(line)
		for _, w := range []int64{1280, 360} {
			actions := []chromedp.Action{browsertest.Size(w, 900), signIn(base, f[0], demo.Password)}
			for k, p := range f[1:] {
				var px int
				actions = append(actions, chromedp.Navigate(base+p), chromedp.Evaluate(`document.querySelectorAll("details").forEach(d=>d.open=true)`, nil), browsertest.Overflow(&px), browsertest.Shot(fmt.Sprintf("z%d-%d-%d", i, k, w)))
			}
			actions = append(actions, signOut())
			within(t, ctx, 60*time.Second, actions...)
		}
	}
}
