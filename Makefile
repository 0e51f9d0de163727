# The edition's commands. `make site` and `make test` set up all they need by themselves.
PYTHON ?= python3
VENV := .venv
PY := $(VENV)/bin/python

.PHONY: help site serve check test test-formats mutants bench format clean

help: ## say what there is
	@grep -hE '^[a-z-]+:.*##' $(MAKEFILE_LIST) | sed 's/:.*## /\t/' | expand -t 14

site: $(VENV)/site-ready ## build the site into site/
	$(PY) -m build_edition build

serve: $(VENV)/site-ready ## show the site and follow every edit
	$(PY) -m build_edition serve

check: $(VENV)/site-ready ## print every problem of the edition
	$(PY) -m build_edition check

test: $(VENV)/test-ready ## lint, types and all tests, the browser's included
	$(PY) -m ruff check
	$(PY) -m ruff format --check
	$(PY) -m mypy
	$(PY) tests/browser/chromium.py
	$(PY) -m pytest

test-formats: site $(VENV)/formats-ready ## the book, the pages and the workflows against their own checkers
	$(PY) tests/formats.py

mutants: $(VENV)/mutants-ready ## change the code in one place at a time and see that tests notice (takes an hour)
	$(PY) -m tests.mutants

bench: $(VENV)/test-ready ## measure how fast editions of 3, 100 and 1,000 texts are built
	$(PY) -m tests.bench_scale

format: $(VENV)/test-ready ## put the code into the project's form
	$(PY) -m ruff check --fix
	$(PY) -m ruff format

clean: ## remove what was built, and the virtual environment
	rm -rf $(VENV) site .cache .site.new .site.old mutants

$(PY):
	@$(PYTHON) -c 'import sys; sys.exit(sys.version_info < (3, 11, 5))' || { \
	  echo "Python 3.11.5 or newer is needed; name one with: make PYTHON=/path/to/python3"; exit 1; }
	$(PYTHON) -m venv $(VENV)

$(VENV)/site-ready: requirements.txt | $(PY)
	$(PY) -m pip install --quiet --disable-pip-version-check --requirement requirements.txt
	@touch $@

$(VENV)/test-ready: requirements-dev.txt $(VENV)/site-ready
	$(PY) -m pip install --quiet --disable-pip-version-check --requirement requirements-dev.txt
	@touch $@

$(VENV)/mutants-ready: requirements-mutants.txt $(VENV)/test-ready
	$(PY) -m pip install --quiet --disable-pip-version-check --requirement requirements-mutants.txt
	@touch $@

$(VENV)/formats-ready: requirements-formats.txt $(VENV)/site-ready
	$(PY) -m pip install --quiet --disable-pip-version-check --no-deps --requirement requirements-formats.txt
	@touch $@
