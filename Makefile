# gangwei: `make run` shows the demonstration city, `make test` passes all tests, both on a fresh Debian with Go, make and git.
SHELL := /bin/bash
export CGO_ENABLED := 0

BIN  := bin/gangwei
DEMO := var/demo
ADDR ?= 127.0.0.1:8080
# How long each fuzz target of the spreadsheet readers runs in make test-long.
FUZZ ?= 90s

# The paper's font; the demonstration runs without it and says so when a paper is asked for.
font:
	@[ -n "$$(find /usr/share/fonts /usr/local/share/fonts -iname '*wenkai*' 2>/dev/null | head -n 1)" ] && exit 0; \
	if [ "$$(id -u)" = 0 ]; then as=; elif sudo -n true 2>/dev/null; then as="sudo -n"; else echo "For PDF papers: apt-get install fonts-lxgw-wenkai"; exit 0; fi; \
	{ $$as apt-get update -qq && DEBIAN_FRONTEND=noninteractive $$as apt-get install -y -qq --no-install-recommends fonts-lxgw-wenkai >/dev/null; } || echo "For PDF papers: apt-get install fonts-lxgw-wenkai"

.PHONY: build run font test test-race test-long test-fuzz test-city test-mutation golden golden-update fmt schema cli lint bench deps packages hledger clean

# What 'gangwei version' says where Go does not stamp what it builds.
STAMP = -X gangwei/internal/cli.commit=$$(git describe --always --dirty --abbrev=40 --exclude='*' 2>/dev/null) \
  -X gangwei/internal/cli.date=$$(git show -s --format=%cI HEAD 2>/dev/null)

build:
	go build -ldflags "$(STAMP)" -o $(BIN) ./cmd/gangwei

# FRESH=1 begins the demonstration city anew.
run: font build
	@if [ "$(FRESH)" = 1 ]; then rm -rf $(DEMO); fi
	@$(BIN) demo --data $(DEMO) --addr $(ADDR)

# schema.sql of each kind of database and docs/schema.md, made anew out of the migrations; to be run when one was added.
schema:
	go test ./internal/app -run TestSchema_files -update

# docs/cli.md, made anew out of the program's own commands.
cli:
	go test ./internal/cli -run CLIManual_is_made -update

# docs/testing.md says what runs where and how long.

# All tests, in an order of their own each time: a failure prints its seed, and `go test -shuffle SEED` on that package has
# the order again. One throw-away MariaDB serves all packages; GANGWEI_TEST_DSN adds any other server, e.g.
# root@tcp(127.0.0.1:3306)/
test: deps
	@test -f $(AXE) || echo "NOT LOOKED AT in this run, since npm could not fetch axe-core: the accessibility of the pages"
	go run ./internal/dbtest/withmariadb go test -shuffle=on -timeout 20m ./...

# The race detector over all packages but those that drive browsers, measure, or kill the program; needs a C compiler.
RACELESS := /internal/(browsertest|bench|faulttest|golden|mutation)$$
test-race: deps
	@command -v gcc >/dev/null || command -v clang >/dev/null || { \
	  echo "Missing a C compiler, which the race detector needs. Install it with: apt-get install gcc libc6-dev" >&2; exit 2; }
	CGO_ENABLED=1 go run ./internal/dbtest/withmariadb \
	  go test -race -shuffle=on -timeout 60m $$(go list ./... | grep -vE '$(RACELESS)')

# What takes longer than a commit waits for, in three parts that run apart.
test-long: test-fuzz test-city test-mutation

# Every reader of what comes from outside, FUZZ for each target (a minute for the small ones).
test-fuzz:
	for target in FuzzOpen FuzzXLS$$ FuzzXLSX FuzzMarkup FuzzCell FuzzShort FuzzFindHeads FuzzParts; do \
	  go test ./internal/platform/sheet -run - -fuzz "^$$target" -fuzztime $(FUZZ) -fuzzminimizetime 5x || exit 1; done
	for target in FuzzClosed FuzzFree FuzzKin FuzzLegend; do \
	  go test ./internal/platform/lexicon -run - -fuzz $$target -fuzztime $(FUZZ) -fuzzminimizetime 5x || exit 1; done
	go test ./internal/pay/bankfile -run - -fuzz FuzzDecode -fuzztime 60s
	go test ./internal/base/idno -run - -fuzz FuzzParse -fuzztime 60s
	go test ./internal/base/money -run - -fuzz FuzzParse -fuzztime 60s
	go test ./internal/base/civil -run - -fuzz FuzzClaim -fuzztime 60s

