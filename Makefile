# Everything that is done to this repository, one target each. `make help` lists them; all of them set up what they need.
SHELL := /bin/sh
PY := .venv/bin/python
NPM := PATH="$(CURDIR)/.venv/node/bin:$$PATH" npm
WORKERS ?= 2
ARGS ?=
# Checks run side by side; make before 4.0 (macOS) can't keep their outputs apart and runs them anyway.
PARALLEL := --jobs=2 --keep-going --no-print-directory $(if $(filter output-sync,$(.FEATURES)),--output-sync=target)

.DEFAULT_GOAL := help
.PHONY: help setup setup-node demo test check bench dist wheel vsix bundled-model eval-bundled format lint clean \
	distclean check-format check-lint check-types check-layers check-client

help: ## this list
	@awk -F ':.*## ' '/^[a-z-]+:.*## / { printf "  make %-15s %s\n", $$1, $$2 }' $(MAKEFILE_LIST)

demo: setup ## set everything up and watch the main job happen
	@$(PY) scripts/demo.py $(ARGS)

test: setup setup-node ## set everything up and run the tests (ARGS="-k name" picks some)
	@$(PY) -m pytest -n $(WORKERS) --dist loadfile --no-loadscope-reorder $(ARGS)

check: setup setup-node ## format, lint, types and layers of all code
	@$(MAKE) $(PARALLEL) check-types check-client check-layers check-lint check-format

bench: setup ## measure, each figure beside its baseline (ARGS="--only start")
	@$(PY) scripts/bench.py $(ARGS)

dist: wheel vsix ## the wheel and the VS Code extension, in dist/
	@ls -l dist

wheel: setup
	@$(PY) -m build --wheel --no-isolation --outdir dist .

vsix: setup setup-node ## the VS Code extension, in dist/
	@$(NPM) run --silent package

bundled-model: setup ## generate the data and train the bundled checkpoint again (long)
	@$(PY) scripts/bundled_model.py $(ARGS)

eval-bundled: setup ## measure the bundled checkpoint (ARGS="--rows 20 --write README.md")
	@$(PY) scripts/eval_bundled.py $(ARGS)

format: setup setup-node ## rewrite all code in the house format
	@$(PY) -m ruff format . && $(PY) -m ruff check --fix .
	@$(PY) scripts/manifest.py && $(NPM) run --silent format

lint: check-lint ## only ruff's lint rules

check-format: setup
	@$(PY) -m ruff format --check .

check-lint: setup
	@$(PY) -m ruff check .

check-types: setup
	@$(PY) -m pyright

check-layers: setup
	@.venv/bin/lint-imports --no-logo

check-client: setup setup-node
	@$(NPM) run --silent check

setup:
	@sh scripts/bootstrap.sh

setup-node: setup
	@sh scripts/bootstrap-node.sh

clean: ## remove what was built
	@rm -rf build dist vscode-client/dist .pytest_cache .ruff_cache .import_linter_cache

distclean: clean ## and what was installed
	@rm -rf .venv node_modules
