// Command gangwei carries rural public-welfare posts through their life: planned, hired for, worked, checked, paid,
// inspected.
package main

import (
	"os"

	"gangwei/internal/cli"
)

func main() {
	os.Exit(cli.Main(os.Args[1:], os.Stdin, os.Stdout, os.Stderr))
}
