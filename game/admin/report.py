"""The queue of reports: the most urgent open ones first; a report's page shows what was reported, with its context."""

from collections.abc import Sequence
from functools import partial
from typing import Any

from django.contrib import admin
from django.db.models import Q, QuerySet
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect
from django.urls import reverse
from django.utils import timezone
from django.utils.html import format_html
from django.utils.safestring import SafeString

from accounts.admin.base import LargeTableAdmin
from accounts.admin.display import display
from accounts.models import User
from accounts.queries.rank import Rank
from accounts.sessions.request_user import logged_in_user
from game.actions.staff_report import claim_report, close_report, close_reports, release_report, sanction_report
from game.admin import panels
from game.admin.csv_export import CsvExportMixin
from game.admin.find_rows import PlayerSearchMixin
from game.admin.panels import Panel
from game.admin.queue_filter import QueueFilter
from game.admin.sanction_forms import CloseReportForm, CloseReportsForm, FixedReasonForm, SanctionForm
from game.admin.staff_action_form import StaffActionOption, StaffActionsMixin
from game.models import Report
from game.presenters.report import score_of
from game.queries.report import IS_OPEN, filings_of, reports_about
from game.queries.report_targets import ContextLine, context_of


class ReportFilter(QueueFilter):
    """Without a choice, the list holds the open reports."""

    is_waiting, waiting = IS_OPEN, "Open"
    is_done, done = Q(state=Report.CLOSED), ("closed", "Closed")
    every = "Open and closed"


def is_open(report: Report) -> bool:
    return report.state == Report.OPEN


def is_claimed(report: Report) -> bool:
    """Whether somebody of the staff has it now."""
    return is_open(report) and report.claimed_until is not None and report.claimed_until > timezone.now()


