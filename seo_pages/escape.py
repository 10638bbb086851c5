"""Jinja's escape with a memory: the same names stand on hundreds of pages, and escaping was a third of rendering."""

from functools import lru_cache

from markupsafe import Markup
from markupsafe import escape as _escape

_remembered = lru_cache(maxsize=65_536)(_escape)


def escape(value: object) -> str:
    """What the templates write for a value: HTML as it is, numbers as digits, all else escaped. An undefined name raises."""
    kind = type(value)
    if kind is str:
        return _remembered(value)
    if kind is Markup:
        return value  # type: ignore[return-value]
    return str(value) if kind is int else _escape(value)
