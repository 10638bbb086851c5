"""The report: tables on a terminal, plain lines in a log, and the part of docs/balance.md between its marks."""

import re
from itertools import groupby

from rich.console import Console
from rich.table import Table

from game.rules import RULES_VERSION
from game.simulator.event import in_words
from game.simulator.measurement import Measurement
from game.simulator.targets import TargetLine

BEGIN, END = "<!-- simulate: begin -->", "<!-- simulate: end -->"


def figure(value: float, unit: str) -> str:
    return f"{value:.1f} %" if unit == "%" else f"{value:.1f}" if unit == "days" else f"{value:.0f}"


def goal(line: TargetLine) -> str:
    if line.target is None:
        return ""
    low, high = line.target
    span = f"{low}" if low == high else f"{low} to {high}"
    return f"{span} {line.unit}".strip()


def show(console: Console, lines: list[TargetLine]) -> None:
    """Tables on a terminal."""
    for group, found in groupby(lines, key=lambda line: line.group):
        rows = list(found)
        columns = _columns(rows)
        table = Table(title=group, title_justify="left", title_style="bold")
        table.add_column("")
        table.add_column("target")
        for name in columns:
            table.add_column(name, justify="right")
        table.add_column("")
        for line in rows:
            style = {"ok": "green", "missed": "bold red", "": "dim"}[line.verdict]
            table.add_row(line.what, goal(line), *_cells(line, columns), f"[{style}]{line.verdict}[/]")
        console.print(table)


def plain(lines: list[TargetLine]) -> str:
    """A line of text for each target line, for a log."""
    return "\n".join(
        f"{line.verdict or 'info':6}  {line.group}: {line.what}: "
        + ", ".join(f"{name} {figure(value, line.unit)}" for name, value in line.values.items())
        + (f" (target {goal(line)})" if line.target else "")
        for line in lines
    )


def markdown(measured: Measurement, lines: list[TargetLine], seed: int) -> str:
    """The report for docs/balance.md, its marks included. The same run gives the same text."""
    missed = sum(line.verdict == "missed" for line in lines)
    parts = [
        BEGIN,
        f"Content `{measured.content.hash}`, rules {RULES_VERSION}, seed {seed}, {measured.fights:,} fights{_world(measured)}: "
        + ("every target is met." if not missed else f"{missed} missed."),
    ]
    for group, found in groupby(lines, key=lambda line: line.group):
        rows = list(found)
        columns = _columns(rows)
        parts += ["", f"**{group}**", "", f"| | target | {' | '.join(columns)} | |", f"|---|---|{'---:|' * len(columns)}---|"]
        parts += [f"| {line.what} | {goal(line)} | {' | '.join(_cells(line, columns))} | {line.verdict} |" for line in rows]
    return "\n".join([*parts, "", END])


def _world(measured: Measurement) -> str:
    words = in_words(measured.events)
    return f", {words}" if words else ""


def put_into(page: str, report: str) -> str:
    """The page with the report between its marks replaced. ValueError if the page has no marks."""
    if BEGIN not in page or END not in page:
        raise ValueError(f"the page has no {BEGIN} and {END}")
    return re.sub(f"{re.escape(BEGIN)}.*?{re.escape(END)}", lambda _: report, page, flags=re.S)


def _columns(rows: list[TargetLine]) -> list[str]:
    return list(dict.fromkeys(name for line in rows for name in line.values))


def _cells(line: TargetLine, columns: list[str]) -> list[str]:
    return [figure(line.values[name], line.unit) if name in line.values else "" for name in columns]
