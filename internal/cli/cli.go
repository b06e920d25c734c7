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

type command struct {
	name  string
	short string
	run   func(c *call) error
}

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
}

var commands = []command{
	{"init", "make an office: keys, schema, divisions, rulebook, first administrators", runInit},
	{"serve", "serve the pages", runServe},
	{"migrate up", "bring the schema, and what a new office has, up to this program", runMigrateUp},
	{"migrate status", "show how far the schema is", runMigrateStatus},
	{"migrate grants", "print the SQL of an account that cannot change append-only tables: NAME@HOST", runMigrateGrants},
	{"doctor", "look at the office and say what needs attention", runDoctor},
	{"reconcile", "count again from the rows and name what does not agree", runReconcile},
	{"backup", "write everything into one new FILE", runBackup},
	{"restore", "make an office out of a backup FILE in an empty database", runRestore},
	{"trail verify", "recompute the trail and name the first entry that does not hold", runTrailVerify},
	{"trail head", "print the trail's heads and root, to be kept outside", runTrailHead},
	{"key init", "make the key file of a new office", runKeyInit},
	{"key adopt", "say that the key file is this office's own, where nothing sealed proves it: --print PRINT",
		runKeyAdopt},
	{"demo", "make and serve the demonstration city", runDemo},
	{"duty verify-draw", "count the drawn samples of a quarter again: --quarter 2025Q4", runVerifyDraw},
	{"import",
		"take a workbook: KIND FILE; KIND is people, kin, officials, posts, holders, roster (people, posts and holders in " +
			"one go), users, register, employment or poverty; --history takes holders of earlier years",
		runImport},
	{"sheet explain",
		"say how a spreadsheet FILE would be read, without an office: --as folder or a KIND of import, --format text or json",
		runExplain},
	{"export", "write a list: KIND --region CODE --out FILE", runExport},
	{"inspect run",
		"look for the five wrongs and faults of procedure, keep and print what is found; --from DIR looks at a folder of " +
			"spreadsheets instead",
		runInspect},
	{"inspect score",
		"hold the rules against an answer sheet: precision and recall by rule; --seed N measures them on a city on paper",
		runScore},
	{"inspect extract",
		"make the sealed extract of whole townships for an inspector's own machine: --region CODE --out FILE",
		runInspectExtract},
	{"inspect desk", "open the inspector's pages over a folder of spreadsheets, on this machine alone: --dir DIR",
		runInspectDesk},
	{"inspect",
		"--template DIR: write empty tables with explanations, to be filled in and looked at by 'inspect run --from DIR'",
		runInspectTemplate},
	{"schema", "print the tables that are exchanged, their columns and heads: [TABLE] [--format json|text]", runSchema},
	{"report inspection", "issue the inspection paper of a region and period as PDF", runReportInspection},
	{"report check", "say whether a paper is ours and unchanged", runReportCheck},
	{"user add", "make an account", runUserAdd},
	{"user grant", "grant a role on a region", runUserGrant},
	{"user revoke", "take a grant back", runUserRevoke},
	{"user list", "list accounts and their grants", runUserList},
	{"user reset-password", "give an account a new first password", runUserReset},
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
	name, cmd := find(args)
	if cmd == nil {
		if len(args) > 0 && args[0] != "help" && args[0] != "--help" && args[0] != "-h" {
			fmt.Fprintf(errOut, "gangwei: unknown command %q; run 'gangwei help'\n", strings.Join(args[:min(2, len(args))], " "))
			return usage
		}
		help(out)
		return done
	}
	fs := flag.NewFlagSet("gangwei "+cmd.name, flag.ContinueOnError)
	fs.SetOutput(io.Discard)
	c := &call{ctx: ctx, args: args[name:], flags: fs, in: in, out: out, err: errOut,
		log: slog.New(slog.NewTextHandler(errOut, nil))}
	data := os.Getenv("GANGWEI_DATA")
	if data == "" {
		data = "var/data"
	}
	fs.StringVar(&c.cfg.Data, "data", data, "folder for keys, files and the embedded database")
	fs.StringVar(&c.cfg.Database, "database", os.Getenv("GANGWEI_DATABASE"),
		"sqlite:PATH or mysql:USER:PASSWORD@tcp(HOST:PORT)/NAME")
	err := cmd.run(c)
	var b broke
	var m misuse
	switch {
	case err == nil, errors.Is(err, flag.ErrHelp):
		if err != nil {
			fs.SetOutput(out)
			fmt.Fprintf(out, "gangwei %s: %s\n", cmd.name, cmd.short)
			fs.PrintDefaults()
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
		fmt.Fprintf(out, "  gangwei %-22s %s\n", c.name, c.short)
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
