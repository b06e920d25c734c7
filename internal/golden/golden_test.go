//go:build long

package golden

import (
	"cmp"
	"fmt"
	"os"
	"path/filepath"
	"slices"
	"strings"
	"sync"
	"testing"

	"gangwei/internal/demo"
)

// size of the city whose pages are looked at. With this seed the village of the printed logins has several posts,
// not one.
var size = demo.Options{Posts: 1300, Months: 6, Seed: 1273}

// quickly reports whether only a part is to be looked at.
func quickly() bool { return os.Getenv("GANGWEI_GOLDEN_QUICK") != "" }

var shared struct {
	sync.Once
	dir    string
	logins []demo.Login
	acts   []string
}

// theCity is made once for all tests.
func theCity(t testing.TB) (dir string, logins []demo.Login) {
	t.Helper()
	shared.Do(func() {
		shared.dir = filepath.Join(scratch, "city")
		must(t, os.MkdirAll(shared.dir, 0o700))
		logins := city(t, shared.dir, size)
		shared.acts = carryOut(t, shared.dir, logins)
		shared.logins = logins
	})
	if shared.logins == nil {
		t.Fatal("no city")
	}
	return shared.dir, shared.logins
}

var scratch string

func TestMain(m *testing.M) {
	var err error
	if scratch, err = os.MkdirTemp("", "gangwei-golden-*"); err != nil {
		panic(err)
	}
	code := m.Run()
	_ = os.RemoveAll(scratch)
	os.Exit(code)
}

// few logins stand for all when there is little time.
var few = []string{"cun-", "quxian-", "zhidan-", "jijian-fuze", "shiji", "xitong", nobody}

// What the forms were answered by which the city was completed.
func TestActs_are_answered_as_they_were(t *testing.T) {
	theCity(t)
	compare(t, "acts.txt", shared.acts, false)
}

func TestPages_are_what_they_were(t *testing.T) {
	dir, all := theCity(t)
	logins := []string{nobody}
	for _, l := range all {
		logins = append(logins, l.Login)
	}
	if quickly() {
		logins = slices.DeleteFunc(logins, func(l string) bool {
			chosen := slices.ContainsFunc(few, func(p string) bool { return strings.HasPrefix(l, p) })
			return strings.HasSuffix(l, "b") || !chosen
		})
	}
	for _, login := range logins {
		t.Run(login, func(t *testing.T) {
			t.Parallel()
			v := visitorOf(t, dir, login)
			v.dump = os.Getenv("GANGWEI_GOLDEN_DIR")
			first, rest := routesOf(t, v.app, v.echo)
			v.walk(first, !quickly())
			v.walk(rest, !quickly())
			var lines []string
			count := map[string]int{}
			for _, at := range slices.SortedFunc(mapKeys(v.seen), func(x, y string) int { return cmp.Compare(x, y) }) {
				lines = append(lines, v.seen[at].String())
				count[v.seen[at].status]++
			}
			t.Log(login, len(lines), fmt.Sprint(count))
			compare(t, "pages/"+login+".txt", lines, quickly())
		})
	}
}
