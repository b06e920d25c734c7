package clock

import "gangwei/internal/base/civil"

// Queue of n that wait since a moment (0: not known).
func Queue(n int64, since Moment) civil.Queue {
	q := civil.Queue{N: n}
	if since != 0 {
		q.Since = since.Date()
	}
	return q
}