# A small demonstration city made on a throw-away MariaDB by the binary itself, the ledger against hledger, pay and
# ledger against a model in random order, a larger demonstration city's score and extract, all nonsense to all forms,
# lists in random shapes, what the program answers against what it answered, and the program killed at random points of
# a month's pay.
test-city: deps hledger build
	go test -tags long -run gives_hledger ./internal/pay/fund
	go test -tags long -run Model -v ./internal/pay/payment
	go test -tags long -timeout 30m -run EveryForm ./internal/web
	go test -tags long -timeout 60m -run TestEvery_page -v ./internal/browsertest
	go test -tags long -timeout 30m -run "Score|Extract|fills_every" -v ./internal/demo
	go test -tags long -timeout 30m -run Inspect_run ./internal/cli
	go test -tags long -timeout 30m -v ./internal/faulttest
	go test -tags long -timeout 30m -v ./internal/golden
	go test -tags long -timeout 20m -run Quality -v ./internal/oversight/inspect/caseload
	go test -tags long -timeout 60m -run TestRandom_lists -v ./internal/oversight/inspect/folder
	go run ./internal/dbtest/withmariadb ./internal/dbtest/demo-on-mariadb

# The program changed on purpose, and a test must notice: each condition of a rule turned round, each number of a rule
# one more and one less, each guard of the web and of the rights taken away.
test-mutation:
	go test -tags long -timeout 60m -v ./internal/mutation
	go test -tags long -timeout 60m -run Mutation -v ./internal/oversight/inspect/caseload

# What the program answers, against what it answered: after every step of work on how it is built. QUICK=1 is a part of it.
golden:
	GANGWEI_GOLDEN_QUICK=$(QUICK) go test -tags long -timeout 30m ./internal/golden

# Behaviour was changed on purpose: testdata is written anew, and its difference belongs into the same commit.
golden-update:
	go test -tags long -timeout 30m ./internal/golden -update

# Go files and the HTML templates.
fmt:
	gofmt -w $$(git ls-files '*.go')
	go run ./internal/viewfmt views

lint:
	@test -z "$$(gofmt -l $$(git ls-files '*.go'))" || { echo "not gofmt'd:"; gofmt -l $$(git ls-files '*.go'); exit 1; }
	go vet ./...
	go tool staticcheck ./...
	@dead=$$(go tool deadcode -tags long -test ./...) && test -z "$$dead" || { echo "called by nothing, not even by a test:"; echo "$$dead"; exit 1; }
	go test ./internal/archtest ./internal/viewfmt
	@go test -v -run Sizes_only_fall ./internal/archtest | grep "over"

# Ratios against bare reads and writes of the same rows in the same run, by the clock and of the processors; prints, never fails a build.
# GANGWEI_BENCH_POSTS=2600 is a quicker look, to be taken before a commit that touches the benchmarks or the schema.
bench:
	go test ./internal/bench -run - -bench . -benchtime 1x -timeout 120m
	go test ./internal/browsertest -run - -bench . -benchtime 1x

# The accessibility engine that the browser tests use.
AXE := internal/browsertest/axe/node_modules/axe-core/axe.min.js

# Debian packages that the tests need: a MariaDB server that starts no daemon, Chromium with a Chinese font, npm for axe-core.
deps: packages
	@test -f $(AXE) || npm ci --silent --prefix internal/browsertest/axe || true

packages:
	@missing=(); \
	command -v mariadbd >/dev/null && command -v mariadb-install-db >/dev/null || missing+=(mariadb-server-core); \
	command -v mariadb >/dev/null || missing+=(mariadb-client-core); \
	command -v chromium >/dev/null || missing+=(chromium); \
	command -v pdftotext >/dev/null || missing+=(poppler-utils); \
	command -v npm >/dev/null || missing+=(npm); \
	[ -n "$$(find /usr/share/fonts /usr/local/share/fonts -iname '*wenkai*' 2>/dev/null | head -n 1)" ] || missing+=(fonts-lxgw-wenkai); \
	[ $${#missing[@]} -eq 0 ] && exit 0; \
	as=; if [ "$$(id -u)" != 0 ]; then if sudo -n true 2>/dev/null; then as="sudo -n"; else \
	  echo "Missing Debian packages: $${missing[*]}. Install them with: apt-get install $${missing[*]}" >&2; exit 2; fi; fi; \
	echo "Installing $${missing[*]}"; \
	$$as apt-get update -qq && DEBIAN_FRONTEND=noninteractive $$as apt-get install -y -qq --no-install-recommends "$${missing[@]}" >/dev/null

# Another program that adds up the ledger's journal.
hledger:
	@command -v hledger >/dev/null && exit 0; \
	if [ "$$(id -u)" = 0 ]; then as=; elif sudo -n true 2>/dev/null; then as="sudo -n"; else echo "Missing Debian package: apt-get install hledger" >&2; exit 2; fi; \
	$$as apt-get update -qq && DEBIAN_FRONTEND=noninteractive $$as apt-get install -y -qq --no-install-recommends hledger >/dev/null

clean:
	rm -rf bin var
