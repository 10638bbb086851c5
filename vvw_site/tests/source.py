"""The project's Python files as syntax trees, for tests of rules that no linter checks."""

import ast
import subprocess
from functools import cache
from pathlib import Path

ROOT = Path(__file__).resolve().parents[2]


@cache
def sources() -> list[str]:
    """Every Python file but tests, as a path from the top folder; files that are not committed yet are among them."""
    command = ["git", "ls-files", "--cached", "--others", "--exclude-standard", "*.py"]
    listed = subprocess.run(command, cwd=ROOT, capture_output=True, text=True, check=True).stdout
    return [path for path in listed.splitlines() if "tests/" not in path and (ROOT / path).exists()]


@cache
def modules() -> dict[str, ast.Module]:
    """The syntax tree of each source but migrations and conftest.py, by its path."""
    wanted = [path for path in sources() if "migrations" not in Path(path).parts and path != "conftest.py"]
    return {path: ast.parse((ROOT / path).read_text()) for path in wanted}


def modules_of(*folders: str) -> dict[str, ast.Module]:
    """Those below the given folders. AssertionError when there are none, because the test would then check nothing."""
    found = {path: tree for path, tree in modules().items() if path.startswith(tuple(f"{folder}/" for folder in folders))}
    assert found, folders
    return found
