"""Reports of what somebody wrote or does: one row per target, reason and day counts everyone who filed it."""

from django.db.models import Count, Sum
from msgspec import Struct

from accounts.models.ids import UserId
from game.actions.player_action import ActionContext, action
from game.models import Report, ReportFiling
from game.models.ids import CharacterId, LetterId
from game.queries.missions import day_of
from game.queries.report import ReporterRecord, reporter_record
from game.queries.report_targets import find_reported
from game.rules.errors import GameError
from game.rules.report import check_pace, check_reason, clean_remark
from game.rules.report_score import trust, urgency


class ReportFiled(Struct, frozen=True):
    """again: the same character filed the same report before, so nothing was changed."""

    letter: int
    again: bool


class TargetReported(Struct, frozen=True):
    """page: of what was reported, to which the reporter returns. again: as in ReportFiled."""

    target: str
    page: str
    again: bool


@action("report_letter", ReportFiled)
def report_letter(context: ActionContext, *, letter: LetterId, reason: str, remark: str) -> ReportFiled:
    """Report a received letter to the staff. A repeated report for the same reason on the same day changes nothing.

    reason: a key of rules.report.REASONS. GameError: not_found, forbidden (the city's letter, or one's own; barred from reporting),
    invalid (reason, remark), too_fast (REPORTS_A_DAY by the account).
    """
    return ReportFiled(letter, again=_report(context, f"letter:{letter}", reason, remark).again)


@action("report", TargetReported)
def report(context: ActionContext, *, target: str, reason: str, remark: str) -> TargetReported:
    """Report anything that queries/report_targets.py knows. GameError: as in report_letter; invalid (target)."""
    return _report(context, target, reason, remark)


def _report(context: ActionContext, target: str, reason: str, remark: str) -> TargetReported:
    check_reason(reason)
    remark = clean_remark(remark)
    kind, found = find_reported(target, context.character.id)
    if reason not in kind.reasons:
        raise GameError("invalid", f"That is no reason to report {kind.title}. Choose one of the reasons.", field="reason")
    again = not file(context, target, found.about, reason, remark, quote=found.quote)
    return TargetReported(target, found.page, again)


def file(context: ActionContext, target: str, about: CharacterId, reason: str, remark: str, *, quote: str = "") -> bool:
    """Count the context's character among the reporters of a target; False if it is one already. Locks the report's row."""
    row = _row(target, about, reason, day_of(context.now), quote)
    context.lock_shared(Report, [row.pk])
    filings = ReportFiling.objects.filter(report=row)
    if filings.filter(reporter_id=context.character.id).exists():
        return False
    record = reporter_record(UserId(context.character.user_id or 0), context.now)
    check_may_report(record)
    check_pace(record.filed)
    own = trust(record.upheld, record.dismissed)
    ReportFiling.objects.create(report=row, reporter_id=context.character.id, remark=remark, trust=own, at=context.now)
    filed = filings.aggregate(reporters=Count("pk"), trust=Sum("trust"))
    Report.objects.filter(pk=row.pk).update(**filed, urgency=urgency(filed["trust"], reason, row.first_at.timestamp()))
    return True


def check_may_report(record: ReporterRecord) -> None:
    """GameError forbidden for an account that the staff have barred from reporting."""
    if record.barred is None and not record.for_good:
        return
    until = "" if record.for_good or record.barred is None else f" until {record.barred:%Y-%m-%d %H:%M} UTC"
    raise GameError(
        "forbidden", f"The staff have asked you to report nothing more{until}, because too many of your reports led nowhere. You can "
        "still block people. Under your notices, “Sanctions” says more and has a way to appeal it.",
    )  # fmt: skip


def _row(target: str, about: CharacterId, reason: str, day: int, quote: str) -> Report:
    """The row of the target, reason and day. The unique constraint decides which of two at once makes it."""
    row = Report(target=target, about_id=about, reason=reason, day=day, quote=quote[:300])
    Report.objects.bulk_create([row], ignore_conflicts=True)
    return Report.objects.get(target=target, reason=reason, day=day)
