package bench

import (
	"fmt"
	"slices"
	"syscall"
	"testing"
	"time"

	"gangwei/internal/dbtest"
)

// mark is when something was begun.
type mark struct {
	at  time.Time
	cpu time.Duration
}

// spent is what something took: by the clock, and of the processors, by this process (user and system) and the
// database's server.
type spent struct{ wall, cpu time.Duration }

func start() mark { return mark{time.Now(), used()} }

func since(m mark) spent { return spent{time.Since(m.at), used() - m.cpu} }

func (s spent) plus(x spent) spent { return spent{s.wall + x.wall, s.cpu + x.cpu} }

// used time of the processors until now; of a server that others started nothing is known.
func used() time.Duration {
	var u syscall.Rusage
	if err := syscall.Getrusage(syscall.RUSAGE_SELF, &u); err != nil {
		panic(err)
	}
	return time.Duration(u.Utime.Nano()+u.Stime.Nano()) + dbtest.ServerCPU()
}

// median by the clock, and of the processors for itself.
func median(all []spent) spent {
	walls, cpus := make([]time.Duration, len(all)), make([]time.Duration, len(all))
	for i, s := range all {
		walls[i], cpus[i] = s.wall, s.cpu
	}
	slices.Sort(walls)
	slices.Sort(cpus)
	return spent{walls[len(walls)/2], cpus[len(cpus)/2]}
}

func (s spent) String() string {
	round := func(d time.Duration) time.Duration { return d.Round(10 * time.Microsecond) }
	return fmt.Sprintf("%v (CPU %v)", round(s.wall), round(s.cpu))
}

func report(b *testing.B, what string, ours, bare []spent) {
	o, r := median(ours), median(bare)
	wall, cpu := float64(o.wall)/float64(r.wall), float64(o.cpu)/float64(r.cpu)
	b.ReportMetric(wall, "ratio")
	b.ReportMetric(cpu, "cpu-ratio")
	b.ReportMetric(0, "ns/op")
	fmt.Printf("%s: %v against bare %v = %.2f x (CPU %.2f x)\n", what, o, r, wall, cpu)
}

// tell what something takes that has nothing bare to be compared with.
func tell(b *testing.B, what string, ours []spent) {
	o := median(ours)
	b.ReportMetric(float64(o.wall.Microseconds())/1000, "ms/wall")
	b.ReportMetric(float64(o.cpu.Microseconds())/1000, "ms/cpu")
	b.ReportMetric(0, "ns/op")
	fmt.Printf("%s: %v\n", what, o)
}
