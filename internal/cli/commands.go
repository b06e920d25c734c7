package cli

// command of the program. docs/cli.md and the completions are made from this table and from the flags that each command
// declares.
type command struct {
	name     string
	args     string // besides the flags, e.g. "KIND FILE"; empty: none
	short    string
	examples []string // without the program's name
	broken   string   // when it ends with 1; empty: never
	words    []string // that its first argument may be, for completion
	run      func(c *call) error
}

// commands in the order of help; of two names that begin alike the longer stands first.
var commands = []command{
	{name: "init", short: "make an office: keys, schema, divisions, rulebook, first administrators", run: runInit,
		examples: []string{"init --data /srv/gangwei",
			"init --data /srv/gangwei --database 'mysql:USER:PASSWORD@tcp(127.0.0.1:3306)/gangwei'"}},
	{name: "serve", short: "serve the pages", run: runServe,
		examples: []string{"serve --data /srv/gangwei --addr 0.0.0.0:8443 --tls-cert office.pem --tls-key office.key",
			"serve --data /srv/gangwei --trust-proxy 10.0.0.0/8"}},
	{name: "migrate up", short: "bring the schema, and what a new office has, up to this program", run: runMigrateUp,
		examples: []string{"migrate up --data /srv/gangwei"}},
	{name: "migrate status", short: "show how far the schema is", run: runMigrateStatus,
		broken: "migrations are pending, or the schema is newer than the program"},
	{name: "migrate grants", args: "NAME@HOST",
		short: "print the SQL of an account that cannot change append-only tables", run: runMigrateGrants,
		examples: []string{"migrate grants gangwei@10.0.0.5"}},
	{name: "doctor", short: "look at the office and say what needs attention", run: runDoctor,
		broken: "something needs attention"},
	{name: "reconcile", short: "count again from the rows and name what does not agree", run: runReconcile,
		broken: "rows do not agree"},
	{name: "backup", args: "FILE", short: "write everything but the keys into one new FILE", run: runBackup,
		examples: []string{"backup --data /srv/gangwei office-2026-01-31.backup"}},
	{name: "restore", args: "FILE", short: "make an office out of a backup FILE in an empty database", run: runRestore,
		examples: []string{"restore --data /srv/new office-2026-01-31.backup"}},
	{name: "trail verify", short: "recompute the trail and name the first entry that does not hold",
		run: runTrailVerify, broken: "the trail does not hold",
		examples: []string{"trail verify --head heads.txt"}},
	{name: "trail head", short: "print the trail's heads and root, to be kept outside", run: runTrailHead,
		examples: []string{"trail head > heads.txt"}},
	{name: "key init", short: "make the key file of a new office", run: runKeyInit},
	{name: "key adopt", short: "say that the key file is this office's own, where nothing sealed proves it",
		run: runKeyAdopt, examples: []string{"key adopt --print PRINT"}},
	{name: "demo", short: "make and serve the demonstration city", run: runDemo,
		examples: []string{"demo --data var/demo", "demo --data var/small --posts 800 --no-serve"}},
	{name: "duty verify-draw", short: "count the drawn samples of a quarter again", run: runVerifyDraw,
		broken: "a draw does not hold", examples: []string{"duty verify-draw --quarter 2025Q4"}},
	{name: "import", args: "KIND FILE",
		short: "take a workbook of a KIND; --history takes holders of earlier years as found",
		run:   runImport, words: importKinds(), broken: "rows cannot be taken, or something is asked",
		examples: []string{"import people people.xlsx --region 370402001 --dry-run",
			"import holders 2023.xlsx --history --region 370402001"}},
	{name: "sheet explain", args: "FILE",
		short: "say how a spreadsheet would be read, without an office; --as takes folder or a KIND of import",
		run:   runExplain, broken: "not all of the file would be read",
		examples: []string{"sheet explain roster.xls --as holders"}},
	{name: "export", args: "KIND", short: "write a list", run: runExport, words: exportKinds(),
		examples: []string{"export holders --region 370402 --out holders.xlsx"}},
	{name: "inspect run",
		short: "look for the five wrongs and faults of procedure, keep and print what is found; --from DIR looks at a " +
			"folder of spreadsheets instead",
		run: runInspect, broken: "tables or people of a folder were not wholly read",
		examples: []string{"inspect run --region 370402", "inspect run --from DIR --as-of 2025-12-31 --out lists"}},
	{name: "inspect score",
		short: "hold the rules against an answer sheet: precision and recall by rule; --seed N measures them on a city " +
			"on paper",
		run: runScore},
	{name: "inspect extract", short: "make the sealed extract of whole townships for an inspector's own machine",
		run: runInspectExtract, examples: []string{"inspect extract --region 370402001 --out township.gwx"}},
	{name: "inspect desk", short: "open the inspector's pages over a folder of spreadsheets, on this machine alone",
		run: runInspectDesk, examples: []string{"inspect desk --dir DIR"}},
	{name: "inspect",
		short: "--template DIR: write empty tables with explanations, to be filled in and looked at by " +
			"'inspect run --from DIR'",
		run: runInspectTemplate, examples: []string{"inspect --template DIR"}},
	{name: "schema", args: "[TABLE …]", short: "print the tables that are exchanged, their columns and heads",
		run: runSchema, examples: []string{"schema --format text", "schema people > people.json"}},
	{name: "report inspection", short: "issue the inspection paper of a region and period as PDF",
		run:      runReportInspection,
		examples: []string{"report inspection --region 370402 --from 2025-10 --to 2025-12 --out paper.pdf"}},
	{name: "report check", args: "FILE", short: "say whether a paper is ours and unchanged", run: runReportCheck,
		broken: "it is not, or was changed after it was issued"},
	{name: "user add", short: "make an account", run: runUserAdd,
		examples: []string{"user add --login li.hua --name 李华 --idno NUMBER"}},
	{name: "user grant", short: "grant a role on a region", run: runUserGrant,
		examples: []string{"user grant --login li.hua --role township_reviewer --region 370402001"}},
	{name: "user revoke", short: "take a grant back", run: runUserRevoke},
	{name: "user list", short: "list accounts and their grants", run: runUserList},
	{name: "user reset-password", short: "give an account a new first password", run: runUserReset},
	{name: "version", short: "say which program this is: commit, date, schema, rule set", run: runVersion,
		examples: []string{"version --json"}},
	{name: "completion", args: "SHELL", short: "print a script that completes commands and flags in bash, zsh or fish",
		run: runCompletion, words: []string{"bash", "zsh", "fish"},
		examples: []string{"completion bash > /etc/bash_completion.d/gangwei",
			"completion zsh > ~/.zsh/completions/_gangwei", "completion fish > ~/.config/fish/completions/gangwei.fish"}},
}
