"""Staff claim reports, close them, and sanction whom they are about."""

from collections.abc import Sequence
from datetime import timedelta

from accounts.queries.rank import Rank
from game.actions.sanctions import FOR_GOOD, impose, user_of
from game.actions.staff_account import check_ban
from game.actions.staff_action import StaffContext, staff_action
from game.models import Character, Report, ReportFiling, SanctionText
from game.models.ids import CharacterId
from game.rules.errors import GameError
from game.rules.sanctions import BAN, BANNING, STEPS

CLAIM = timedelta(minutes=30)
REPORTS_AT_ONCE = 50
_TOLD = {Report.DISMISSED: "The staff looked at what you reported.", Report.UPHELD: "The staff acted on what you reported."}


@staff_action("claim_report", Rank.MODERATOR)
def claim_report(context: StaffContext, *, report: int) -> None:
    """Keep an open report to oneself for CLAIM; again, to prolong that. GameError: not_found, forbidden (it is about somebody who
    ranks as high as the actor, or another one has it), nothing_to_do (closed before)."""
    [found], _ = _locked(context, [report], told=False)
    context.write(f"report:{report}", about=found.target)
    Report.objects.filter(pk=report).update(claimed_by=context.staff, claimed_until=context.now + CLAIM)


@staff_action("release_report", Rank.MODERATOR)
def release_report(context: StaffContext, *, report: int) -> None:
    """Give back a report that the actor claimed. GameError as in claim_report."""
    [found], _ = _locked(context, [report], told=False)
    if found.claimed_by_id != context.staff.pk:
        raise GameError("nothing_to_do", "You have not claimed this report.")
    context.write(f"report:{report}", about=found.target)
    Report.objects.filter(pk=report).update(claimed_by=None, claimed_until=None)


@staff_action("close_report", Rank.MODERATOR)
def close_report(context: StaffContext, *, report: int, outcome: str = Report.DISMISSED) -> None:
    """Close a report without a sanction; those who filed it are told why. outcome: whether they were right, which counts in their
    record. GameError: as in claim_report; invalid (outcome)."""
    _check_outcome(outcome)
    found, told = _locked(context, [report])
    context.write(f"report:{report}", about=found[0].target, outcome=outcome)
    _close(context, found, told, outcome)


@staff_action("close_reports", Rank.MODERATOR)
def close_reports(context: StaffContext, *, reports: Sequence[int], outcome: str) -> None:
    """Close several reports with one reason, all or none. GameError: as in close_report; invalid (reports) for none, or for more than
    REPORTS_AT_ONCE."""
    _check_outcome(outcome)
    wanted = sorted(set(reports))
    if not 1 <= len(wanted) <= REPORTS_AT_ONCE:
        raise GameError("invalid", f"Choose 1 to {REPORTS_AT_ONCE} reports.", field="reports")
    found, told = _locked(context, wanted)
    context.write(f"report:{wanted[0]}", outcome=outcome)
    for other in found[1:]:
        context.note(f"report:{other.pk}", outcome=outcome)
    _close(context, found, told, outcome)


@staff_action("sanction_report", Rank.MODERATOR)
def sanction_report(context: StaffContext, *, report: int, step: str, text: int | None = None) -> None:
    """Impose a step of the ladder on the account that a report is about, and close the report as upheld. The player reads the reason.

    step: a slug of rules.sanctions.LADDER. text: the prewritten one that the reason comes from. GameError: as in claim_report; invalid
    (step, text), not_found (the account was erased), forbidden (a step of more than seven days takes a game master).
    """
    chosen = STEPS.get(step)
    if chosen is None:
        raise GameError("invalid", "Choose one of the steps.", field="step")
    about = Report.objects.filter(pk=report).first()
    if about is None:
        raise GameError("not_found", "There is no such report.")
    owner = user_of(about)
    if owner is None:
        raise GameError("not_found", "The account was erased, so nobody is left to be sanctioned. Close the report instead.")
    account = context.user(owner)
    found, told = _locked(context, [report])
    until = FOR_GOOD if chosen.kind == BAN else None
    if chosen.lasts is not None:
        until = context.now + timedelta(seconds=chosen.lasts)
    if until is not None and chosen.kind in BANNING:
        check_ban(context, account, until)
    words = _text(text)
    context.write(f"user:{account.pk}", report=report, **({"until": until.isoformat()} if until else {}))
    context.note(f"report:{report}", outcome=Report.UPHELD)
    _close(context, found, told, Report.UPHELD, reason="They broke the rules, and were told so.")
    impose(context, account, chosen.kind, until, text=words, report=found[0])


def _text(text: int | None) -> SanctionText | None:
    if text is None:
        return None
    found = SanctionText.objects.filter(pk=text, retired_at=None).first()
    if found is None:
        raise GameError("invalid", "That text is not offered any more. Choose another.", field="text")
    return found


def _check_outcome(outcome: str) -> None:
    if outcome not in _TOLD:
        raise GameError("invalid", "Say whether those who reported it were right.", field="outcome")


def _locked(context: StaffContext, ids: Sequence[int], *, told: bool = True) -> tuple[list[Report], list[CharacterId]]:
    """The open reports, locked, and their living reporters, if they are told."""
    about = dict(Report.objects.filter(pk__in=ids).values_list("pk", "about_id"))
    if set(about) != set(ids):
        raise GameError("not_found", "There is no such report.")
    filed = ReportFiling.objects.filter(report_id__in=ids).values_list("reporter_id", flat=True) if told else []
    reporters = sorted({CharacterId(pk) for pk in filed})
    characters: dict[CharacterId, Character] = context.characters(
        [CharacterId(pk) for pk in about.values() if pk is not None], told=reporters
    )
    found = context.lock_shared(Report, list(ids))
    for report in found:
        _check_open(context, report)
    return found, [pk for pk in reporters if characters[pk].user_id is not None]


def _check_open(context: StaffContext, report: Report) -> None:
    if report.state == Report.CLOSED:
        raise GameError("nothing_to_do", f"Report {report.pk} was closed before.")
    until = report.claimed_until
    if report.claimed_by_id not in (None, context.staff.pk) and until is not None and until > context.now:
        raise GameError(
            "forbidden", f"{report.claimed_by} looks at report {report.pk} until {until:%H:%M} UTC. Take another one."
        )


def _close(context: StaffContext, found: Sequence[Report], told: Sequence[CharacterId], outcome: str, reason: str = "") -> None:
    Report.objects.filter(pk__in=[report.pk for report in found]).update(
        state=Report.CLOSED,
        outcome=outcome,
        closed_by=context.staff,
        closed_at=context.now,
        claimed_by=None,
        claimed_until=None,
    )
    context.notify(told, _TOLD[outcome], reason)
