"""The public page of a clan: what it shows, and what its reader can do."""

from typing import Literal

from django.utils.safestring import SafeString, mark_safe
from msgspec import Struct

from clans.models import Application, Invitation
from clans.queries.card import ClanCard
from clans.rules.clan import ADMISSIONS
from clans.rules.joining import TEXT_MOST
from clans.rules.level import xp_bonus
from game.content.names import people_of
from game.models import Character
from game.rules.errors import GameError

ReaderState = Literal[
    "disbanded", "member", "visitor", "no_character", "in_a_clan", "other_faction", "invited", "applied", "full", "may_join", "may_apply",
    "by_invitation",
]  # fmt: skip


class ClanReader(Struct, frozen=True):
    """Who reads the page. character: None for a visitor, and for an account without one. invitation, application: what waits between
    the character and this clan."""

    character: Character | None
    has_account: bool
    invitation: Invitation | None = None
    application: Application | None = None


class ClanPublicPage(Struct, frozen=True):
    """state: which button the page has. charter: safe HTML. bonus: percent of XP. typed: the text of an application that was refused."""

    card: ClanCard
    state: ReaderState
    invitation: Invitation | None
    application: Application | None
    charter: SafeString
    joining: str
    bonus: int
    about: str
    text_most: int
    card_picture: str
    typed: str = ""
    error: GameError | None = None


def clan_public_page(
    card: ClanCard, reader: ClanReader, card_picture: str, *, typed: str = "", error: GameError | None = None
) -> ClanPublicPage:
    return ClanPublicPage(
        card, reader_state(card, reader), reader.invitation, reader.application,
        mark_safe(card.charter_html),  # noqa: S308 (rules/charter.py made it)
        {str(way): words for way, words in ADMISSIONS.items()}[card.admission], xp_bonus(card.level), about(card),
        TEXT_MOST, card_picture, typed, error,
    )  # fmt: skip


def reader_state(card: ClanCard, reader: ClanReader) -> ReaderState:
    me = reader.character
    if card.disbanded_at is not None:
        return "disbanded"
    if me is None:
        return "no_character" if reader.has_account else "visitor"
    if me.clan_tag:
        return "member" if me.clan_tag == card.tag else "in_a_clan"
    if me.faction != card.faction:
        return "other_faction"
    if reader.application is not None and reader.invitation is None:
        return "applied"
    if card.size >= card.room:
        return "full"
    if reader.invitation is not None:
        return "invited"
    states: dict[str, ReaderState] = {"open": "may_join", "application": "may_apply", "invitation": "by_invitation"}
    return states[card.admission]


def about(card: ClanCard) -> str:
    """A sentence for link cards and search engines."""
    if card.disbanded_at is not None:
        return f"{card.name} was a clan of {people_of(card.faction)} in Vampires vs Werewolves."
    members = f"{card.size} member{'' if card.size == 1 else 's'}"
    return f"{card.name} is a level {card.level} clan of {people_of(card.faction)} with {members} in Vampires vs Werewolves, a free browser game."
