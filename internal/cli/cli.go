package cli

import (
	"context"
	"errors"
	"flag"
	"fmt"
	"io"
	"log/slog"
	"os"
	"os/signal"
	"strings"
	"syscall"

	"gangwei/internal/app"
	"gangwei/internal/base/clock"
	"gangwei/internal/base/errs"
	"gangwei/internal/platform/words"
)

// Exit codes.
const (
	done   = 0
	broken = 1
	usage  = 2
)

// call of one command.
type call struct {
	ctx   context.Context
	args  []string
	flags *flag.FlagSet
	cfg   app.Config
	in    io.Reader
	out   io.Writer
	err   io.Writer
	log   *slog.Logger
	all   []command // of the program
}

// broke says that a check found something broken: exit 1.
type broke struct{ error }

// misuse is a wrong call: exit 2.
type misuse struct{ error }

// Main runs one command and returns the exit code.
func Main(args []string, in io.Reader, out, errOut io.Writer) int {
	ctx, stop := signal.NotifyContext(context.Background(), os.Interrupt, syscall.SIGTERM)
	defer stop()
	return mainUntil(ctx, args, in, out, errOut)
}

// mainUntil is Main that ends when the context does.
func mainUntil(ctx context.Context, args []string, in io.Reader, out, errOut io.Writer) int {
	if len(args) > 0 && args[0] == "--version" {
		args = append([]string{"version"}, args[1:]...)
	}
	name, cmd := find(args)
	if cmd == nil {
		if len(args) > 0 && args[0] != "help" && args[0] != "--help" && args[0] != "-h" {
			fmt.Fprintf(errOut, "gangwei: unknown command %q; run 'gangwei help'\n", strings.Join(args[:min(2, len(args))], " "))
			return usage
		}
		help(out)
		return done
	}
	c := cmd.call(ctx, args[name:])
	c.in, c.out, c.err, c.all = in, out, errOut, commands
	c.log = slog.New(slog.NewTextHandler(errOut, nil))
	err := cmd.run(c)
	var b broke
	var m misuse
	switch {
	case err == nil, errors.Is(err, flag.ErrHelp):
		if err != nil {
			c.flags.SetOutput(out)
			fmt.Fprintf(out, "gangwei %s: %s\n", strings.TrimSpace(cmd.name+" "+cmd.args), cmd.short)
			if len(cmd.words) > 0 {
				fmt.Fprintln(out, cmd.choice())
			}
			c.flags.PrintDefaults()
		}
		return done
	case errors.As(err, &b):
		fmt.Fprintln(errOut, "gangwei:", b.error)
		return broken
	case errors.As(err, &m):
		fmt.Fprintf(errOut, "gangwei %s: %v\n", cmd.name, m.error)
		return usage
	}
	if all := errs.All(err); len(all) > 0 {
		for _, e := range all {
			fmt.Fprintln(errOut, "gangwei:", words.Sentence(e))
		}
		return usage
	}
	fmt.Fprintln(errOut, "gangwei:", err)
	return usage
}

// call of the command with the flags that all commands have.
func (cmd *command) call(ctx context.Context, args []string) *call {
	fs := flag.NewFlagSet("gangwei "+cmd.name, flag.ContinueOnError)
	fs.SetOutput(io.Discard)
	c := &call{ctx: ctx, args: args, flags: fs}
	data := os.Getenv("GANGWEI_DATA")
	if data == "" {
		data = "var/data"
	}
	fs.StringVar(&c.cfg.Data, "data", data, "folder for keys, files and the embedded database")
	fs.StringVar(&c.cfg.Database, "database", os.Getenv("GANGWEI_DATABASE"),
		"sqlite:PATH or mysql:USER:PASSWORD@tcp(HOST:PORT)/NAME")
	return c
}

func find(args []string) (int, *command) {
	for i := range commands {
		w := strings.Fields(commands[i].name)
		if len(args) >= len(w) && strings.Join(args[:len(w)], " ") == commands[i].name {
			return len(w), &commands[i]
		}
	}
	return 0, nil
}

func help(out io.Writer) {
	fmt.Fprintln(out,
		"gangwei carries rural public-welfare posts through their life: planned, hired for, worked, checked, paid, inspected.")
	fmt.Fprintln(out)
	for _, c := range commands {
		fmt.Fprintf(out, "  gangwei %-22s %s\n", strings.TrimSpace(c.name+" "+c.args), c.short)
	}
	fmt.Fprintln(out,
		"\nEvery command takes --data DIR (or GANGWEI_DATA) and --database ADDRESS (or GANGWEI_DATABASE); 'gangwei COMMAND "+
			"--help' lists its flags.")
}

// arguments besides the flags, which stand before or after them.
func (c *call) arguments() (rest []string, err error) {
	for args := c.args; ; {
		if err := c.flags.Parse(args); err != nil {
			if errors.Is(err, flag.ErrHelp) {
				return nil, err
			}
			return nil, misuse{fmt.Errorf("%w; see --help", err)}
		}
		if c.flags.NArg() == 0 {
			return rest, nil
		}
		rest = append(rest, c.flags.Arg(0))
		args = c.flags.Args()[1:]
	}
}

// parse the flags, before or after the arguments; what is left over is refused.
func (c *call) parse(positional ...*string) error {
	rest, err := c.arguments()
	if err != nil {
		return err
	}
	if len(rest) != len(positional) {
		return misuse{fmt.Errorf("takes %d arguments besides its flags, got %d; see --help", len(positional), len(rest))}
	}
	for i, p := range positional {
		*p = rest[i]
	}
	return nil
}

func (c *call) open() (*app.App, error) { return c.openAt(nil) }

func (c *call) openAt(clk clock.Clock) (*app.App, error) {
	a, err := app.Open(c.ctx, c.cfg, clk, c.log)
	if err == nil && !a.Made {
		_ = a.Close()
		return nil, errs.New(errs.State, "office.none")
	}
	return a, err
}
