"""Signing and stopping withdrawals. Under the clan's lock, so that two last signatures at once make one payout."""

from datetime import timedelta

from django.db.models.functions import Now
from msgspec import Struct

from clans.actions.locked_clan import lock_own_clan
from clans.actions.log import log
from clans.actions.withdraw import PAGE, tell_officers
from clans.models import Withdrawal, WithdrawalSignature
from clans.models.ids import WithdrawalId
from clans.queries import treasury
from clans.rules import treasury as rules
from game.actions.notices import notify
from game.actions.player_action import ActionContext, action
from game.models.ids import CharacterId
from game.models.notice_choice import CLAN
from game.models.transfer import amount_in_words
from game.rules.errors import GameError


class WithdrawalChanged(Struct, frozen=True):
    """state: of models/withdrawal.py. signatures: those that count."""

    withdrawal: int
    state: str
    signatures: int


@action("sign_withdrawal", WithdrawalChanged)
def sign(context: ActionContext, *, withdrawal: WithdrawalId) -> WithdrawalChanged:
    """Sign a withdrawal; who asked for it may be one of the signers. With the second signature that counts, it waits 24 hours and is paid
    then.

    GameError: no_clan, forbidden (no capability), too_early (joined less than 14 days ago), not_found (id), nothing_to_do (it ended, or
    the account signed it before).
    """
    membership = lock_own_clan(context, "sign")
    signer, clan = context.character, membership.clan
    account = signer.user_id
    assert account is not None, "a member is a character of an account"
    found = treasury.access_withdrawal(clan, withdrawal)
    if not found.is_open:
        raise GameError("nothing_to_do", "This withdrawal has ended.", field="id")
    wait = membership.member.joined_at + timedelta(days=rules.SIGNER_DAYS) - context.now
    if wait > timedelta():
        words = f"Members sign from their {rules.SIGNER_DAYS}th day in the clan on."
        raise GameError("too_early", words, retry_after=int(wait.total_seconds()) + 1)
    if WithdrawalSignature.objects.filter(withdrawal=found, user_id=account).exists():
        raise GameError("nothing_to_do", "Your account has signed this already.", field="id")
    WithdrawalSignature.objects.create(withdrawal=found, character=signer, user_id=account)
    log(clan, "withdrawal_signed", actor=signer.id, subject=CharacterId(found.asked_by_id), withdrawal=found.pk)
    count = len(treasury.signers(found, context.now))
    if found.state == Withdrawal.ASKED and count >= rules.SIGNATURES:
        found.state = Withdrawal.WAITING
        due = context.now + timedelta(hours=rules.WAIT_HOURS)
        Withdrawal.objects.filter(pk=found.pk).update(state=found.state, due_at=due)
        what = amount_in_words(found.asset, found.quantity)
        tell_officers(
            clan, signer, f"{what} will leave the bank of {clan.name} in {rules.WAIT_HOURS} hours, unless somebody stops it."
        )
    return WithdrawalChanged(found.pk, found.state, count)


@action("stop_withdrawal", WithdrawalChanged)
def stop(context: ActionContext, *, withdrawal: WithdrawalId) -> WithdrawalChanged:
    """Stop a withdrawal that is open. Who asked for it may always do so. GameError: no_clan, forbidden, not_found (id), nothing_to_do."""
    membership = lock_own_clan(context)
    found = treasury.access_withdrawal(membership.clan, withdrawal)
    if found.asked_by_id != context.character.pk:
        membership.require("stop")
    if not found.is_open:
        raise GameError("nothing_to_do", "This withdrawal has ended.", field="id")
    Withdrawal.objects.filter(pk=found.pk).update(
        state=Withdrawal.STOPPED, due_at=None, ended_at=Now(), ended_by=context.character.pk
    )
    log(
        membership.clan, "withdrawal_stopped", actor=context.character.id, subject=CharacterId(found.asked_by_id),
        withdrawal=found.pk,
    )  # fmt: skip
    if found.asked_by_id != context.character.pk:
        text = f"{context.character.name} stopped your withdrawal from the bank of {membership.clan.name}."
        notify(CharacterId(found.asked_by_id), text, PAGE, kind=CLAN)
    return WithdrawalChanged(found.pk, Withdrawal.STOPPED, 0)
