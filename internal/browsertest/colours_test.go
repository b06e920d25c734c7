package browsertest_test

import (
	"testing"
	"time"

	"github.com/chromedp/cdproto/emulation"
	"github.com/chromedp/chromedp"

	"gangwei/internal/browsertest"
	"gangwei/internal/demo"
)

// Where the system chooses the colours and takes away what the grounds of cells told, a row that is chosen, the entry
// of the navigation that one is at, an answer that is chosen and what has the focus are told by their frames.
func TestForced_colours_tell_by_frames_what_grounds_told(t *testing.T) {
	t.Parallel()
	base, _, _ := city(t)
	ctx := browsertest.Browser(t)
	var told struct{ Forced, Row, Other, Here, Focus, Answer bool }
	const look = `(() => {
		const style = q => getComputedStyle(document.querySelector(q)), framed = q => style(q).outlineStyle === "solid";
		const input = document.querySelector(".find input");
		input.focus();
		return {Forced: matchMedia("(forced-colors: active)").matches, Row: framed("tr.chosen > td"),
			Other: framed("tbody tr:not(.chosen) > td"), Focus: getComputedStyle(input).outlineStyle === "solid",
			Here: style(".side a[aria-current]").textDecorationLine === "underline" &&
				style(".side a:not([aria-current])").textDecorationLine !== "underline"};
	})()`
	within(t, ctx, 90*time.Second, browsertest.Size(1280, 900), signIn(base, "zhen-370402001", demo.Password),
		emulation.SetEmulatedMedia().WithFeatures([]*emulation.MediaFeature{{Name: "forced-colors", Value: "active"}}),
		chromedp.Navigate(base+"/people"), click(`td.pick input`, chromedp.ByQuery),
		appears(`tr.chosen`), chromedp.Evaluate(look, &told), browsertest.Shot("forced-people"))
	if !told.Forced || !told.Row || told.Other || !told.Here || !told.Focus {
		t.Errorf("%+v", told)
	}
	const answers = `(() => {
		const a = document.querySelector(".choices input"), o = () => getComputedStyle(a.nextElementSibling).outlineStyle;
		a.checked = false;
		const before = o();
		a.checked = true;
		return before !== "solid" && o() === "solid";
	})()`
	within(t, ctx, 60*time.Second, chromedp.Navigate(base+"/design"), chromedp.WaitReady(`.choices`),
		chromedp.Evaluate(answers, &told.Answer), browsertest.Shot("forced-design"))
	if !told.Answer {
		t.Error("an answer that is chosen looks as the others")
	}
	const words = `getComputedStyle(document.querySelector("svg.figure")).fill === getComputedStyle(document.body).color`
	var read bool
	within(t, ctx, 60*time.Second, chromedp.Navigate(base+"/overview"), chromedp.WaitReady(`svg.figure`),
		chromedp.Evaluate(words, &read), browsertest.Shot("forced-overview"))
	if !read {
		t.Error("the words of a chart have a colour of their own")
	}
}
