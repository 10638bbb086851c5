"""Copies of a version of the rules in which one number differs: to show that the vectors pin every number."""

import ast
import itertools
import sys
from collections.abc import Iterator
from importlib import import_module
from pathlib import Path

import game.rules
from game.rules.versions import VERSIONS, BattleRules

PACKAGE = Path(game.rules.__file__).parent
_serial = itertools.count()


class Number:
    """A whole number in a Python file. line: counted from 1; start, end: columns of its text."""

    def __init__(self, node: ast.Constant, value: int) -> None:
        assert node.end_col_offset is not None
        self.line, self.start, self.end = node.lineno, node.col_offset, node.end_col_offset
        self.value = value

    def changed(self, source: str, by: int) -> str:
        """The source with this number higher by `by`."""
        lines = source.splitlines(keepends=True)
        line = lines[self.line - 1]
        lines[self.line - 1] = f"{line[: self.start]}{self.value + by}{line[self.end :]}"
        return "".join(lines)


def numbers_in(source: str, within: tuple[str, ...] = ()) -> Iterator[Number]:
    """Every whole number of a Python file, or of the functions and classes named by `within`."""
    parts = ast.parse(source).body
    for part in parts:
        if within and getattr(part, "name", None) not in within:
            continue
        for node in ast.walk(part):
            if isinstance(node, ast.Constant) and type(node.value) is int:
                yield Number(node, node.value)


def sources(version: int) -> dict[str, str]:
    """The files of a version's package, by name."""
    return {path.name: path.read_text() for path in sorted((PACKAGE / f"v{version}").glob("*.py"))}


def rules_copy(folder: Path, version: int, changes: dict[str, str]) -> BattleRules:
    """A version made from a copy of another one's package, as game/rules/versions.py describes. changes: new text by file."""
    name = f"rules_copy_{next(_serial)}"
    (folder / name).mkdir(parents=True)
    for file, text in (sources(version) | changes).items():
        (folder / name / file).write_text(text.replace(f"game.rules.v{version}", name))
    sys.path.insert(0, str(folder))
    try:
        return BattleRules(import_module(f"{name}.hunt").replay_hunt, VERSIONS[version].level_max)
    finally:
        sys.path.remove(str(folder))


SWAPPED: dict[type[ast.operator], type[ast.operator]] = {
    ast.Add: ast.Sub, ast.Sub: ast.Add, ast.Mult: ast.FloorDiv, ast.FloorDiv: ast.Mult,
}  # fmt: skip
OTHER_CALL = {"min": "max", "max": "min"}


def formulas_changed(source: str) -> Iterator[tuple[str, str]]:
    """The source with one arithmetic operator swapped, or min for max, and what was changed; in functions only."""
    places = sum(1 for _ in _formula_parts(ast.parse(source)))
    for place in range(places):
        tree = ast.parse(source)
        node = list(_formula_parts(tree))[place]
        before = ast.unparse(node)
        if isinstance(node, ast.BinOp):
            node.op = SWAPPED[type(node.op)]()
        else:
            assert isinstance(node.func, ast.Name)
            node.func.id = OTHER_CALL[node.func.id]
        yield ast.unparse(tree), f"{before} -> {ast.unparse(node)}"


def _formula_parts(tree: ast.Module) -> Iterator[ast.BinOp | ast.Call]:
    for node in ast.walk(tree):
        if isinstance(node, ast.BinOp):
            if type(node.op) in SWAPPED:
                yield node
        elif isinstance(node, ast.Call) and isinstance(node.func, ast.Name) and node.func.id in OTHER_CALL:
            yield node
