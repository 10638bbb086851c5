"""Sanctions, appeals against them, prewritten reasons, and notes about accounts."""

from functools import partial
from typing import Any

from django.contrib import admin
from django.db.models import Q, QuerySet
from django.http import HttpRequest
from django.utils import timezone

from accounts.admin.base import LargeTableAdmin, ReadOnlyAdmin
from accounts.admin.display import display
from accounts.models import User
from accounts.queries.rank import Rank
from accounts.sessions.request_user import logged_in_user
from game.actions.staff_appeal import decide_appeal
from game.actions.staff_text import change_sanction_text, retire_sanction_text, write_sanction_text
from game.admin import panels
from game.admin.csv_export import CsvExportMixin
from game.admin.panels import Panel
from game.admin.queue_filter import QueueFilter
from game.admin.sanction_forms import DecideAppealForm, SanctionTextForm
from game.admin.staff_action_form import StaffActionOption, StaffActionsMixin
from game.admin.staff_forms import AuditedForm
from game.models import Appeal, Sanction, SanctionText, StaffNote
from game.presenters.sanctions import state_of
from game.queries.sanctions import APPEAL_IS_OPEN


@admin.register(Sanction)
class SanctionAdmin(CsvExportMixin[Sanction], LargeTableAdmin[Sanction]):
    actions = ("download_csv",)
    list_display = ("id", "user", "kind", "reason", "staff", "starts_at", "ends_at", "state_shown")
    csv_fields = ("id", "user", "kind", "reason", "staff", "starts_at", "ends_at", "state_shown", "lifted_at")
    list_display_links = ("id",)
    list_filter = ("kind", "starts_at", "lifted_why")
    list_select_related = ("user", "staff")
    search_fields = ("user__username__iexact", "pk__exact")
    search_help_text = "The name of an account, or a number."
    fields = (
        ("account", "kind", "state_shown"), ("reason", "text"), ("staff", "report_link", "appeal_link"), ("starts_at", "ends_at"),
        ("lifted_at", "lifted_by", "lifted_why"),
    )  # fmt: skip
    readonly_fields = ("account", "state_shown", "report_link", "appeal_link")

    def get_queryset(self, request: HttpRequest) -> QuerySet[Sanction]:
        return super().get_queryset(request).select_related("user", "staff", "appeal", "report", "text", "lifted_by")

    @display(description="account")
    def account(self, sanction: Sanction) -> str:
        return panels.link_to(sanction.user)

    @display(description="report")
    def report_link(self, sanction: Sanction) -> str:
        return panels.link_to(sanction.report) if sanction.report else "—"

    @display(description="appeal")
    def appeal_link(self, sanction: Sanction) -> str:
        appeal = getattr(sanction, "appeal", None)
        return panels.link_to(appeal) if appeal else "—"

    @display(description="state", label={"holds": "danger", "told": "info", "over": "success", "lifted": "success"})
    def state_shown(self, sanction: Sanction) -> str:
        return state_of(sanction, timezone.now())


class AppealFilter(QueueFilter):
    """Without a choice, the list holds the appeals that wait."""

    is_waiting, waiting = APPEAL_IS_OPEN, "Waits"
    is_done, done = ~Q(state=Appeal.OPEN), ("decided", "Decided")
    every = "All"


def waits(appeal: Appeal) -> bool:
    return appeal.state == Appeal.OPEN


