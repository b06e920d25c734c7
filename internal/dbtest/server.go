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

// Server is a running throw-away MariaDB.
type Server struct {
	DSN string // of the ordinary account, without a schema: user:password@tcp(host:port)/
	dir string
	cmd *exec.Cmd
}

// StartServer makes a data folder under the system's temporary folder and starts mariadbd on a free loopback port.
func StartServer() (*Server, error) {
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
	install := exec.Command("mariadb-install-db", "--no-defaults", "--user="+me.Username, "--datadir="+data, "--auth-root-authentication-method=normal", "--skip-test-db")
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
	log, err := os.Create(filepath.Join(dir, "log"))
	if err != nil {
		return nil, err
	}
	defer log.Close()
	s.cmd = exec.Command(binary, "--no-defaults", "--user="+me.Username, "--datadir="+data, "--socket="+filepath.Join(dir, "s"), "--pid-file="+filepath.Join(dir, "pid"),
		"--bind-address=127.0.0.1", fmt.Sprintf("--port=%d", port), "--log-bin=bin", "--server-id=1", "--log-bin-trust-function-creators=1", "--binlog-format=ROW", "--sync-binlog=0",
		"--innodb-flush-log-at-trx-commit=0", "--innodb-buffer-pool-size=256M", "--innodb-doublewrite=0", "--skip-name-resolve", "--character-set-server=latin1")
	s.cmd.Stdout, s.cmd.Stderr = log, log
	// The server ends with the process that started it, even if that one is killed.
	s.cmd.SysProcAttr = &syscall.SysProcAttr{Pdeathsig: syscall.SIGKILL}
	if err := s.cmd.Start(); err != nil {
		s.Stop()
		return nil, err
	}
	root, err := sql.Open("mysql", fmt.Sprintf("root@tcp(127.0.0.1:%d)/", port))
	if err != nil {
		s.Stop()
		return nil, err
	}
	defer root.Close()
	ctx, cancel := context.WithTimeout(context.Background(), 60*time.Second)
	defer cancel()
	for root.PingContext(ctx) != nil {
		if ctx.Err() != nil {
			text, _ := os.ReadFile(filepath.Join(dir, "log"))
			s.Stop()
			return nil, fmt.Errorf("mariadbd does not answer:\n%s", text)
		}
		time.Sleep(100 * time.Millisecond)
	}
	for _, q := range []string{"CREATE USER gw@'127.0.0.1' IDENTIFIED BY 'gw'", "GRANT ALL ON `gw\\_%`.* TO gw@'127.0.0.1' WITH GRANT OPTION", "CREATE USER gwapp@'127.0.0.1' IDENTIFIED BY 'gwapp'"} {
		if _, err := root.ExecContext(ctx, q); err != nil {
			s.Stop()
			return nil, err
		}
	}
	s.DSN = fmt.Sprintf("gw:gw@tcp(127.0.0.1:%d)/", port)
	return s, nil
}

// Stop ends the server by its process and removes its folder.
func (s *Server) Stop() {
	if s.cmd != nil && s.cmd.Process != nil {
		_ = s.cmd.Process.Kill()
		_ = s.cmd.Wait()
	}
	_ = os.RemoveAll(s.dir)
}
