"""`make test`: the import rules, a browser if one can be installed, then pytest with the given arguments."""

import os
import subprocess
import sys
from pathlib import Path

CHECKOUT = Path(__file__).resolve().parent.parent
sys.path.insert(0, str(CHECKOUT))
from vvw_site.testing import NO_CHROMIUM, chromium_path

ALONE = ("-n", "--numprocesses", "--pdb", "--trace", "-s", "--capture=no")
"""Arguments that fix the number of processes, or need a single one."""


def in_parallel(arguments: list[str]) -> list[str]:
    """Two processes if there are two cores; each has its own database and Redis number."""
    fixed = any(argument.startswith(ALONE) or argument == "no:xdist" for argument in arguments)
    return [] if fixed or (os.cpu_count() or 1) < 2 else ["-n", "2"]


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
        print(
            "The import rules above are broken: correct the import, or move the code to the layer where it belongs.", flush=True
        )
    words = [*in_parallel(sys.argv[1:]), *sys.argv[1:]]
    failed = subprocess.run([sys.executable, "-m", "pytest", *words], check=False).returncode
    return failed or broken


if __name__ == "__main__":
    try:
        sys.exit(main())
    except KeyboardInterrupt:
        sys.exit(130)
