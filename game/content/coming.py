"""Features that the content knows and the game does not have yet. Whatever shows one of them says so, until it is built."""

from collections.abc import Mapping

from game.content.schema import Class, Item

COMING: Mapping[str, str] = {
    "dungeon": "No dungeon lets anybody in yet: this is what waits behind the gate on the day it opens.",
    "weekly": "Weekly missions are not handed out yet.",
    "errand": "Nobody gives errands yet.",
    "rune": "No hand in Veyrholt can set a rune yet. Until one learns it, runes can be kept, sold and sent.",
    "prestige": "Nobody can begin as one yet: prestige is still to come.",
    "arena": "The arena is still locked.",
    "market": "The market has no stalls yet.",
}
"""Feature -> the sentence on what belongs to it. Remove the line when the feature is built; a test fails until then."""
PROMISES: Mapping[str, str] = {
    "dungeon": r"\bdungeons?\b",
    "weekly": r"\bweekly (?:mission|offer|reward)s?\b|\bevery week\b",
    "errand": r"\berrands?\b",
    "rune": r"\b(?:set|sets|setting|socket\w*)\b[^.;]*\brunes?\b|\brunes?\b[^.;]*\b(?:set|sets|socket\w*)\b",
    "prestige": r"\bprestige\b",
    "arena": r"\barenas?\b|\b[Ww]in a bout\b",
    "market": r"\bat the market\b|\bmarket stalls?\b|\bauctions?\b",
}
"""Feature -> the words with which a text promises it, as a pattern."""
HEDGE = r"\b(?:yet|still|once somebody|as soon as|on the night when|to come|coming)\b"
"""Words with which a text says itself that what it promises is to come."""


def coming_note(entry: Item | Class) -> str:
    """The sentence on an entry that is of no use before a feature is built; empty for any other."""
    if isinstance(entry, Item):
        return COMING.get(entry.kind, "")
    return COMING.get("prestige", "") if entry.faction is None else ""
