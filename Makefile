# make demo    create .venv, install, code the example reports, print the picture
# make test    create .venv, install, run everything that CI runs
# make scores  the figures of docs/evaluation.md, from ../shared/gold
# Needed: Python 3.11 or newer, make, a C compiler.

PYTHON ?= python3
VENV   := .venv
BIN    := $(VENV)/bin
SHARED ?= ../shared
JOBS   ?= 2

.DEFAULT_GOAL := test
.PHONY: demo test scores lint types contracts check unit clean

$(VENV)/.runtime: pyproject.toml
	@$(PYTHON) -c 'import sys; sys.exit(sys.version_info < (3, 11))' || { echo "Lagebild needs Python 3.11 or newer; name one: make PYTHON=python3.12" >&2; exit 1; }
	$(PYTHON) -m venv $(VENV)
	$(BIN)/python -m pip install --quiet --disable-pip-version-check --editable .
	@touch $@

$(VENV)/.development: $(VENV)/.runtime
	$(BIN)/python -m pip install --quiet --disable-pip-version-check --editable '.[dev]'
	@touch $@

demo: $(VENV)/.runtime
	$(BIN)/lagebild demo

test: lint types contracts check unit

lint: $(VENV)/.development
	$(BIN)/ruff check src tests training benchmarks
	$(BIN)/ruff format --check src tests training benchmarks

types: $(VENV)/.development
	$(BIN)/mypy

contracts: $(VENV)/.development
	$(BIN)/lint-imports

check: $(VENV)/.development
	$(BIN)/lagebild check

unit: $(VENV)/.development
	$(BIN)/pytest -n $(JOBS) --dist loadgroup

scores: $(VENV)/.development
	$(BIN)/python benchmarks/scores.py $(SHARED)/gold --write docs/evaluation.md

clean:
	rm -rf $(VENV) .pytest_cache .mypy_cache .ruff_cache .import_linter_cache
