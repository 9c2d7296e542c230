# Needs nothing on the machine but make and Python 3.11 or later with venv. Everything else goes into .venv, pinned by hash.
PYTHON ?= $(shell command -v python3.11 || command -v python3.12 || command -v python3)
VENV := .venv
BIN := $(VENV)/bin
INSTALLED := $(VENV)/.installed
# One thread a process: `build` uses the cores by processes.
export OMP_NUM_THREADS ?= 1

.PHONY: install demo picture test check bench lock clean
.DEFAULT_GOAL := install

install: $(INSTALLED) ## the package and the developers' tools, in .venv

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
	@echo "Open demo.html and demo-dossier.pdf, or ask on: .venv/bin/entramado --help"

picture: demo ## the README's picture of the demo's map, anew (needs Chromium on the path)
	$(BIN)/python -m tools.picture

test: install ## every test
	$(BIN)/python -m pytest -q -n auto

check: install ## lint, format, types, layers
	$(BIN)/ruff check
	$(BIN)/ruff format --check
	$(BIN)/mypy
	$(BIN)/lint-imports --no-logo

bench: install ## the figures of docs/explanation/speed.md, measured here and now
	$(BIN)/python -m benchmarks

lock: ## write requirements.lock anew (needs uv; users do not)
	uv pip compile pyproject.toml --all-extras --group dev --universal --python-version 3.11 --generate-hashes \
	  --no-header --no-annotate --upgrade --quiet --output-file requirements.lock

clean: ## what make made, the demo included
	rm -rf $(VENV) build dist demo.entramado demo.entramado-* demo.html demo-dossier.pdf .mypy_cache .ruff_cache .pytest_cache .import_linter_cache
