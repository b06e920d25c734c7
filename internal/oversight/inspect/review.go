package inspect

import "gangwei/internal/platform/rulebook"

// Shares of a democratic review that held on its day: of the entitled who must be present, and of those present that
// must be passed.
func (s *Step) Shares(c *City, path string) (quorum, majority rulebook.Fraction) {
	quorum = c.Book.Share("review.quorum_percent", path, s.On, rulebook.TwoThirds)
	return quorum, c.Book.Share("review.pass_percent", path, s.On, rulebook.Half)
}

// TooFew reports whether fewer were present than had to be. Of a review whose numbers were not written down nothing is
// said.
func (s *Step) TooFew(c *City, path string) bool {
	quorum, _ := s.Shares(c, path)
	return s.Entitled > 0 && !quorum.Reached(s.Present, s.Entitled)
}

// VotedDown reports whether not enough of those present were for it. Of a review whose numbers were not written down
// nothing is said.
func (s *Step) VotedDown(c *City, path string) bool {
	_, majority := s.Shares(c, path)
	return s.Present > 0 && !majority.Passed(s.For, s.Present)
}
