# The commands of this checkout. Paths are relative, because the checkout's own path may contain spaces.
.DEFAULT_GOAL := help
.PHONY: help run test lint check format install bench bench-serve drill-raid drill-jobs drill-together drill-restore
.NOTPARALLEL:
PY := .venv/bin/python

help: ## print this list
	@echo "VvW: the commands (docs/running.md has more)"
	@sed -n 's/^\([a-z-]*\):.*## /\1\t/p' Makefile | while IFS="$$(printf '\t')" read -r verb what; do printf '  make %-11s %s\n' "$$verb" "$$what"; done

run: ## play: set up and start everything (PORT=8123 make run for another port)
	@sh tools/python.sh tools/run.py

test: ## the whole suite on real Postgres and Redis (ARGS="-k hunt" for a part)
	@sh tools/python.sh tools/install.py --dev
	@$(PY) tools/test.py $(ARGS)

lint: ## style and import rules
	@sh tools/python.sh tools/install.py --dev
	$(PY) -m ruff check .
	$(PY) -m ruff format --check .
	$(PY) -c "from importlinter.cli import lint_imports_command; lint_imports_command(['--no-logo'])"

check: lint ## lint, types, deployment settings, missing migrations, docs/settings.md
	$(PY) -m mypy
	$(PY) tools/check.py

format: ## format the code
	@sh tools/python.sh tools/install.py --dev
	$(PY) -m ruff check --fix-only --quiet .
	$(PY) -m ruff format .

install: ## create the virtual environment with all packages
	@sh tools/python.sh tools/install.py --dev

bench: ## the load session against the site, measured and compared with this machine's earlier figures (ARGS="--help" for more)
	@sh tools/python.sh tools/install.py
	@$(PY) -c "import locust" 2>/dev/null || $(PY) -m pip install -q --disable-pip-version-check -r bench/requirements.txt || \
		echo "locust is missing: bench/locustfile.py cannot run"
	@$(PY) bench/session.py $(ARGS)

bench-serve: ## start the measured server on PORT (8200) until Ctrl-C; prints one line of JSON when ready
	@sh tools/python.sh tools/install.py >&2
	@exec $(PY) bench/serve.py $(ARGS)

drill-raid: ## kill -9 each part of an instance of its own ten times during raids, and prove that nothing is lost (ARGS="--rounds 2")
	@sh tools/python.sh tools/install.py
	@exec $(PY) bench/drill_raid.py $(ARGS)

drill-together: ## ten thousand random actions of twenty players; ledger and clans are proven all along
	@sh tools/python.sh tools/install.py --dev
	@TOGETHER=1 $(PY) tools/test.py clans/tests/actions/test_together_machine.py

drill-jobs: ## kill -9 the worker in the middle of each job of an instance of its own, and prove that each did its work once
	@sh tools/python.sh tools/install.py
	@exec $(PY) bench/drill_jobs.py $(ARGS)

drill-restore: ## destroy the database of an instance of its own while people hunt, restore it from its backups, and show what was lost
	@sh tools/python.sh tools/install.py
	@exec $(PY) bench/drill_restore.py $(ARGS)
