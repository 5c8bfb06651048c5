# Every target sets up what is missing. `make check` runs all that CI runs.
# `demo` honours PORT and DATA_DIR; `bench` takes ROOM=answering, `words` takes NEW=cy.
PYTHON ?= $(shell command -v python3.11 || command -v python3)
BIN := .venv/bin
STAMP := .venv/ready
DEV_STAMP := .venv/ready-dev
LOCKS := requirements/build.lock requirements/run.lock
PIP = $(BIN)/python -m pip install --quiet --disable-pip-version-check --require-hashes
TAKE := $(BIN)/temperature-take

CLUSTER := .cluster/ready

.PHONY: setup demo demo-reset test test-cluster check bench format words lock browser clean

setup: $(STAMP)

# `ready` holds what runs the product; `ready-dev` adds what tests and checks it.
$(STAMP): $(LOCKS) pyproject.toml hatch_build.py package-lock.json
	@$(PYTHON) -c 'import sys; sys.exit(sys.version_info < (3, 11) and "Temperature Take needs Python 3.11 or newer; set PYTHON=/path/to/python3.11")'
	@echo "Setting up .venv (a minute or two the first time)"
	@test -x $(BIN)/python || $(PYTHON) -m venv .venv
	@$(PIP) -r requirements/run.lock
	@.ci/install-build-tools $(BIN)/python
	@$(BIN)/python -m pip install --quiet --disable-pip-version-check --no-deps --no-build-isolation --editable .
	@touch $@

$(DEV_STAMP): $(STAMP) requirements/dev.lock
	@$(PIP) -r requirements/dev.lock
	@touch $@

browser:
	@.ci/system-packages

demo: setup
	@$(TAKE) demo

demo-reset: setup
	@$(TAKE) demo --reset

test: $(DEV_STAMP) browser
	@.ci/test

# Counting on a real Spark cluster, in an environment of its own: PySpark brings 500 MB and Java.
test-cluster: $(CLUSTER)
	@.ci/java
	@.cluster/bin/python -m pytest --quiet -p no:cacheprovider tests/cluster

$(CLUSTER): requirements/cluster.lock requirements/dev.lock
	@echo "Setting up .cluster (some minutes the first time)"
	@test -x .cluster/bin/python || $(PYTHON) -m venv .cluster
	@.cluster/bin/python -m pip install --quiet --disable-pip-version-check --require-hashes -r requirements/cluster.lock
	@.cluster/bin/python -m pip install --quiet --disable-pip-version-check --require-hashes -r requirements/dev.lock
	@touch $@

check: $(DEV_STAMP) browser
	@.ci/check

bench: $(DEV_STAMP)
	@$(BIN)/python -m benchmarks $(ROOM)

format: $(DEV_STAMP)
	@$(BIN)/ruff format .
	@$(BIN)/ruff check --fix .

# The words of the pages around a questionnaire, gathered for translators; NEW begins a language.
words: $(DEV_STAMP)
	@$(BIN)/python .ci/words.py $(NEW)

# Locks hold hashes and no registry's address.
lock: $(DEV_STAMP)
	@.ci/lock

clean:
	rm -rf .venv .cluster
