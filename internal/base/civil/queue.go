package civil

// Queue is what waits for somebody, in figures.
type Queue struct {
	N        int64 // how many wait
	Late     int64 // how many of them are past their day
	Since    Date  // since when the oldest has waited; zero if that is not known
	Deadline Date  // the soonest of their days, be it past or not; zero if they have none
}
