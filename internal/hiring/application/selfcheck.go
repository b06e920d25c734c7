package application

import (
	"gangwei/internal/base/errs"
	"gangwei/internal/platform/database"
)

// Point of the self-check before an application is sent on: what others would find at fault in its procedure, and what
// is in order.
type Point struct {
	Code string // selfcheck.*
	OK   bool
	Why  string // code of the fault, where the record has one
	Args []errs.Arg
}

// SelfCheck holds an application to what the township, the county and inspection will look at (domain section 4): the
// same faults, seen first by those who can mend them. scans is how many signed sheets are attached.
func (r *Service) SelfCheck(rd database.Reader, a Application, f Facts, scans int) ([]Point, error) {
	var out []Point
	recruit, posted, err := RecruitBefore(rd, a.Path, a.SubmittedOn)
	if err != nil {
		return nil, err
	}
	out = append(out, Point{Code: "selfcheck.recruit", OK: posted && recruit.Irregular == "", Why: recruit.Irregular})
	for _, step := range []string{StepReview, StepNotice} {
		s, found, err := lastStep(rd, a.ID, step)
		if err != nil {
			return nil, err
		}
		if found {
			out = append(out, Point{Code: "selfcheck." + step, OK: s.Irregular == "", Why: s.Irregular})
		}
	}
	out = append(out, Point{Code: "selfcheck.kin", OK: f.KinKnown}, Point{Code: "selfcheck.scans", OK: scans > 0})
	objected, err := r.Objections.To(rd, a.ID)
	if err != nil {
		return nil, err
	}
	if objected.Open+objected.Answered > 0 {
		out = append(out,
			Point{Code: "selfcheck.objections", OK: objected.Open == 0,
				Args: []errs.Arg{{Name: "open", Value: objected.Open}, {Name: "answered", Value: objected.Answered}}})
	}
	return out, nil
}
