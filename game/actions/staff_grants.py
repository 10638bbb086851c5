"""Grants above what one person may give alone: they wait until a second person confirms or refuses them."""

from datetime import timedelta

from django.db.models import BigIntegerField, Sum
from django.db.models.fields.json import KT
from django.db.models.functions import Cast
from django.utils import timezone

from accounts.models import AuditEntry, User
from accounts.queries.rank import Rank, may_act, rank_of
from game.actions import ledger
from game.actions.staff_action import StaffContext, staff_action
from game.content import catalogue
from game.models import Character, PendingGrant
from game.models.ids import CharacterId
from game.models.transfer import GOLD, amount_in_words
from game.rules import staff_limits
from game.rules.errors import GameError

FROM = "faucet:staff"
_COUNTED = ("staff.grant_gold", "staff.grant_item", "staff.send_letter")
"""Audit actions that gave something without a second person."""


def give_or_ask(context: StaffContext, target: Character, asset: str, quantity: int) -> None:
    """Give the grant; above what the actor may give alone, store it for a second person instead. The caller has called
    context.lock_actor before it locked the character."""
    worth = worth_of(asset, quantity)
    if staff_limits.needs_second_person(worth, given_alone(context.staff)):
        expires = timezone.now() + timedelta(hours=staff_limits.WAITS_HOURS)
        asked = PendingGrant.objects.create(
            character=target,
            asset=asset,
            quantity=quantity,
            reason=context.actor.reason,
            asked_by=context.staff,
            expires_at=expires,
        )
        context.write(ledger.of(target.id), suffix="_asked", waits=asked.pk)
        return
    reference = context.write(ledger.of(target.id), worth=worth)
    _give(context, target, asset, quantity, reference, context.actor.reason)


@staff_action("confirm_grant", Rank.GAME_MASTER)
def confirm_grant(context: StaffContext, *, grant: int) -> None:
    """Give what another member of the staff asked for. GameError: not_found, forbidden (the actor asked for it, or the asker is
    no longer game master), nothing_to_do (decided or expired), invalid (the item has left the catalogue)."""
    owner = _character_of(grant)
    target = context.characters([owner])[owner]
    asked = _locked(context, grant)
    if asked.asked_by_id == context.staff.pk:
        raise GameError("forbidden", "You asked for this grant yourself: another member of the staff has to confirm it.")
    if not may_act(asked.asked_by) or rank_of(asked.asked_by) < Rank.GAME_MASTER:
        raise GameError("forbidden", f"{asked.asked_by} who asked for it may no longer grant anything: refuse it.")
    if asked.asset != GOLD and asked.asset not in catalogue().items:
        raise GameError("invalid", f"{asked.asset} is no longer in the catalogue: refuse the grant.")
    reference = context.write(ledger.of(target.id), asset=asked.asset, quantity=asked.quantity, asked_by=asked.asked_by_id)
    _decide(context, asked, PendingGrant.GRANTED)
    _give(context, target, asked.asset, asked.quantity, reference, asked.reason)


@staff_action("refuse_grant", Rank.GAME_MASTER)
def refuse_grant(context: StaffContext, *, grant: int) -> None:
    """Refuse a grant; the person who asked for it may do so as well. GameError: not_found, nothing_to_do."""
    asked = _locked(context, grant)
    context.write(
        ledger.of(CharacterId(asked.character_id)), asset=asked.asset, quantity=asked.quantity, asked_by=asked.asked_by_id
    )
    _decide(context, asked, PendingGrant.REFUSED)


def worth_of(asset: str, quantity: int) -> int:
    """The worth in gold, items at their price in a shop."""
    return quantity if asset == GOLD else catalogue().items[asset].price * quantity


def given_alone(actor: User) -> int:
    """The worth in gold of what this person granted alone in the last ALONE_HOURS. One statement."""
    since = timezone.now() - timedelta(hours=staff_limits.ALONE_HOURS)
    granted = AuditEntry.objects.filter(actor=actor, action__in=_COUNTED, at__gte=since)
    total: int | None = granted.aggregate(sum=Sum(Cast(KT("detail__worth"), BigIntegerField())))["sum"]
    return total or 0


def _character_of(grant: int) -> CharacterId:
    """The grant's character, which never changes. GameError not_found."""
    asked = PendingGrant.objects.filter(pk=grant).first()
    if asked is None:
        raise GameError("not_found", "There is no such grant.")
    return CharacterId(asked.character_id)


def _locked(context: StaffContext, grant: int) -> PendingGrant:
    """The grant, locked. GameError: not_found, nothing_to_do when it is not open any more."""
    found = context.lock_shared(PendingGrant, [grant])
    if not found:
        raise GameError("not_found", "There is no such grant.")
    asked = found[0]
    context.once()
    if asked.state != PendingGrant.OPEN:
        raise GameError("nothing_to_do", f"The grant was {asked.state} before.")
    if not asked.is_open:
        raise GameError("nothing_to_do", "The grant waited too long and has expired: ask for it again.")
    return asked


def _decide(context: StaffContext, asked: PendingGrant, state: str) -> None:
    PendingGrant.objects.filter(pk=asked.pk).update(state=state, decided_by=context.staff, decided_at=timezone.now())


def _give(context: StaffContext, target: Character, asset: str, quantity: int, reference: str, reason: str) -> None:
    ledger.post([ledger.Move(FROM, ledger.of(target.id), asset, quantity)], reason="staff", reference=reference)
    context.notify([target.id], f"You were given {amount_in_words(asset, quantity)}.", reason)
