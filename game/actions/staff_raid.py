"""Staff start raids and call them off."""

from accounts.queries.rank import Rank
from game.actions.raid_effects import announce
from game.actions.raid_fold import BATCH, count_new_hits, update_of
from game.actions.raid_open import HEALTH_MAX, SECONDS_MAX, open_in_transaction
from game.actions.raid_pay import queue_pay_task
from game.actions.raid_settle import settle
from game.actions.staff_action import StaffContext, staff_action
from game.models import Raid
from game.models.ids import RaidId
from game.rules.errors import GameError
from vvw_site.foundation.database.clock import database_now

CALL_OFF_REASON_MAX = 200
"""Players read it, and the raid keeps it (models/raid.py)."""


__all__ = ["CALL_OFF_REASON_MAX", "HEALTH_MAX", "SECONDS_MAX", "call_off_raid", "start_raid"]


@staff_action("start_raid", Rank.GAME_MASTER)
def start_raid(
    context: StaffContext,
    *,
    boss: str | None = None,
    gather: int | None = None,
    fight: int | None = None,
    health: int | None = None,
) -> None:
    """Open a raid at once. GameError: forbidden, invalid (boss, gather, fight, health)."""
    context.once()
    raid = open_in_transaction(boss=boss, gather=gather, fight=fight, health=health)
    context.write(f"raid:{raid}")


@staff_action("call_off_raid", Rank.GAME_MASTER)
def call_off_raid(context: StaffContext, *, raid: RaidId) -> None:
    """Call off the open raid: everybody who hit gets the least reward and all energy back. The reason is shown to players.
    GameError: forbidden, invalid (reason: at most CALL_OFF_REASON_MAX characters), not_found, raid_over."""
    if len(context.actor.reason) > CALL_OFF_REASON_MAX:
        raise GameError(
            "invalid", f"Give a reason of at most {CALL_OFF_REASON_MAX} characters: players read it.", field="reason"
        )
    found = next(iter(context.lock_shared(Raid, [raid])), None)
    context.once()
    if found is None:
        raise GameError("not_found", "There is no such raid.")
    if found.state != Raid.OPEN or found.ends_at <= database_now():
        raise GameError("raid_over", "This raid is over already.")
    while hits := count_new_hits(found):
        announce(context, update_of(found, hits=len(hits)))
        if len(hits) < BATCH:
            break
    if found.killing_hit is not None:
        raise GameError("raid_over", "The boss has fallen in this moment, so there is nothing to call off.")
    settle(found, Raid.CALLED_OFF, reason=context.actor.reason)
    context.write(f"raid:{raid}")
    announce(context, update_of(found))
    context.after_commit(queue_pay_task)
