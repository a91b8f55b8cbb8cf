# Daily commands. Each does its own set-up: a virtual environment in .venv, made with uv when it is there,
# with venv and pip otherwise. Nothing else is needed but Python 3.11 or newer, git and make.

PYTHON ?= python3
VENV   := .venv
BIN    := $(VENV)/bin
FILM   ?= examples/last_ferry.fountain
JOBS   ?= 2

.PHONY: help film studio-film test test-slow check golden bench bench-kill docs format clean
.DEFAULT_GOAL := help

help:  ## what there is
	@grep -E '^[a-z-]+:.*##' $(MAKEFILE_LIST) | sed -E 's/:.*## /\t/' | awk -F'\t' '{printf "  make %-10s %s\n", $$1, $$2}'

$(VENV)/.core: pyproject.toml constraints.txt tools/bootstrap.sh
	@sh tools/bootstrap.sh "$(PYTHON)" "$(VENV)" core

$(VENV)/.dev: pyproject.toml constraints.txt tools/bootstrap.sh
	@sh tools/bootstrap.sh "$(PYTHON)" "$(VENV)" dev

film: $(VENV)/.core  ## make a real film from the example script (FILM=other.fountain for yours)
	@$(BIN)/filmwright make "$(FILM)"

test: $(VENV)/.dev  ## the tests (without the slow ones)
	@$(BIN)/python -m pytest -n $(JOBS) --dist loadgroup -m "not slow and not kill"

test-slow: $(VENV)/.dev  ## the slow tests and the kill tests
	@$(BIN)/python -m pytest -n $(JOBS) --dist loadgroup -m "slow or kill"

check: $(VENV)/.dev  ## format, lint, types, imports
	$(BIN)/ruff format --check src tests bench
	$(BIN)/ruff check src tests bench
	$(BIN)/mypy
	$(BIN)/pyright
	$(BIN)/lint-imports

format: $(VENV)/.dev  ## write the code the way the checks want it
	$(BIN)/ruff format src tests bench
	$(BIN)/ruff check --fix src tests bench

golden: $(VENV)/.dev  ## rewrite the golden files; read the change before you commit it
	FILMWRIGHT_WRITE_GOLDEN=1 $(BIN)/python -m pytest -q tests/golden

bench: $(VENV)/.dev  ## every figure of the design beside its target
	@$(BIN)/python bench/__main__.py $(ONLY)

bench-kill: $(VENV)/.dev  ## kill runs that cost money, again and again, and compare the ledger with the bill
	@$(BIN)/python bench/kill_money.py $(ONLY)

docs: $(VENV)/.dev  ## write the generated reference pages
	@$(BIN)/python -m filmwright.app.reference docs/reference

clean:  ## remove the environment (films stay)
	rm -rf $(VENV) .pytest_cache .mypy_cache .ruff_cache .hypothesis
