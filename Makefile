# What is typed often. PYTHON is the environment's: make fast PYTHON=python3
PYTHON ?= .venv/bin/python

.PHONY: help test fast docs golden lint data long bench

help: ## this list
	@sed -n 's/^\([a-z]*\):.*## /\1\t/p' Makefile

test: ## all tests
	$(PYTHON) -m pytest -q

fast: ## the tests that are quick
	$(PYTHON) -m pytest -q -m 'not slow'

docs: ## docs/ and tests/findings.txt anew from the program
	UPDATE_DOCS=1 $(PYTHON) -m pytest -q tests/test_generated.py tests/test_cli_docs.py tests/test_codebook.py tests/test_man.py tests/test_docs.py tests/test_checks.py

golden: ## tests/golden/ anew: then read the diff as a user would
	UPDATE_GOLDEN=1 $(PYTHON) -m pytest -q tests/test_golden.py

lint: ## ruff and mypy
	$(PYTHON) -m ruff check .
	$(PYTHON) -m ruff format --check .
	$(PYTHON) -m mypy

data: ## the records: what check finds, and the figures that others state
	$(PYTHON) -m openskies_cli check data seeds
	$(PYTHON) -m pytest -q tests/test_data.py tests/test_canon.py tests/test_published_dates.py

long: ## every campaign, with figures; takes long
	.ci/long

bench: ## what an answer costs
	$(PYTHON) benchmarks/startup.py
	$(PYTHON) benchmarks/check.py
