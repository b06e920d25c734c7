package dbtest

import (
	"bytes"
	"io"
	"net"
	"strings"
	"sync"
	"testing"
	"time"
)

// Line is a wire between a program and a server that can be cut at a chosen statement: before the server hears it, or
// after the server has carried it out and before its answer arrives.
type Line struct {
	listener net.Listener
	server   string

	mu    sync.Mutex
	match []byte
	after bool
	cut   int
}

// Wire stands between the program and the server of an address ("user:password@tcp(host:port)/name"); it returns the
// address to use.
func Wire(t testing.TB, address string) (*Line, string) {
	t.Helper()
	from, to := strings.Index(address, "tcp(")+4, strings.Index(address, ")/")
	l, err := net.Listen("tcp", "127.0.0.1:0")
	check(t, err)
	w := &Line{listener: l, server: address[from:to]}
	t.Cleanup(func() { _ = l.Close() })
	go func() {
		for {
			c, err := l.Accept()
			if err != nil {
				return
			}
			go w.carry(c)
		}
	}()
	return w, address[:from] + l.Addr().String() + address[to:]
}

// CutAt the next statement that contains a text, once.
func (w *Line) CutAt(text string, after bool) {
	w.mu.Lock()
	defer w.mu.Unlock()
	w.match, w.after = []byte(text), after
}

// Cuts made so far.
func (w *Line) Cuts() int {
	w.mu.Lock()
	defer w.mu.Unlock()
	return w.cut
}

func (w *Line) hit(b []byte) (hit, after bool) {
	w.mu.Lock()
	defer w.mu.Unlock()
	if w.match == nil || !bytes.Contains(b, w.match) {
		return false, false
	}
	w.match = nil
	w.cut++
	return true, w.after
}

func (w *Line) carry(client net.Conn) {
	server, err := net.Dial("tcp", w.server)
	if err != nil {
		_ = client.Close()
		return
	}
	var deaf sync.Mutex // held while the server's answers are thrown away
	go func() {
		b := make([]byte, 64<<10)
		for {
			n, err := server.Read(b)
			if n > 0 && deaf.TryLock() {
				_, _ = client.Write(b[:n])
				deaf.Unlock()
			}
			if err != nil {
				_ = client.Close()
				return
			}
		}
	}()
	b := make([]byte, 256<<10)
	for {
		n, err := client.Read(b)
		if n > 0 {
			hit, after := w.hit(b[:n])
			if hit {
				deaf.Lock()
			}
			if !hit || after {
				if _, err := server.Write(b[:n]); err != nil {
					break
				}
			}
			if hit {
				if after {
					time.Sleep(400 * time.Millisecond) // the server carries it out; nobody hears
				}
				break
			}
		}
		if err != nil {
			if err != io.EOF {
				_ = server.Close()
			}
			break
		}
	}
	_ = client.Close()
	_ = server.Close()
}
