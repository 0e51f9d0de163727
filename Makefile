# The edition's commands. `make site` and `make test` set up all they need by themselves.
PYTHON ?= python3
VENV := .venv
PY := $(VENV)/bin/python
PIP := $(PY) -m pip install -qq --disable-pip-version-check
NODE := $(VENV)/bin/node
BIOME := $(NODE) node_modules/.bin/biome
TSC := $(NODE) node_modules/.bin/tsc

# A file's tests stay together, so that what a file builds is built once.
PYTEST := $(PY) -m pytest --numprocesses 2 --dist loadfile

.PHONY: help site serve check lint test test-unit test-hard test-formats mutants bench format clean

help: ## say what there is
	@grep -hE '^[a-z-]+:.*##' $(MAKEFILE_LIST) | sed 's/:.*## /\t/' | expand -t 14

site: $(VENV)/site-ready ## build the site into site/
	$(PY) -m build_edition build

serve: $(VENV)/site-ready ## show the site and follow every edit
	$(PY) -m build_edition serve

check: $(VENV)/site-ready ## print every problem of the edition
	$(PY) -m build_edition check

lint: $(VENV)/test-ready ## lint, form and types of Python, JavaScript and CSS
	$(PY) -m ruff check
	$(PY) -m ruff format --check
	$(PY) -m mypy
	$(BIOME) check --error-on-warnings
	$(TSC) --project jsconfig.json

test: lint ## lint, types and all tests, the browser's included
	$(PY) tests/browser/chromium.py
	$(PYTEST)

test-unit: $(VENV)/test-ready ## all tests that need no browser
	$(PYTEST) -m "not browser and not hard"

test-hard: $(VENV)/test-ready ## what takes too long for every change: many more examples, long series
	$(PYTEST) -m "hypothesis or hard" --hypothesis-profile hard

test-formats: site $(VENV)/formats-ready ## the book, the pages and the workflows against their own checkers
	$(PY) tests/formats.py

mutants: $(VENV)/mutants-ready ## change the code in one place at a time and see that tests notice (takes an hour)
	$(PY) -m tests.mutants

bench: $(VENV)/test-ready ## measure how fast editions of 3, 100 and 1,000 texts are built
	$(PY) -m tests.bench_scale

format: $(VENV)/test-ready ## put the code into the project's form
	$(PY) -m ruff check --fix
	$(PY) -m ruff format
	$(BIOME) check --write

clean: ## remove what was built, and what was installed to build and test it
	rm -rf $(VENV) node_modules site .cache .site.new .site.old mutants

$(PY):
	@$(PYTHON) -c 'import sys; sys.exit(sys.version_info < (3, 11, 5))' || { \
	  echo "Python 3.11.5 or newer is needed; name one with: make PYTHON=/path/to/python3"; exit 1; }
	$(PYTHON) -m venv $(VENV)

$(VENV)/site-ready: requirements.txt | $(PY)
	@echo "Installing what builds the site into $(VENV) (requirements.txt)"
	@$(PIP) --requirement requirements.txt
	@touch $@

$(VENV)/test-ready: requirements-dev.txt package-lock.json .npmrc $(VENV)/site-ready
	@echo "Installing what tests it into $(VENV) and node_modules (requirements-dev.txt, package-lock.json)"
	@$(PIP) --requirement requirements-dev.txt
	@$(VENV)/bin/npm ci --loglevel=error
	@touch $@

$(VENV)/mutants-ready: requirements-mutants.txt $(VENV)/test-ready
	@echo "Installing what tests the tests into $(VENV) (requirements-mutants.txt)"
	@$(PIP) --requirement requirements-mutants.txt
	@touch $@

$(VENV)/formats-ready: requirements-formats.txt $(VENV)/site-ready
	@echo "Installing what checks the formats into $(VENV) (requirements-formats.txt)"
	@$(PIP) --no-deps --requirement requirements-formats.txt
	@touch $@
