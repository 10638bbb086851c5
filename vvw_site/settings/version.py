"""Which version runs: the setting VERSION, which a build of the image sets, or the version of the project."""

import re
import tomllib

from django.core.exceptions import ImproperlyConfigured

from . import declared
from .folders import BASE_DIR

SHORT = re.compile(r"[A-Za-z0-9.+_-]{1,40}")


def version() -> str:
    """Raises ImproperlyConfigured for one that is no short word: everybody can read it."""
    given = declared.VERSION.value() or of_the_project()
    if not SHORT.fullmatch(given):
        raise ImproperlyConfigured(
            f"VERSION is {given!r}, which is not up to 40 letters, digits and `.+_-` (docs/settings.md)."
        )
    return given


def of_the_project() -> str:
    """The version in pyproject.toml; "unknown" where that file was not shipped."""
    try:
        return str(tomllib.loads((BASE_DIR / "pyproject.toml").read_text())["project"]["version"])
    except (OSError, KeyError):
        return "unknown"
