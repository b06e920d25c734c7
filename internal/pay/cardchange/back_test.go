package cardchange_test

import (
	"testing"

	"gangwei/internal/apptest"
	"gangwei/internal/dbtest"
	"gangwei/internal/pay/cardchange"
	"gangwei/internal/platform/authz"
	"gangwei/internal/platform/database"
	"gangwei/internal/platform/desk"
)

// The approval of a list is taken back by who gave it, until a line is struck or the list is in force; the list then
// waits for approval as before.
func TestTakeBackApproval_until_the_list_is_acted_on(t *testing.T) {
	dbtest.Each(t, func(t *testing.T, db *database.DB) {
		h := apptest.New(t, db)
		h.Hold(0, "换卡甲", "999000000000100", "2025-01-01", "")
		_, number := numberOf(t, h, "换卡甲")
		enter, approve := h.Actor("finance_preparer", apptest.County), h.Actor("finance_releaser", apptest.County)
		id, err := h.Cards.Enter(ctx, enter, "", h.Region(apptest.County), "农商行函1号", "a.csv",
			[]byte("姓名,身份证号,新账号\n换卡甲,"+number+",999000000000201\n"))
		apptest.Must(t, err)
		list := func() (l cardchange.List) {
			apptest.Must(t, db.Read(ctx, func(s *database.Snapshot) (err error) {
				l, err = cardchange.ByID(s, id)
				return err
			}))
			return l
		}
		apptest.Back{Act: "card.approve", Subject: "card_list", ID: func() int64 { return id }, Author: approve,
			Version: func() int64 { return list().Version },
			Do: func() {
				if l := list(); l.State != cardchange.Entered || !l.CoolsUntil.IsZero() {
					t.Fatalf("not as it was entered: %+v", l)
				}
				apptest.Must(t, result(h.Cards.Approve(ctx, approve, "", id, list().Version)))
			},
			Take: func(who authz.Actor, b desk.Back) error {
				return result(h.Cards.TakeBackApproval(ctx, who, "", id, b))
			},
			Others: map[string]authz.Actor{"authz.forbidden": enter,
				"authz.not_found": h.Actor("finance_releaser", "370481")},
			Acts: func() {
				apptest.Must(t, result(h.Cards.Strike(ctx, enter, "", id, list().Version, 1, "本人说没有换卡")))
			},
			Acted: "undo.acted"}.Try(t, h)
	})
}
