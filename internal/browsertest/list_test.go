package browsertest_test

import (
	"fmt"
	"strings"
	"testing"
	"time"

	"github.com/chromedp/chromedp"
	"github.com/chromedp/chromedp/kb"

	"gangwei/internal/apptest"
	"gangwei/internal/browsertest"
)

// A list is sorted by its heads, its rows are opened beside it and left by the keyboard, chosen, and shown in the
// columns that one wants.
func TestList_is_sorted_opened_chosen_and_shaped(t *testing.T) {
	t.Parallel()
	h, _, placements := staffed(t, 8)
	base := h.Serve()
	ctx := browsertest.Browser(t)
	login := apptest.Login("county_reviewer", apptest.County)
	first, second := fmt.Sprintf("/placements/%d", placements[0]), fmt.Sprintf("/placements/%d", placements[1])
	link := `document.querySelector('a[data-row][href="` + first + `"]')`
	open := `document.querySelector('.drawer dl.facts')`
	var heads string
	within(t, ctx, 90*time.Second, browsertest.Size(1280, 900), signIn(base, login, apptest.Pass),
		chromedp.Navigate(base+"/placements"), until(`document.querySelectorAll('a[data-row]').length === 8`),
		click(`th a[href*="sort=name"]`),
		until(`document.querySelector('th[aria-sort=ascending] a[href*="-name"]')`),
		click(`th[aria-sort] a`), until(`document.querySelector('th[aria-sort=descending]')`),
		// A row by the keyboard: opened, the next one, closed, and the focus is back.
		chromedp.Navigate(base+"/placements"), until(link), chromedp.Evaluate(link+`.focus()`, nil),
		chromedp.KeyEvent(kb.Enter), until(open+` && document.querySelector('.drawer .acts a').pathname === '`+first+`'`),
		chromedp.KeyEvent(kb.ArrowDown),
		until(open+` && document.querySelector('.drawer .acts a').pathname === '`+second+`'`),
		until(`document.querySelectorAll('h1').length === 1`),
		chromedp.KeyEvent(kb.Escape), until(`!document.querySelector('.drawer')`),
		until(`document.activeElement.getAttribute('href') === '`+second+`'`), browsertest.Shot("list-1280"),
		// Back closes the row, and does not leave the list; forward opens it again.
		chromedp.KeyEvent(kb.Enter), until(open), chromedp.Evaluate(`history.back()`, nil),
		until(`!document.querySelector('.drawer') && location.pathname === '/placements'`),
		chromedp.Evaluate(`history.forward()`, nil), until(open), chromedp.Evaluate(`history.back()`, nil),
		until(`!document.querySelector('.drawer') && location.pathname === '/placements'`),
		// Rows by their boxes: none, one, all of the page; then what is done to them.
		chromedp.WaitNotVisible(`.bulkbar`),
		click(`input[name=ids]`),
		until(`document.querySelector('.bulkbar').innerText.replace(/\s/g, '').includes('已选1条，共8条')`),
		click(`[data-all]`), until(`document.querySelector('[data-chosen] b').textContent === '8'`),
		click(`[data-bulk]`), until(`document.querySelectorAll('input[name=ids]:checked').length === 8 && `+
			`document.querySelector('main h2').innerText.includes('8人')`),
		// Columns: kept for the next time.
		chromedp.Navigate(base+"/placements"), click(`.columnbox summary`),
		click(`input[name=cols][value=post]`), click(`input[name=cols][value=sex]`),
		click(`.columnbox button`), until(`!document.querySelector('th a[href*="sort=post"]')`),
		chromedp.Navigate(base+"/placements"),
		chromedp.Evaluate(`Array.from(document.querySelectorAll('thead th')).map(x => x.innerText.trim()).join(' ')`,
			&heads))
	if strings.Contains(heads, "岗位") || !strings.Contains(heads, "性别") {
		t.Errorf("the heads that were chosen are %q", heads)
	}
	var over int
	var card string
	within(t, ctx, 60*time.Second, browsertest.Size(360, 740), chromedp.Navigate(base+"/placements"), until(link),
		browsertest.Overflow(&over), chromedp.SetValue(`.sortby select`, "-start"),
		until(`location.search.includes('sort=-start')`), until(link),
		chromedp.Evaluate(`getComputedStyle(document.querySelector('table.rows tbody tr')).display`, &card),
		chromedp.WaitNotVisible(`.bulkbar`), click(`input[name=ids]`), appears(`.bulkbar`),
		browsertest.Shot("list-360"))
	if over > 0 || card != "block" {
		t.Errorf("at 360 px: %d px too wide, rows are %s", over, card)
	}
}

// A row whose page is filled in by its own script opens as a page, not beside the list, where that script does not run.
// What is typed beside a list is not lost by the key that closes it.
func TestList_opens_what_is_filled_in_as_a_page(t *testing.T) {
	t.Parallel()
	h, sheet, placements := staffed(t, 3)
	base := h.Serve()
	ctx := browsertest.Browser(t)
	page := fmt.Sprintf("/duty/sheets/%d", sheet)
	field := `.drawer form input:not([type=hidden]):not([type=checkbox]):not([type=radio]), .drawer form textarea`
	var typed string
	within(t, ctx, 90*time.Second, browsertest.Size(1280, 900),
		signIn(base, apptest.Login("village_registrar", h.Region(apptest.Home).Code), apptest.Pass),
		chromedp.Navigate(base+"/duty?month=2025-01"), click(`a[data-row][href="`+page+`"]`),
		until(`location.pathname === '`+page+`' && document.querySelector('table[data-grid]')`),
		chromedp.Navigate(base+"/placements"),
		click(fmt.Sprintf(`a[data-row][href="/placements/%d"]`, placements[0])),
		until(`document.querySelector('`+field+`')`),
		chromedp.Evaluate(`var x = document.querySelector('`+field+`'); var box = x.closest('details');
			box && (box.open = true); x.focus(); x.value = '2'`, nil),
		chromedp.KeyEvent(kb.Escape), chromedp.Evaluate(`(document.querySelector('`+field+`') || {}).value || ''`, &typed))
	if typed != "2" {
		t.Errorf("what was typed is %q after Esc", typed)
	}
}