@admin.register(Appeal)
class AppealAdmin(StaffActionsMixin[Appeal], LargeTableAdmin[Appeal]):
    staff_actions = (
        StaffActionOption(
            "decide", "Decide it", decide_appeal, "appeal", Rank.MODERATOR, DecideAppealForm, waits,
            hint="Whoever imposed the sanction cannot decide this. The player is told by a notice and a mail.",
        ),
    )  # fmt: skip
    list_display = ("id", "at", "account", "kind", "imposed_by", "state", "decided_by")
    list_display_links = ("id", "at")
    list_filter = (AppealFilter, "at")
    search_fields = ("sanction__user__username__iexact", "pk__exact")
    search_help_text = "The name of an account, or a number."
    fields = (
        ("account", "sanction_link", "kind"),
        "text",
        ("at", "state"),
        ("imposed_by", "decided_by", "decided_at"),
        "answer",
    )
    readonly_fields = ("account", "sanction_link", "kind", "imposed_by")
    ordering = ("pk",)

    def get_queryset(self, request: HttpRequest) -> QuerySet[Appeal]:
        """Without the reader's own: staff can be sanctioned too."""
        rows = super().get_queryset(request).select_related("sanction__user", "sanctioned_by", "decided_by")
        return rows.exclude(sanction__user=logged_in_user(request))

    def owners_of(self, record: Appeal) -> list[User | None]:
        return [record.sanction.user]

    def panels(self, request: HttpRequest, record: Appeal) -> list[Panel]:
        return panels.permitted(request.user, [
            ("accounts.view_user", partial(panels.sanctions, record.sanction.user)),
            ("accounts.view_auditentry", partial(panels.audit, [f"user:{record.sanction.user_id}"])),
        ])  # fmt: skip

    def form_panels(self, option: StaffActionOption, record: Appeal) -> list[Panel]:
        sanction = record.sanction
        rows = [(panels.when(record.at), panels.words(record.text), panels.words(sanction.reason or "—"))]
        return [
            Panel("The appeal", ("When", "What the player says", "Reason of the sanction"), rows, ""),
            panels.sanctions(sanction.user),
        ]

    @display(description="account")
    def account(self, appeal: Appeal) -> str:
        return panels.link_to(appeal.sanction.user)

    @display(description="sanction")
    def sanction_link(self, appeal: Appeal) -> str:
        return panels.link_to(appeal.sanction)

    @display(description="kind")
    def kind(self, appeal: Appeal) -> str:
        return appeal.sanction.get_kind_display()

    @display(description="imposed by")
    def imposed_by(self, appeal: Appeal) -> str:
        return str(appeal.sanctioned_by or "—")


def is_offered(text: SanctionText) -> bool:
    return text.retired_at is None


@admin.register(SanctionText)
class SanctionTextAdmin(StaffActionsMixin[SanctionText], ReadOnlyAdmin[SanctionText]):
    list_actions = (
        StaffActionOption("write", "Write a reason", write_sanction_text, "", Rank.GAME_MASTER, SanctionTextForm),
    )  # fmt: skip
    staff_actions = (
        StaffActionOption(
            "change", "Change it", change_sanction_text, "sanction_text", Rank.GAME_MASTER, SanctionTextForm, is_offered,
            hint="Sanctions that were imposed keep the words that their players read.",
        ),
        StaffActionOption(
            "retire", "Offer it no longer", retire_sanction_text, "sanction_text", Rank.GAME_MASTER, AuditedForm,
            fits=is_offered,
        ),
    )  # fmt: skip
    ordering = ("title",)
    list_display = ("title", "text", "changed_at", "retired_at")
    list_filter = (("retired_at", admin.EmptyFieldListFilter),)
    search_fields = ("title__icontains", "text__icontains")
    fields = ("title", "text", ("changed_by", "changed_at"), "retired_at")

    def owners_of(self, record: SanctionText) -> list[User | None]:
        return []


@admin.register(StaffNote)
class StaffNoteAdmin(LargeTableAdmin[StaffNote]):
    list_display = ("id", "at", "user", "author", "text")
    list_filter = ("at",)
    list_select_related = ("user", "author")
    search_fields = ("user__username__iexact", "pk__exact")
    search_help_text = "The name of an account, or a number."
    fields = (("user", "author", "at"), "text")

    def get_queryset(self, request: HttpRequest) -> Any:
        """Without those about the reader, and about staff that the reader does not outrank by far: superusers see all."""
        reader = logged_in_user(request)
        rows = super().get_queryset(request).select_related("user", "author")
        return rows if reader.is_superuser else rows.exclude(Q(user=reader) | Q(user__is_staff=True))
