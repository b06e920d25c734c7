package words

// tones of states: what is done well, what went wrong, what somebody must act on, and what waits or rests. A page shows
// each with its word, a mark and then a colour, the same on every page.
var tones = map[string]map[string]string{
	"accident": {"reported": "warn", "claimed": "wait", "paid": "good", "declined": "bad"},
	"alert":    {"open": "warn", "answered": "wait", "closed": "good", "lifted": "good"},
	"application": {"submitted": "warn", "checked": "warn", "reviewed": "warn", "noticed": "warn", "audited": "warn",
		"filed": "warn", "placed": "good", "waiting": "wait", "refused": "bad", "withdrawn": "wait"},
	"batch":           {"prepared": "warn", "released": "wait", "settled": "good", "withdrawn": "wait"},
	"cardlist":        {"entered": "warn", "cooling": "wait", "applied": "good", "cancelled": "wait"},
	"complaintstate":  {"open": "warn", "answered": "good", "withdrawn": "wait"},
	"correctionstate": {"proposed": "warn", "applied": "good", "approved": "good", "rejected": "bad"},
	"findingstate": {"open": "warn", "verifying": "warn", "talk": "warn", "preliminary": "warn", "shelved": "wait",
		"dismissed": "good", "rectifying": "warn", "closed": "good"},
	"hit": {"open": "warn", "told": "wait", "answered": "warn", "cleared": "good", "exit": "bad", "recover": "bad"},
	"import": {"reading": "wait", "asking": "warn", "ready": "warn", "failed": "bad", "accepted": "good",
		"discarded": "wait", "undone": "wait"},
	"job":           {"waiting": "wait", "running": "wait", "ready": "good", "failed": "bad", "cancelled": "wait"},
	"meeting":       {"planned": "warn", "held": "good", "dropped": "wait"},
	"parameter":     {"proposed": "warn", "approved": "good", "rejected": "bad"},
	"payresult":     {"paid": "good", "returned": "bad", "reversed": "wait"},
	"placement":     {"active": "good", "suspended": "warn", "ended": "wait"},
	"post":          {"open": "good", "suspended": "warn", "closed": "wait"},
	"progressstate": {"open": "warn", "submitted": "wait", "accepted": "good"},
	"rectify":       {"open": "warn", "replied": "wait", "closed": "good"},
	"request":       {"open": "warn", "granted": "good", "declined": "bad"},
	"reset": {"open": "warn", "released": "good", "withdrawn": "wait", "expired": "wait",
		"alone": "good"},
	"run":   {"draft": "warn", "noticed": "wait", "approved": "good", "cancelled": "wait"},
	"sheet": {"": "bad", "draft": "warn", "submitted": "wait", "reviewed": "good", "locked": "good"},
}

// Tone of a state in a list: good, bad, warn or wait; empty of a list that is none of states, and of a code that the
// list does not know.
func Tone(list, code string) string { return tones[list][code] }

// Toned are the lists of states.
func Toned() map[string]map[string]string { return tones }
