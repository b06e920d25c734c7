package kit

import (
	"net/http/httptest"
	"testing"

	"github.com/labstack/echo/v4"
)

// One line has 2^64 addresses of IPv6: they are one visitor, and those of IPv4 are each one.
func TestAddress_is_the_network_of_IPv6(t *testing.T) {
	of := func(remote string) string {
		e := echo.New()
		e.IPExtractor = echo.ExtractIPDirect()
		req := httptest.NewRequest("GET", "/", nil)
		req.RemoteAddr = remote
		return (&Request{Context: e.NewContext(req, nil)}).Address()
	}
	if a, b := of("[2001:db8:1:2::1]:9"), of("[2001:db8:1:2:ffff::2]:9"); a != b {
		t.Errorf("%s and %s are of one line", a, b)
	}
	if a, b := of("[2001:db8:1:2::1]:9"), of("[2001:db8:1:3::1]:9"); a == b {
		t.Errorf("%s is of two lines", a)
	}
	if a, b := of("192.0.2.1:9"), of("192.0.2.2:9"); a == b {
		t.Errorf("%s is two visitors", a)
	}
	if got := of("[::ffff:192.0.2.1]:9"); got != "192.0.2.1" {
		t.Errorf("an address of IPv4 in clothes of IPv6 is %s", got)
	}
}
