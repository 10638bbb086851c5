"""A war for its page, and the wars of the own clan."""

from collections.abc import Sequence
from datetime import datetime

from msgspec import Struct

from clans.models import Clan, WarStanding
from clans.presenters.home import rights_of
from clans.presenters.war_chart import WarChart, war_chart
from clans.queries.membership import Membership
from clans.queries.war import ScorePoint, WarClan, WarFighterRow, WarView
from clans.queries.war_sources import war_sources
from clans.rules.war import CITY_PERCENT, LEVELS_APART, NOTICE_HOURS, PEACE_DAYS, RATING_AT_FIRST, WAR_HOURS, war_fee
from game.presenters.event import seconds_until, time_left
from game.rules.errors import GameError


class WarCountdown(Struct, frozen=True):
    """words: what comes next; at: when. seconds: until then."""

    words: str
    at: datetime
    seconds: int

    @property
    def left(self) -> str:
        return time_left(self.seconds)


class WarLine(Struct, frozen=True):
    """A war as a line in a list. result: won, lost, draw, cancelled, or the phase of an open war; of the clan whose list it is, or ""."""

    war: WarView
    other: WarClan
    result: str
    words: str


class WarSideCard(Struct, frozen=True):
    """rest: fighters that the list does not show, because they have no points."""

    side: WarClan
    role: str
    is_winner: bool
    fighters: list[WarFighterRow]
    rest: int
    rated: int | None


class WarPage(Struct, frozen=True):
    """chart: None before anything was counted. rows: the curve as a table."""

    war: WarView
    title: str
    phase_words: str
    countdown: WarCountdown | None
    sides: list[WarSideCard]
    chart: WarChart | None
    rows: list[ScorePoint]
    sources: list[str]
    city: int
    pot: int


class OwnWarPage(Struct, frozen=True):
    """open: the clan's war; history: those that ended. may_answer: whether the reader can answer the open one. tag, error: what was typed for
    a declaration, and why it was refused."""

    clan: Clan
    may: dict[str, bool]
    open: WarLine | None
    countdown: WarCountdown | None
    history: list[WarLine]
    may_answer: bool
    rating: int
    standing: WarStanding | None
    fee: int
    gold: int
    notice_hours: int
    war_hours: int
    levels_apart: int
    peace_days: int
    city: int
    sources: list[str]
    tab: str
    typed: str = ""
    error: GameError | None = None


_PHASES = {"notice": "War is declared", "on": "The war is on", "counting": "The last deeds are being counted"}
_RESULTS = {
    "won": "Won", "lost": "Lost", "draw": "Draw", "cancelled": "Ended by the city", "notice": "Declared", "on": "On",
    "counting": "Being counted",
}  # fmt: skip


def countdown_of(war: WarView) -> WarCountdown | None:
    if war.phase == "notice":
        return WarCountdown("It begins in", war.begins_at, seconds_until(war.begins_at, war.now))
    if war.phase == "on":
        return WarCountdown("It ends in", war.ends_at, seconds_until(war.ends_at, war.now))
    return None


def result_of(war: WarView, side: WarClan) -> str:
    """won, lost, draw, cancelled; or the phase of an open war."""
    if not war.outcome:
        return war.phase
    if war.outcome in ("draw", "cancelled"):
        return war.outcome
    return "won" if (war.outcome == "attacker") == (side is war.attacker) else "lost"


def war_line(war: WarView, clan: int) -> WarLine:
    side = war.side_of(clan) or war.attacker
    other = war.defender if side is war.attacker else war.attacker
    result = result_of(war, side)
    return WarLine(war, other, result, _RESULTS[result])


def own_war_page(
    reader: Membership, wars: Sequence[WarView], standing: WarStanding | None, gold: int, typed: str = "", error: GameError | None = None
) -> OwnWarPage:  # fmt: skip
    """gold: what the bank has."""
    lines = [war_line(war, reader.clan.pk) for war in wars]
    open_line = next((line for line in lines if not line.war.outcome), None)
    return OwnWarPage(
        reader.clan, rights_of(reader), open_line, countdown_of(open_line.war) if open_line else None,
        [line for line in lines if line.war.outcome],
        may_answer=open_line is not None and reader.may("war") and can_be_answered(open_line.war, reader.clan.pk),
        rating=standing.rating if standing else RATING_AT_FIRST, standing=standing, fee=war_fee(reader.clan.level), gold=gold,
        notice_hours=NOTICE_HOURS, war_hours=WAR_HOURS, levels_apart=LEVELS_APART, peace_days=PEACE_DAYS, city=CITY_PERCENT,
        sources=[source.words for source in war_sources().values()], tab="war", typed=typed, error=error,
    )  # fmt: skip


def can_be_answered(war: WarView, clan: int) -> bool:
    return war.phase == "notice" and war.defender.id == clan and war.defender.paid == 0


def war_page(war: WarView, fighters: Sequence[WarFighterRow], curve: Sequence[ScorePoint]) -> WarPage:
    chart = None
    if war.phase != "notice" and war.counted_to > war.begins_at:
        chart = war_chart(curve, begins=war.begins_at, ends=war.ends_at, until=war.counted_to)
    return WarPage(
        war, f"{war.attacker.name} against {war.defender.name}", _phase_words(war), countdown_of(war),
        [_side_card(war, side, role, fighters) for side, role in ((war.attacker, "attacks"), (war.defender, "defends"))],
        chart, list(curve[-48:]), [source.words for source in war_sources().values()], CITY_PERCENT, war.attacker.paid + war.defender.paid,
    )  # fmt: skip


def _phase_words(war: WarView) -> str:
    if not war.outcome:
        return _PHASES[war.phase]
    if war.outcome == "draw":
        return "It ended in a draw"
    if war.outcome == "cancelled":
        return "The city ended it"
    winner = war.attacker if war.outcome == "attacker" else war.defender
    return f"{winner.name} won"


def _side_card(war: WarView, side: WarClan, role: str, fighters: Sequence[WarFighterRow]) -> WarSideCard:
    own = [fighter for fighter in fighters if fighter.side == side.side_id]
    shown = [fighter for fighter in own if fighter.points]
    rated = None if side.rating_after is None or side.rating_before is None else side.rating_after - side.rating_before
    return WarSideCard(side, role, result_of(war, side) == "won", shown, len(own) - len(shown), rated)
