# Two commands do all the set-up: `make demo` and `make test`. `make help` lists the rest.
SHELL := /bin/bash
PYTHON ?= python3
VENV := .venv
BIN := $(VENV)/bin
export PIP_NO_COMPILE := 1
export PIP_DISABLE_PIP_VERSION_CHECK := 1

.DEFAULT_GOAL := help
.PHONY: help demo test pictures bench lint format lock clean

help: ## say what each command does
	@grep -hE '^[a-z]+:.*## ' $(MAKEFILE_LIST) | sed -E 's/:.*## /\t/' | expand -t 12

# A marker a requirements file: installing again is needed only when the locked file changed.
$(VENV)/bin/python:
	@deploy/ensure-python.sh $(PYTHON)
	$(PYTHON) -m venv $(VENV)

$(VENV)/.service: requirements.txt | $(VENV)/bin/python
	$(BIN)/pip install --quiet --require-hashes -r requirements.txt
	@touch $@

$(VENV)/.dev: requirements-dev.txt | $(VENV)/bin/python
	$(BIN)/pip install --quiet --require-hashes -r requirements-dev.txt
	@touch $@ $(VENV)/.service

demo: $(VENV)/.service ## carry one melding through the whole chain and keep serving; ONCE=1 ends after the run, BROWSER=1 makes a browser profile, PROFIEL=voorbeeldgemeente plays another organisation
	$(BIN)/python -m deploy.demo $(if $(ONCE),--once) $(if $(BROWSER),--browser) $(if $(PROFIEL),--profiel $(PROFIEL))

test: $(VENV)/.dev ## install what the tests need (Chromium, PostgreSQL, Node, Java) and run them all
	@deploy/ensure-packages.sh
	$(BIN)/python -m pytest -n 2 --dist loadfile --no-loadscope-reorder $(ARGS)

pictures: $(VENV)/.dev ## make the pictures and the guides in docs/ anew
	@deploy/ensure-packages.sh
	$(BIN)/python -m pytest tests/browser/test_pictures.py --pictures docs/beelden
	$(BIN)/python -m deploy.gidsen

bench: $(VENV)/.dev ## measure against what others do, side by side; QUICK=1 ends within three minutes
	@deploy/ensure-packages.sh
	$(BIN)/python -m tests.bench $(if $(QUICK),--quick)

lint: $(VENV)/.dev ## formatter, linter, types, arrows, dead code
	$(BIN)/ruff format --check .
	$(BIN)/ruff check .
	$(BIN)/mypy
	$(BIN)/lint-imports
	$(BIN)/vulture

format: $(VENV)/.dev ## put the code in its form
	$(BIN)/ruff format .
	$(BIN)/ruff check --fix .

lock: $(VENV)/.dev ## make the hashed requirements files anew
	$(BIN)/pip install --quiet uv
	$(BIN)/uv pip compile -q --universal --no-strip-extras --python-version 3.11 --generate-hashes --no-header requirements.in -o requirements.txt
	$(BIN)/uv pip compile -q --universal --no-strip-extras --python-version 3.11 --generate-hashes --no-header -c requirements.txt requirements.in requirements-dev.in -o requirements-dev.txt

clean: ## forget the environment and the demo
	rm -rf $(VENV) .demo .demo-*
