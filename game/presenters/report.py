"""The page on which a player reports something, and how urgent a report is for the staff."""

from datetime import datetime

from msgspec import Struct

from game.models import Report
from game.queries.report_targets import Reported, ReportTarget
from game.rules.report import REASONS, REMARK_MAX
from game.rules.report_score import ReportScore, score


class ReportPage(Struct, frozen=True):
    """title: in a sentence. name: of the one who answers for it. quote: what would be reported. back: where the player came from."""

    target: str
    title: str
    name: str
    quote: str
    back: str
    reasons: dict[str, str]
    remark_max: int = REMARK_MAX


def score_of(report: Report, now: datetime) -> ReportScore:
    """The score of a report at that moment, with its parts."""
    waited = max((now - report.first_at).total_seconds(), 0)
    return score(report.reporters, report.trust, report.reason, waited)


def report_page(target: str, kind: ReportTarget, found: Reported) -> ReportPage:
    reasons = {reason: REASONS[reason] for reason in kind.reasons}
    return ReportPage(target, kind.title, found.name, found.quote, found.page, reasons)
