"""`make test`: the import rules, a browser if one can be had, then pytest with whatever arguments are given."""

import os
import subprocess
import sys
from pathlib import Path

CHECKOUT = Path(__file__).resolve().parent.parent
sys.path.insert(0, str(CHECKOUT))
from vvw_site.testing import NO_CHROMIUM, chromium_path


def main() -> int:
    os.chdir(CHECKOUT)
    rules = "from importlinter.cli import lint_imports_command; lint_imports_command(['--no-logo'])"
    broken = subprocess.run([sys.executable, "-c", rules], check=False).returncode
    if not chromium_path():
        print("No Chromium on this machine; asking Playwright for one …", flush=True)
        subprocess.run([sys.executable, "-m", "playwright", "install", "chromium"], capture_output=True, check=False)
        if not chromium_path():
            print(NO_CHROMIUM, flush=True)
    failed = subprocess.run([sys.executable, "-m", "pytest", *sys.argv[1:]], check=False).returncode
    if broken:
        print("The import rules above are broken: mend the import, or move the code to the room it belongs in.")
    return failed or broken


if __name__ == "__main__":
    try:
        sys.exit(main())
    except KeyboardInterrupt:
        sys.exit(130)
