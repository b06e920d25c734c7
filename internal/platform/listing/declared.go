package listing

import "gangwei/internal/platform/authz"

// Declared is a list as the route of its page declares it: under which code its columns are kept, what its file is
// called, and who may take it away.
type Declared struct {
	Code, Title string
	Export      authz.Permission
}

// Declared tells what a route must know of the list.
func (l *List[T]) Declared() Declared { return Declared{l.Code, l.Title, l.export()} }
