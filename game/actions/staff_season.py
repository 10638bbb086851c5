"""Staff end a season before its time."""

from django.db import connection

from accounts.queries.rank import Rank
from game.actions.season_roll import end_in_transaction
from game.actions.staff_action import StaffContext, staff_action
from game.models import Season
from game.models.ids import SeasonId
from game.queries.season import season_state
from game.rules.errors import GameError

SECONDS = 300
"""How long a statement of it may take. It runs in a request, whose statements have a shorter limit."""


def confirmation_of(number: int) -> str:
    """What a member of the staff types to end this season."""
    return f"end season {number}"


@staff_action("end_season", Rank.SUPERUSER)
def end_season(context: StaffContext, *, season: SeasonId, confirm: str) -> None:
    """End the season now and open the next one, without waiting for its time or for raids. Its rewards are paid after the commit.

    confirm: confirmation_of its number, so that a second form cannot end the season that follows. Baselines of the ended season are
    deleted by the next run of the job. GameError: forbidden, not_found, invalid (confirm), nothing_to_do.
    """
    context.once()
    found = Season.objects.filter(pk=season).first()
    if found is None:
        raise GameError("not_found", "There is no such season.")
    wanted = confirmation_of(found.number)
    if " ".join(confirm.lower().split()) != wanted:
        raise GameError("invalid", f"Type “{wanted}” to end it.", field="confirm")
    with connection.cursor() as cursor:
        cursor.execute("SELECT set_config('statement_timeout', %s, true)", [f"{SECONDS * 1000}"])
    rolled = end_in_transaction(season, season_state().now)
    if rolled.ended is None:
        raise GameError(
            "nothing_to_do", f"Season {found.number} has ended already, or is being ended at this moment. To end the one that is on "
            "now, open its own page and confirm it there.",
        )  # fmt: skip
    frozen = rolled.frozen
    context.write(
        f"season:{found.pk}", number=found.number, results=frozen.results, rewards=frozen.rewards, opened=rolled.opened
    )
