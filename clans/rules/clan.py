"""Figures and words of clans: what founding takes, what a name, a tag and an application may be."""

import re
from typing import Literal

from game.rules.errors import GameError

FOUNDING_LEVEL = 10
FOUNDING_GOLD = 500
REFUND_HOURS = 24
"""A clan that is disbanded within so many hours gets its founding gold back."""
TAG_FREE_DAYS = 30
"""Name and tag of a disbanded clan are free again after so many days."""
Admission = Literal["open", "application", "invitation"]
ADMISSIONS: dict[Admission, str] = {
    "open": "Everybody of the faction may join.",
    "application": "People apply, and the clan decides.",
    "invitation": "People join by invitation only.",
}
_TAG = re.compile(r"[A-Z]{3}")


def clean_tag(text: str) -> str:
    """The tag in capitals. GameError invalid (tag): it is not three letters of the English alphabet."""
    tag = text.strip().upper()
    if not _TAG.fullmatch(tag):
        raise GameError("invalid", "A tag has three letters, A to Z.", field="tag")
    return tag


def check_admission(admission: str) -> Admission:
    """GameError invalid (admission)."""
    if admission not in ADMISSIONS:
        raise GameError("invalid", "Choose how people join: open, by application or by invitation.", field="admission")
    return admission
