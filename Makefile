# README's two commands are `make demo` and `make test`; `make` alone shows all of them.
.DEFAULT_GOAL := help
.NOTPARALLEL:
.PHONY: help demo test setup lint format types golden catalogues bench clean

BIN := .venv/bin

help: ## Show this list
	@awk -F ':.*## ' '/^[a-z]+:.*## / { printf "  make %-10s %s\n", $$1, $$2 }' $(MAKEFILE_LIST)

demo: ## Set up what is missing, assess the example mission, write reports in three languages
	@tools/setup.sh use
	@$(BIN)/rmdiag demo
	@for mission in valdoria-2028 tambare-2028; do $(BIN)/rmdiag report examples/$$mission -o rmdiag-demo/reports/$$mission.pdf; done
	@for edition in executive one-pager plan; do $(BIN)/rmdiag report rmdiag-demo --edition $$edition; done
	@$(BIN)/rmdiag report examples/kestoria-2028 --edition progress -o rmdiag-demo/reports/kestoria-2028-progress.pdf
	@$(BIN)/rmdiag programme add examples/programme --store rmdiag-demo/programme.sqlite
	@$(BIN)/rmdiag programme report examples/programme --on 2028-12-01 --store rmdiag-demo/programme.sqlite -o rmdiag-demo/reports/programme.pdf

test: setup ## Set up what is missing, then check form, types and behaviour
	$(BIN)/ruff format --check .
	$(BIN)/ruff check .
	$(BIN)/python -m mypy --strict
	$(BIN)/python -m pytest -n auto --dist loadgroup

setup: ## Set up .venv for work on rmdiag, and the system libraries where allowed
	@tools/setup.sh develop

lint: setup ## Check form
	$(BIN)/ruff format --check .
	$(BIN)/ruff check .

format: setup ## Mend form where a machine can
	$(BIN)/ruff format .
	$(BIN)/ruff check --fix .

types: setup ## Check types
	$(BIN)/python -m mypy --strict

golden: setup ## Renew the golden files; then read `git diff tests/golden`
	RMDIAG_RENEW_GOLDEN=1 $(BIN)/python -m pytest -k looked_at
	$(BIN)/python tools/rendered_pages.py

catalogues: setup ## Bring the catalogues of messages up to date with the code
	$(BIN)/python tools/catalogues.py

bench: setup ## Measure speed, as ratios within one run
	$(BIN)/python benchmarks/run.py
	$(BIN)/python benchmarks/report.py

clean: ## Remove .venv and all that tools left behind
	rm -rf .venv .mypy_cache .pytest_cache .ruff_cache .hypothesis build dist
	find . -name __pycache__ -type d -prune -exec rm -rf {} +
