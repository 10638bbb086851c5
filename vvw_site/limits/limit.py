"""A limit, and where its figure is set. The figure is read there, so a page that is written from it cannot name another one."""

import re
from dataclasses import dataclass
from importlib import import_module
from typing import Any

from vvw_site.settings.folders import BASE_DIR
from vvw_site.settings.setting import Setting

TOO_FAST = "429 `too_fast`"
"""What the API answers at most limits."""


@dataclass(frozen=True)
class Figure:
    """value: as the code has it. where: for the page."""

    value: Any
    where: str


@dataclass(frozen=True)
class Limit:
    """A row of the page. most: the amount in words. by: for whom it is counted. answer: what one gets at the limit."""

    what: str
    most: str
    by: str
    answer: str
    figures: tuple[Figure, ...]
    in_api: bool = False
    """Whether docs/api.md has it too."""


@dataclass(frozen=True)
class LimitGroup:
    title: str
    introduction: str
    limits: tuple[Limit, ...]


def of_code(path: str) -> Figure:
    """path: a module and a name in it, such as `accounts.limits.login.LOGINS_PER_NAME`. AttributeError if it is not there."""
    module, _, name = path.rpartition(".")
    return Figure(getattr(import_module(module), name), f"`{module.replace('.', '/')}.py`: `{name}`")


def of_setting(setting: Setting[Any]) -> Figure:
    """The default of an environment variable."""
    return Figure(setting.default, f"setting `{setting.name}`")


def of_file(file: str, pattern: str, name: str = "") -> Figure:
    """The text that the group of `pattern` finds in a file of the checkout. It may find it in many lines, if all say the same. name: of the
    directive; otherwise the pattern's first word. ValueError."""
    found = set(re.findall(pattern, (BASE_DIR / file).read_text(), re.M))
    if len(found) != 1:
        raise ValueError(f"{file}: {pattern!r} finds {sorted(found) or 'nothing'} instead of one figure.")
    return Figure(found.pop(), f"`{file}`: `{name or pattern.split()[0]}`")
