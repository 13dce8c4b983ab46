# Two commands: make run, make test. Both install what they need into .venv from the locks.
PORT ?= 8000
PYTHON ?= python3
TESTS ?= not browser
BROWSER ?= browser
BIN := .venv/bin
export UV_PYTHON_DOWNLOADS := never
# Compiled once: eight thousand tests take a quarter of a minute to compile, in every process anew.
unexport PYTHONDONTWRITEBYTECODE

.PHONY: run test tests settings everyday lint types messages lock clean
.DEFAULT_GOAL := help

help:
	@echo "make run       try Kilden on http://127.0.0.1:$(PORT) (another port: PORT=8001)"
	@echo "make test      every check"
	@echo "make everyday  the quick tests only"
	@echo "make messages  collect new strings for locale/da"
	@echo "make lock      renew the locks in requirements/"

run: .venv/runtime.stamp
	@$(BIN)/python -m portal run --port $(PORT)

test: lint types settings tests

settings: .venv/dev.stamp
	@SECRET_KEY=$$($(BIN)/python -c "import secrets; print(secrets.token_urlsafe(60))") \
	  ALLOWED_HOSTS=kilden.example PUBLIC_URL=https://kilden.example \
	  DJANGO_SETTINGS_MODULE=portal.settings.production \
	  $(BIN)/python -m portal check --deploy --fail-level WARNING
	@$(BIN)/python -m portal makemigrations --check --dry-run
	@$(BIN)/python -m portal messages --check

tests: .venv/dev.stamp
	@$(BIN)/pytest -n 2 --dist worksteal -m "$(TESTS)" $(PYTEST)
	@$(BIN)/pytest -n 2 --dist loadfile -m "$(BROWSER)" $(PYTEST)

everyday: .venv/dev.stamp
	@$(BIN)/pytest -n 2 --dist worksteal -m "not browser and not town and not thorough" $(PYTEST)

lint: .venv/dev.stamp
	@$(BIN)/ruff format --check .
	@$(BIN)/ruff check .
	@$(BIN)/lint-imports --no-cache

types: .venv/dev.stamp
	@$(BIN)/mypy

messages: .venv/dev.stamp
	@$(BIN)/python -m portal messages

lock: .venv/uv.stamp
	@$(BIN)/uv pip compile -q --universal --python-version 3.11 --generate-hashes --no-header requirements/bootstrap.in -o requirements/bootstrap.txt
	@$(BIN)/uv pip compile -q --universal --python-version 3.11 --generate-hashes --no-header pyproject.toml -o requirements/runtime.txt
	@$(BIN)/uv pip compile -q --universal --python-version 3.11 --generate-hashes --no-header pyproject.toml --group dev -o requirements/dev.txt

clean:
	@rm -rf .venv .data

.venv/uv.stamp: requirements/bootstrap.txt
	@$(PYTHON) -c 'import sys; sys.exit(sys.version_info < (3, 11))' 2>/dev/null || \
	  { echo "Kilden needs Python 3.11 or newer. Name it: make run PYTHON=/path/to/python3.11"; exit 1; }
	@$(PYTHON) -c 'import ensurepip, venv' 2>/dev/null || \
	  { echo "Python's venv module is missing. On Debian and Ubuntu: apt install python3-venv"; exit 1; }
	@$(PYTHON) -m venv .venv
	@$(BIN)/pip install -q --disable-pip-version-check --require-hashes -r requirements/bootstrap.txt
	@touch $@

.venv/runtime.stamp: .venv/uv.stamp requirements/runtime.txt pyproject.toml $(wildcard locale/*/LC_MESSAGES/*.po locale/*/*/LC_MESSAGES/*.po)
	@[ -e .venv/dev.stamp ] || $(BIN)/uv pip install -q --python $(BIN)/python --require-hashes -r requirements/runtime.txt
	@$(BIN)/uv pip install -q --python $(BIN)/python --no-deps --no-build-isolation -e .
	@$(BIN)/python -m portal messages --compile
	@touch $@

.venv/dev.stamp: requirements/dev.txt .venv/runtime.stamp
	@$(BIN)/uv pip install -q --python $(BIN)/python --require-hashes -r requirements/dev.txt
	@touch $@
