// Package clock is the only place that reads the time. Moments are microseconds of UTC; the office's day is China's
// (UTC+8, no summer time since 1991), whatever zone the machine is in.
package clock
