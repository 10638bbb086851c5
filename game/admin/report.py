"""The queue of reports: the open ones with most reporters first; a report's page shows what was written, with its context."""

from collections.abc import Sequence
from functools import partial
from typing import Any

from django.contrib import admin
from django.db.models import Q, QuerySet
from django.http import HttpRequest
from django.urls import reverse
from django.utils.html import format_html
from django.utils.safestring import SafeString

from accounts.admin.base import LargeTableAdmin
from accounts.admin.display import display
from accounts.models import User
from accounts.queries.rank import Rank
from accounts.sessions.request_user import logged_in_user
from game.actions.staff_report import close_report
from game.admin import panels
from game.admin.find_rows import PlayerSearchMixin
from game.admin.panels import Panel
from game.admin.staff_action_form import StaffActionOption, StaffActionsMixin
from game.admin.staff_forms import CloseReportForm
from game.models import Letter, Report
from game.queries.mail import conversation
from game.queries.report import IS_OPEN, filings_of, reported_letter, reports_about


class QueueFilter(admin.SimpleListFilter):
    """Without a choice, the list holds the open reports."""

    title = "state"
    parameter_name = "queue"

    def lookups(self, request: HttpRequest, model_admin: Any) -> list[tuple[str, str]]:
        return [("closed", "Closed"), ("every", "Open and closed")]

    def choices(self, changelist: Any) -> Any:
        first, *others = super().choices(changelist)
        return [{**first, "display": "Open"}, *others]

    def queryset(self, request: HttpRequest, queryset: QuerySet[Report]) -> QuerySet[Report]:
        if self.value() == "every":
            return queryset
        return queryset.filter(state=Report.CLOSED) if self.value() == "closed" else queryset.filter(IS_OPEN)


def is_open(report: Report) -> bool:
    return report.state == Report.OPEN


@admin.register(Report)
class ReportAdmin(PlayerSearchMixin[Report], StaffActionsMixin[Report], LargeTableAdmin[Report]):
    staff_actions = (
        StaffActionOption(
            "close", "Close the report", close_report, "report", Rank.MODERATOR, CloseReportForm, is_open,
            hint="Mute or suspend the account first, if that is needed: its page has the forms.",
        ),
    )  # fmt: skip
    list_display = ("id", "reporters", "reason", "target", "writer", "first_at", "state_shown")
    list_display_links = ("id", "reporters")
    list_filter = (QueueFilter, "reason", "first_at")
    list_select_related = ("about",)
    search_fields = ("about__name__iexact", "target__exact", "pk__exact")
    search_help_text = "The name of the one who wrote it, what was reported (letter:12), or a number."
    fields = (
        ("target", "reason", "reporters"), ("writer", "account"), ("first_at", "state_shown"), ("closed_by", "closed_at"),
    )  # fmt: skip
    readonly_fields = ("target_link", "writer", "account", "state_shown")

    def get_ordering(self, request: HttpRequest) -> tuple[str, ...]:
        return ("-state", "-reporters", "pk")

    def get_queryset(self, request: HttpRequest) -> QuerySet[Report]:
        """Without those about the reader's own letters: who reported them is not told."""
        rows = super().get_queryset(request).select_related("about__user", "closed_by")
        return rows.exclude(about__user=logged_in_user(request))

    def get_fields(self, request: HttpRequest, obj: Report | None = None) -> list[Any]:
        target = "target_link" if request.user.has_perm("game.view_letter") else "target"
        return [(target, "reason", "reporters"), *self.fields[1:]]

    def by_characters(self, ids: Sequence[int]) -> Q:
        return Q(about__in=ids)

    def owners_of(self, record: Report) -> list[User | None]:
        return [record.about.user if record.about else None]

    def panels(self, request: HttpRequest, record: Report) -> list[Panel]:
        return panels.permitted(request.user, [
            ("game.view_report", partial(who_reported, record)),
            ("game.view_report", partial(what_was_written, record)),
            ("game.view_report", partial(reports_about_writer, record)),
            ("accounts.view_auditentry", partial(panels.audit, [f"report:{record.pk}"])),
        ])  # fmt: skip

    def form_panels(self, option: StaffActionOption, record: Report) -> list[Panel]:
        return [who_reported(record), what_was_written(record)]

    @display(description="written by")
    def writer(self, report: Report) -> str | SafeString:
        return panels.link_to(report.about) if report.about else "—"

    @display(description="target")
    def target_link(self, report: Report) -> str | SafeString:
        kind, _, number = report.target.partition(":")
        if kind != "letter":
            return report.target
        return panels.link(reverse("admin:game_letter_change", args=[number]), report.target)

    @display(description="its account")
    def account(self, report: Report) -> str | SafeString:
        """With links to the forms that mute and suspend it."""
        user = report.about.user if report.about else None
        if user is None:
            return "erased"
        mute, ban = (reverse("admin:accounts_user_staff", args=[user.pk, slug]) for slug in ("mute", "ban"))
        return format_html("{} · {} · {}", panels.link_to(user), panels.link(mute, "mute"), panels.link(ban, "ban"))

    @display(description="state", label={"open": "warning", "closed": "success"})
    def state_shown(self, report: Report) -> str:
        return report.state


def who_reported(report: Report) -> Panel:
    rows = [
        (panels.when(filing.at), panels.link_to(filing.reporter), panels.words(filing.remark or "—"))
        for filing in filings_of(report, panels.MAX_ROWS)
    ]
    return Panel("Who reported it", ("When", "Who", "Remark"), rows, "Nobody.")


def what_was_written(report: Report) -> Panel:
    """The reported letter and those between the two around it, oldest first."""
    letter = reported_letter(report)
    number = letter.pk if letter else None
    rows = [
        (_who_and_when(each, is_reported=each.pk == number), panels.words(each.text, each.subject))
        for each in (conversation(letter) if letter else [])
    ]
    empty = "The letter does not exist any more: both sides deleted it."
    return Panel("What was written", ("Who and when", "Words"), rows, empty)


def reports_about_writer(report: Report) -> Panel:
    """Earlier and later reports about the same character."""
    about, title = report.about, "Other reports about the writer"
    if about is None:
        return panels.report_list(title, [], "None.")
    others = [other for other in reports_about(about, panels.MAX_ROWS) if other.pk != report.pk]
    return panels.report_list(title, others, "None.", panels.listing(Report, q=about.name, queue="every"))


def _who_and_when(letter: Letter, *, is_reported: bool) -> str:
    mark = format_html("<br><strong>{}</strong>", "reported") if is_reported else ""
    return format_html("{}<br>{}{}", panels.sender_of(letter), panels.when(letter.sent_at), mark)
