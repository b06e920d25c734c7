package browsertest_test

import (
	"testing"
	"time"

	"github.com/chromedp/chromedp"

	"gangwei/internal/browsertest"
)

func TestZZ(t *testing.T) {
	ctx := browsertest.Browser(t)
	base := "http://127.0.0.1:8080"
	var kin, ring, card string
	within(t, ctx, 120*time.Second, browsertest.Size(1280, 900), signIn(base, "jijian", "Gangwei-2025"),
		chromedp.Navigate(base+"/inspect"), browsertest.Shot("zz-inspect"),
		chromedp.Navigate(base+"/inspect?family=rotation"), chromedp.AttributeValue(`a[href^="/inspect/findings/"]`, "href", &ring, nil),
		chromedp.Navigate(base+"/inspect?family=nepotism"), chromedp.AttributeValue(`a[href^="/inspect/findings/"]`, "href", &kin, nil),
		chromedp.Navigate(base+"/inspect?rule=diversion.shared_account"), chromedp.AttributeValue(`a[href^="/inspect/findings/"]`, "href", &card, nil),
	)
	within(t, ctx, 120*time.Second, chromedp.Navigate(base+ring), browsertest.Shot("zz-ring"), chromedp.Navigate(base+kin), browsertest.Shot("zz-kin"), browsertest.Size(360, 800), browsertest.Shot("zz-kin-360"), browsertest.Size(1280, 900), chromedp.Navigate(base+card), browsertest.Shot("zz-card"),
		chromedp.Navigate(base+kin), chromedp.Click(`a[href^="/inspect/people?q="]`), chromedp.WaitVisible(`h1`), chromedp.Sleep(2*time.Second), browsertest.Shot("zz-person"), browsertest.Size(360, 800), browsertest.Shot("zz-person-360"), browsertest.Size(1280, 900),
		chromedp.Navigate(base+"/inspect/people?q=王"), browsertest.Shot("zz-people"))
}