@admin.register(Report)
class ReportAdmin(CsvExportMixin[Report], PlayerSearchMixin[Report], StaffActionsMixin[Report], LargeTableAdmin[Report]):
    list_actions = (
        StaffActionOption(
            "close-many", "Close several reports", close_reports, "", Rank.MODERATOR, CloseReportsForm,
            hint="With one reason for all. Nobody is sanctioned by it.",
        ),
    )  # fmt: skip
    staff_actions = (
        StaffActionOption(
            "claim", "Claim it", claim_report, "report", Rank.MODERATOR, FixedReasonForm, is_open,
            hint="For half an hour, nobody else can close it or sanction somebody for it. Claim it again to prolong that.",
        ),
        StaffActionOption("release", "Give it back", release_report, "report", Rank.MODERATOR, FixedReasonForm, is_claimed),
        StaffActionOption(
            "sanction", "Sanction the account", sanction_report, "report", Rank.MODERATOR, SanctionForm, is_open, danger=True,
            hint="It begins at once, the player is told by a notice and a mail, and the report is closed as upheld.",
        ),
        StaffActionOption(
            "close", "Close the report", close_report, "report", Rank.MODERATOR, CloseReportForm, is_open,
            hint="Without a sanction.",
        ),
    )  # fmt: skip
    actions = ("close_selected", "download_csv")
    list_display = ("id", "score_shown", "reporters", "reason", "target", "writer", "first_at", "state_shown")
    csv_fields = ("id", "reporters", "reason", "target", "quote", "writer", "first_at", "state_shown", "outcome", "closed_at")
    list_display_links = ("id", "score_shown")
    list_filter = (ReportFilter, "reason", "outcome", "first_at")
    list_select_related = ("about", "claimed_by")
    search_fields = ("about__name__iexact", "target__exact", "pk__exact")
    search_help_text = "The name of the one it is about, what was reported (letter:12), or a number."
    fields = (
        ("target", "reason", "reporters"), ("score_parts", "quote"), ("writer", "account"), ("first_at", "state_shown"),
        ("outcome", "closed_by", "closed_at"),
    )  # fmt: skip
    readonly_fields = ("target_link", "writer", "account", "state_shown", "score_parts")

    def get_ordering(self, request: HttpRequest) -> tuple[str, ...]:
        return ("-state", "-urgency", "pk")

    def get_queryset(self, request: HttpRequest) -> QuerySet[Report]:
        """Without those about the reader's own letters: who reported them is not told."""
        rows = super().get_queryset(request).select_related("about__user", "closed_by", "claimed_by")
        return rows.exclude(about__user=logged_in_user(request))

    def get_fields(self, request: HttpRequest, obj: Report | None = None) -> list[Any]:
        target = "target_link" if request.user.has_perm("game.view_letter") else "target"
        return [(target, "reason", "reporters"), *self.fields[1:]]

    def by_characters(self, ids: Sequence[int]) -> Q:
        return Q(about__in=ids)

    def owners_of(self, record: Report) -> list[User | None]:
        return [record.about.user if record.about else None]

    def panels(self, request: HttpRequest, record: Report) -> list[Panel]:
        user = record.about.user if record.about else None
        return panels.permitted(request.user, [
            ("game.view_report", partial(who_reported, record)),
            ("game.view_report", partial(what_was_reported, record)),
            ("game.view_report", partial(reports_about_writer, record)),
            *([("accounts.view_user", partial(panels.sanctions, user))] if user else []),
            ("accounts.view_auditentry", partial(panels.audit, [f"report:{record.pk}"])),
        ])  # fmt: skip

    def form_panels(self, option: StaffActionOption, record: Report) -> list[Panel]:
        user = record.about.user if record.about else None
        return [who_reported(record), what_was_reported(record), *([panels.sanctions(user)] if user else [])]

    @admin.action(description="Close with one reason", permissions=["view"])
    def close_selected(self, request: HttpRequest, queryset: QuerySet[Report]) -> HttpResponse:
        """Leads to the form; nothing is closed yet."""
        numbers = ",".join(str(pk) for pk in queryset.filter(IS_OPEN).order_by("pk").values_list("pk", flat=True)[:100])
        return redirect(f"{reverse('admin:game_report_list_staff', args=['close-many'])}?reports={numbers}")

    @display(description="score")
    def score_shown(self, report: Report) -> str:
        return f"{score_of(report, timezone.now()).total:.1f}"

    @display(description="score, and its parts")
    def score_parts(self, report: Report) -> str:
        parts = score_of(report, timezone.now())
        people = "1 reporter" if parts.reporters == 1 else f"{parts.reporters:,} reporters"
        return (
            f"{parts.total:.1f} = {people} who count as {parts.trust:.2f} by their records × {parts.factor:g} for the reason "
            f"+ {parts.waiting:.1f} for the time that it waits"
        )

    @display(description="about")
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

    @display(description="state", label={"open": "warning", "claimed": "info", "closed": "success"})
    def state_shown(self, report: Report) -> tuple[str, str] | str:
        if is_claimed(report):
            return "claimed", f"{report.claimed_by} looks at it until {timezone.localtime(report.claimed_until):%H:%M}"
        return report.state


def who_reported(report: Report) -> Panel:
    rows = [
        (panels.when(filing.at), panels.link_to(filing.reporter), f"{filing.trust:.2f}", panels.words(filing.remark or "—"))
        for filing in filings_of(report, panels.MAX_ROWS)
    ]
    return Panel("Who reported it", ("When", "Who", "Counts as", "Remark"), rows, "Nobody.")


def what_was_reported(report: Report) -> Panel:
    """The target and what is around it, oldest first."""
    rows = [(_who_and_when(line), panels.words(line.text, line.title)) for line in context_of(report.target)]
    empty = "It does not exist any more."
    return Panel("What was written", ("Who and when", "Words"), rows, empty)


def reports_about_writer(report: Report) -> Panel:
    """Earlier and later reports about the same character."""
    about, title = report.about, "Other reports about the writer"
    if about is None:
        return panels.report_list(title, [], "None.")
    others = [other for other in reports_about(about, panels.MAX_ROWS) if other.pk != report.pk]
    return panels.report_list(title, others, "None.", panels.listing(Report, q=about.name, queue="every"))


def _who_and_when(line: ContextLine) -> str:
    mark = format_html("<br><strong>{}</strong>", "reported") if line.is_reported else ""
    who = panels.link_to(line.who) if line.who else "the city"
    return format_html("{}<br>{}{}", who, panels.when(line.at), mark)
