# The two commands of the README are `make run` and `make test`.
SHELL := /bin/bash
PYTHON ?= python3
VENV := .venv
BIN := $(VENV)/bin
STAMP := $(VENV)/.installed

.PHONY: help setup run check test evals bench clean

help:  ## Show what one can do here
	@grep -hE '^[a-z]+:.*##' $(MAKEFILE_LIST) | sed -E 's/^([a-z]+):.*## /  make \1\t/' | expand -t 16

setup: $(STAMP)  ## Make .venv with the command `drafter` in it

$(STAMP): pyproject.toml constraints.txt
	@$(PYTHON) -c 'import sys; sys.exit("drafter needs Python 3.11 or newer, this is " + sys.version.split()[0]) if sys.version_info < (3, 11) else None'
	@test -x $(BIN)/python || $(PYTHON) -m venv $(VENV)
	@echo "Installing what is pinned in constraints.txt (some minutes, once) ..."
	@$(BIN)/python -m pip install --quiet --disable-pip-version-check --constraint constraints.txt --editable '.[dev]'
	@touch $@

run: setup  ## Set up, build the library and open the chat on 127.0.0.1:8501
	@$(BIN)/drafter serve

check: setup  ## Style, types and the floor plan
	@$(BIN)/ruff format --check src tests evals benchmarks ui app.py
	@$(BIN)/ruff check src tests evals benchmarks ui app.py
	@$(BIN)/mypy
	@$(BIN)/lint-imports

test: setup  ## The test suite: no network, no model
	@$(BIN)/python -m pytest tests

evals: setup  ## How good the drafting is, without a model
	@$(BIN)/python -m pytest evals

bench: setup  ## Speed, as a table of ratios from one run
	@$(BIN)/python -m benchmarks

clean:  ## Remove the environment and caches, never the data
	rm -rf $(VENV) .pytest_cache .mypy_cache .ruff_cache .hypothesis
