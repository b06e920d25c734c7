package dbtest

import (
	"context"
	"database/sql"
	"errors"
	"fmt"
	"net"
	"os"
	"os/exec"
	"os/user"
	"path/filepath"
	"syscall"
	"time"

	_ "github.com/go-sql-driver/mysql" // the server is set up over the wire
)

// Pool is the buffer pool of the throw-away server; benchmarks over years of a city need one that holds them.
var Pool = "1G"

// Server is a running throw-away MariaDB.
type Server struct {
	DSN  string // of the ordinary account, without a schema: user:password@tcp(host:port)/
	dir  string
	root string // address of the server's own account
	args []string
	cmd  *exec.Cmd
}

// StartServer makes a data folder under the system's temporary folder and starts mariadbd on a free loopback port. It
// is quick, not durable.
func StartServer() (*Server, error) {
	return start("--sync-binlog=0", "--innodb-flush-log-at-trx-commit=0", "--innodb-doublewrite=0")
}

// StartDurable starts a server that keeps what it has committed even if it is killed, as one that is used in earnest.
func StartDurable() (*Server, error) {
	return start("--sync-binlog=1", "--innodb-flush-log-at-trx-commit=1")
}

func start(options ...string) (*Server, error) {
	binary, err := exec.LookPath("mariadbd")
	if err != nil {
		return nil, errors.New("mariadbd is missing: run 'make deps', or install the Debian package mariadb-server-core")
	}
	dir, err := os.MkdirTemp("", "gangwei-mariadb-*")
	if err != nil {
		return nil, err
	}
	s := &Server{dir: dir}
	me, err := user.Current()
	if err != nil {
		return nil, err
	}
	data := filepath.Join(dir, "data")
	install := exec.Command("mariadb-install-db", "--no-defaults", "--user="+me.Username, "--datadir="+data,
		"--auth-root-authentication-method=normal", "--skip-test-db")
	if out, err := install.CombinedOutput(); err != nil {
		s.Stop()
		return nil, fmt.Errorf("mariadb-install-db: %w\n%s", err, out)
	}
	l, err := net.Listen("tcp", "127.0.0.1:0")
	if err != nil {
		return nil, err
	}
	port := l.Addr().(*net.TCPAddr).Port
	_ = l.Close()
	s.args = append([]string{binary, "--no-defaults", "--user=" + me.Username, "--datadir=" + data,
		"--socket=" + filepath.Join(dir, "s"), "--pid-file=" + filepath.Join(dir, "pid"),
		"--bind-address=127.0.0.1", fmt.Sprintf("--port=%d", port), "--log-bin=bin", "--server-id=1",
		"--log-bin-trust-function-creators=1", "--binlog-format=ROW",
		"--innodb-buffer-pool-size=" + Pool, "--skip-name-resolve", "--character-set-server=latin1"}, options...)
	s.root = fmt.Sprintf("root@tcp(127.0.0.1:%d)/", port)
	if err := s.Start(); err != nil {
		s.Stop()
		return nil, err
	}
	root, err := sql.Open("mysql", s.root)
	if err != nil {
		s.Stop()
		return nil, err
	}
	defer root.Close()
	for _, q := range []string{"CREATE USER gw@'127.0.0.1' IDENTIFIED BY 'gw'",
		"GRANT ALL ON `gw\\_%`.* TO gw@'127.0.0.1' WITH GRANT OPTION",
		"CREATE USER gwapp@'127.0.0.1' IDENTIFIED BY 'gwapp'"} {
		if _, err := root.Exec(q); err != nil {
			s.Stop()
			return nil, err
		}
	}
	s.DSN = fmt.Sprintf("gw:gw@tcp(127.0.0.1:%d)/", port)
	return s, nil
}

// Start the server on its folder and port, and wait until it answers; again after Kill.
func (s *Server) Start() error {
	path := filepath.Join(s.dir, "log")
	log, err := os.OpenFile(path, os.O_CREATE|os.O_WRONLY|os.O_APPEND, 0o600)
	if err != nil {
		return err
	}
	defer log.Close()
	s.cmd = exec.Command(s.args[0], s.args[1:]...)
	s.cmd.Stdout, s.cmd.Stderr = log, log
	// The server ends with the process that started it, even if that one is killed.
	s.cmd.SysProcAttr = &syscall.SysProcAttr{Pdeathsig: syscall.SIGKILL}
	if err := s.cmd.Start(); err != nil {
		return err
	}
	root, err := sql.Open("mysql", s.root)
	if err != nil {
		return err
	}
	defer root.Close()
	ctx, cancel := context.WithTimeout(context.Background(), 60*time.Second)
	defer cancel()
	for root.PingContext(ctx) != nil {
		if ctx.Err() != nil {
			text, _ := os.ReadFile(path)
			return fmt.Errorf("mariadbd does not answer:\n%s", text)
		}
		time.Sleep(100 * time.Millisecond)
	}
	return nil
}

// Kill the server in the middle of whatever it does (SIGKILL); its folder stays.
func (s *Server) Kill() {
	_ = s.cmd.Process.Kill()
	_ = s.cmd.Wait()
}

// Stop ends the server by its process and removes its folder.
func (s *Server) Stop() {
	if s.cmd != nil && s.cmd.Process != nil {
		s.Kill()
	}
	_ = os.RemoveAll(s.dir)
}

// CPU is the time of the processors that the server has used so far.
func (s *Server) CPU() (d time.Duration) {
	if s == nil || s.cmd == nil || s.cmd.Process == nil {
		return 0
	}
	// a bad pattern alone is an error
	tasks, _ := filepath.Glob(fmt.Sprintf("/proc/%d/task/*/schedstat", s.cmd.Process.Pid))
	for _, t := range tasks {
		b, err := os.ReadFile(t)
		if err != nil {
			continue // a thread that has ended since
		}
		var ns int64
		if _, err := fmt.Sscan(string(b), &ns); err == nil {
			d += time.Duration(ns)
		}
	}
	return d
}
