# Two commands on a fresh machine: `make run` and `make test`. Both set up what they need in .venv.

VENV := .venv
PYTHON := $(VENV)/bin/python
SOURCES := $(VENV)/sources
DOSE ?= 0.01
STORE ?= .run/network
MINUTES ?= .run/minutes.docx

.PHONY: run test readers campaign lint lock clean

run: $(VENV)/ready
	@mkdir -p .run
	@test -d $(STORE) || $(VENV)/bin/samling demo --store $(STORE)
	@$(VENV)/bin/samling --store $(STORE) export --gathering 3 --overwrite $(MINUTES)
	@if [ -t 0 ] && [ -t 1 ]; then $(VENV)/bin/samling --store $(STORE); \
	else echo "There is no terminal here, so the capture screen is not opened. To open it: make run in a terminal."; fi

test: $(VENV)/ready $(SOURCES)/ready
	@$(PYTHON) -m pytest --numprocesses auto --dist worksteal

readers: $(VENV)/ready
	@$(PYTHON) -m pytest -m readers tests/test_readers.py

campaign: $(VENV)/ready $(SOURCES)/ready
	@$(PYTHON) -m pytest -m campaign --dose $(DOSE)

lint: $(VENV)/ready
	@$(PYTHON) -m ruff check .
	@$(PYTHON) -m ruff format --check .
	@$(PYTHON) -m mypy
	@$(VENV)/bin/lint-imports

lock:
	@python3 -m venv --without-pip .lock
	@python3 -m pip --python .lock/bin/python install --quiet hatchling editables '.[dev]'
	@python3 -m pip --python .lock/bin/python freeze --exclude samling > requirements-dev.lock
	@rm -rf .lock

$(VENV)/ready: pyproject.toml requirements-dev.lock
	@echo "Setting up $(VENV) ..."
	@test -x $(PYTHON) || python3 -m venv --without-pip $(VENV)
	@python3 -m pip --python $(PYTHON) install --quiet --requirement requirements-dev.lock
	@python3 -m pip --python $(PYTHON) install --quiet --no-deps --no-build-isolation --editable .
	@touch $@

# TinyDB's own tests, which are run over our database. The test that runs them says so where they could not be fetched.
$(SOURCES)/ready: $(VENV)/ready
	@rm -rf $(SOURCES)
	@python3 -m pip --python $(PYTHON) download --quiet --no-deps --no-build-isolation --no-binary tinydb \
	  --dest $(SOURCES) $$(grep '^tinydb==' requirements-dev.lock) \
	  && tar -xzf $(SOURCES)/tinydb-*.tar.gz -C $(SOURCES) && rm -rf $(SOURCES)/tinydb-*/tinydb && touch $@ \
	  || echo "TinyDB's own tests could not be fetched."

clean:
	rm -rf $(VENV) .run .pytest_cache .mypy_cache .ruff_cache .hypothesis .import_linter_cache dist
