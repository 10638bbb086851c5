"""The sheet as it is served: what only its writers need is left out, so that a page stays light."""

import re

_COMMENT = re.compile(r"/\*.*?\*/", re.S)
_AROUND = re.compile(r"\s*([{};,>])\s*")


def packed(sheet: str) -> str:
    """A sheet without comments, and without spaces that mean nothing. For sheets of ours: no string may hold a brace."""
    text = _AROUND.sub(r"\1", " ".join(_COMMENT.sub("", sheet).split()))
    return text.replace(": ", ":").replace(";}", "}") + "\n"
