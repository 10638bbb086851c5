"""Compares one number of an entry with that number of similar entries: mean, best and rank."""

from collections.abc import Callable
from typing import TypedDict

from seo_pages import words
from seo_pages.facts.refs import EntryRef


class PeerRow(TypedDict):
    """mine, mean, best_value: as text. bar, tick: mine and mean in percent of the highest value. gap: mine against the mean."""

    name: str
    mine: str
    mean: str
    bar: int
    tick: int
    rank: int
    of: int
    best: EntryRef
    best_value: str
    is_best: bool
    gap: str


def compare(
    name: str, mine: float, others: list[tuple[float, EntryRef]], show: Callable[[float], str], *, low_is_best: bool = False
) -> PeerRow | None:
    """mine: the entry's value. others: (value, ref) of all compared entries, including the entry. None for fewer than three."""
    if len(others) < 3:
        return None
    values = [value for value, _ in others]
    mean, top = sum(values) / len(values), max(values)
    best = (min if low_is_best else max)(others, key=lambda pair: pair[0])
    ahead = sum(v < mine for v in values) if low_is_best else sum(v > mine for v in values)
    return {
        "name": name, "mine": show(mine), "mean": show(mean), "bar": _percent(mine, top), "tick": _percent(mean, top), "rank": ahead + 1,
        "of": len(values), "best": best[1], "best_value": show(best[0]), "is_best": ahead == 0,
        "gap": _gap(mine, mean),
    }  # fmt: skip


def _percent(value: float, top: float) -> int:
    return max(1, round(100 * value / top)) if top > 0 and value > 0 else 0


def _gap(mine: float, mean: float) -> str:
    """ "12 % above", "about", "8 % below" the mean."""
    if not mean or abs(mine - mean) / mean < 0.03:
        return "about the mean"
    gap = abs(mine - mean) / mean
    size = f"{1 + gap:.1f} times the mean" if gap >= 1 and mine > mean else f"{gap * 100:.0f} %"
    return size if "times" in size else f"{size} {'above' if mine > mean else 'below'}"


def whole(value: float) -> str:
    return words.number(round(value))


def tenth(value: float) -> str:
    """One decimal for small numbers: 16.4, but 2,342."""
    return words.number(round(value)) if value >= 100 else f"{value:.1f}"
