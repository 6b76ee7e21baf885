# make site    sets everything up, builds build/ocop.db from corpus/ and opens the site (PORT=8001)
# make test    sets up what the tests need and runs all of them
# make build   builds build/ocop.db anew
# make lint    ruff and mypy alone
# make bench   how fast it is, beside its peers (QUICK=1: in two minutes; SAVE=1 writes docs/benchmark.md)
# make lock    pins the newest dependencies that pyproject.toml allows
# make clean   removes what the others made
#
# PYTHON=python3.12 chooses another Python than the first of 3.11 or newer; VENV=folder another virtual environment.

PORT ?= 8001
HOST ?= 127.0.0.1
VENV ?= .venv
BIN := $(VENV)/bin
DATABASE := build/ocop.db

PYTHON ?= $(shell for python in python3 python3.13 python3.12 python3.11; do \
	command -v $$python >/dev/null && $$python -c 'import sys; sys.exit(sys.version_info < (3, 11))' && echo $$python && break; done)

# Ten times as fast as pip; where it cannot reach what pip is configured for, pip does the work.
UV := uv==0.13.9
install = { $(BIN)/uv pip install -q --compile-bytecode --python $(BIN)/python $(1) || $(BIN)/python -m pip install -q $(1); }

OCR := tesseract-ocr tesseract-ocr-vie tesseract-ocr-script-viet tesseract-ocr-osd
BROWSER := chromium fonts-dejavu-core
has_ocr = { tesseract --list-langs 2>/dev/null | grep -qx vie && tesseract --list-langs 2>/dev/null | grep -q 'Vietnamese$$'; }
has_browser = { command -v chromium || command -v chromium-browser || command -v google-chrome; } >/dev/null

# $(APT) PACKAGE… installs packages where no password has to be asked for, and fails elsewhere.
ROOT = $(shell if [ "$$(id -u)" = 0 ]; then echo env; elif sudo -n true 2>/dev/null; then echo sudo; fi)
APT = $(if $(and $(ROOT),$(shell command -v apt-get)),$(ROOT) env DEBIAN_FRONTEND=noninteractive sh -c \
	'apt-get update -qq && apt-get install -qq -y --no-install-recommends "$$@" >/dev/null' apt-get,false)

.PHONY: site test build lint bench lock clean
.DEFAULT_GOAL := site

# Folders count too where a file may have been taken away; below extractor/ Python itself writes into them.
site: $(VENV)/site
	@mkdir -p build
	@if [ ! -e $(DATABASE) ] || [ "$$(find corpus rules -newer $(DATABASE)) $$( \
		find extractor db requirements.lock -name __pycache__ -prune -o -type f -newer $(DATABASE) -print)" != " " ]; \
	then $(BIN)/ocop build corpus -o $(DATABASE) || [ $$? -eq 3 ]; fi
	@$(BIN)/ocop serve $(DATABASE) --host $(HOST) --port $(PORT) || [ $$? -eq 130 ]

test: $(VENV)/test
	@$(BIN)/python -m pytest

build: $(VENV)/site
	@mkdir -p build
	@$(BIN)/ocop build corpus -o $(DATABASE)

lint: $(VENV)/test
	@$(BIN)/ruff check
	@$(BIN)/ruff format --check
	@$(BIN)/mypy

bench: $(VENV)/test
	@$(BIN)/python -c 'import eyecite' 2>/dev/null || { $(call install,-e '.[bench]'); }
	@$(BIN)/python tests/bench/table.py $(if $(QUICK),--quick) $(if $(LARGE),--large) $(if $(SAVE),--save)

$(VENV)/made:
	@[ -n "$(PYTHON)" ] || { echo "Python 3.11 or newer is needed: install it, or name it: make PYTHON=/path/to/python" >&2; exit 1; }
	@$(PYTHON) -c 'import ensurepip, venv' 2>/dev/null \
		|| $(APT) python$$($(PYTHON) -c 'import sys; print("%d.%d" % sys.version_info[:2])')-venv \
		|| { echo "This Python lacks venv. Install it, then run make again: sudo apt-get install python3-venv" >&2; exit 1; }
	@$(PYTHON) -m venv $(VENV)
	@$(BIN)/python -m pip install -q $(UV) || echo "uv is not to be had: pip goes on, slower." >&2
	@touch $@

$(VENV)/site: $(VENV)/made requirements.lock pyproject.toml
	@echo "Setting up $(VENV) …" >&2
	@$(call install,-r requirements.lock)
	@$(call install,--no-deps -e .)
	@$(has_ocr) || $(APT) $(OCR) || echo "Without these packages scanned pages are not read: $(OCR)" \
		"(macOS: brew install tesseract tesseract-lang). Install them, then: make build" >&2
	@touch $@

$(VENV)/test: $(VENV)/made requirements-dev.lock pyproject.toml
	@echo "Setting up $(VENV) for the tests …" >&2
	@$(call install,-r requirements-dev.lock)
	@$(call install,--no-deps -e .)
	@$(has_ocr) || $(APT) $(OCR) || echo "Tests of scanned pages need: $(OCR)" >&2
	@$(has_browser) || $(if $(CI),$(APT) $(BROWSER),false) || echo "Browser tests need: $(BROWSER)" >&2
	@touch $@

# No address of a package index goes into these files: everyone has their own.
lock: $(VENV)/made
	@$(BIN)/uv pip compile -q --universal --python-version 3.11 --upgrade --no-emit-index-url --no-header --no-annotate \
		pyproject.toml -o requirements.lock
	@$(BIN)/uv pip compile -q --universal --python-version 3.11 --upgrade --no-emit-index-url --no-header --no-annotate \
		--extra dev --extra cluster -c requirements.lock pyproject.toml -o requirements-dev.lock

clean:
	rm -rf $(VENV) build dist .mypy_cache .pytest_cache .ruff_cache
