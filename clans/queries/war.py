"""A war with its sides, fighters and curve; the wars of a clan. Each page takes a fixed number of statements."""

from datetime import datetime, timedelta

from django.db.models import Max
from msgspec import Struct

from clans.models import War, WarSide
from clans.models.ids import ClanId, WarId
from clans.rules.war import PEACE_DAYS, Outcome
from game.rules.errors import GameError
from vvw_site.foundation.database.statement import Statement

HISTORY = 30


class WarClan(Struct, frozen=True, array_like=True):
    """One side. paid, got: gold into the escrow and out of it. rating_before, rating_after: None until the war was settled."""

    id: int
    side_id: int
    name: str
    tag: str
    faction: str
    is_alive: bool
    fighters: int
    level: int
    score: int
    paid: int
    got: int
    rating_before: int | None
    rating_after: int | None


class WarView(Struct, frozen=True, array_like=True):
    """outcome: "" while it is open. now: the database's moment of reading."""

    id: int
    attacker: WarClan
    defender: WarClan
    fee: int
    places: int
    declared_at: datetime
    begins_at: datetime
    ends_at: datetime
    counted_to: datetime
    ended_at: datetime | None
    outcome: Outcome | str
    reason: str
    now: datetime

    @property
    def phase(self) -> str:
        """notice, on, counting (its time is over, and it is not settled) or ended."""
        if self.outcome:
            return "ended"
        if self.now < self.begins_at:
            return "notice"
        return "on" if self.now < self.ends_at else "counting"

    def side_of(self, clan: int) -> WarClan | None:
        return next((side for side in (self.attacker, self.defender) if side.id == clan), None)


class WarFighterRow(Struct, frozen=True, array_like=True):
    """side: of WarClan.side_id. name: "" for somebody who left the game. counts: among the best of the side. left: the clan, during the war."""

    side: int
    name: str
    emblem: int
    level: int
    points: int
    left: bool
    counts: bool


class ScorePoint(Struct, frozen=True, array_like=True):
    at: datetime
    attacker: int
    defender: int


def access_war(war: int) -> WarView:
    """One statement. GameError not_found."""
    found: WarView | None = _ONE.row(war=war)
    if found is None:
        raise GameError("not_found", "There is no such war.", field="id")
    return found


def wars_of(clan: ClanId) -> list[WarView]:
    """The open war first, then the newest; HISTORY at most. One statement. Served by wars_of_clan."""
    return _OF_CLAN.rows(clan=clan)


def latest_wars() -> list[WarView]:
    """Of all clans, the newest first. One statement."""
    return _LATEST.rows()


def fighters_of(war: int) -> list[WarFighterRow]:
    """By points, of both sides. One statement. Served by fighters_of_war."""
    return _FIGHTERS.rows(war=war)


def curve_of(war: int) -> list[ScorePoint]:
    """The points of the score in their order; the start, where both have nothing, is not among them. One statement."""
    return _CURVE.rows(war=war)


def open_war_of(clan: ClanId) -> WarId | None:
    """One statement. Served by one_open_war_per_clan."""
    return WarSide.objects.filter(clan=clan, is_open=True).values_list("war", flat=True).first()


def peace_until(one: ClanId, other: ClanId) -> datetime | None:
    """Until when these two clans cannot be at war again; None if they never were. One statement."""
    fought = War.objects.filter(sides__clan=one, state=War.ENDED).filter(sides__clan=other)
    last = fought.exclude(outcome="cancelled").aggregate(last=Max("ended_at"))["last"]
    return None if last is None else last + timedelta(days=PEACE_DAYS)


_SIDE = """json_build_array(c{n}.id, s{n}.id, c{n}.name, c{n}.tag, c{n}.faction, c{n}.disbanded_at IS NULL, s{n}.fighters, s{n}.level, s{n}.score,
    s{n}.paid, s{n}.got, s{n}.rating_before, s{n}.rating_after)"""
_WAR = f"""SELECT json_build_array(w.id, {_SIDE.format(n=1)}, {_SIDE.format(n=2)}, w.fee, w.places, w.declared_at, w.begins_at, w.ends_at,
    w.counted_to, w.ended_at, w.outcome, w.reason, statement_timestamp())::text
FROM clans_war w
JOIN clans_warside s1 ON s1.war_id = w.id AND s1.side = 'attacker' JOIN clans_clan c1 ON c1.id = s1.clan_id
JOIN clans_warside s2 ON s2.war_id = w.id AND s2.side = 'defender' JOIN clans_clan c2 ON c2.id = s2.clan_id"""  # noqa: S608 (constants of the code)
_ONE = Statement(f"{_WAR} WHERE w.id = %(war)s", WarView)
_OF_CLAN = Statement(
    f"""{_WAR} WHERE w.id IN (SELECT war_id FROM clans_warside WHERE clan_id = %(clan)s ORDER BY war_id DESC LIMIT {HISTORY})
    ORDER BY w.state = 'open' DESC, w.id DESC""",  # noqa: S608 (constants of the code)
    WarView,
)
_LATEST = Statement(f"{_WAR} ORDER BY w.id DESC LIMIT {HISTORY}", WarView)
_FIGHTERS = Statement(
    """SELECT json_build_array(f.side_id, CASE WHEN c.user_id IS NULL OR c.deleted_at IS NOT NULL THEN '' ELSE c.name END, c.emblem, c.level,
        f.points, f.left_at IS NOT NULL, f.points > 0 AND f.nth <= w.places)::text
    FROM clans_war w JOIN (
        SELECT *, row_number() OVER (PARTITION BY side_id ORDER BY points DESC, id) AS nth FROM clans_warfighter WHERE war_id = %(war)s
    ) f ON f.war_id = w.id JOIN game_character c ON c.id = f.character_id
    ORDER BY f.points DESC, f.id""",
    WarFighterRow,
)
# Served by one_score_per_moment.
_CURVE = Statement(
    "SELECT json_build_array(at, attacker, defender)::text FROM clans_warscore WHERE war_id = %(war)s ORDER BY at", ScorePoint
)
