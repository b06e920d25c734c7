package feature

import (
	"context"
	"slices"
	"time"

	"gangwei/internal/platform/authz"
	"gangwei/internal/platform/database"
	"gangwei/internal/platform/exchange"
	"gangwei/internal/platform/jobs"
	"gangwei/internal/platform/kit"
	"gangwei/internal/platform/listing"
	"gangwei/internal/platform/rulebook"
	"gangwei/internal/platform/schema"
	"gangwei/internal/platform/trail"
	"gangwei/internal/platform/words"
)

// Feature is all that a wing brings to the program. The program loops over the features it is given and knows no room
// by name: what is not in here does not exist for navigation, to-dos, the night, backup or the trail.
type Feature struct {
	Wing    string // folder under internal/, e.g. "pay"
	Routes  []Route
	Nav     []Link // of the menu at the side of every page
	Links   []Link // of the home page: what one comes to do
	Todo    []Todo // of the home page: what waits
	Queues  []*kit.Queue
	Find    []Finder
	Nightly []Task
	Jobs    []jobs.Kind
	Tables  []Table
	Lists   []exchange.List // that can be written as a workbook
	Texts   []*words.Book
	Checks  []Check
	Guides  []Guide // of the pages
	Undo    []Undo  // of acts that can be taken back
	// Pages are where what an entry of the trail is about is seen: the path of a route by the entry's subject.
	Pages map[string]string

	Rules        []Rule
	Parameters   []*rulebook.Type
	Descriptions []*schema.Table // of data that come in and go out
	Papers       []Paper
}

// Guide says of a page, by the path of its route, what it is for, what comes next, and whose office helps: the first of
// the roles first.
type Guide struct {
	Page      string
	For, Next string
	Call      []authz.Role
}

// Paper is a kind of document that a wing prints.
type Paper struct {
	Code, Title string // Title as it stands on the paper
	For         string // whom it is for, and what for
}

// Rule of inspection, as far as the joining of wings must know it.
type Rule struct {
	Code       string
	Parameters []string // whose values it reads
}

// Route is an address. Permission is the one really needed; empty: any signed-in user. Object names what :id is, for
// the tests that are made from the routes.
type Route struct {
	Method, Path string
	Permission   authz.Permission
	Object       string
	Public       bool  // without a session
	Files        int64 // bytes that all files of its form may be together; 0: it takes none
	Unread       bool  // an inspector's look at it is not written down: it tells of nobody, or records itself
	Lists        []listing.Declared
	Queues       []*kit.Queue // what waits for the decision that its form is; empty: it is none
	Handle       func(*kit.Request) error
}

// Get is a page behind the sign-in.
func Get(path string, permission authz.Permission, handle func(*kit.Request) error) Route {
	return Route{Method: "GET", Path: path, Permission: permission, Handle: handle}
}

// Post is an action behind the sign-in.
func Post(path string, permission authz.Permission, handle func(*kit.Request) error) Route {
	return Route{Method: "POST", Path: path, Permission: permission, Handle: handle}
}

// Open is a route for everybody.
func Open(method, path string, handle func(*kit.Request) error) Route {
	return Route{Method: method, Path: path, Public: true, Handle: handle}
}

// Of names what the :id of the path is.
func (r Route) Of(object string) Route {
	r.Object = object
	return r
}

// Decides what waits in queues: somebody else, or a clock, waits for this form.
func (r Route) Decides(queues ...*kit.Queue) Route {
	r.Queues = queues
	return r
}

// Takes lets the form bring files of at most bytes together.
func (r Route) Takes(bytes int64) Route {
	r.Files = bytes
	return r
}

// Untold makes an inspector's look at the page leave no entry of its own.
func (r Route) Untold() Route {
	r.Unread = true
	return r
}

// Shows a list: its columns can be chosen by who may open the page, and it is taken away there.
func (r Route) Shows(list interface{ Declared() listing.Declared }) Route {
	r.Lists = append(slices.Clone(r.Lists), list.Declared())
	return r
}

// Link leads to a page. It is shown to those who hold the permission.
type Link struct {
	Order      int // among all links of its kind, ascending; equal numbers keep the order of the wings
	Permission authz.Permission
	Words      string
	Address    string
	Also       []string     // further addresses under which the menu marks it as open
	Start      bool         // of the home page: what one begins there; the others stand on the menu's page only
	Group      int          // of the menu: kit.Today to kit.Settings
	Not        []authz.Role // who may see the page but never needs it: the menu leaves it out for who has no other role
	Rare       []authz.Role // who needs it seldom: for who has no other role it stands on the menu's page only
	When       func(*kit.Request, *database.Snapshot) (bool, error)
}

// Todo counts what waits for a visitor. It is asked of those who hold its permission.
type Todo struct {
	Order      int // on the home page, ascending
	Permission authz.Permission
	Role       authz.Role // whose own work it is; empty: whoever may
	Work       bool       // having the permission means having work here, even if nothing waits now
	Items      func(*kit.Request, *database.Snapshot) ([]Item, error)
}

// Task is a duty of the night. Run looks itself whether it is due: it is called every hour, alone, within its limit,
// and no error means that nothing of it is left to do.
type Task struct {
	Order int           // in the night, ascending; the root over the trail comes last
	Name  string        // under which its last success and failure are kept, at most 40 ASCII characters
	Words string        // in Chinese, for the administrator's page
	Limit time.Duration // after which its context ends and it has failed
	Run   func(context.Context) error
}

// Table is a table that a wing's room owns.
type Table struct {
	Name      string
	Owner     string       // room
	Holds     string       // one sentence: what a row is
	Witness   *trail.Table // the trail answers for its rows; nil if not
	Sealed    []string     // columns that are sealed
	Retention string       // how long rows are kept, and by what rule; empty: as long as the office
}

// Check is something that is looked at before the program starts.
type Check struct {
	Name string
	Run  func() error
}

// Counted is a to-do of one number: how much waits within the visitor's scope of a permission.
func Counted(order int, permission authz.Permission, words, address string,
	count func(database.Reader, authz.Scope) (int64, error)) Todo {
	return Todo{Order: order, Permission: permission, Items: func(r *kit.Request, s *database.Snapshot) ([]Item, error) {
		n, err := count(s, r.Actor.Scope(permission))
		return []Item{{Words: words, Address: address, Count: n}}, err
	}}
}

// AsWork marks a to-do whose permission is work in itself: who has it is told if nothing waits.
func (t Todo) AsWork() Todo {
	t.Work = true
	return t
}

// In says what a to-do of one number counts, and what its button says.
func (t Todo) In(unit, act string) Todo {
	items := t.Items
	t.Items = func(r *kit.Request, s *database.Snapshot) ([]Item, error) {
		out, err := items(r, s)
		for i := range out {
			out[i].Unit, out[i].Act = unit, act
		}
		return out, err
	}
	return t
}

// OwnOf a role: others who may do it too are not asked to.
func (t Todo) OwnOf(role authz.Role) Todo {
	t.Role = role
	return t
}

// Roles that a link is not for.
func Roles(names ...authz.Role) []authz.Role { return names }

// RoutesOf groups of pages, in their order.
func RoutesOf(pages ...interface{ Routes() []Route }) (out []Route) {
	for _, p := range pages {
		out = append(out, p.Routes()...)
	}
	return out
}

// TodoOf groups of pages.
func TodoOf(pages ...interface{ Todo() []Todo }) (out []Todo) {
	for _, p := range pages {
		out = append(out, p.Todo()...)
	}
	return out
}
