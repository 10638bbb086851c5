"""docs/where.md names each folder of the project, and no other."""

import re
import subprocess
from pathlib import Path

ROOT = Path(__file__).resolve().parents[2]
NAMED = set(re.findall(r"^\| `([\w/]+)/` \|", (ROOT / "docs/where.md").read_text(), re.M))


def folders(below: Path) -> set[str]:
    listed = subprocess.run(["git", "ls-files", str(below)], cwd=ROOT, capture_output=True, text=True, check=True).stdout
    depth = len(below.relative_to(ROOT).parts)
    paths = [Path(line) for line in listed.splitlines()]
    return {"/".join(p.parts[: depth + 1]) for p in paths if len(p.parts) > depth + 1 and not p.parts[depth].startswith(".")}


def test_the_page_names_each_folder_at_the_top_and_each_room_of_the_game() -> None:
    assert {name for name in NAMED if "/" not in name} == folders(ROOT)
    assert {name for name in NAMED if name.startswith("game/")} == folders(ROOT / "game")


def test_the_files_it_names_exist() -> None:
    named = re.findall(r"`((?:views|api|actions|queries|rules|tests|tasks)/[\w/]+\.py)`", (ROOT / "docs/where.md").read_text())
    assert len(named) > 5
    assert [name for name in named if not (ROOT / "game" / name).exists()] == []
