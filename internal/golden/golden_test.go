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

// size of the city whose pages are looked at.
var size = demo.Options{Posts: 1000, Months: 8, Seed: 1}

// quickly reports whether only a part is to be looked at.
func quickly() bool { return os.Getenv("GANGWEI_GOLDEN_QUICK") != "" }

var shared struct {
	sync.Once
	dir    string
	logins []demo.Login
}

// theCity is made once for all tests.
func theCity(t testing.TB) (dir string, logins []demo.Login) {
	t.Helper()
	shared.Do(func() {
		shared.dir = filepath.Join(scratch, "city")
		must(t, os.MkdirAll(shared.dir, 0o700))
		shared.logins = city(t, shared.dir, size)
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

func TestPages_are_what_they_were(t *testing.T) {
	dir, all := theCity(t)
	logins := []string{nobody}
	for _, l := range all {
		logins = append(logins, l.Login)
	}
	if quickly() {
		logins = slices.DeleteFunc(logins, func(l string) bool {
			return strings.HasSuffix(l, "b") || !slices.ContainsFunc(few, func(p string) bool { return strings.HasPrefix(l, p) })
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
