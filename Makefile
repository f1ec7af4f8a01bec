# 议起来. `make run` starts it, `make test` checks it all; `make help` lists the rest.

SHELL := /bin/bash
PYTHON ?= python3
VENV ?= .venv
BIN := $(VENV)/bin
ONLY ?=
export PARTICIPATION_FONT_DIR ?= $(CURDIR)/var/fonts

.PHONY: help run test lint unit install install-dev packages fonts shots trials bench catalogues clean

help: ## list the targets
	@grep -hE '^[a-z-]+:.*##' $(MAKEFILE_LIST) | sed -E 's/:.*## /\t/' | expand -t 14

run: install ## set up, migrate, fill the demo village when empty, serve on http://127.0.0.1:8000
	@$(MAKE) --no-print-directory fonts || echo "no fonts for paper: printing will be refused until 'make fonts' works"
	@$(BIN)/python run.py migrate >/dev/null
	@$(BIN)/python run.py demo
	@echo "http://127.0.0.1:8000"
	@exec $(BIN)/python run.py serve

test: install-dev packages fonts catalogues ## the whole suite; ONLY=votes narrows it
	@tools/check.sh $(ONLY)

lint: install-dev ## linters, types and the house's doors only
	@tools/check.sh --lint

$(VENV)/bin/python:
	@$(PYTHON) -c 'import sys; sys.exit(sys.version_info < (3, 11))' || { echo "Python 3.11 or newer is needed; say PYTHON=python3.12 make …"; exit 1; }
	@$(PYTHON) -m venv $(VENV) >/dev/null 2>&1 || tools/venv.sh $(PYTHON) $(VENV)

$(VENV)/.installed: requirements.txt | $(VENV)/bin/python
	@echo "installing what it runs on …"
	@$(BIN)/pip install --quiet --disable-pip-version-check -r requirements.txt
	@touch $@

$(VENV)/.installed-dev: requirements.txt requirements-dev.txt | $(VENV)/bin/python
	@echo "installing what the checks run on …"
	@$(BIN)/pip install --quiet --disable-pip-version-check -r requirements-dev.txt
	@touch $@ $(VENV)/.installed

install: $(VENV)/.installed catalogues ## the product's own packages, into .venv

install-dev: $(VENV)/.installed-dev ## and those of the checks

packages: ## what apt has to bring: PostgreSQL, Chromium, PDF and QR readers
	@tools/packages.sh

fonts: ## fonts for paper, into var/fonts
	@tools/fonts.sh $(PARTICIPATION_FONT_DIR)

catalogues: $(VENV)/.installed ## compile the translations
	@$(BIN)/pybabel -q compile -d participation/translations

shots: install-dev packages fonts catalogues ## screenshots of every page, into docs/shots
	@rm -f docs/shots/*.png
	@SHOTS=1 $(BIN)/pytest -q -p no:cacheprovider tests/journeys
	@$(BIN)/python -m tests.journeys.pictures

trials: install-dev packages ## the long trials of the ballot box, into docs/trials.md; may be resumed
	@$(BIN)/python -m tests.trials

bench: install-dev packages fonts ## each line of work beside its limit in the same run, into docs/bench.md; QUICK=1 in a minute
	@$(BIN)/python -m tests.bench

clean: ## remove what was made here, but not var/
	rm -rf $(VENV) .pytest_cache .mypy_cache .ruff_cache .hypothesis .import_linter_cache
