"""Values of a form's fields. A wrong value is refused with a GameError that names the field."""

from collections.abc import Iterable

from django.http import QueryDict

from game.rules.errors import GameError


def whole_number(form: QueryDict, field: str, *, low: int = 0, high: int = 1_000_000_000, default: int | None = None) -> int:
    """A number from low to high; the default for an empty field. GameError invalid."""
    value = form.get(field, "")
    if not value and default is not None:
        return default
    if not (value.isascii() and value.isdigit() and len(value) <= 12 and low <= int(value) <= high):
        raise GameError("invalid", f"“{field}” needs a whole number from {low:,} to {high:,}.", field=field)
    return int(value)


def text_line(form: QueryDict, field: str, *, longest: int = 60) -> str:
    """Trimmed text without control characters. GameError invalid."""
    value = form.get(field, "").strip()
    if len(value) > longest or not value.isprintable():
        raise GameError("invalid", f"“{field}” needs up to {longest} ordinary letters.", field=field)
    return value


def one_of(form: QueryDict, field: str, allowed: Iterable[str], default: str = "") -> str:
    """One of the allowed words, else the default: for filters, where a wrong word does no harm."""
    value = form.get(field, default)
    return value if value in allowed else default
