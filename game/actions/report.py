"""Reports of what somebody wrote: one row per target, reason and day counts everyone who filed it."""

from msgspec import Struct

from accounts.models.ids import UserId
from game.actions.player_action import ActionContext, action
from game.models import Letter, Report, ReportFiling
from game.models.ids import CharacterId, LetterId
from game.queries.mail import access_letter
from game.queries.missions import day_of
from game.queries.report import filed_in_a_day
from game.rules.errors import GameError
from game.rules.report import check_pace, check_reason, clean_remark


class ReportFiled(Struct, frozen=True):
    """again: the same character filed the same report before, so nothing was changed."""

    letter: int
    again: bool


@action("report_letter", ReportFiled)
def report_letter(context: ActionContext, *, letter: LetterId, reason: str, remark: str) -> ReportFiled:
    """Report a received letter to the staff. A repeated report for the same reason on the same day changes nothing.

    reason: a key of rules.report.REASONS. GameError: not_found, forbidden (the city's letter, or one's own), invalid (reason,
    remark), too_fast (REPORTS_A_DAY by the account).
    """
    check_reason(reason)
    remark = clean_remark(remark)
    writer = _writer_of(access_letter(context.character.id, letter), context.character.id)
    return ReportFiled(letter, again=not file(context, f"letter:{letter}", writer, reason, remark))


def file(context: ActionContext, target: str, about: CharacterId, reason: str, remark: str) -> bool:
    """Count the context's character among the reporters of a target; False if it is one already. Locks the report's row."""
    report = _report(target, about, reason, day_of(context.now))
    context.lock_shared(Report, [report.pk])
    filings = ReportFiling.objects.filter(report=report)
    if filings.filter(reporter_id=context.character.id).exists():
        return False
    check_pace(filed_in_a_day(UserId(context.character.user_id or 0), context.now))
    ReportFiling.objects.create(report=report, reporter_id=context.character.id, remark=remark, at=context.now)
    Report.objects.filter(pk=report.pk).update(reporters=filings.count())
    return True


def _report(target: str, about: CharacterId, reason: str, day: int) -> Report:
    """The row of the target, reason and day. The unique constraint decides which of two at once makes it."""
    row = Report(target=target, about_id=about, reason=reason, day=day)
    Report.objects.bulk_create([row], ignore_conflicts=True)
    return Report.objects.get(target=target, reason=reason, day=day)


def _writer_of(letter: Letter, reader: CharacterId) -> CharacterId:
    if letter.recipient_id != reader:
        raise GameError("forbidden", "You wrote this letter. Only the one who received it can report it.", field="id")
    if letter.sender_id is None:
        raise GameError("forbidden", "This letter is from the city. Letters of the city cannot be reported.", field="id")
    return CharacterId(letter.sender_id)
