# `make run` and `make test` are all that one needs; `make help` lists the rest.

# Cargo keeps the artefacts of builds that name their target apart, and `cargo lambda` always
# names one: everything here names it too, so that nothing is built twice.
export CARGO_BUILD_TARGET := $(shell rustc -vV | sed -n 's/^host: //p')

PORT ?= 8080
AWS_PORT ?= 4566
MAIL_PORT ?= 8025

LOCAL = cargo run --locked --quiet --package local --
# With the features of all crates together, as the tests are built.
BIN = cargo build --locked --quiet --workspace --exclude local --bin
RUN = target/$(CARGO_BUILD_TARGET)/debug
# A run that Ctrl-C ended has ended as it should.
BY_SIGNAL = || [ $$? -eq 130 ]

.PHONY: run test lint bench openapi snapshots staff-code digest stop reset help

run: ## build, deploy locally, seed, serve until Ctrl-C (PORT, AWS_PORT, MAIL_PORT)
	@$(LOCAL) run --port $(PORT) --aws-port $(AWS_PORT) --mail-port $(MAIL_PORT) $(BY_SIGNAL)

test: ## every test, the fast ones first (ONLY=rules,views,… for some)
	@$(LOCAL) test $(if $(ONLY),--only $(ONLY)) $(BY_SIGNAL)

lint: ## format, clippy, the template's linters
	@$(LOCAL) lint

bench: ## size and start of each function, beside a bare one (FUNCTIONS="login pages" for some)
	@$(BIN) bench && $(RUN)/bench $(FUNCTIONS)

openapi: ## write the API's description anew from the code
	@$(BIN) openapi && $(RUN)/openapi

snapshots: ## accept how pages and mails look now, then read the difference with git
	@INSTA_UPDATE=always cargo test --locked --quiet --package views

staff-code: ## the six-digit code of the seeded member of staff
	@$(LOCAL) staff-code

digest: ## mail staff what is late, as each morning (AWS_PORT)
	@$(LOCAL) digest --aws-port $(AWS_PORT)

stop: ## stop what an earlier run left behind
	@$(LOCAL) stop

reset: ## stop, and delete the local data
	@$(LOCAL) reset

help: ## this list
	@sed -n 's/^\([a-z-]*\): ## /  \1\t/p' $(MAKEFILE_LIST) | expand -t 16
