"""`make test`: the import rules, a browser if one can be had, then pytest with whatever arguments are given."""

import os
import subprocess
import sys
from pathlib import Path

CHECKOUT = Path(__file__).resolve().parent.parent
sys.path.insert(0, str(CHECKOUT))
from vvw_site.testing import NO_CHROMIUM, chromium_path

ALONE = ("-n", "--numprocesses", "--pdb", "--trace", "-s", "--capture=no")
"""Words after which pytest runs as told: in as many processes as named, or in the one that a person talks to."""


def in_parallel(arguments: list[str]) -> list[str]:
    """Two processes where there are two cores; each has a database and a Redis number of its own."""
    told = any(argument.startswith(ALONE) or argument == "no:xdist" for argument in arguments)
    return [] if told or (os.cpu_count() or 1) < 2 else ["-n", "2"]


def main() -> int:
    os.chdir(CHECKOUT)
    rules = "from importlinter.cli import lint_imports_command; lint_imports_command(['--no-logo'])"
    broken = subprocess.run([sys.executable, "-c", rules], check=False).returncode
    if not chromium_path():
        print("No Chromium on this machine; asking Playwright for one …", flush=True)
        subprocess.run([sys.executable, "-m", "playwright", "install", "chromium"], capture_output=True, check=False)
        if not chromium_path():
            print(NO_CHROMIUM, flush=True)
    if broken:
        print("The import rules above are broken: mend the import, or move the code to the room it belongs in.", flush=True)
    words = [*in_parallel(sys.argv[1:]), *sys.argv[1:]]
    failed = subprocess.run([sys.executable, "-m", "pytest", *words], check=False).returncode
    return failed or broken


if __name__ == "__main__":
    try:
        sys.exit(main())
    except KeyboardInterrupt:
        sys.exit(130)
