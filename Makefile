# Koerswerk's commands. `make help` lists them.
SHELL := /bin/bash
.SHELLFLAGS := -euo pipefail -c
.DEFAULT_GOAL := help
PYTHON := .venv/bin/python
PORT ?= 8000
export PORT

.PHONY: help
help: ## List the commands
	@grep -hE '^[a-z-]+:.*## ' $(MAKEFILE_LIST) | awk -F ':.*## ' '{printf "  make %-10s %s\n", $$1, $$2}'

.PHONY: setup
setup: ## Install everything that running, checking and testing need
	@scripts/setup.sh test

.PHONY: demo
demo: ## Run the demo on this machine (PORT=8000), everything below var/demo
	@exec scripts/demo.sh

.PHONY: test
test: ## Run all tests on PostgreSQL, Redis, a worker and a browser (ARGS="tests/ideas -k merge")
	@exec scripts/test.sh $(ARGS)

.PHONY: check
check: ## Format, lint, types, contracts, migrations, translations, deployment, docs
	@exec scripts/check.sh

.PHONY: walk
walk: ## Go along every page as everybody, in both languages, at three widths, light and dark (var/walk/index.html)
	@scripts/setup.sh test
	@$(PYTHON) -m tests.walk $(ARGS)

.PHONY: bench
bench: ## Measure what docs/ says about speed
	@exec scripts/bench.sh $(ARGS)

.PHONY: lighthouse
lighthouse: ## Lighthouse as a phone on the five pages that people see first
	@exec scripts/lighthouse.sh

.PHONY: faults
faults: ## Break things on purpose and see what is lost
	@exec scripts/faults.sh $(ARGS)

.PHONY: mutants
mutants: ## Change each rule of who may what on purpose, and see whether the tests notice (ARGS="--only ideas")
	@$(PYTHON) -m scripts.mutants $(ARGS)

.PHONY: assets
assets: ## Build style sheets, scripts and fonts, and print their sizes
	@scripts/setup.sh run
	@PATH="$$PWD/.venv/bin:$$PATH" node scripts/assets.mjs

.PHONY: messages
messages: ## Take over new texts into the Dutch catalogue and list what it lacks
	@$(PYTHON) scripts/messages.py update
	@$(PYTHON) scripts/messages.py check

.PHONY: handbook
handbook: ## Make the pictures of the handbook anew, from the demo
	@scripts/setup.sh test
	@$(PYTHON) -m scripts.handbook $(ARGS)

.PHONY: lock
lock: ## Renew the locks of Python and Node parts
	@scripts/lock.sh

.PHONY: clean
clean: ## Throw away what set-up and runs made, the demo's data too
	rm -rf .venv node_modules var
	find . -name __pycache__ -type d -prune -exec rm -rf {} +
