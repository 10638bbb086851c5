"""Forbidden names, for accounts and characters: slurs, words reserved for the staff, and look-alikes of both. Pure functions.

A name is split into words at underscores, digits and capital letters, and digits are also read as the letters that they
resemble. A word is refused only if the whole word is on a list, so Hospice, Scunthorpe, Nazli and Ignazio are allowed.
"""

import re
from collections.abc import Iterable
from functools import cache

SHAPE = re.compile(r"[A-Za-z0-9_]{3,20}")

_ALIKE = str.maketrans({"0": "o", "1": "l", "i": "l", "3": "e", "4": "a", "5": "s", "7": "t", "8": "b", "9": "g", "_": None})
_LEET = str.maketrans("013456789", "oieasgtbg")
_WORD = re.compile(r"[A-Z]+(?![a-z])|[A-Z]?[a-z]+")
_THRICE = re.compile(r"(.)\1{2,}", re.IGNORECASE)
_DIGITS_AROUND = "0123456789_"

RESERVED_WORDS = ("admin", "administrator", "moderator", "mod", "gamemaster", "staff", "support", "sysop", "official")
"""Only staff may have these words in a name."""
_RESERVED_NAMES = (
    "vvw", "vampiresvswerewolves", "vampirevswerewolf", "system", "root", "null", "warden", "thecity", "city", "somebodywholeft",
)  # fmt: skip
"""Only staff may have these names. The last three are how letters name the staff, and one whose account was erased."""
_SLURS = (
    "nigger", "nigga", "faggot", "fag", "kike", "spic", "chink", "gook", "wetback", "tranny", "retard", "cunt", "hitler",
    "nazi", "fuck", "whore", "slut", "rapist", "rape", "pedo", "paedo", "pedophile", "paedophile",
)  # fmt: skip
_ANYWHERE = ("nigger", "nigga", "faggot", "fuck", "hitler", "wetback")
"""Slurs that are in no innocent word except ALLOWED: also refused as a part of a word."""
_ENDINGS = ("", "s", "z", "es", "er", "ers", "y", "ing", "ed", "boy", "girl", "face", "head", "lord", "man")
ALLOWED = ("snigger", "sniggers", "sniggerer", "torpedo", "hospice", "scunthorpe", "nazli", "ignazio", "therapist")


def skeleton(name: str) -> str:
    """The name with case, underscores and look-alike letters folded: names with the same skeleton look the same.

    "rn" becomes "m", "vv" "w", "cl" "d"; 0 becomes o, 1 and i become l, and so on.
    """
    folded = name.lower().translate(_ALIKE)
    return folded.replace("rn", "m").replace("vv", "w").replace("cl", "d")


def words_of(name: str) -> set[str]:
    """The words that a reader may see in a name, in lower case, by its plain letters and with digits read as letters.

    Single letters in a row ("f_u_c_k") are also read as one word, and so is the whole name.
    """
    read: set[str] = set()
    for text in (name, name.strip(_DIGITS_AROUND), name.translate(_LEET), name.strip(_DIGITS_AROUND).translate(_LEET)):
        text = _THRICE.sub(r"\1", text)
        pieces = [piece for part in re.split(r"[_\d]+", text) for piece in _WORD.findall(part)]
        read.update(piece.lower() for piece in pieces)
        # Mixed case within a word ("nAzI").
        read.update(part.lower() for part in re.split(r"[_\d]+", text))
        read.update(run.replace(" ", "") for run in re.findall(r"(?:\b\w\b ?){2,}", " ".join(pieces).lower()))
        read.add("".join(pieces).lower())
    read.discard("")
    return read


def contains_slur(name: str) -> bool:
    words = {word for word in words_of(name) if word not in ALLOWED}
    folded = {skeleton(word) for word in words}
    return bool(folded & _slurs()) or any(skeleton(slur) in word for slur in _ANYWHERE for word in folded)


def is_reserved(name: str) -> bool:
    """Whether the name, or a word in it, is reserved for the staff or looks like a reserved one."""
    whole = skeleton(name.strip(_DIGITS_AROUND))
    if whole in _skeletons(RESERVED_WORDS + _RESERVED_NAMES) or skeleton(name) in _skeletons(RESERVED_WORDS + _RESERVED_NAMES):
        return True
    words = words_of(name)
    return "vvw" in words or bool({skeleton(word) for word in words} & _skeletons(RESERVED_WORDS))


def looks_like_any(name: str, others: Iterable[str]) -> bool:
    """Whether the name can be mistaken for one of the others. Digits around a name do not distinguish it."""
    own = {skeleton(name), skeleton(name.strip(_DIGITS_AROUND))}
    return any(skeleton(other) in own for other in others)


@cache
def _skeletons(words: tuple[str, ...]) -> frozenset[str]:
    return frozenset(skeleton(word) for word in words)


@cache
def _slurs() -> frozenset[str]:
    return frozenset(skeleton(slur + ending) for slur in _SLURS for ending in _ENDINGS)
