"""What banks of clans add to the registries: departures, the ledger's proof, reversals, refusals, personal data, encrypted data."""

from collections.abc import Sequence

from django.db.models import Q

from accounts.registries import encrypted_data
from accounts.registries.personal_data import register
from clans.actions import members, webhook_secret
from clans.actions.bequest import clan_ends, member_leaves
from clans.models import Clan, Dues, DuesPayment, Webhook, WebhookReport, Withdrawal, WithdrawalSignature
from clans.queries.bank_proof import banks_of_ended_clans, loans_to_strangers
from game.actions.constraints import register_refusal
from game.actions.reversal import account_checks
from game.models.ids import AccountId
from game.queries.ledger_proof import register_check
from game.rules.errors import GameError


def register_bank() -> None:
    members.on_leaving.append(member_leaves)
    members.on_disbanding.append(clan_ends)
    register_check("banks of ended clans", banks_of_ended_clans)
    register_check("who has what a clan lends", loans_to_strangers)
    account_checks.append(check_alive)
    words = "One of your withdrawals is open. Wait until it is paid, or end it."
    register_refusal("one_open_withdrawal_per_member", "nothing_to_do", words)
    register_refusal("one_signature_per_account", "nothing_to_do", "Your account has signed this already.", "id")
    encrypted_data.register(encrypted_data.EncryptedData("secrets of webhooks", webhook_secret.stale, webhook_secret.renew))
    _register_personal_data()


def check_alive(accounts: Sequence[AccountId]) -> None:
    """GameError invalid: one of these is the bank of a clan that ended."""
    if Clan.objects.filter(account_id__in=accounts, disbanded_at__isnull=False).exists():
        raise GameError(
            "invalid", "The clan ended, so its bank can get nothing back. Reverse how its heir got it, or give it anew."
        )


def _register_personal_data() -> None:
    stays = "It stays under the number of the character, because others rely on it."
    register(
        Withdrawal, about="What your characters asked for out of the banks of clans.",
        find=lambda users: Withdrawal.objects.filter(Q(asked_by__user_id__in=users) | Q(ended_by__user_id__in=users)),
        fields=("clan__name", "asset", "quantity", "state", "why", "asked_at", "ended_at"), reason=stays,
    )  # fmt: skip
    register(
        WithdrawalSignature, about="Withdrawals that you signed.",
        find=lambda users: WithdrawalSignature.objects.filter(user_id__in=users),
        fields=("withdrawal", "character", "signed_at"), reason=stays,
    )  # fmt: skip
    register(
        Dues, about="Weekly dues that you set.", find=lambda users: Dues.objects.filter(set_by__user_id__in=users),
        fields=("clan__name", "gold", "set_at"), reason=stays,
    )  # fmt: skip
    register(
        DuesPayment, about="What your characters paid to their clans by the week.",
        find=lambda users: DuesPayment.objects.filter(character__user_id__in=users),
        fields=("clan__name", "character", "week", "owed", "paid", "at"), reason=stays,
    )  # fmt: skip
    register(
        Webhook, about="Addresses to which you have movements of a clan's bank reported.",
        find=lambda users: Webhook.objects.filter(set_by__user_id__in=users),
        fields=("clan__name", "url", "threshold", "set_at", "disabled_at"), reason="It belongs to the clan.",
    )  # fmt: skip
    register(
        WebhookReport, about="Movements of yours that were reported to the address of a clan.",
        find=lambda users: WebhookReport.objects.filter(actor__user_id__in=users),
        fields=("webhook__clan__name", "kind", "moves", "created_at", "sent_at"), reason="It is deleted after two weeks.",
    )  # fmt: skip
