# The verbs of this checkout. Paths are relative: the checkout's own path may hold spaces.
.DEFAULT_GOAL := help
.PHONY: help run test lint check format install bench bench-serve
.NOTPARALLEL:
PY := .venv/bin/python

help: ## print this list
	@echo "VvW: the verbs (docs/running.md tells more)"
	@sed -n 's/^\([a-z-]*\):.*## /\1\t/p' Makefile | while IFS="$$(printf '\t')" read -r verb what; do printf '  make %-11s %s\n' "$$verb" "$$what"; done

run: ## play: everything from nothing to one address (PORT=8123 make run for another port)
	@sh tools/python.sh tools/run.py

test: ## the whole suite on real Postgres and Redis (ARGS="-k hunt" for a part)
	@sh tools/python.sh tools/install.py --dev
	@$(PY) tools/test.py $(ARGS)

lint: ## style and import rules
	@sh tools/python.sh tools/install.py --dev
	$(PY) -m ruff check .
	$(PY) -m ruff format --check .
	$(PY) -c "from importlinter.cli import lint_imports_command; lint_imports_command(['--no-logo'])"

check: lint ## lint, types, deployment settings, missing migrations
	$(PY) -m mypy
	$(PY) tools/check.py

format: ## put the code in the one style
	@sh tools/python.sh tools/install.py --dev
	$(PY) -m ruff check --fix-only --quiet .
	$(PY) -m ruff format .

install: ## the venv with everything in it, nothing started
	@sh tools/python.sh tools/install.py --dev

bench: ## the load session against the site, measured and compared with this machine's figures (ARGS="--help" for more)
	@sh tools/python.sh tools/install.py
	@$(PY) -c "import locust, uvloop" 2>/dev/null || $(PY) -m pip install -q --disable-pip-version-check -r bench/requirements.txt || \
		echo "without locust and uvloop: measured with the plain event loop"
	@$(PY) bench/session.py $(ARGS)

bench-serve: ## what is measured, on PORT (8200), until Ctrl-C; prints one line of JSON when ready
	@sh tools/python.sh tools/install.py >&2
	@exec $(PY) bench/serve.py $(ARGS)
