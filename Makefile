# Needs nothing on the machine but make and Python 3.11 or later with venv. Everything else goes into .venv, pinned by hash; the
# page's parts go into ui/node_modules, pinned too.
PYTHON ?= $(shell command -v python3.11 || command -v python3.12 || command -v python3)
VENV := .venv
BIN := $(VENV)/bin
INSTALLED := $(VENV)/.installed
# One thread a process: `build` uses the cores by processes.
export OMP_NUM_THREADS ?= 1
NPM = $(BIN)/python tools/build_page.py npm
LOCK := uv pip compile --universal --python-version 3.11 --generate-hashes --no-header --no-annotate --upgrade --quiet

.PHONY: install page types demo picture screens test check bench lock clean
.DEFAULT_GOAL := install

# Python's part goes on without the page: the tool says what to do, and `entramado open` that the page is missing.
install: $(INSTALLED) ## the package, the developers' tools and the page, in .venv and src/entramado/web/page
	-@$(BIN)/python tools/build_page.py

page: $(INSTALLED) ## the page alone, or an error
	$(BIN)/python tools/build_page.py

$(INSTALLED): requirements.lock pyproject.toml
	@"$(PYTHON)" -c 'import sys; sys.exit(sys.version_info < (3, 11))' 2>/dev/null \
	  || { echo "entramado needs Python 3.11 or later with venv; name it with: make PYTHON=/path/to/python3.11" >&2; exit 1; }
	test -x $(BIN)/python || "$(PYTHON)" -m venv $(VENV)
	$(BIN)/python -m pip install --quiet --disable-pip-version-check --require-hashes -r requirements.lock
	$(BIN)/python -m pip install --quiet --disable-pip-version-check --no-deps --no-build-isolation -e .
	@touch $@

demo: install ## build the demo case and print its map; leaves demo.entramado, demo.html and demo-dossier.pdf
	@rm -f demo.entramado demo.entramado-* demo.html demo-dossier.pdf
	$(BIN)/entramado build demo.entramado demo/reports
	$(BIN)/entramado show demo.entramado "El Mencho"
	$(BIN)/entramado disagreements demo.entramado
	$(BIN)/entramado html demo.entramado -o demo.html
	$(BIN)/entramado dossier demo.entramado "El Mencho" -o demo-dossier.pdf --purpose research --legal-basis "a demonstration"
	@echo "Work on it in the browser: .venv/bin/entramado open demo.entramado (or look at demo.html and demo-dossier.pdf)"

picture: demo ## the README's picture of the demo's map, anew (needs Chromium on the path)
	$(BIN)/python -m tools.picture

screens: install ## the documentation's pictures of the page, anew (needs Chromium on the path)
	$(BIN)/python -m tools.screens

types: $(INSTALLED) ## the API's description and the page's types of it
	$(BIN)/python -m entramado.web.openapi > ui/openapi.json
	$(NPM) run --silent types

test: install ## every test
	$(BIN)/python -m pytest -q -n auto --dist worksteal

check: page types ## lint, format, types, layers; and the page's own
	$(BIN)/ruff check
	$(BIN)/ruff format --check
	$(BIN)/mypy
	$(BIN)/lint-imports --no-logo
	$(NPM) run --silent check

bench: install ## the figures of docs/explanation/speed.md, measured here and now
	$(BIN)/python -m benchmarks

lock: ## write the lock files anew (needs uv; users do not)
	$(LOCK) --all-extras --group dev --output-file requirements.lock pyproject.toml
	$(LOCK) --group pyproject.toml:node --output-file requirements-node.lock
	$(NPM) update --package-lock-only

clean: ## what make made, the demo included
	rm -rf $(VENV) ui/node_modules src/entramado/web/page build dist demo.entramado demo.entramado-* demo.html demo-dossier.pdf .mypy_cache .ruff_cache .pytest_cache .import_linter_cache
