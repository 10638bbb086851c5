"""Minifies style sheets, so that a page with its style stays small."""

import re

_COMMENT = re.compile(r"/\*.*?\*/", re.S)
_AROUND = re.compile(r"\s*([{};,>])\s*")


def minified(sheet: str) -> str:
    """A style sheet without comments and unneeded spaces. Only for our own sheets: no string may contain a brace."""
    text = _AROUND.sub(r"\1", " ".join(_COMMENT.sub("", sheet).split()))
    return text.replace(": ", ":").replace(";}", "}") + "\n"
