package screens

import (
	"gangwei/internal/hiring/application"
	"gangwei/internal/platform/authz"
	"gangwei/internal/platform/database"
	"gangwei/internal/platform/desk"
	"gangwei/internal/platform/feature"
	"gangwei/internal/platform/kit"
	"gangwei/internal/platform/trail"
)

// Undo of what was done with an application: a submitted one is withdrawn with a reason, as long as nobody has checked
// it; a decision is taken back until the next one acts.
func (p *Applications) Undo() []feature.Undo {
	out := []feature.Undo{{Act: "application.submit", Subject: "application", Permission: "application.submit",
		Back: "申请撤回，本人可以重新申请", Road: "备案以前可以在申请页上撤回申请，写明理由。",
		Standing: func(_ *kit.Request, s *database.Snapshot, l trail.Line) (feature.Standing, error) {
			a, err := application.ByID(s, l.SubjectID)
			return feature.Standing{Open: a.State == application.Submitted, Version: a.Version, Why: true}, err
		},
		Take: func(r *kit.Request, l trail.Line, b desk.Back) error {
			_, err := p.Applications.Withdraw(r.Context.Request().Context(), r.Actor, r.Key(),
				application.Move{ID: l.SubjectID, Version: b.Version, Remark: b.Why})
			return err
		}}}
	roads := map[string]string{
		"application.check":  "还没有备案的，由村里撤回申请重新登记，或由后面的环节写明理由不通过。",
		"application.review": "请重新评议并登记；已经公示的，由镇（街道）审核时把关。",
		"application.audit":  "请区（市）备案时不通过，写明理由。",
		"application.file":   "已经上岗的，由区（市）办理退出，写明原因。",
	}
	backs := map[string]string{"application.check": "待初审", "application.review": "待登记民主评议",
		"application.audit": "待审核", "application.file": "待备案"}
	for _, act := range application.TakenBack() {
		out = append(out, feature.Undo{Act: act, Subject: "application", Permission: authz.Permission(act),
			Back: "申请回到“" + backs[act] + "”", Road: roads[act],
			Standing: func(_ *kit.Request, s *database.Snapshot, l trail.Line) (feature.Standing, error) {
				open, version, err := application.Standing(s, l)
				return feature.Standing{Open: open, Version: version}, err
			},
			Take: func(r *kit.Request, l trail.Line, b desk.Back) error {
				_, err := application.TakeBack(r.Context.Request().Context(), p.Desk, r.Actor, r.Key(), l.SubjectID, b)
				return err
			}})
	}
	for _, act := range []string{"application.audit", "application.file"} {
		out = append(out, feature.Undo{Act: act + "_batch", Subject: "region", Matter: application.ManyMatter,
			Permission: authz.Permission(act),
			Back:       "这一批里还没有往下办的申请回到“" + backs[act] + "”", Road: roads[act],
			Standing: func(_ *kit.Request, s *database.Snapshot, l trail.Line) (feature.Standing, error) {
				n, err := application.StandingBatch(s, l)
				return feature.Standing{Open: n > 0, Why: true}, err
			},
			Take: func(r *kit.Request, _ trail.Line, b desk.Back) error {
				_, err := application.TakeBackBatch(r.Context.Request().Context(), p.Desk, r.Actor, r.Key(), b)
				return err
			}})
	}
	return out
}
