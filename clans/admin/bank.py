"""Banks of clans: large withdrawals, weekly dues, and webhooks without their secrets. All of it is read-only."""

from collections.abc import Sequence

from django.contrib import admin
from django.db.models import Q

from accounts.admin.base import LargeTableAdmin
from accounts.admin.display import display
from clans.models import Dues, DuesPayment, Webhook, WebhookReport, Withdrawal
from game.admin import panels
from game.admin.find_rows import PlayerSearchMixin
from game.models.transfer import amount_in_words


@admin.register(Withdrawal)
class WithdrawalAdmin(PlayerSearchMixin[Withdrawal], LargeTableAdmin[Withdrawal]):
    list_display = ("id", "asked_at", "clan", "asker", "what", "state", "due_at", "ended_at")
    list_display_links = ("id", "asked_at")
    list_filter = ("state", "asked_at")
    list_select_related = ("clan", "asked_by")
    search_fields = ("asked_by__name__iexact", "pk__exact")
    search_help_text = "The name of who asked, or a number."
    fields = (("clan", "asker"), ("what", "holding"), ("state", "why"), ("asked_at", "due_at", "ended_at"), "signed_by")
    readonly_fields = ("asker", "what", "signed_by")

    def by_characters(self, ids: Sequence[int]) -> Q:
        return Q(asked_by__in=ids)

    @display(description="asked by")
    def asker(self, found: Withdrawal) -> str:
        return panels.link_to(found.asked_by)

    @display(description="what")
    def what(self, found: Withdrawal) -> str:
        return amount_in_words(found.asset, found.quantity)

    @display(description="signed by")
    def signed_by(self, found: Withdrawal) -> str:
        names = found.signatures.select_related("character").values_list("character__name", flat=True)
        return ", ".join(names) or "nobody"


@admin.register(Dues)
class DuesAdmin(LargeTableAdmin[Dues]):
    list_display = ("id", "clan", "gold", "set_at")
    list_filter = ("set_at",)
    list_select_related = ("clan",)
    search_fields = ("clan__tag__iexact", "pk__exact")
    search_help_text = "The tag of a clan, or a number."
    fields = ("clan", "gold", "set_at")


@admin.register(DuesPayment)
class DuesPaymentAdmin(PlayerSearchMixin[DuesPayment], LargeTableAdmin[DuesPayment]):
    list_display = ("id", "at", "clan", "member", "week", "owed", "paid")
    list_filter = ("at",)
    list_select_related = ("clan", "character")
    search_fields = ("character__name__iexact", "pk__exact")
    search_help_text = "The name of a member, or a number."
    fields = (("clan", "member"), ("week", "owed", "paid"), "at")
    readonly_fields = ("member",)

    def by_characters(self, ids: Sequence[int]) -> Q:
        return Q(character__in=ids)

    @display(description="member")
    def member(self, found: DuesPayment) -> str:
        return panels.link_to(found.character)


@admin.register(Webhook)
class WebhookAdmin(LargeTableAdmin[Webhook]):
    """Without the secret: nobody of the staff needs it."""

    list_display = ("id", "clan", "url", "threshold", "set_at", "disabled_at")
    list_filter = ("set_at",)
    list_select_related = ("clan",)
    search_fields = ("clan__tag__iexact", "pk__exact")
    search_help_text = "The tag of a clan, or a number."
    fields = ("clan", "url", "threshold", "set_at", "shown_at", "disabled_at")


@admin.register(WebhookReport)
class WebhookReportAdmin(LargeTableAdmin[WebhookReport]):
    list_display = ("id", "created_at", "clan", "kind", "worth", "attempts", "status", "sent_at", "failed_at")
    list_display_links = ("id", "created_at")
    list_filter = ("created_at",)
    list_select_related = ("webhook__clan",)
    search_fields = ("webhook__clan__tag__iexact", "pk__exact")
    search_help_text = "The tag of a clan, or a number."
    fields = (
        "clan",
        ("kind", "worth", "moves"),
        ("attempts", "status", "error"),
        ("created_at", "due_at", "sent_at", "failed_at"),
    )
    readonly_fields = ("clan",)

    @display(description="clan")
    def clan(self, found: WebhookReport) -> str:
        return str(found.webhook.clan)
