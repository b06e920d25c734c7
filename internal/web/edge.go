package web

import (
	"bytes"
	"io/fs"
	"mime"
	"net"
	"net/http"
	"path"
	"slices"
	"strings"
	"time"

	"github.com/labstack/echo/v4"
	"github.com/labstack/echo/v4/middleware"

	"gangwei/internal/platform/database"
	"gangwei/internal/platform/kit"
	"gangwei/internal/platform/office"
	"gangwei/views"
)

// realIP is where a request came from. A header could be written by anybody: it is believed only where the peer is a
// proxy that was named, and then only as far as named proxies wrote it.
func (o Needs) realIP() echo.IPExtractor {
	if len(o.Proxies) == 0 {
		return echo.ExtractIPDirect()
	}
	trust := []echo.TrustOption{echo.TrustLoopback(false), echo.TrustLinkLocal(false), echo.TrustPrivateNet(false)}
	for _, p := range o.Proxies {
		trust = append(trust, echo.TrustIPRange(p))
	}
	return echo.ExtractIPFromXFFHeader(trust...)
}

// trusts reports whether a peer is a named proxy.
func (o Needs) trusts(remote string) bool {
	host, _, err := net.SplitHostPort(remote)
	ip := net.ParseIP(host)
	for _, p := range o.Proxies {
		if err == nil && ip != nil && p.Contains(ip) {
			return true
		}
	}
	return false
}

// forwarded notes that a trusted proxy was asked by HTTPS, for the cookies' sake.
func (s *Server) forwarded(next echo.HandlerFunc) echo.HandlerFunc {
	return func(c echo.Context) error {
		if c.Request().Header.Get(echo.HeaderXForwardedProto) == "https" && s.needs.trusts(c.Request().RemoteAddr) {
			c.Set(kit.ForwardedSecure, true)
		}
		return next(c)
	}
}

// compressed answers those addresses in gzip that hold no secret: the program's own files, the shell of the phone page
// and what a phone takes along. A page repeats its form's token beside what somebody else may have chosen, and the
// length of what is compressed together tells of it (BREACH): pages go out as they are, and the phone's token in a head
// of its own.
func compressed() echo.MiddlewareFunc {
	return middleware.GzipWithConfig(middleware.GzipConfig{MinLength: 1 << 10, Skipper: func(c echo.Context) bool {
		req := c.Request()
		path := req.URL.Path
		// zipped once, where they are joined
		joined := strings.HasPrefix(path, "/static/gangwei.") || path == "/static/grid.js"
		ours := strings.HasPrefix(path, "/static/") && !joined && !strings.HasSuffix(path, ".png") ||
			slices.Contains([]string{"/duty/phone", "/duty/phone-worker.js", "/api/duty/phone"}, path)
		return !ours || req.Method != http.MethodGet || req.Header.Get("Range") != ""
	}})
}

// serveStatic serves the program's own files; they hold nothing of anybody, and may be kept for an hour. A folder is no
// file.
func serveStatic(files fs.FS, joined map[string][]byte) echo.HandlerFunc {
	zipped := map[string][]byte{}
	for name, content := range joined {
		zipped[name] = views.Zipped(content)
	}
	serve := http.StripPrefix("/static/", http.FileServerFS(files))
	return func(c echo.Context) error {
		if b, ok := joined[c.Param("*")]; ok {
			return serveJoined(c, b, zipped[c.Param("*")])
		}
		info, err := fs.Stat(files, c.Param("*"))
		if err != nil || info.IsDir() {
			return echo.ErrNotFound
		}
		c.Response().Header().Set("Cache-Control", "public, max-age=3600")
		serve.ServeHTTP(c.Response(), c.Request())
		return nil
	}
}

// serveJoined serves a file that is put together out of parts, zipped to whoever takes it so; under the address that
// names its version it never changes.
func serveJoined(c echo.Context, content, zipped []byte) error {
	c.Response().Header().Set("Cache-Control", "public, max-age=3600")
	if c.QueryParam("v") == views.Version(content) {
		c.Response().Header().Set("Cache-Control", "public, max-age=31536000, immutable")
	}
	c.Response().Header().Set("Vary", "Accept-Encoding")
	if strings.Contains(c.Request().Header.Get("Accept-Encoding"), "gzip") && c.Request().Header.Get("Range") == "" {
		c.Response().Header().Set("Content-Encoding", "gzip")
		c.Response().Header().Set("Content-Type", mime.TypeByExtension(path.Ext(c.Param("*"))))
		content = zipped
	}
	http.ServeContent(c.Response(), c.Request(), c.Param("*"), time.Time{}, bytes.NewReader(content))
	return nil
}

// health says whether pages can be served, for whoever watches the machine: that the database answers, and nothing
// about the office.
func (s *Server) health(c echo.Context) error {
	err := s.needs.DB.Read(c.Request().Context(), func(sn *database.Snapshot) error {
		_, _, err := office.Load(sn)
		return err
	})
	if err != nil {
		s.kit.Log.Error("not healthy", "err", err)
		return c.String(http.StatusServiceUnavailable, "the database does not answer\n")
	}
	return c.String(http.StatusOK, "ok\n")
}
