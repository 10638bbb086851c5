"""What an ended season owes, and what was paid, in one statement."""

from msgspec import Struct

from accounts.queries.sql_parts import ACCOUNT
from game.models.ids import SeasonId
from vvw_site.foundation.database.statement import Statement


class SeasonPayment(Struct, frozen=True, array_like=True):
    """paid: rewards, those of erased accounts too. waiting: unpaid ones whose player is suspended, or closed or deleted it."""

    rewards: int
    paid: int
    gold: int
    gold_paid: int
    waiting: int


def season_payment(season: SeasonId) -> SeasonPayment:
    found: SeasonPayment = _PAYMENT.row(season=season)
    return found


# Served by one_season_reward_per_place.
_PAYMENT = Statement(
    f"""SELECT json_build_array(count(*), count(r.paid_at), coalesce(sum(r.gold), 0),
    coalesce(sum(r.gold) FILTER (WHERE r.paid_at IS NOT NULL AND c.user_id IS NOT NULL), 0),
    count(*) FILTER (WHERE r.paid_at IS NULL AND c.user_id IS NOT NULL
        AND (c.deleted_at IS NOT NULL OR NOT u.is_active OR u.banned_until > statement_timestamp())))::text
FROM game_seasonreward r JOIN game_character c ON c.id = r.character_id LEFT JOIN ({ACCOUNT}) u ON u.id = c.user_id
WHERE r.season_id = %(season)s""",  # noqa: S608 (constants of the code)
    SeasonPayment,
)
