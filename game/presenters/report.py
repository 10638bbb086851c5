"""The page on which a player reports something."""

from msgspec import Struct

from game.queries.report_targets import Reported, ReportTarget
from game.rules.report import REASONS, REMARK_MAX


class ReportPage(Struct, frozen=True):
    """title: in a sentence. name: of the one who answers for it. quote: what would be reported. back: where the player came from."""

    target: str
    title: str
    name: str
    quote: str
    back: str
    reasons: dict[str, str]
    remark_max: int = REMARK_MAX


def report_page(target: str, kind: ReportTarget, found: Reported) -> ReportPage:
    back = kind.page(target.partition(":")[2], found)
    reasons = {reason: REASONS[reason] for reason in kind.reasons}
    return ReportPage(target, kind.title, found.name, found.quote, back or "/play/", reasons)
