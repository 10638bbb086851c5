"""Paying withdrawals that have waited long enough, each in a transaction of its own. Everything is checked again."""

from collections import Counter
from datetime import datetime, timedelta

import structlog
from django.db.models.functions import Now

from clans.actions.bank_report import report
from clans.actions.log import log
from clans.actions.withdraw import PAGE
from clans.models import Clan, Withdrawal
from clans.models.ids import WithdrawalId
from clans.queries import treasury
from clans.queries.membership import membership_of
from clans.rules.treasury import OPEN_DAYS, SIGNATURES
from game.actions import ledger
from game.actions.constraints import REFUSED
from game.actions.notices import notify
from game.actions.transaction import TransactionContext, in_transaction
from game.models import Character, Holding
from game.models.ids import CharacterId, HoldingId
from game.models.notice_choice import CLAN
from game.models.transfer import GOLD, amount_in_words
from game.rules.errors import GameError
from vvw_site.foundation.database.clock import database_now

logger = structlog.get_logger(__name__)
BATCH = 200


def pay_due() -> dict[str, int]:
    """Pay what is due, and end what nobody signed. One statement where nothing is due. Counts: by what became of each (paid, void, asked
    again because signatures do not count any more)."""
    now, counts = database_now(), Counter[str]()
    due = Withdrawal.objects.filter(state=Withdrawal.WAITING, due_at__lte=now).order_by("due_at", "pk")
    late = Withdrawal.objects.filter(state=Withdrawal.ASKED, asked_at__lte=now - timedelta(days=OPEN_DAYS)).order_by("pk")
    for pk in due.values_list("pk", flat=True)[:BATCH].union(late.order_by().values_list("pk", flat=True)[:BATCH]):
        counts[pay(WithdrawalId(pk), now)] += 1
    return dict(counts)


def pay(withdrawal: WithdrawalId, now: datetime) -> str:
    """What became of it: its new state, or "left" if there was nothing to do any more."""
    try:
        return in_transaction(lambda: _settle(withdrawal, now))
    except (GameError, *REFUSED) as error:
        logger.warning("withdrawal not paid", withdrawal=withdrawal, error=str(error))
        return in_transaction(lambda: _settle(withdrawal, now, refused="It could not be paid: you can hold no more of it."))


def _settle(pk: WithdrawalId, now: datetime, refused: str = "") -> str:
    """Locks the asker, then the clan. Under these, ranks, members and the withdrawal stay as they are."""
    context = TransactionContext()
    asker, clan_id = Withdrawal.objects.values_list("asked_by_id", "clan_id").get(pk=pk)
    character = context.lock_characters([CharacterId(asker)])[CharacterId(asker)]
    clan = context.lock_shared(Clan, [clan_id])[0]
    found = Withdrawal.objects.get(pk=pk)
    found.clan = clan
    if found.state == Withdrawal.ASKED and found.asked_at <= now - timedelta(days=OPEN_DAYS):
        return void(found, f"Nobody else signed it within {OPEN_DAYS} days.")
    if found.state != Withdrawal.WAITING or found.due_at is None or found.due_at > now:
        return "left"
    if why := refused or _objection(found, clan, CharacterId(asker)):
        return void(found, why)
    if len(treasury.signers(found, now)) < SIGNATURES:
        Withdrawal.objects.filter(pk=pk).update(state=Withdrawal.ASKED, due_at=None, asked_at=Now())
        _tell(
            character,
            f"A signature under your withdrawal from the bank of {clan.name} does not count any more. Another is needed.",
        )
        return Withdrawal.ASKED
    return _pay(found, clan, character)


def _objection(found: Withdrawal, clan: Clan, asker: CharacterId) -> str:
    """Why it cannot be paid; "" if it can."""
    membership = membership_of(asker)
    if membership is None or membership.clan.pk != clan.pk or not membership.may("withdraw"):
        return "Who asked for it may not take anything out any more."
    if found.asset == GOLD:
        return "" if treasury.gold_of(clan) >= found.quantity else "The bank does not have that much gold any more."
    things = Holding.objects.filter(account_id=treasury.account_of(clan), item=found.asset, quantity__gte=found.quantity)
    things = things.filter(stacked=True) if found.holding is None else things.filter(pk=found.holding)
    return "" if things.exists() else "The bank does not have that any more."


def _pay(found: Withdrawal, clan: Clan, character: Character) -> str:
    holding = None if found.holding is None else HoldingId(found.holding)
    move = ledger.Move(treasury.code_of(clan), ledger.of(character.id), found.asset, found.quantity, holding)
    ledger.post([move], reason="clan_withdrawal", reference=f"withdrawal:{found.pk}")
    Withdrawal.objects.filter(pk=found.pk).update(state=Withdrawal.PAID, ended_at=Now())
    what = amount_in_words(found.asset, found.quantity)
    log(clan, "withdrawal_paid", subject=character.id, withdrawal=found.pk, what=what)
    report(clan.id, [move], kind="withdrawal", actor=character)
    _tell(character, f"The bank of {clan.name} paid you {what}.")
    return Withdrawal.PAID


def void(found: Withdrawal, why: str) -> str:
    """End an open withdrawal. The caller holds the clan's lock."""
    Withdrawal.objects.filter(pk=found.pk).update(state=Withdrawal.VOID, due_at=None, ended_at=Now(), why=why)
    log(found.clan, "withdrawal_void", subject=CharacterId(found.asked_by_id), withdrawal=found.pk, why=why)
    notify(
        CharacterId(found.asked_by_id),
        f"Your withdrawal from the bank of {found.clan.name} came to nothing. {why}",
        PAGE,
        kind=CLAN,
    )
    return Withdrawal.VOID


def _tell(character: Character, text: str) -> None:
    notify(character.id, text, PAGE, kind=CLAN)
