"""`make test`: the import rules, a download of a browser if none is found, then pytest with the given arguments."""

import os
import subprocess
import sys
from pathlib import Path

CHECKOUT = Path(__file__).resolve().parent.parent
sys.path.insert(0, str(CHECKOUT))
from vvw_site.testing import NO_CHROMIUM, chromium_path

ALONE = ("-n", "--numprocesses", "--pdb", "--trace", "-s", "--capture=no")
"""Arguments that already decide in how many processes pytest runs."""


def in_parallel(arguments: list[str]) -> list[str]:
    """Three processes if there are two cores, because tests often wait for servers and browsers; each has its own database and its
    own Redis number. A process that is done takes tests from the others, so that all end together."""
    decided = any(argument.startswith(ALONE) or argument == "no:xdist" for argument in arguments)
    return [] if decided or (os.cpu_count() or 1) < 2 else ["-n", "3", "--dist", "worksteal"]


def main() -> int:
    os.chdir(CHECKOUT)
    rules = "from importlinter.cli import lint_imports_command; lint_imports_command(['--no-logo'])"
    broken = subprocess.run([sys.executable, "-c", rules], check=False).returncode
    if not chromium_path():
        print("No Chromium on this machine; trying to download one with Playwright …", flush=True)
        subprocess.run([sys.executable, "-m", "playwright", "install", "chromium"], capture_output=True, check=False)
        if not chromium_path():
            print(NO_CHROMIUM, flush=True)
    if broken:
        print("The import rules above are broken: change the import, or move the code to the layer it belongs in.", flush=True)
    arguments = [*in_parallel(sys.argv[1:]), *sys.argv[1:]]
    failed = subprocess.run([sys.executable, "-m", "pytest", *arguments], check=False).returncode
    return failed or broken


if __name__ == "__main__":
    try:
        sys.exit(main())
    except KeyboardInterrupt:
        sys.exit(130)
