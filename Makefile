# `make` alone explains itself. Needs Python 3.11 to 3.14 and, for the first installation, a network; nothing else.

SHELL := /bin/sh
.DEFAULT_GOAL := help
.PHONY: help run test check build docs clean

PORT ?= 8501
VENV := .venv
VENV_PYTHON := $(VENV)/bin/python
BUILD_DIR := $(or $(REGIONS_BUILD_DIR),data/build)
PIP := $(VENV_PYTHON) -m pip --disable-pip-version-check --quiet

# What a database is made of; if any of it is newer than the current build, `make run` builds again.
INGREDIENTS := $(shell find data/boundaries data/catalogue data/snapshots etl -type f ! -name '*.pyc' 2>/dev/null)

help: ## this list
	@echo "Korea-Japan Regions: 17 provinces and 47 prefectures side by side"
	@echo
	@awk -F ':.*## ' '/^[a-z]+:.*## / { printf "  make %-7s %s\n", $$1, $$2 }' Makefile

run: $(VENV)/installed $(BUILD_DIR)/current.json ## everything the dashboard needs, then the dashboard (PORT=8501)
	@$(VENV_PYTHON) -m streamlit run dashboard.py --server.port $(PORT)

test: $(VENV)/installed-dev ## every test, browser and LibreOffice included; CI=true makes a missing one a failure
	@$(VENV_PYTHON) -m scripts.browser
	@$(VENV_PYTHON) -m scripts.office
	@$(VENV_PYTHON) -m pytest

check: $(VENV)/installed-dev ## format, lint, types, import contracts
	@failed=0; \
	$(VENV_PYTHON) -m ruff format --check . || failed=1; \
	$(VENV_PYTHON) -m ruff check . || failed=1; \
	$(VENV_PYTHON) -m mypy || failed=1; \
	$(VENV)/bin/lint-imports --no-logo || failed=1; \
	exit $$failed

build: $(VENV)/installed ## a new database from the figures in data/, after every check
	@$(VENV_PYTHON) -m etl build

docs: $(VENV)/installed ## docs/indicators.md, sources.md, updates.md and counts in the READMEs, from the catalogue
	@$(VENV_PYTHON) -m scripts.document_catalogue

clean: ## remove environment, built databases and caches
	rm -rf $(VENV) data/build .mypy_cache .pytest_cache .ruff_cache .hypothesis .import_linter_cache
	find . -name __pycache__ -type d -prune -exec rm -rf {} +

# A build that fails its checks leaves the current one in use, and `make run` goes on with that.
$(BUILD_DIR)/current.json: $(INGREDIENTS) | $(VENV)/installed
	@$(VENV_PYTHON) -m etl build || { test -f $@ && \
		echo "NOTICE: the new data did not pass (see above); the dashboard shows the last good build." >&2; }

$(VENV_PYTHON):
	@sh scripts/make_environment.sh $(VENV)

$(VENV)/installed: requirements.txt | $(VENV_PYTHON)
	@echo "Installing what the dashboard needs into $(VENV) (about a minute the first time)"
	@$(PIP) install -r requirements.txt
	@touch $@

$(VENV)/installed-dev: requirements-dev.txt $(VENV)/installed
	@echo "Installing what the checks and tests need into $(VENV)"
	@$(PIP) install -r requirements-dev.txt
	@touch $@
