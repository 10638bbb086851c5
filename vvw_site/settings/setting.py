"""One environment variable: its name, default and help text, and how its value is read (with django-environ).

Only the standard library is imported here: `make run` reads a default before any package is installed.
"""

import os
from collections.abc import Callable
from dataclasses import dataclass
from pathlib import Path
from typing import Any, Generic, TypeVar

from .folders import BASE_DIR

T = TypeVar("T")
TRUE_WORDS = ("1", "true", "on", "ok", "y", "yes")
FALSE_WORDS = ("0", "false", "off", "no", "n")


@dataclass(frozen=True)
class Kind(Generic[T]):
    """name: ends the sentence "which is not …". parse: raises ValueError for another kind of value."""

    name: str
    parse: Callable[[str], T]


def _parse(given: str, kind: type) -> Any:
    """django-environ's parser alone: its Env would take a value that begins with `$`, as a secret may, for a variable's name."""
    from environ import Env

    return Env.parse_value(given, kind)


def _parse_flag(given: str) -> bool:
    if given.strip().lower() not in TRUE_WORDS + FALSE_WORDS:
        raise ValueError
    return bool(_parse(given, bool))


FLAG = Kind("on or off (1 or 0)", _parse_flag)
INTEGER = Kind("a whole number", lambda given: int(_parse(given, int)))
NUMBER = Kind("a number", lambda given: float(_parse(given, float)))
TEXT = Kind("a text", str)
LIST = Kind("a list", lambda given: [str(entry) for entry in _parse(given, list)])
PATH = Kind("a path", lambda given: Path(given).absolute())


class Setting(Generic[T]):
    """shown: the default in words, for docs/settings.md. required: production refuses to start without it. shell_default: the
    default that deploy/start has, where it is another one."""

    def __init__(
        self, kind: Kind[T], name: str, default: T, help: str, *, shown: str, required: bool, shell_default: str
    ) -> None:
        self.kind, self.name, self.default, self.help = kind, name, default, help
        self.shown, self.required = shown or _in_words(default), required
        self.shell_default = shell_default or str(default)

    def is_set(self) -> bool:
        """An empty variable counts as not set: compose passes on empty ones."""
        return bool(os.environ.get(self.name, "").strip())

    def value(self) -> T:
        """The variable's value, or the default. Raises ImproperlyConfigured: one sentence that names the variable."""
        if not self.is_set():
            return self.default
        given = os.environ[self.name]
        try:
            return self.kind.parse(given)
        except ValueError as error:
            from django.core.exceptions import ImproperlyConfigured

            raise ImproperlyConfigured(
                f"{self.name} is {given!r}, which is not {self.kind.name} (docs/settings.md)."
            ) from error


class Section:
    """A table of docs/settings.md. Its methods declare one setting each, in the order of the table."""

    def __init__(self, title: str, introduction: str = "") -> None:
        self.title, self.introduction = title, introduction
        self.settings: list[Setting[Any]] = []  # of every kind: the table shows their texts only

    def flag(self, name: str, *, default: bool, help: str, shown: str = "") -> Setting[bool]:
        return self._declare(FLAG, name, default, help, shown)

    def integer(self, name: str, *, default: int, help: str, shown: str = "", shell_default: str = "") -> Setting[int]:
        return self._declare(INTEGER, name, default, help, shown, shell_default=shell_default)

    def number(self, name: str, *, default: float, help: str) -> Setting[float]:
        return self._declare(NUMBER, name, default, help)

    def text(
        self, name: str, *, default: str = "", help: str, shown: str = "", required: bool = False, shell_default: str = ""
    ) -> Setting[str]:
        return self._declare(TEXT, name, default, help, shown, required, shell_default)

    def texts(self, name: str, *, help: str, shown: str = "", required: bool = False) -> Setting[list[str]]:
        """Several texts with commas between; none by default."""
        return self._declare(LIST, name, [], help, shown, required)

    def path(self, name: str, *, default: Path, help: str) -> Setting[Path]:
        return self._declare(PATH, name, default, help)

    def _declare(
        self, kind: Kind[T], name: str, default: T, help: str, shown: str = "", required: bool = False, shell_default: str = ""
    ) -> Setting[T]:
        setting = Setting(kind, name, default, help, shown=shown, required=required, shell_default=shell_default)
        self.settings.append(setting)
        return setting


def _in_words(default: object) -> str:
    if isinstance(default, bool):
        return "on" if default else "off"
    if isinstance(default, float):
        return f"`{default:g}`"
    if isinstance(default, Path):
        return f"`{default.relative_to(BASE_DIR)}`"
    return f"`{default}`" if default or default == 0 else "empty"
