"""How a search compares text: accents, kinds of apostrophes and dashes, case and spacing make no difference.

static/js/wiki-search.js does the same in the browser; both must reproduce game/tests/vectors/search.json.
"""

import re
import unicodedata

_DROPPED = re.compile(
    "[\u0300-\u036f\u00ad\u200b-\u200d\u2060\ufeff'\"\u2018-\u201f\u02bb\u02bc\u02b9`\u00b4\u2032\u2033\u00ab\u00bb]"
)
"""Accents (split from their letters), characters without width, and quotation marks: "clerks" finds "Clerk's"."""
_DASHES = re.compile("[-\u2010-\u2015\u2212_]")
_LETTERS = str.maketrans({
    "ß": "ss", "æ": "ae", "œ": "oe", "ø": "o", "đ": "d", "ð": "d", "ł": "l", "þ": "th", "ħ": "h", "ı": "i", "ς": "σ",
})  # fmt: skip


def searchable(text: str) -> str:
    """The plain form of a text: lower case, no accents, no quotation marks, one space for each dash or gap."""
    # Dropped twice: NFKD splits a lone accent (´) into a space and a mark, so it has to go first.
    plain = _DROPPED.sub("", unicodedata.normalize("NFKD", _DROPPED.sub("", text)))
    return " ".join(_DASHES.sub(" ", plain).lower().translate(_LETTERS).split())


def words_of(query: str) -> list[str]:
    """The words of a query, all of which must be found."""
    return searchable(query).split()
