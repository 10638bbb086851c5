"""The project's Python files as syntax trees, for tests of rules that no linter knows."""

import ast
import subprocess
from functools import cache
from pathlib import Path

ROOT = Path(__file__).resolve().parents[2]


@cache
def modules() -> dict[str, ast.Module]:
    """Every tracked Python file but migrations and tests: its path from the top folder, and its tree."""
    listed = subprocess.run(["git", "ls-files", "*.py"], cwd=ROOT, capture_output=True, text=True, check=True).stdout
    paths = [path for path in listed.splitlines() if (ROOT / path).exists()]
    wanted = [path for path in paths if not {"migrations", "tests"} & set(Path(path).parts) and path != "conftest.py"]
    return {path: ast.parse((ROOT / path).read_text()) for path in wanted}


def modules_of(*folders: str) -> dict[str, ast.Module]:
    """Those below the given folders. AssertionError when there are none: a rule about nothing proves nothing."""
    found = {path: tree for path, tree in modules().items() if path.startswith(tuple(f"{folder}/" for folder in folders))}
    assert found, folders
    return found
