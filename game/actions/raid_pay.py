"""Paying for raids: each frozen reward once, through the ledger and with a letter; and the energy of hits that came too late."""

from collections.abc import Sequence
from functools import partial

from django.db import connection
from django.db.models import Exists, OuterRef
from django.db.models.functions import Now

from game.actions import ledger
from game.actions.batches import in_batches
from game.actions.city_letters import deliver_all
from game.actions.energy_gift import give_energy
from game.actions.raid_letter import letter_of
from game.actions.raid_refund import hunters_to_refund, refund
from game.actions.raid_settle import number_late_hits
from game.actions.transaction import TransactionContext, in_transaction
from game.content import catalogue
from game.models import Raid, RaidHit, RaidReward
from game.models.ids import CharacterId, RaidId
from game.models.notice_choice import RAID_PAYS
from game.models.transfer import GOLD
from game.queries.raid import unpaid_raids
from vvw_site.foundation.jobs.send import ask

PAY_TASK = "game.pay_raids"
SOURCE = "faucet:raid"
BATCH = 500
"""Hunters of one transaction."""
_TURN = 1_900_011
"""Number of the advisory lock of the one batch that runs."""


def queue_pay_task() -> None:
    """Ask the worker to pay. If the broker is away, the periodic task pays a little later."""
    ask(PAY_TASK)


def pay_raids() -> dict[str, int]:
    """Pay what settled raids owe, many hunters in one transaction. It waits for no player: who acts at the moment is paid by the next
    run, as is one with whom something is wrong, who holds up nobody else. Running it twice, or two at once, pays nothing twice.
    Counts: rewards, refunds (hunters), failed."""
    counts = {"rewards": 0, "refunds": 0, "failed": 0}
    for number in unpaid_raids():
        in_transaction(partial(_number_late, number))
        raid = Raid.objects.get(pk=number)
        owed = RaidReward.objects.filter(raid_id=number, paid_at=None).order_by("id").values_list("id", "character_id")
        paid, failed = in_batches(list(owed), partial(_pay, raid), size=BATCH, what="raid reward not paid")
        late = hunters_to_refund(number)
        refunded, not_refunded = in_batches(late, partial(_refund, number), size=BATCH, what="raid hits not refunded")
        counts["rewards"] += sum(paid)
        counts["refunds"] += sum(refunded)
        counts["failed"] += len(failed) + len(not_refunded)
        _mark_paid(number)
    return counts


def _number_late(raid: RaidId) -> None:
    for locked in TransactionContext().lock_shared(Raid, [raid]):
        if locked.state != Raid.OPEN:
            number_late_hits(locked)


def _mark_paid(raid: RaidId) -> None:
    """Unless somebody is still owed something."""
    owed = RaidReward.objects.filter(raid_id=OuterRef("pk"), paid_at=None)
    late = RaidHit.objects.filter(raid_id=OuterRef("pk"), late=True, refunded_at=None)
    ended = Raid.objects.filter(pk=raid, paid_at=None).exclude(state=Raid.OPEN)
    ended.exclude(Exists(owed)).exclude(Exists(late)).update(paid_at=Now())


def _pay(raid: Raid, owed: Sequence[tuple[int, CharacterId]]) -> int:
    """How many of these rewards, (id, hunter), this call paid: eight statements, and up to two more for energy and a trophy that does
    not stack. An erased account gets nothing, and its reward counts as paid."""
    context = TransactionContext()
    context.take_turn(_TURN)
    hunters = context.lock_free_characters(hunter for _, hunter in owed)
    locked = context.lock_shared(RaidReward, [reward for reward, hunter in owed if hunter in hunters])
    unpaid = [reward for reward in locked if reward.paid_at is None]
    if not unpaid:
        return 0
    alive = [reward for reward in unpaid if hunters[CharacterId(reward.character_id)].user_id is not None]
    with connection.cursor() as cursor:
        cursor.execute(_MARK, {
            "rewards": [reward.pk for reward in unpaid], "hunters": [reward.character_id for reward in alive],
            "damage": [reward.damage for reward in alive],
        })  # fmt: skip
    moves = [move for reward in alive for move in _moves_of(reward)]
    ledger.post(moves, reason="raid", reference=f"raid:{raid.pk}")
    give_energy({CharacterId(r.character_id): r.energy for r in alive if r.energy}, hunters, context.now)
    letters = [letter_of(raid, reward) for reward in alive]
    deliver_all(letters, kind=RAID_PAYS, source=SOURCE, reason="raid", reference=f"raid:{raid.pk}")
    return len(unpaid)


def _moves_of(reward: RaidReward) -> list[ledger.Move]:
    to = ledger.of(CharacterId(reward.character_id))
    moves = [ledger.Move(SOURCE, to, GOLD, reward.gold)] if reward.gold else []
    return moves + ([ledger.Move(SOURCE, to, reward.trophy, 1)] if reward.trophy in catalogue().items else [])


def _refund(raid: RaidId, hunters: Sequence[CharacterId]) -> int:
    context = TransactionContext()
    context.take_turn(_TURN)
    return refund(context, raid, hunters)


_MARK = """WITH paid AS (UPDATE game_raidreward SET paid_at = statement_timestamp() WHERE id = ANY (%(rewards)s::bigint[]))
UPDATE game_character c SET raid_damage = c.raid_damage + d.damage
FROM unnest(%(hunters)s::bigint[], %(damage)s::bigint[]) AS d(id, damage) WHERE c.id = d.id"""
