"""Grants above the limit of one person: open ones, and how the others ended."""

from typing import Any

from django.contrib import admin
from django.db.models import QuerySet
from django.http import HttpRequest
from django.utils import timezone

from accounts.admin.base import LargeTableAdmin
from accounts.admin.display import display
from accounts.models import User
from accounts.queries.rank import Rank
from game.actions import staff_grants
from game.admin import panels
from game.admin.find_rows import PlayerSearchMixin
from game.admin.panels import Panel
from game.admin.staff_action_form import StaffActionOption, StaffActionsMixin
from game.admin.staff_forms import AuditedForm
from game.models import PendingGrant


class StateFilter(admin.SimpleListFilter):
    title = "state"
    parameter_name = "state"

    def lookups(self, request: HttpRequest, model_admin: Any) -> list[tuple[str, str]]:
        return [("waits", "Waits"), ("expired", "Expired"), ("granted", "Granted"), ("refused", "Refused")]

    def queryset(self, request: HttpRequest, queryset: QuerySet[PendingGrant]) -> QuerySet[PendingGrant]:
        chosen, now = self.value(), timezone.now()
        if chosen == "waits":
            return queryset.filter(state=PendingGrant.OPEN, expires_at__gt=now)
        if chosen == "expired":
            return queryset.filter(state=PendingGrant.OPEN, expires_at__lte=now)
        return queryset.filter(state=chosen) if chosen else queryset


def is_open(grant: PendingGrant) -> bool:
    return grant.is_open


@admin.register(PendingGrant)
class PendingGrantAdmin(PlayerSearchMixin[PendingGrant], StaffActionsMixin[PendingGrant], LargeTableAdmin[PendingGrant]):
    staff_actions = (
        StaffActionOption(
            "confirm", "Confirm", staff_grants.confirm_grant, "grant", Rank.GAME_MASTER, AuditedForm, fits=is_open,
            hint="The player gets it at once. The audit names you and the person who asked for it.",
        ),
        StaffActionOption(
            "refuse", "Refuse", staff_grants.refuse_grant, "grant", Rank.GAME_MASTER, AuditedForm, fits=is_open, danger=True,
            hint="Nothing is given, and the player is not told.",
        ),
    )  # fmt: skip
    list_display = ("id", "asked_at", "amount", "character", "asked_by", "reason", "state_shown")
    list_display_links = ("id", "asked_at")
    list_filter = (StateFilter, "asked_at")
    list_select_related = ("character", "asked_by")
    search_fields = ("character__name__iexact", "asset__exact", "pk__exact")
    search_help_text = "A character's name, an item, a number, or several of them."
    fields = (
        ("amount", "receiver"), "reason", ("asked_by", "asked_at", "expires_at"), ("state_shown", "decided_by", "decided_at"),
    )  # fmt: skip
    readonly_fields = ("amount", "receiver", "state_shown")

    def get_queryset(self, request: HttpRequest) -> QuerySet[PendingGrant]:
        return super().get_queryset(request).select_related("character__user", "asked_by", "decided_by")

    def owners_of(self, record: PendingGrant) -> list[User | None]:
        return [record.character.user]

    def panels(self, request: HttpRequest, record: PendingGrant) -> list[Panel]:
        targets = [f"character:{record.character_id}"]
        return panels.permitted(request.user, [("accounts.view_auditentry", lambda: panels.audit(targets))])

    def options(self, request: HttpRequest, record: PendingGrant) -> list[tuple[StaffActionOption, str]]:
        mine = record.asked_by_id == request.user.pk
        return [(o, link) for o, link in super().options(request, record) if not (mine and o.slug == "confirm")]

    @display(description="what")
    def amount(self, grant: PendingGrant) -> str:
        return panels.amount(grant)

    @display(description="to")
    def receiver(self, grant: PendingGrant) -> str:
        return panels.link_to(grant.character)

    @display(description="state", label={"waits": "info", "expired": "warning", "granted": "success", "refused": "danger"})
    def state_shown(self, grant: PendingGrant) -> str:
        if grant.state != PendingGrant.OPEN:
            return grant.state
        return "waits" if grant.is_open else "expired"
