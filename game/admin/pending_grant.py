"""Grants above what one person may give alone: what waits, and what became of the others."""

from typing import Any

from django.contrib import admin
from django.db.models import QuerySet
from django.http import HttpRequest
from django.utils import timezone
from unfold.decorators import display

from accounts.admin.base import BigAdmin
from accounts.queries.rank import Rank
from game.actions import ledger, staff_grants
from game.admin import panels
from game.admin.find_rows import FindsByPlayerAndThing
from game.admin.staff_action_form import StaffActions, Verb
from game.models import PendingGrant


class StateFilter(admin.SimpleListFilter):
    title = "state"
    parameter_name = "state"

    def lookups(self, request: HttpRequest, model_admin: Any) -> list[tuple[str, str]]:
        return [("waits", "Waits"), ("expired", "Expired"), ("granted", "Granted"), ("refused", "Refused")]

    def queryset(self, request: HttpRequest, queryset: QuerySet) -> QuerySet:
        chosen, now = self.value(), timezone.now()
        if chosen == "waits":
            return queryset.filter(state=PendingGrant.OPEN, expires_at__gt=now)
        if chosen == "expired":
            return queryset.filter(state=PendingGrant.OPEN, expires_at__lte=now)
        return queryset.filter(state=chosen) if chosen else queryset


def is_open(grant: PendingGrant) -> bool:
    return grant.is_open


@admin.register(PendingGrant)
class PendingGrantAdmin(FindsByPlayerAndThing, StaffActions, BigAdmin):
    verbs = (
        Verb(
            "confirm", "Confirm", staff_grants.confirm_grant, "grant", Rank.GAME_MASTER, fits=is_open,
            hint="The player then has it. The audit names you beside who asked for it.",
        ),
        Verb("refuse", "Refuse", staff_grants.refuse_grant, "grant", Rank.GAME_MASTER, fits=is_open, danger=True),
    )  # fmt: skip
    list_display = ("id", "asked_at", "what", "character", "asked_by", "reason", "state_shown")
    list_display_links = ("id", "asked_at")
    list_filter = (StateFilter, "asked_at")
    list_select_related = ("character", "asked_by")
    search_fields = ("character__name__iexact", "asset__exact", "pk__exact")
    search_help_text = "A character's name, an item, a number, or several of them."
    fields = (
        ("what", "receiver"), "reason", ("asked_by", "asked_at", "expires_at"), ("state_shown", "decided_by", "decided_at"),
    )  # fmt: skip
    readonly_fields = ("what", "receiver", "state_shown")

    def get_queryset(self, request: HttpRequest) -> QuerySet[PendingGrant]:
        return super().get_queryset(request).select_related("character__user", "asked_by", "decided_by")

    def owners_of(self, record: PendingGrant) -> list[Any]:
        return [record.character.user]

    def panels(self, request: HttpRequest, record: PendingGrant) -> list[Any]:
        targets = [ledger.of(record.character.id)]
        return panels.allowed(request.user, [("accounts.view_auditentry", lambda: panels.audit(targets))])

    def offered(self, request: HttpRequest, record: PendingGrant) -> list[tuple[Verb, str]]:
        mine = record.asked_by_id == request.user.pk
        return [(v, link) for v, link in super().offered(request, record) if not (mine and v.slug == "confirm")]

    @display(description="what")
    def what(self, grant: PendingGrant) -> str:
        return panels.amount(grant)

    @display(description="to")
    def receiver(self, grant: PendingGrant) -> str:
        return panels.link_to(grant.character)

    @display(description="state", label={"waits": "info", "expired": "warning", "granted": "success", "refused": "danger"})
    def state_shown(self, grant: PendingGrant) -> str:
        if grant.state != PendingGrant.OPEN:
            return grant.state
        return "waits" if grant.is_open else "expired"
