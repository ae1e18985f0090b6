# Every command a developer needs; `make help` lists them. The steps live in scripts/.

PYTHON ?= python3
PORT ?= 8000
# More than the two cores of a small machine: some tests wait for servers.
PYTEST_ARGS ?= -n 3
LOCK_ARGS ?=
BENCH_ARGS ?=
SLOW_ARGS ?=
INTEROP_ARGS ?=
FAULTS_ARGS ?=
KIT_ARGS ?=
MOVE_ARGS ?=
export PYTHON PORT
# Modules of other projects must not be imported.
unexport PYTHONHOME PYTHONPATH DJANGO_SETTINGS_MODULE
# In a locale without UTF-8, Python does not start from a folder with an Arabic name.
export LC_ALL := C.UTF-8
# Processes that are started here connect to each other on this machine, never through a proxy.
NO_PROXY := 127.0.0.1,localhost,::1,$(NO_PROXY),$(no_proxy)
no_proxy := $(NO_PROXY)
export NO_PROXY no_proxy

VENV = .venv/bin
LOCK = $(VENV)/uv pip compile --quiet --universal --generate-hashes --python-version 3.11 \
	--no-emit-index-url --no-emit-find-links --custom-compile-command "make lock" $(LOCK_ARGS)
# Settings of production, for the checks of production; no database is opened.
PRODUCTION = DEBUG=false BASE_URL=https://example.org DATABASE_URL=sqlite://:memory: REDIS_URL= \
	EMAIL_URL=smtp://localhost \
	SECRET_KEY=$$($(VENV)/python -c 'import secrets; print(secrets.token_urlsafe(50))')

.DEFAULT_GOAL := help
.NOTPARALLEL: # prerequisites are steps in an order
.PHONY: help run code test coverage check screenshots guide-pictures bench slow-clients faults kit cluster interop rehearse-move audit sbom lock \
	system-packages installed-runtime installed-development catalogues port-is-free

help: ## List these commands
	@awk -F ':.*## ' '/^[a-z-]+:.*## / { printf "make %-16s %s\n", $$1, $$2 }' Makefile

run: port-is-free installed-runtime catalogues ## Serve the site on 127.0.0.1 (PORT=8000); installs and fills what is missing
	@$(VENV)/python scripts/setup_env.py
	@$(VENV)/python scripts/prepare.py
	@exec $(VENV)/python scripts/serve.py

code: ## Print the code of the moment of a demonstration user (USER=address)
	@$(VENV)/python manage.py code "$(USER)"

test: system-packages installed-development catalogues ## Run every test, browser tests included (PYTEST_ARGS="-k name")
	$(VENV)/python -m pytest $(PYTEST_ARGS)

coverage: system-packages installed-development catalogues ## Run every test and list the lines that none of them runs
	$(VENV)/python -m pytest --cov $(PYTEST_ARGS)

check: system-packages installed-development catalogues ## Lock, style, types, imports, migrations, catalogue, production settings
	@scripts/install.sh verify development
	$(VENV)/ruff check .
	$(VENV)/ruff format --check .
	$(VENV)/bandit --quiet --configfile pyproject.toml --recursive .
	$(VENV)/python scripts/check_css.py
	$(VENV)/python scripts/check_catalogue.py
	$(VENV)/lint-imports
	@$(PRODUCTION) $(VENV)/python manage.py makemigrations --check --dry-run
	@$(PRODUCTION) $(VENV)/python manage.py check --deploy --fail-level WARNING
	$(VENV)/mypy

screenshots: system-packages installed-development catalogues ## Picture every page type and CMS screen into var/screenshots/
	$(VENV)/python scripts/screenshots.py

guide-pictures: system-packages installed-development catalogues ## Make the pictures of the guides in docs/ anew
	$(VENV)/python scripts/guide_pictures.py
	$(VENV)/python scripts/guide_partners.py

bench: installed-runtime catalogues ## Measure the site against its goals, 40 minutes (BENCH_ARGS="--quick --only workbench")
	@scripts/system_packages.sh bench
	@$(VENV)/python -m benchmarks $(BENCH_ARGS)

slow-clients: installed-runtime catalogues ## Measure readers beside slow and costly clients, behind nginx; 3 minutes (SLOW_ARGS=--direct)
	@scripts/system_packages.sh slow-clients
	@$(VENV)/python -m benchmarks.slow_clients $(SLOW_ARGS)

faults: installed-development catalogues ## Harm services, kill processes, fill the disk; every promise must hold; 25 minutes (FAULTS_ARGS="redis disk")
	@$(VENV)/python -m tests.faults $(FAULTS_ARGS)

kit: ## Install, break and upgrade the site on a blank Debian in namespaces, as root; 10 minutes (KIT_ARGS="--bind FOLDER")
	@$(PYTHON) -m tests.kit $(KIT_ARGS)

cluster: ## Run the site on many machines, in namespaces, and break them one by one, as root; 6 minutes
	@scripts/install.sh development
	@$(VENV)/python -m tests.cluster

interop: installed-development catalogues ## Try partners' programs for real: a TypeScript client and two WordPresses; 20 minutes (INTEROP_ARGS="debian ar plugin")
	@scripts/system_packages.sh interop
	@$(VENV)/python scripts/interop.py
	@$(VENV)/python scripts/interop_wordpress.py $(INTEROP_ARGS)

rehearse-move: installed-development catalogues ## Move two WordPress sites here, as operators do, and ask every old address; 10 minutes (MOVE_ARGS="--stories 900")
	@scripts/system_packages.sh interop
	@scripts/system_packages.sh slow-clients
	@$(VENV)/python scripts/rehearse_move.py $(MOVE_ARGS)

audit: installed-development ## Compare the locked packages with security advisories (ADVISORIES=file works offline)
	@$(VENV)/python scripts/audit.py $(if $(ADVISORIES),--advisories "$(ADVISORIES)")

sbom: installed-development ## List what a server installs, as a CycloneDX document, in var/sbom.cdx.json
	@mkdir -p var
	@$(VENV)/python -W ignore -m cyclonedx_py requirements --output-reproducible \
		--pyproject pyproject.toml --output-file var/sbom.cdx.json requirements/runtime.txt
	@echo "Written: var/sbom.cdx.json"

lock: installed-development ## Lock the dependencies of pyproject.toml into requirements/ (LOCK_ARGS=--upgrade)
	$(LOCK) pyproject.toml requirements/build.in --output-file requirements/runtime.txt
	$(LOCK) pyproject.toml requirements/build.in --extra dev \
		--constraint requirements/runtime.txt --output-file requirements/development.txt

system-packages: ## Install the Debian packages that tests and checks need, where it may
	@scripts/system_packages.sh

catalogues:
	@$(VENV)/python scripts/compile_catalogues.py

# Checked before the long work, and with the system's Python: nothing is installed yet.
port-is-free:
	@scripts/install.sh check
	@$(PYTHON) scripts/serve.py --check-port

installed-runtime installed-development: installed-%:
	@scripts/install.sh $*
