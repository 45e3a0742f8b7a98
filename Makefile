# `make` alone explains itself. Needs Python 3.11 to 3.14 and, for the first installation, a network; nothing else.
# Installs by uv, which it brings along, or by pip where that cannot be had; `make run INSTALLER=pip` asks for pip.

SHELL := /bin/sh
# Images of containers often set it: every start would compile all code anew, 6 seconds more.
unexport PYTHONDONTWRITEBYTECODE
.DEFAULT_GOAL := help
.PHONY: help run test check build docs lock sbom licences clean

PORT ?= 8501
VENV := .venv
VENV_PYTHON := $(VENV)/bin/python
BUILD_DIR := $(or $(REGIONS_BUILD_DIR),data/build)
INSTALL := sh scripts/install_requirements.sh $(VENV)
LOCK := $(VENV)/bin/uv pip compile --quiet --universal --python-version 3.11 --generate-hashes --no-annotate \
	--custom-compile-command "make lock" $(if $(UPGRADE),--upgrade)

# What a database is made of; if any of it is newer than the current build, `make run` builds again.
INGREDIENTS := $(shell find data/boundaries data/catalogue data/snapshots etl -type f ! -name '*.pyc' 2>/dev/null)

help: ## this list
	@echo "Korea-Japan Regions: 17 provinces and 47 prefectures side by side"
	@echo
	@awk -F ':.*## ' '/^[a-z]+:.*## / { printf "  make %-8s %s\n", $$1, $$2 }' Makefile

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

docs: $(VENV)/installed $(BUILD_DIR)/current.json ## docs/ from the catalogue and the current build, counts in the READMEs
	@$(VENV_PYTHON) -m scripts.document_catalogue
	@$(VENV_PYTHON) -m scripts.document_statements

lock: $(VENV)/installed-dev ## the requirements files anew from pyproject.toml (UPGRADE=1: newest versions); then make licences
	@$(LOCK) $(addprefix --group ,app etl pictures dev) --output-file requirements-dev.txt
	@$(LOCK) $(addprefix --group ,app etl) --constraints requirements-dev.txt --output-file requirements.txt
	@$(LOCK) --group pictures --constraints requirements-dev.txt --output-file requirements-pictures.txt

sbom: $(VENV)/installed-dev ## what an installation consists of (CycloneDX 1.6), into data/build/supply/sbom.cdx.json
	@sh scripts/bill_of_materials.sh $(VENV) data/build/supply/sbom.cdx.json

licences: $(VENV)/installed-dev ## docs/licences.md: every locked package with its licence; a licence not allowed fails
	@$(VENV_PYTHON) -m scripts.licences

clean: ## remove environment, built databases and caches
	rm -rf $(VENV) data/build .mypy_cache .pytest_cache .ruff_cache .hypothesis .import_linter_cache
	find . -name __pycache__ -type d -prune -exec rm -rf {} +

# While a database is built, another processor makes what the first start would wait for: compiled code, compressed files.
WARM := $(VENV_PYTHON) -c "import streamlit.web.cli, dashboard, interface.shared.frame; from api import packed_files; packed_files.pack()"

# A build that fails its checks leaves the current one in use, and `make run` goes on with that.
$(BUILD_DIR)/current.json: $(INGREDIENTS) | $(VENV)/installed
	@$(WARM) >/dev/null 2>&1 & \
	$(VENV_PYTHON) -m etl build || { test -f $@ && \
		echo "NOTICE: the new data did not pass (see above); the dashboard shows the last good build." >&2; }

$(VENV_PYTHON):
	@echo "Making an environment in $(VENV)"
	@sh scripts/make_environment.sh $(VENV)

$(VENV)/installed: requirements.txt | $(VENV_PYTHON)
	@echo "Installing what the dashboard needs into $(VENV) (up to a minute the first time)"
	@$(INSTALL) requirements.txt
	@touch $@

# All groups, what the dashboard needs among them.
$(VENV)/installed-dev: requirements-dev.txt | $(VENV_PYTHON)
	@echo "Installing what the dashboard, the checks and the tests need into $(VENV)"
	@$(INSTALL) requirements-dev.txt
	@touch $(VENV)/installed $@
