.DEFAULT_GOAL := help
.PHONY: help run test lint bench clean
PYTHON ?= python3
PORT ?= 8000
BIN := .venv/bin
DEMO := PORT=$(PORT) DJANGO_SETTINGS_MODULE=portal.settings.demo $(BIN)/python manage.py

help: ## list the commands
	@grep -E '^[a-z]+:.*##' $(MAKEFILE_LIST) | sed 's/:.*## /\t/' | expand -t 10

run: .venv/run var/demo ## start a portal with made-up data on 127.0.0.1:8000 (PORT=… for another)
	@$(DEMO) migrate -v0
	@$(DEMO) demo
	@echo ""
	@echo "  portal          http://127.0.0.1:$(PORT)/"
	@echo "  vacancies       http://127.0.0.1:$(PORT)/jobs/"
	@echo "  homes           http://127.0.0.1:$(PORT)/housing/"
	@echo "  employer's desk http://127.0.0.1:$(PORT)/employer/"
	@echo "  partners' desk  http://127.0.0.1:$(PORT)/partner/"
	@echo "  ward's desk     http://127.0.0.1:$(PORT)/staff/"
	@echo "  editors         http://127.0.0.1:$(PORT)/cms-admin/"
	@echo "  mail goes to    var/mail/"
	@$(DEMO) runserver --noreload 127.0.0.1:$(PORT)

test: .venv/dev ## lint, types, import contracts, tests (on PostgreSQL too where PORTAL_TEST_POSTGRES names one)
	@.ci/checks

lint: .venv/dev ## the checks that need no database
	@.ci/checks lint

bench: .venv/dev ## the benchmarks: side by side in one run, ratio and spread
	@$(BIN)/python -m tests.bench

clean: ## forget the environment and the demo's data
	rm -rf .venv var

.venv/bin/python:
	$(PYTHON) -m venv .venv

.venv/run: requirements.lock | .venv/bin/python
	$(BIN)/pip install -q --disable-pip-version-check --require-hashes -r requirements.lock
	@touch $@

.venv/dev: requirements-dev.lock | .venv/bin/python
	$(BIN)/pip install -q --disable-pip-version-check --require-hashes -r requirements-dev.lock
	@touch $@ .venv/run

var/demo: | .venv/run
	@mkdir -p var/static
	@$(DEMO) migrate -v0
	@$(DEMO) load_codelists
	@$(DEMO) load_places
	@$(DEMO) load_minimum_wages
	@$(DEMO) load_money
	@PORTAL_LOG_LEVEL=WARNING $(DEMO) load_pages
	@touch $@
