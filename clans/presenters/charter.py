"""The pages on which a clan writes its charter and chooses its crest."""

from django.utils.safestring import SafeString, mark_safe
from msgspec import Struct

from clans.models import Clan
from clans.presenters.home import rights_of
from clans.queries.membership import Membership
from clans.rules.charter import CHARTER_MOST, charter_html, clean_charter
from clans.rules.crest import CHARGE_NAMES, COLOURS, Crest, crest_slug, stored_crest
from game.rules.errors import GameError


class CharterPage(Struct, frozen=True):
    """text: as it is stored, or as it was typed. shown: the text as readers would see it, None without a preview."""

    clan: Clan
    may: dict[str, bool]
    text: str
    shown: SafeString | None
    most: int
    tab: str
    error: GameError | None = None


class CrestChoice(Struct, frozen=True):
    """picture: the crest's name in the address of its picture."""

    name: str
    picture: str


class CrestPage(Struct, frozen=True):
    """charges: each in the colours of the clan's crest now. colours: each with its charge. own: the crest that the tag gives."""

    clan: Clan
    may: dict[str, bool]
    picture: str
    charge: str
    chosen_colours: str
    own: str
    charges: list[CrestChoice]
    colours: list[CrestChoice]
    tab: str
    error: GameError | None = None


def charter_page(reader: Membership, typed: str | None = None, error: GameError | None = None) -> CharterPage:
    """typed: what was sent to be looked at, or refused."""
    text, shown = reader.clan.charter if typed is None else typed, None
    if typed is not None:
        try:
            shown = mark_safe(charter_html(clean_charter(typed)))  # noqa: S308 (rules/charter.py made it)
        except GameError as refused:
            error = error or refused
    return CharterPage(reader.clan, rights_of(reader), text, shown, CHARTER_MOST, "charter", error)


def crest_page(reader: Membership, sent: Crest | None = None, error: GameError | None = None) -> CrestPage:
    """sent: a choice that is shown and not stored."""
    clan, crest = reader.clan, sent or stored_crest(reader.clan.crest)
    charge, colours = crest.charge or CHARGE_NAMES[0], crest.colours or COLOURS[0]
    return CrestPage(
        clan, rights_of(reader), crest_slug(clan.tag, crest), crest.charge, crest.colours, clan.tag,
        [CrestChoice(name, crest_slug(clan.tag, Crest(name, colours))) for name in CHARGE_NAMES],
        [CrestChoice(name, crest_slug(clan.tag, Crest(charge, name))) for name in COLOURS],
        "crest", error,
    )  # fmt: skip
