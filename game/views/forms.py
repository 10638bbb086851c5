"""Reading a form's fields: a wrong one is refused with its name and the way out."""

from collections.abc import Iterable

from django.http import QueryDict

from game.rules.errors import GameError


def whole(form: QueryDict, field: str, *, low: int = 0, high: int = 1_000_000_000, default: int | None = None) -> int:
    """A whole number within low and high. GameError invalid names the field."""
    given = form.get(field, "")
    if not given and default is not None:
        return default
    if not (given.isascii() and given.isdigit() and len(given) <= 12 and low <= int(given) <= high):
        raise GameError("invalid", f"“{field}” needs a whole number from {low:,} to {high:,}.", field=field)
    return int(given)


def line(form: QueryDict, field: str, *, longest: int = 60) -> str:
    """A line of text without control characters, trimmed. GameError invalid names the field."""
    given = form.get(field, "").strip()
    if len(given) > longest or not given.isprintable():
        raise GameError("invalid", f"“{field}” needs up to {longest} ordinary letters.", field=field)
    return given


def one_of(form: QueryDict, field: str, allowed: Iterable[str], default: str = "") -> str:
    """One of the allowed words; anything else counts as the default (for filters, where a bad word does no harm)."""
    given = form.get(field, default)
    return given if given in allowed else default
