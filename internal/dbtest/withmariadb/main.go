// Command withmariadb starts one throw-away MariaDB server, runs a command with its address in GANGWEI_TEST_MARIADB,
// and stops it.
package main

import (
	"errors"
	"fmt"
	"os"
	"os/exec"
	"runtime"

	"gangwei/internal/dbtest"
)

func main() {
	runtime.LockOSThread() // the server is told to end with the thread that started it
	s, err := dbtest.StartServer()
	if err != nil {
		fmt.Fprintln(os.Stderr, err)
		os.Exit(2)
	}
	cmd := exec.Command(os.Args[1], os.Args[2:]...)
	cmd.Env = append(os.Environ(), "GANGWEI_TEST_MARIADB="+s.DSN)
	cmd.Stdin, cmd.Stdout, cmd.Stderr = os.Stdin, os.Stdout, os.Stderr
	err = cmd.Run()
	s.Stop()
	var exit *exec.ExitError
	switch {
	case errors.As(err, &exit):
		os.Exit(exit.ExitCode())
	case err != nil:
		fmt.Fprintln(os.Stderr, err)
		os.Exit(2)
	}
}
