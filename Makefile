# Two commands matter to a newcomer: `make demo` and `make test`. CONTRIBUTING.md explains the rest.
PYTHON ?= python3
VENV := .venv
BIN := $(VENV)/bin
UV := VIRTUAL_ENV=$(abspath $(VENV)) $(BIN)/uv
ARGS ?=
# Where an environment forbids it, every start of a command compiles everything anew: seconds each time.
unexport PYTHONDONTWRITEBYTECODE
# This form of lock records names, versions and hashes, and no addresses.
COMPILE := pip compile --quiet --universal --python-version 3.11 --generate-hashes --no-header --no-annotate $(ARGS) pyproject.toml

.PHONY: demo test check audit fix bench docs setup assets lock clean
.DEFAULT_GOAL := demo

$(BIN)/uv:
	$(PYTHON) -c 'import sys; sys.exit(sys.version_info < (3, 11) and "Saferboard needs Python 3.11 or newer: make PYTHON=python3.12 demo")'
	$(PYTHON) -m venv $(VENV)
	$(BIN)/python -m pip install --quiet --disable-pip-version-check uv

$(VENV)/.runtime: $(BIN)/uv requirements/runtime.txt pyproject.toml
	$(UV) pip install --quiet --require-hashes -r requirements/runtime.txt
	$(UV) pip install --quiet --no-deps --no-build-isolation --editable .
	touch $@

$(VENV)/.develop: $(VENV)/.runtime requirements/develop.txt
	$(UV) pip install --quiet --require-hashes -r requirements/develop.txt
	touch $@

setup: $(VENV)/.runtime assets

# The look (GOV.UK Frontend, charts) is compiled here from its npm package. Where that cannot run the site still starts, plainly styled.
assets: $(VENV)/.runtime
	@$(BIN)/python -m saferboard.web.look.assets

demo: setup
	$(BIN)/saferboard demo $(ARGS)

# The whole: every core of the machine, and every branch of saferboard.core.
WHOLE := --numprocesses auto --dist loadfile --cov=saferboard.core --cov-branch --cov-report=term:skip-covered --cov-fail-under=100

test: setup $(VENV)/.develop
	$(BIN)/pytest $(or $(ARGS),$(WHOLE))

check: $(VENV)/.develop
	$(BIN)/ruff check .
	$(BIN)/ruff format --check .
	$(BIN)/mypy
	$(BIN)/lint-imports
	$(BIN)/saferboard check-partnership partnerships/leicestershire
	scripts/no-addresses

# Known faults of what is locked: whatever the package index and the npm registry tell.
audit: $(VENV)/.develop
	$(BIN)/python scripts/audit-dependencies

fix: $(VENV)/.develop
	$(BIN)/ruff check --fix .
	$(BIN)/ruff format .

bench: setup $(VENV)/.develop
	$(BIN)/python -m bench $(ARGS)

docs: setup $(VENV)/.develop
	$(BIN)/python -m docs.build

lock: $(BIN)/uv
	$(UV) $(COMPILE) --group build -o requirements/runtime.txt
	$(UV) $(COMPILE) --group build --group develop -o requirements/develop.txt
	scripts/lock-look

clean:
	rm -rf $(VENV) node_modules build dist
