"""A player's own statistics: asked for by the player, computed by the worker batch by batch, each row by one worker at a time."""

from datetime import datetime

import msgspec
import structlog
from django.db import connection
from django.db.models import QuerySet
from django.db.models.functions import Now
from msgspec import Struct

from game.actions.player_action import ActionContext, action
from game.models import PlayerStats
from game.models.ids import CharacterId
from game.queries.stats import StatsSums, gold_since, next_battles, raid_sums
from game.rules.errors import GameError
from game.rules.stats import add_battles
from vvw_site.foundation.database.clock import database_now
from vvw_site.foundation.jobs.send import ask

log = structlog.get_logger("game.action")
TASK = "game.compute_stats"
PAUSE_SECONDS = 600
"""So long after they were asked for, they can be asked for again, unless they failed."""
LEASE_SECONDS = 60
BATCH = 500
MOST_ATTEMPTS = 5
"""After so many workers died over it, a row has failed; the player can ask again."""


class StatsAsked(Struct, frozen=True):
    """state: "pending", or "running" if a worker has taken it already."""

    state: str


@action("ask_for_stats", StatsAsked)
def ask_for_stats(context: ActionContext) -> StatsAsked:
    """Ask for the statistics of the actor's character. If they are being computed, nothing changes. GameError too_fast.

    The row is written under the character's lock. The worker is told after the commit; if the broker is away, the periodic job
    finds the row within a minute.
    """
    row = PlayerStats.objects.filter(character_id=context.character.pk).first()
    if row is not None and row.state in (PlayerStats.PENDING, PlayerStats.RUNNING):
        return StatsAsked(row.state)
    if row is not None and row.state == PlayerStats.DONE:
        _check_pause(row.asked_at)
    PlayerStats.objects.update_or_create(
        character_id=context.character.pk, defaults={"state": PlayerStats.PENDING, "asked_at": Now(), "attempts": 0}
    )
    context.after_commit(poke)
    return StatsAsked(PlayerStats.PENDING)


def _check_pause(asked_at: datetime) -> None:
    left = PAUSE_SECONDS - int((database_now() - asked_at).total_seconds())
    if left > 0:
        minutes = -(-left // 60)
        raise GameError(
            "too_fast", f"Your statistics are fresh. Count again in {minutes} minute{'s' * (minutes != 1)}.", retry_after=left
        )


def poke() -> None:
    """Ask the worker to compute now."""
    ask(TASK, expires=60)


class StatsClaim(Struct, frozen=True, array_like=True):
    """A row that this process computes. attempt: a later one takes it away. progress: StatsSums as stored."""

    id: int
    character: CharacterId
    attempt: int
    progress: StatsSums


def compute_due() -> dict[str, int]:
    """Compute all rows that are pending or were given up. Counts: computed, failed, lost (another worker went on with it)."""
    counts = {"computed": 0, "failed": _give_up(), "lost": 0}
    while claim := take():
        try:
            counts["computed" if compute(claim) else "lost"] += 1
        except Exception:
            log.exception("statistics failed", character=claim.character)
            _mine(claim).update(state=PlayerStats.FAILED, leased_until=None)
            counts["failed"] += 1
    return counts


def take() -> StatsClaim | None:
    """The next row, claimed. Two workers at once take two rows. One statement."""
    with connection.cursor() as cursor:
        cursor.execute(_TAKE, {"lease": LEASE_SECONDS, "most": MOST_ATTEMPTS})
        row = cursor.fetchone()
    return None if row is None else msgspec.json.decode(row[0], type=StatsClaim)


def compute(claim: StatsClaim) -> bool:
    """Count what is new since the sums in the claim, and store them after each batch, so that whoever takes it up after a kill goes
    on from there. False if another worker took the row."""
    sums = claim.progress
    while battles := next_battles(claim.character, sums.battles.last, BATCH):
        add_battles(sums.battles, battles)
        if not _store(claim, sums, is_complete=False):
            return False
    new = gold_since(claim.character, sums.gold.last)
    sums.gold.last = new.last
    for total, added in ((sums.gold.earned, new.earned), (sums.gold.spent, new.spent)):
        for reason, gold in added.items():
            total[reason] = total.get(reason, 0) + gold
    sums.raids = raid_sums(claim.character)
    return _store(claim, sums, is_complete=True)


def _store(claim: StatsClaim, sums: StatsSums, *, is_complete: bool) -> bool:
    """One statement. A worker that lost its claim writes nothing."""
    with connection.cursor() as cursor:
        cursor.execute(_DONE if is_complete else _STORE, {
            "id": claim.id, "attempt": claim.attempt, "sums": msgspec.json.encode(sums).decode(), "to": sums.battles.last,
            "lease": LEASE_SECONDS,
        })  # fmt: skip
        return bool(cursor.rowcount)


def _mine(claim: StatsClaim) -> QuerySet[PlayerStats]:
    return PlayerStats.objects.filter(pk=claim.id, attempts=claim.attempt, state=PlayerStats.RUNNING)


def _give_up() -> int:
    """Rows over which too many workers died have failed."""
    given_up = PlayerStats.objects.filter(state=PlayerStats.RUNNING, leased_until__lt=Now(), attempts__gte=MOST_ATTEMPTS)
    return given_up.update(state=PlayerStats.FAILED, leased_until=None)


# Served by stats_to_compute.
_TAKE = """UPDATE game_playerstats SET state = 'running', attempts = attempts + 1, started_at = clock_timestamp(),
    leased_until = clock_timestamp() + make_interval(secs => %(lease)s)
WHERE id = (
    SELECT id FROM game_playerstats
    WHERE state IN ('pending', 'running') AND (state = 'pending' OR (leased_until < clock_timestamp() AND attempts < %(most)s))
    ORDER BY asked_at, id LIMIT 1 FOR UPDATE SKIP LOCKED
)
RETURNING json_build_array(id, character_id, attempts, progress)::text"""
_CLAIMED = "WHERE id = %(id)s AND attempts = %(attempt)s AND state = 'running'"
_STORE = f"""UPDATE game_playerstats SET progress = %(sums)s::jsonb, counted_to = %(to)s,
    leased_until = clock_timestamp() + make_interval(secs => %(lease)s) {_CLAIMED}"""  # noqa: S608 (constants of the code)
_DONE = f"""UPDATE game_playerstats SET state = 'done', leased_until = NULL, computed_at = clock_timestamp(), counted_to = %(to)s,
    progress = %(sums)s::jsonb, data = %(sums)s::jsonb {_CLAIMED}"""  # noqa: S608
