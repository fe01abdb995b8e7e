# Everything a developer and CI do; `make help` lists it.
# Needs Python 3.11 or newer, make and a network; the rest is fetched into .venv and node_modules.
# All state lies in .venv/ node_modules/ assets/build/ var/, which git ignores.

.DEFAULT_GOAL := help
.DELETE_ON_ERROR:

PYTHON ?= python3
HOST ?= 127.0.0.1
PORT ?= 8000
# Test processes; two cores is what CI has.
WORKERS ?= 2
# Arguments for pytest, as in `make test PYTEST="tests/grants -k deadline"`.
PYTEST ?=

BIN := .venv/bin
MANAGE := $(BIN)/python manage.py
APPS := config core accounts associations activities agreements grants overview
CATALOGUES := $(wildcard locale/*/LC_MESSAGES/django.po core/locale/*/LC_MESSAGES/django.po)
ASSET_SOURCES := $(shell find assets -path assets/build -prune -o -type f -print 2>/dev/null)

export PIP_DISABLE_PIP_VERSION_CHECK = 1
export PYTHON HOST PORT

# --- For people ---------------------------------------------------------------------------------

.PHONY: help
help: ## this list
	@grep -hE '^[a-z-]+:.*## ' $(MAKEFILE_LIST) | sed 's/:.*## /\t/' | expand -t 18
	@echo
	@echo 'HOST and PORT say where `make run` listens (now $(HOST):$(PORT)).'

.PHONY: run
run: export DEBUG ?= true
run: export DEMO ?= true
run: export STAFF_MFA_REQUIRED ?= false
run: setup ## start Foreningsbro with a demo municipality, on http://HOST:PORT
	@sh scripts/serve.sh

.PHONY: setup
setup: .venv/base.stamp assets catalogues ## fetch and build what running needs

.PHONY: assets
assets: var/assets.stamp ## build styles, scripts and fonts

.PHONY: demo-reset
demo-reset: export DEBUG ?= true
demo-reset: export DEMO ?= true
demo-reset: setup ## throw the demo municipality away and make it anew
	@sh scripts/demo-reset.sh

# --- Checks -------------------------------------------------------------------------------------

# The same for everybody who runs them, whatever is in the environment or in .env.
TEST_ENVIRONMENT = DEBUG=true DEMO=false STAFF_MFA_REQUIRED=true BASE_URL=http://127.0.0.1:8000 \
	CACHE_URL=locmemcache:// EMAIL_URL=memorymail:// STORAGE_URL= OIDC_SERVER_URL=
ON_SQLITE = DATABASE_URL=sqlite:///$(CURDIR)/var/check.sqlite3
RUN_PYTEST = $(BIN)/python -m pytest -n $(WORKERS) --dist worksteal

.PHONY: test
test: test-setup lint check ## everything CI runs: lint, types, checks, all tests on SQLite
	@mkdir -p var
	CHROMIUM=$$(sh scripts/chromium.sh) && export CHROMIUM && \
		SOFFICE=$$(sh scripts/libreoffice.sh) && export SOFFICE && \
		$(TEST_ENVIRONMENT) $(ON_SQLITE) $(RUN_PYTEST) $(PYTEST)

.PHONY: test-postgres
test-postgres: test-setup ## all tests on PostgreSQL (DATABASE_URL, or a throw-away cluster)
	CHROMIUM=$$(sh scripts/chromium.sh) && export CHROMIUM && \
		SOFFICE=$$(sh scripts/libreoffice.sh) && export SOFFICE && \
		$(TEST_ENVIRONMENT) sh scripts/with-postgres.sh $(RUN_PYTEST) $(PYTEST)

.PHONY: lint
lint: .venv/dev.stamp ## style, types, templates and import order
	$(BIN)/ruff check .
	$(BIN)/ruff format --check .
	$(BIN)/djlint --lint --quiet templates
	$(TEST_ENVIRONMENT) $(ON_SQLITE) $(BIN)/mypy $(APPS)
	$(BIN)/lint-imports

