"""What is read before a player writes to many at once."""

from collections.abc import Sequence

from msgspec import Struct

from accounts.models.ids import UserId
from game.models.ids import CharacterId
from game.queries.blocks import BETWEEN
from vvw_site.foundation.database.statement import Statement


class BeforeCircular(Struct, frozen=True, array_like=True):
    """sent: circulars of the account in the last 24 hours. wait: seconds until the oldest of them is a day old. readers: those of the
    recipients who can get it: they live, and no block is between them and the sender."""

    sent: int
    wait: int
    readers: list[CharacterId]


def before_circular(*, user: UserId, sender: CharacterId, recipients: Sequence[CharacterId]) -> BeforeCircular:
    """One statement."""
    found: BeforeCircular = _BEFORE.row(user=user, sender=sender, recipients=list(recipients))
    return found


# Served by circulars_of_the_day, one_block_per_pair and the primary keys.
_BEFORE = Statement(f"""
WITH day AS (
    SELECT r.at FROM game_circular r JOIN game_character c ON c.id = r.sender_id
    WHERE c.user_id = %(user)s AND r.at > now() - interval '1 day'
)
SELECT json_build_array(
    (SELECT count(*) FROM day), (SELECT coalesce(ceil(extract(epoch FROM min(at) + interval '1 day' - now())), 0) FROM day),
    (SELECT coalesce(json_agg(c.id ORDER BY c.id), '[]') FROM game_character c
     WHERE c.id = ANY (%(recipients)s::bigint[]) AND c.id <> %(sender)s AND c.deleted_at IS NULL AND c.user_id IS NOT NULL
        AND NOT {BETWEEN.format(one="%(user)s", other="c.user_id")})
)::text""", BeforeCircular)  # noqa: S608 (a constant of the code)  # fmt: skip
