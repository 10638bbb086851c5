"""The style sheet as it is served, without comments and spaces, so that a page stays small."""

import re

_COMMENT = re.compile(r"/\*.*?\*/", re.S)
_AROUND = re.compile(r"\s*([{};,>])\s*")


def packed(sheet: str) -> str:
    """A style sheet without comments and needless spaces. Only for our own sheets: no string may contain a brace."""
    text = _AROUND.sub(r"\1", " ".join(_COMMENT.sub("", sheet).split()))
    return text.replace(": ", ":").replace(";}", "}") + "\n"
