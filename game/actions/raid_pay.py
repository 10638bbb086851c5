"""Paying for raids: each frozen reward once, through the ledger and with a letter; and the energy of hits that came too late."""

from collections.abc import Callable
from datetime import datetime
from functools import partial

import structlog
from django.db import connection
from django.db.models import F
from django.db.models.functions import Now
from django.utils import timezone

from game.actions import ledger
from game.actions.letter_delivery import Delivery, deliver
from game.actions.raid_settle import number_late_hits
from game.actions.staff_letters import CITY
from game.actions.transaction import TransactionContext, in_transaction
from game.content import catalogue
from game.models import Character, Raid, RaidHit, RaidReward
from game.models.ids import CharacterId, RaidId
from game.models.notice_choice import RAID_PAYS
from game.models.transfer import GOLD
from game.queries.raid import unpaid_raids
from game.queries.sheet import energy_of
from game.rules import tuning
from vvw_site.foundation.database.faults import UNAVAILABLE
from vvw_site.foundation.jobs.send import ask

log = structlog.get_logger("game.action")
PAY_TASK = "game.pay_raids"
SOURCE = "faucet:raid"


def queue_pay_task() -> None:
    """Ask the worker to pay. If the broker is away, the periodic task pays a little later."""
    ask(PAY_TASK)


def pay_raids() -> dict[str, int]:
    """Pay what settled raids owe, each hunter in a transaction of its own: only one character is locked at a time, so nobody who
    plays waits for the others' payment, and a fault with one does not hold up the rest. Running it twice, or two at once, pays nothing
    twice. Counts: rewards, refunds (hunters), failed (tried again at the next run)."""
    counts = {"rewards": 0, "refunds": 0, "failed": 0}
    for raid in unpaid_raids():
        failed_before = counts["failed"]
        in_transaction(partial(_number_late, raid))
        for reward, character in (
            RaidReward.objects.filter(raid_id=raid, paid_at=None).order_by("id").values_list("id", "character_id")
        ):
            _count(counts, "rewards", partial(_pay, reward, character))
        late = RaidHit.objects.filter(raid_id=raid, late=True, refunded_at=None).order_by("character_id")
        for character in list(late.values_list("character_id", flat=True).distinct()):
            _count(counts, "refunds", partial(_refund, raid, character))
        if counts["failed"] == failed_before:
            Raid.objects.filter(pk=raid).exclude(state=Raid.OPEN).filter(paid_at=None).update(paid_at=Now())
    return counts


def _count(counts: dict[str, int], kind: str, attempt: Callable[[], bool]) -> None:
    try:
        counts[kind] += in_transaction(attempt)
    except UNAVAILABLE:
        raise
    except Exception as error:  # a fault with one hunter must not hold up the others
        log.exception("raid not paid", kind=kind, error=str(error))
        counts["failed"] += 1


def _number_late(raid: RaidId) -> None:
    for locked in TransactionContext().lock_shared(Raid, [raid]):
        if locked.state != Raid.OPEN:
            number_late_hits(locked)


def _pay(reward: int, character: CharacterId) -> bool:
    """Whether this call paid it. An erased account gets nothing, and its reward counts as paid."""
    context = TransactionContext()
    hunter = context.lock_characters([character])[character]
    [locked] = context.lock_shared(RaidReward, [reward])
    if locked.paid_at is not None:
        return False
    RaidReward.objects.filter(pk=reward).update(paid_at=Now())
    if hunter.user_id is None:
        return True
    Character.objects.filter(pk=hunter.pk).update(raid_damage=F("raid_damage") + locked.damage)
    raid = Raid.objects.get(pk=locked.raid_id)
    to = ledger.of(hunter.id)
    moves = [ledger.Move(SOURCE, to, GOLD, locked.gold)] if locked.gold else []
    moves += [ledger.Move(SOURCE, to, locked.trophy, 1)] if locked.trophy in catalogue().items else []
    ledger.post(moves, reason="raid", reference=f"raid:{raid.pk}")
    if locked.energy:
        _give_energy(hunter, locked.energy, context.now)
    subject, text = _words(raid, locked)
    letter = Delivery(sender=None, recipient=hunter.id, from_name=CITY, subject=subject, text=text, kind=RAID_PAYS)
    deliver(letter, source=SOURCE)
    return True


def _refund(raid: RaidId, character: CharacterId) -> bool:
    """Give back the energy of the hunter's hits that came after the end. Whether this call did."""
    context = TransactionContext()
    hunter = context.lock_characters([character])[character]
    with connection.cursor() as cursor:
        cursor.execute(_REFUND, {"raid": raid, "character": character})
        hits = cursor.rowcount
    if not hits or hunter.user_id is None:
        return False
    _give_energy(hunter, hits * tuning.RAID_HIT_ENERGY, context.now)
    return True


def _give_energy(hunter: Character, energy: int, now: datetime) -> None:
    """Energy above the maximum stays, and does not refill."""
    refill = energy_of(hunter, now)
    hunter.energy, hunter.energy_at = refill.value + energy, datetime.fromtimestamp(refill.at, timezone.get_default_timezone())
    hunter.save(update_fields=["energy", "energy_at"])


def _words(raid: Raid, reward: RaidReward) -> tuple[str, str]:
    """Subject and text of the letter."""
    boss = catalogue().raid_bosses.get(raid.boss)
    title = boss.title if boss is not None else "The raid"
    ended = {
        Raid.WON: boss.fall if boss is not None else "It fell.",
        Raid.ESCAPED: boss.escape if boss is not None else "It got away.",
        Raid.CALLED_OFF: f"The city called the hunt off. {raid.reason}",
    }[raid.state]
    lines = [ended, f"You struck {reward.hits:,} times for {reward.damage:,} damage, which put you in place {reward.rank:,}."]
    if reward.gold:
        lines.append(f"Your share of {reward.gold:,} gold is in your purse.")
    if reward.energy:
        lines.append(f"The {reward.energy:,} energy that you spent on it is yours again.")
    if reward.trophy in catalogue().items:
        lines.append(f"The killing blow was yours, and so is {catalogue().items[reward.trophy].name}.")
    lines.append(f"The whole fight is at /raids/{raid.pk}/.")
    return f"{title}: your part"[:80], "\n\n".join(lines)


_REFUND = """UPDATE game_raidhit SET refunded_at = statement_timestamp()
WHERE raid_id = %(raid)s AND character_id = %(character)s AND late AND refunded_at IS NULL"""
