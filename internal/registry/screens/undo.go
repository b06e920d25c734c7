package screens

import (
	"gangwei/internal/platform/database"
	"gangwei/internal/platform/desk"
	"gangwei/internal/platform/feature"
	"gangwei/internal/platform/kit"
	"gangwei/internal/platform/trail"
	"gangwei/internal/registry/account"
)

// AccountUndo takes back what was done about accounts: each request by itself.
func AccountUndo(p *Accounts) []feature.Undo {
	standing := func(state func(database.Reader, int64) (string, error), open string) func(*kit.Request,
		*database.Snapshot, trail.Line) (feature.Standing, error) {
		return func(_ *kit.Request, s *database.Snapshot, l trail.Line) (feature.Standing, error) {
			now, err := state(s, account.RequestIn(l))
			return feature.Standing{Open: now == open}, err
		}
	}
	return []feature.Undo{
		{Act: "user.decline", Subject: "user_account", Matter: account.Matter, Permission: "user.grant",
			Back: "授权申请回到待授权", Road: "请系统管理员重新申请授权。",
			Standing: standing(account.RequestStateOf, account.RequestDeclined),
			Take: func(r *kit.Request, l trail.Line, b desk.Back) error {
				_, err := account.TakeBackDecline(r.Context.Request().Context(), p.Accounts, r.Actor, r.Key(), l.SubjectID, b)
				return err
			}},
		{Act: "user.reset_ask", Subject: "user_account", Matter: account.Matter,
			Back: "重置密码的申请撤回，原密码照用", Road: "已经复核重置的，请用新密码登录后修改。",
			Standing: standing(account.ResetStateOf, account.ResetOpen),
			Take: func(r *kit.Request, l trail.Line, b desk.Back) error {
				_, err := account.TakeBackAsk(r.Context.Request().Context(), p.Accounts, r.Actor, r.Key(), l.SubjectID, b)
				return err
			}},
	}
}
