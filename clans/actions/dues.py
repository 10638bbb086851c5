"""Weekly dues: set by members who may, collected once per week and member. Nobody is brought into debt: who has less pays nothing."""

from collections import defaultdict
from datetime import datetime

from django.db import connection
from django.db.models.functions import Now
from msgspec import Struct

from clans.actions.bank_report import report_gold
from clans.actions.locked_clan import lock_own_clan
from clans.actions.log import log
from clans.actions.members import tell_members
from clans.models import Dues
from clans.models.ids import ClanId
from clans.queries.treasury import week_of
from clans.rules.treasury import DUES_MOST, check_dues
from game.actions import ledger
from game.actions.player_action import ActionContext, action
from game.actions.transaction import TransactionContext, in_transaction
from game.models.holder import of_clan
from game.models.ids import AccountId, CharacterId
from game.models.transfer import GOLD
from game.rules.errors import GameError
from vvw_site.foundation.database.clock import database_now

MOST = DUES_MOST
BATCH = 2_000
"""Members of one transaction."""


class DuesSet(Struct, frozen=True):
    clan: int
    gold: int


class Collected(Struct, frozen=True):
    """Members who paid, who had too little, and the gold."""

    paid: int = 0
    missed: int = 0
    gold: int = 0


@action("set_dues", DuesSet)
def set_dues(context: ActionContext, *, gold: int) -> DuesSet:
    """Set the clan's weekly dues; 0 ends them. They count from next Monday on. GameError: no_clan, forbidden, invalid (gold), nothing_to_do."""
    check_dues(gold)
    membership = lock_own_clan(context, "dues")
    clan = membership.clan
    before = Dues.objects.filter(clan=clan).values_list("gold", flat=True).first() or 0
    if before == gold:
        raise GameError("nothing_to_do", f"The dues are {gold:,} gold already.", field="gold")
    Dues.objects.update_or_create(clan=clan, defaults={"gold": gold, "set_by": context.character, "set_at": Now()})
    log(clan, "dues", actor=context.character.id, before=before, after=gold)
    words = (
        f"From Monday on the dues of {clan.name} are {gold:,} gold a week." if gold else f"{clan.name} has no dues any more."
    )
    tell_members(clan, words, but=context.character.id)
    return DuesSet(clan.pk, gold)


def collect_dues() -> Collected:
    """Collect what is due for this week, in batches. A second run finds nothing: dues_once_per_week_and_member. It takes no clan's lock, so
    a payout goes on beside it; each batch is whole or not there."""
    week, total = week_of(database_now()), Collected()
    while True:
        found, batch = in_transaction(lambda: _collect_batch(week))
        total = Collected(total.paid + batch.paid, total.missed + batch.missed, total.gold + batch.gold)
        if found < BATCH:
            return total


def _collect_batch(week: datetime) -> tuple[int, Collected]:
    """How many members were due, and what came of it. Six statements: read, lock, write with what each has under the lock, ledger (two
    parts of one), reports."""
    with connection.cursor() as cursor:
        cursor.execute(_DUE, {"week": week, "most": BATCH})
        due = [CharacterId(row[0]) for row in cursor.fetchall()]
        if not due:
            return 0, Collected()
        locked = TransactionContext().lock_characters(due)
        gold = [locked[character].gold for character in locked]
        cursor.execute(_COLLECT, {"week": week, "characters": list(locked), "gold": gold})
        rows: list[tuple[ClanId, AccountId, CharacterId, int]] = cursor.fetchall()
    moves: dict[ClanId, list[ledger.Move]] = defaultdict(list)
    for clan, account, character, paid in rows:
        if paid:
            moves[clan].append(ledger.Move(ledger.of(character), of_clan(account), GOLD, paid))
    every = [move for of_one in moves.values() for move in of_one]
    ledger.post(every, reason="clan_dues", reference=f"week:{week:%Y-%m-%d}")
    report_gold({clan: sum(move.quantity for move in of_one) for clan, of_one in moves.items()}, kind="dues")
    return len(due), Collected(len(every), len(rows) - len(every), sum(move.quantity for move in every))


# Served by members_of_clan and dues_once_per_week_and_member. Who joined this week owes from the next.
_DUE = """SELECT m.character_id FROM clans_dues d JOIN clans_clan c ON c.id = d.clan_id AND c.disbanded_at IS NULL
JOIN clans_member m ON m.clan_id = d.clan_id
WHERE d.gold > 0 AND d.set_at < %(week)s AND m.joined_at < %(week)s AND NOT EXISTS (
    SELECT FROM clans_duespayment p WHERE p.clan_id = d.clan_id AND p.week = (%(week)s AT TIME ZONE 'UTC')::date
        AND p.character_id = m.character_id
) ORDER BY m.character_id LIMIT %(most)s"""
# Under the locks of the characters: who left in the meantime is no member, and the gold is what each has until the commit.
_COLLECT = """WITH due AS (
    SELECT d.clan_id, k.account_id, m.character_id, d.gold AS owed, CASE WHEN c.gold >= d.gold THEN d.gold ELSE 0 END AS paid
    FROM unnest(%(characters)s::bigint[], %(gold)s::bigint[]) AS c(id, gold) JOIN clans_member m ON m.character_id = c.id
    JOIN clans_dues d ON d.clan_id = m.clan_id AND d.gold > 0 AND d.set_at < %(week)s JOIN clans_clan k ON k.id = m.clan_id
    WHERE m.joined_at < %(week)s
), written AS (
    INSERT INTO clans_duespayment (clan_id, character_id, week, owed, paid)
    SELECT clan_id, character_id, (%(week)s AT TIME ZONE 'UTC')::date, owed, paid FROM due
    ON CONFLICT (clan_id, week, character_id) DO NOTHING RETURNING clan_id, character_id
)
SELECT due.clan_id, due.account_id, due.character_id, due.paid FROM due JOIN written USING (clan_id, character_id)
ORDER BY due.clan_id, due.character_id"""
