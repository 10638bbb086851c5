"""What a settled raid owes, and what was paid, in one statement."""

from msgspec import Struct

from game.models.ids import RaidId
from game.queries.archive import all_hits
from vvw_site.foundation.database.statement import Statement


class RaidPayment(Struct, frozen=True, array_like=True):
    """paid, to_pay: rewards. gold: of all rewards. energy: of those that the calling off gives back. refunded, to_refund: late hits."""

    paid: int
    to_pay: int
    gold: int
    energy: int
    refunded: int
    to_refund: int


def payment_of(raid: RaidId) -> RaidPayment:
    found: RaidPayment = _PAYMENT.row(raid=raid)
    return found


# Served by one_hunter_per_rank, a_hit_has_its_number and an_archived_hit_has_its_number.
_PAYMENT = Statement(
    f"""SELECT json_build_array(count(paid_at), count(*) - count(paid_at), coalesce(sum(gold), 0), coalesce(sum(energy), 0),
    (SELECT count(*) FROM {all_hits("h.raid_id = %(raid)s AND h.number IS NOT NULL")} h WHERE late AND refunded_at IS NOT NULL),
    (SELECT count(*) FROM game_raidhit WHERE raid_id = %(raid)s AND late AND refunded_at IS NULL))::text
FROM game_raidreward WHERE raid_id = %(raid)s""",  # noqa: S608 (constants of the code)
    RaidPayment,
)
