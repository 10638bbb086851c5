"""Emblems: every item, monster, place, class, faction, clan, character, achievement and kind of event has a drawing of its own, made from its data.

All functions are pure and return one whole `<svg>` string of 1 to 5 KB on a square of 96: no style, no script, no external link,
and unique ids, so that a page can hold several. The page gives the alternative text.
"""

from game.emblems.clans import CHARGE_NAMES, COLOURS, clan_crest
from game.emblems.entries import entry_emblem
from game.emblems.items import item_emblem
from game.emblems.masks import character_emblem
from game.emblems.medals import HIDDEN, medal, unknown_medal
from game.emblems.monsters import monster_emblem
from game.emblems.moon import EVENTS, event_emblem
from game.emblems.orders import CLASSES, class_emblem, crest
from game.emblems.places import place_emblem

__all__ = [
    "CHARGE_NAMES",
    "CLASSES",
    "COLOURS",
    "EVENTS",
    "HIDDEN",
    "character_emblem",
    "clan_crest",
    "class_emblem",
    "crest",
    "entry_emblem",
    "event_emblem",
    "item_emblem",
    "medal",
    "monster_emblem",
    "place_emblem",
    "unknown_medal",
]
