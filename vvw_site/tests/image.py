"""What deploy/Containerfile copies from the checkout, by the rules of .dockerignore."""

import os
import re
from collections.abc import Iterator
from functools import cache
from pathlib import Path, PurePosixPath

from django.conf import settings

CHECKOUT = Path(settings.BASE_DIR)


def startable() -> set[str]:
    """What deploy/start can start, by its own words."""
    words = re.search(r"usage: start ([\w|]+)", (CHECKOUT / "deploy/start").read_text())
    assert words
    return set(words[1].split("|"))


def pattern(rule: str) -> re.Pattern[str]:
    """A rule as Docker reads it: `*` and `?` stay within a name, `**` crosses folders, also none."""
    text = ""
    for part in re.split(r"(\*\*/?|\*|\?)", rule.strip("/")):
        text += {"**/": "(?:.*/)?", "**": ".*", "*": "[^/]*", "?": "[^/]"}.get(part, re.escape(part))
    return re.compile(text)


def rules() -> list[tuple[re.Pattern[str], bool]]:
    """Each rule with whether it leaves out; a later one overrules an earlier one."""
    lines = [line.strip() for line in (CHECKOUT / ".dockerignore").read_text().splitlines()]
    return [(pattern(line.removeprefix("!")), not line.startswith("!")) for line in lines if line and not line.startswith("#")]


def is_left_out(path: str) -> bool:
    """path: from the top of the checkout. A rule for a folder is one for all that is in it."""
    parts = PurePosixPath(path)
    here = [str(parent) for parent in (parts, *parts.parents) if str(parent) != "."]
    left_out = False
    for rule, leaves_out in rules_of_the_file():
        if any(rule.fullmatch(name) for name in here):
            left_out = leaves_out
    return left_out


@cache
def rules_of_the_file() -> list[tuple[re.Pattern[str], bool]]:
    return rules()


def image_files() -> Iterator[str]:
    """The paths of all files that are copied, from the top of the checkout."""
    for folder, folders, files in os.walk(CHECKOUT):
        at = os.path.relpath(folder, CHECKOUT)
        here = "" if at == "." else f"{at}/"
        folders[:] = [name for name in folders if not is_left_out(f"{here}{name}")]  # no rule takes a file out of such a folder
        yield from (f"{here}{name}" for name in files if not is_left_out(f"{here}{name}"))
