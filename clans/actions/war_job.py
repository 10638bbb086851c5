"""What the job of wars does: tell that wars begin, count, and settle those whose time is over."""

from collections.abc import Callable
from datetime import datetime, timedelta

from django.db import connection
from msgspec import Struct

from clans.actions.war_count import count_deeds
from clans.actions.war_end import is_due, settle_by_score, tell_fighters
from clans.models import War, WarSide
from clans.models.ids import WarId
from clans.rules.war import COUNTED_AFTER_SECONDS
from game.actions.transaction import TransactionContext, in_transaction
from vvw_site.foundation.database.clock import database_now


class WarsTended(Struct, frozen=True):
    begun: int = 0
    counted: int = 0
    settled: int = 0


def tend_wars() -> WarsTended:
    """Set-based: the number of statements depends on how many wars end, and on nothing else. Each step has a transaction of its own."""
    begun = in_transaction(_begin)
    counted = in_transaction(_count)
    due = War.objects.filter(state=War.OPEN, ends_at__lte=database_now() - timedelta(seconds=COUNTED_AFTER_SECONDS))
    settled = [in_transaction(_settling(WarId(pk))) for pk in due.order_by("pk").values_list("pk", flat=True)]
    return WarsTended(begun, counted, sum(settled))


def _begin() -> int:
    """Tell the fighters of wars that have begun; once, because the row says so. Four statements."""
    with connection.cursor() as cursor:
        cursor.execute(_BEGIN)
        wars = [WarId(pk) for (pk,) in cursor.fetchall()]
    if wars:
        names: dict[int, dict[int, str]] = {}
        for war, side, name in WarSide.objects.filter(war__in=wars).values_list("war", "pk", "clan__name"):
            names.setdefault(war, {})[side] = name
        tell_fighters(
            wars, lambda war, side: f"The war against {_other(names[war], side)} has begun. Every hunt counts for a day."
        )
    return len(wars)


def _other(names: dict[int, str], side: int) -> str:
    return next(name for pk, name in names.items() if pk != side)


def _count() -> int:
    """Count all wars that are on. Wars that somebody else has locked are left for the next run."""
    now = database_now()
    with connection.cursor() as cursor:
        cursor.execute(_ON, {"upto": now - timedelta(seconds=COUNTED_AFTER_SECONDS)})
        wars = [WarId(pk) for (pk,) in cursor.fetchall()]
    count_deeds(wars, now)
    return len(wars)


def _settling(pk: WarId) -> Callable[[], bool]:
    def settle_it() -> bool:
        now: datetime = database_now()
        war = next(iter(TransactionContext().lock_shared(War, [pk])), None)
        if war is None or not is_due(war, now):
            return False
        settle_by_score(war, now)
        return True

    return settle_it


# Both are served by open_wars.
_BEGIN = """
UPDATE clans_war SET begun_at = statement_timestamp() WHERE id IN (
    SELECT id FROM clans_war WHERE state = 'open' AND begun_at IS NULL AND begins_at <= statement_timestamp() ORDER BY id FOR NO KEY UPDATE
) RETURNING id
"""
_ON = """
SELECT id FROM clans_war WHERE state = 'open' AND begins_at < %(upto)s AND counted_to < least(ends_at, %(upto)s) ORDER BY id
FOR NO KEY UPDATE SKIP LOCKED
"""