.PHONY: check
check: .venv/dev.stamp assets catalogues ## migrations, translations, settings
	@mkdir -p var
	$(TEST_ENVIRONMENT) $(ON_SQLITE) $(MANAGE) check --fail-level WARNING
	$(TEST_ENVIRONMENT) $(ON_SQLITE) $(MANAGE) makemigrations --check --dry-run
	$(TEST_ENVIRONMENT) $(ON_SQLITE) $(MANAGE) messages --check
	sh scripts/check-deploy.sh

.PHONY: format
format: .venv/dev.stamp ## put code and templates in the house style
	$(BIN)/ruff check --fix .
	$(BIN)/ruff format .

.PHONY: messages
messages: .venv/base.stamp ## bring the translation catalogues up to date (FROM=FOLDER takes over its *.po)
	DEBUG=true $(MANAGE) messages $(if $(FROM),--merge $(FROM))

.PHONY: screenshots
screenshots: test-setup ## pictures of every page, into var/screenshots
	@mkdir -p var
	CHROMIUM=$$(sh scripts/chromium.sh) && export CHROMIUM && \
		SOFFICE=$$(sh scripts/libreoffice.sh) && export SOFFICE && \
		SCREENSHOTS=1 $(TEST_ENVIRONMENT) $(ON_SQLITE) $(RUN_PYTEST) tests/browser $(PYTEST)

.PHONY: bench
bench: .venv/dev.stamp assets catalogues ## how fast the pages are beside a bare Django page
	$(TEST_ENVIRONMENT) sh scripts/with-postgres.sh $(BIN)/python -m tests.bench

.PHONY: lock
lock: .venv/lock.stamp ## compile requirements/*.txt from pyproject.toml (UPGRADE=1: newest versions)
	sh scripts/lock.sh $(if $(UPGRADE),--upgrade)

.PHONY: clean
clean: ## remove what was fetched and built; keeps the database and documents in var/
	rm -rf .venv node_modules assets/build var/static var/fonts var/*.stamp var/check.sqlite3*
	find locale -name '*.mo' -delete

# --- Made once, and again when its source changes -----------------------------------------------

.PHONY: test-setup catalogues
test-setup: .venv/dev.stamp assets catalogues
catalogues: $(CATALOGUES:.po=.mo)


.venv/bin/pip:
	@sh scripts/venv.sh

.venv/base.stamp: requirements/base.txt | .venv/bin/pip
	@echo 'Fetching Python packages ($<)'
	@$(BIN)/pip install -qq --require-hashes -r $<
	@touch $@

.venv/dev.stamp: requirements/dev.txt | .venv/base.stamp
	@echo 'Fetching Python packages ($<)'
	@$(BIN)/pip install -qq --require-hashes -r $<
	@touch $@

.venv/lock.stamp: requirements/lock.txt | .venv/bin/pip
	@echo 'Fetching Python packages ($<)'
	@$(BIN)/pip install -qq --require-hashes -r $<
	@touch $@

# npm itself writes this file when it is done.
node_modules/.package-lock.json: package-lock.json | .venv/bin/pip
	@echo 'Fetching front-end packages (package-lock.json)'
	@sh scripts/npm.sh ci --ignore-scripts --silent
	@touch $@

# The stamp goes when either folder it stands for is gone.
ifeq ($(and $(wildcard assets/build/*),$(wildcard var/fonts/*)),)
.PHONY: var/assets.stamp
endif
var/assets.stamp: node_modules/.package-lock.json package.json $(ASSET_SOURCES)
	@echo 'Building styles, scripts and fonts'
	@sh scripts/npm.sh run --silent build
	@mkdir -p var && touch $@

%.mo: %.po | .venv/base.stamp
	@$(BIN)/pybabel --quiet compile --input-file $< --output-file $@
