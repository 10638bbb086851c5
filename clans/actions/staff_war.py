"""Staff end a war: both clans get back what they paid."""

from accounts.queries.rank import Rank
from clans.actions.war_end import settle
from clans.models import War
from clans.models.ids import WarId
from game.actions.staff_action import StaffContext, staff_action
from game.rules.errors import GameError

REASON_MOST = 200
"""Players read it, and the war keeps it."""


@staff_action("end_war", Rank.GAME_MASTER)
def end_war(context: StaffContext, *, war: WarId) -> None:
    """End an open war without a winner. The reason is shown to players. GameError: forbidden, invalid (reason), not_found, nothing_to_do."""
    if len(context.actor.reason) > REASON_MOST:
        raise GameError("invalid", f"Give a reason of at most {REASON_MOST} characters: players read it.", field="reason")
    found = next(iter(context.lock_shared(War, [war])), None)
    context.once()
    if found is None:
        raise GameError("not_found", "There is no such war.")
    if found.state != War.OPEN:
        raise GameError("nothing_to_do", "This war is over already.")
    settle(found, "cancelled", context.now, reason=context.actor.reason)
    context.write(f"war:{war}")
