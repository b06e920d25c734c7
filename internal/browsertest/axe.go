package browsertest

import (
	"context"
	"encoding/json"
	"fmt"
	"os"
	"path/filepath"
	"runtime"
	"strings"

	cdp "github.com/chromedp/cdproto/runtime"
	"github.com/chromedp/chromedp"
)

func awaited(p *cdp.EvaluateParams) *cdp.EvaluateParams { return p.WithAwaitPromise(true) }

// Axe is the script of axe-core, which npm puts into axe/node_modules (`make deps`); GANGWEI_AXE names it elsewhere.
func Axe() (string, error) {
	at := os.Getenv("GANGWEI_AXE")
	if at == "" {
		_, here, _, _ := runtime.Caller(0)
		at = filepath.Join(filepath.Dir(here), "axe", "node_modules", "axe-core", "axe.min.js")
	}
	b, err := os.ReadFile(at)
	if err != nil {
		return "", fmt.Errorf("axe-core is missing: run 'make deps', or name its axe.min.js in GANGWEI_AXE: %w", err)
	}
	return string(b), nil
}

// Violation is a rule of accessibility that a page breaks.
type Violation struct {
	ID, Impact, Help string
	Nodes            []struct{ HTML string }
}

func (v Violation) String() string {
	return fmt.Sprintf("%s (%s): %s, at %d places, first %s", v.ID, v.Impact, v.Help, len(v.Nodes), v.Nodes[0].HTML)
}

// Inspect lets axe-core loose on the page that is open and keeps what it finds serious or moderate.
func Inspect(axe string, out *[]Violation) chromedp.Action {
	return chromedp.ActionFunc(func(ctx context.Context) error {
		if err := chromedp.Evaluate(axe+";0", nil).Do(ctx); err != nil {
			return err
		}
		var found string
		const run = `axe.run(document, {resultTypes: ["violations"]}).then(r => JSON.stringify(r.violations))`
		if err := chromedp.Evaluate(run, &found, chromedp.EvalAsValue, awaited).Do(ctx); err != nil {
			return err
		}
		var all []Violation
		if err := json.NewDecoder(strings.NewReader(found)).Decode(&all); err != nil {
			return err
		}
		for _, v := range all {
			if v.Impact != "minor" {
				*out = append(*out, v)
			}
		}
		return nil
	})
}
