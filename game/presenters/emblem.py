"""The drawn emblem of anything that has one, as an SVG file."""

import re
from functools import lru_cache

from game import emblems
from game.content import catalogue
from game.content.achievements import group_of
from game.content.registry import FOLDERS

CHARACTER_EMBLEMS = frozenset(str(number) for number in range(24))

CLAN = re.compile(r"([A-Z]{3})(?:-([a-z]+)-([a-z]+))?")


@lru_cache(maxsize=4096)
def emblem_svg(kind: str, slug: str) -> bytes | None:
    """kind: item, monster, place, class, crest, event, achievement, character or clan. None when there is no such entry. slug of a clan: its tag, or
    tag, charge and colours as in "ABC-wolf-rust"."""
    content = catalogue()
    if kind in FOLDERS and (entry := content.entries(kind).get(slug)):
        return emblems.entry_emblem(kind, entry, content.hue_of(entry)).encode()
    if kind == "class" and slug in content.classes:
        return emblems.class_emblem(slug).encode()
    if kind == "crest" and slug in ("vampire", "werewolf"):
        return emblems.crest(slug).encode()
    if kind == "event" and slug in emblems.EVENTS:
        return emblems.event_emblem(slug).encode()
    if kind == "achievement":
        return _medal(slug)
    if kind == "character" and slug in CHARACTER_EMBLEMS:
        return emblems.character_emblem(int(slug)).encode()
    if kind == "clan" and (clan := CLAN.fullmatch(slug)):
        tag, charge, colours = clan.groups("")
        if not charge or (charge in emblems.CHARGE_NAMES and colours in emblems.COLOURS):
            return emblems.clan_crest(tag, charge, colours).encode()
    return None


def _medal(slug: str) -> bytes | None:
    if slug == emblems.HIDDEN:
        return emblems.unknown_medal().encode()
    content = catalogue()
    one = content.achievements.get(slug)
    if one is None:
        return None
    return emblems.medal(slug, group_of(one), content.achievement_grades[slug], one.family).encode()
