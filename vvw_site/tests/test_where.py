"""docs/where.md names each folder, and its glossary is the code's."""

import ast
import re
import subprocess
from pathlib import Path

from vvw_site.tests.source import ROOT, modules

PAGE = (ROOT / "docs/where.md").read_text()
NAMED = set(re.findall(r"^\| `([\w/]+)/` \|", PAGE, re.M))
GLOSSARY = [
    [cell.strip() for cell in line.strip("| \n").split(" | ")] for line in PAGE.partition("## Glossary")[2].splitlines()
]
TERMS = [cells for cells in GLOSSARY if len(cells) >= 2 and cells[0] not in ("word", "---") and not cells[0].startswith("---")]
DRAWING = ("game/emblems/", "game/simulator/svg.py", "game/simulator/charts.py", "seo_pages/")
"""Folders and files in which a stroke is a line of a picture."""


def folders(below: Path) -> set[str]:
    listed = subprocess.run(["git", "ls-files", str(below)], cwd=ROOT, capture_output=True, text=True, check=True).stdout
    depth = len(below.relative_to(ROOT).parts)
    paths = [Path(line) for line in listed.splitlines()]
    return {"/".join(p.parts[: depth + 1]) for p in paths if len(p.parts) > depth + 1 and not p.parts[depth].startswith(".")}


def test_the_page_names_each_folder_at_the_top_and_each_layer_of_the_game() -> None:
    assert {name for name in NAMED if "/" not in name} == folders(ROOT)
    assert {name for name in NAMED if name.startswith("game/")} == folders(ROOT / "game")


def test_the_files_it_names_exist() -> None:
    now = PAGE.partition("## Where features to come will be")
    text = now[0] + now[2].partition("## To add")[2]
    names = re.findall(r"`((?:views|api|actions|queries|presenters|rules|models|tests|tasks)/[\w/]+\.py)`", text)
    names += [f"../{name}" for name in re.findall(r"`((?:vvw_site|accounts|game|tools|bench|deploy)/[\w/]+\.py)`", text)]
    assert len(names) > 10
    assert [name for name in names if not (ROOT / "game" / name).exists()] == []


def defined(path: str) -> set[str]:
    """Names that a module defines: classes, functions and constants."""
    names: set[str] = set()
    for node in modules()[path].body:
        if isinstance(node, ast.ClassDef | ast.FunctionDef):
            names.add(node.name)
        elif isinstance(node, ast.Assign):
            names |= {target.id for target in node.targets if isinstance(target, ast.Name)}
    return names


def test_each_name_in_the_glossary_exists() -> None:
    names = [name for cells in TERMS for name in re.findall(r"`([\w.]+)`", cells[2] if len(cells) > 2 else "")]
    assert len(names) > 20
    for name in names:
        module, _, what = name.rpartition(".")
        assert what in defined(module.replace(".", "/") + ".py"), name


def test_no_word_that_the_glossary_replaces_is_used() -> None:
    replaced = {word for cells in TERMS for word in re.findall(r"`(\w+)`", cells[3] if len(cells) > 3 else "")}
    assert len(replaced) > 15
    found = {
        f"{path}: {name}"
        for path, tree in modules().items()
        if not path.startswith(DRAWING)
        for name in identifiers(tree) & replaced
    }
    assert found == set()


def identifiers(tree: ast.Module) -> set[str]:
    found: set[str] = set()
    for node in ast.walk(tree):
        match node:
            case ast.Name(id=name) | ast.arg(arg=name) | ast.Attribute(attr=name):
                found.add(name)
            case ast.ClassDef(name=name) | ast.FunctionDef(name=name):
                found.add(name)
            case ast.alias(name=name):
                found.add(name)
    return found
