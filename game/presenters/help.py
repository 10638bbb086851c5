"""The help: docs/players/help.md in sections, with the numbers of the rules in it."""

import re
from functools import cache

from django.utils.safestring import SafeString
from msgspec import Struct

from game.presenters.document import html_of, text_of
from game.rules import tuning

HEADING = re.compile(r"^## (?P<title>.+) \{(?P<anchor>[a-z]+)\}$", re.M)
LONGEST_SEARCH = 60
PARTS = (
    ("/play/hunt/", "hunting"), ("/play/battles/", "hunting"), ("/play/inventory/", "gear"), ("/play/shop/", "gear"),
    ("/play/forge/", "forge"), ("/play/missions/", "missions"), ("/play/raids/", "raids"), ("/raids/", "raids"),
    ("/play/character/", "levels"), ("/play/characters/", "characters"), ("/play/new/", "characters"), ("/events/", "events"),
    ("/play/clan/", "clans"), ("/clans/", "clans"), ("/play/mail/", "people"), ("/play/friends/", "people"),
    ("/play/chat/", "people"), ("/play/report/", "people"), ("/play/notices/", "notices"), ("/leaderboards/", "boards"),
    ("/hall/", "boards"), ("/play/achievements/", "boards"), ("/characters/", "boards"), ("/fairness/", "dice"),
    ("/play/stats/", "dice"), ("/accounts/", "account"), ("/play/", "start"),
)  # fmt: skip
"""Which part of the help a page's "?" leads to, by the beginning of the address; the first that fits."""


class HelpSection(Struct, frozen=True):
    """words: the text in small letters, for the search."""

    anchor: str
    title: str
    html: SafeString
    words: str


class HelpPage(Struct, frozen=True):
    """sections: those that fit the search, or all. query: as it was typed, shortened."""

    query: str
    sections: list[HelpSection]
    titles: list[tuple[str, str]]


def help_page(query: str) -> HelpPage:
    """The sections with every word of `query` in their title or text."""
    query = query.strip()[:LONGEST_SEARCH]
    wanted = query.lower().split()
    found = [section for section in sections() if all(word in section.words for word in wanted)]
    return HelpPage(query, found, [(section.anchor, section.title) for section in sections()])


def help_address(path: str) -> str:
    """The part of the help for the page at this path."""
    part = next((part for beginning, part in PARTS if path.startswith(beginning)), "")
    return f"/help/#{part}" if part else "/help/"


@cache
def sections() -> tuple[HelpSection, ...]:
    return tuple(made_of(text_of("players/help"), numbers()))


def made_of(text: str, values: dict[str, str]) -> list[HelpSection]:
    """The sections of a text whose headings end with an anchor, such as `## Energy {energy}`. {NAME} stands for a value."""
    _, *parts = HEADING.split(text)
    made = []
    for title, anchor, body in zip(parts[::3], parts[1::3], parts[2::3], strict=True):
        html = html_of(body.format_map(values))
        words = re.sub(r"<[^>]+>", " ", f"{title} {html}").lower()
        made.append(HelpSection(anchor, title, html, words))
    return made


def numbers() -> dict[str, str]:
    """What the help says of the rules, by name. Names of tuning.py keep their name; times are written out."""
    plain = {name: str(value) for name, value in vars(tuning).items() if name.isupper() and isinstance(value, int)}
    caps = {f"SOFT_CAP_{name.upper()}": str(cap) for name, cap in tuning.SOFT_CAPS.items()}
    percents = {name: f"{getattr(tuning, name) / 10:g}" for name in ("DODGE_CAP", "CRIT_CAP", "LIFESTEAL_CAP")}
    times = {
        "ENERGY_PERIOD": _time(tuning.ENERGY_SECONDS),
        "ENERGY_FULL": _time(tuning.ENERGY_MAX * tuning.ENERGY_SECONDS),
        "HEALTH_FULL": _time(tuning.HEALTH_FULL_SECONDS),
        "HUNT_PAUSE": f"{tuning.HUNT_PAUSE_MS / 1000:g} seconds",
        "RAID_GATHER": _time(tuning.RAID_GATHER_SECONDS),
        "RAID_FIGHT": _time(tuning.RAID_FIGHT_SECONDS),
    }
    return plain | caps | percents | times


def _time(seconds: int) -> str:
    """A length of time in its largest unit that leaves no rest."""
    units = (("hour", 3600), ("minute", 60), ("second", 1))
    unit, length = next((unit, length) for unit, length in units if seconds % length == 0)
    return f"{seconds // length} {unit}{'' if seconds == length else 's'}"
