"""Reports to the staff of what somebody wrote or does."""

from typing import Annotated, Literal

from msgspec import Meta, Struct

from game.actions.report import report, report_letter
from game.api.api_request import ApiRequest
from game.api.endpoint import Endpoint, endpoint
from game.api.request_reading import NO_NUL
from game.models.ids import LetterId

Reason = Literal["insult", "spam", "fraud", "staff", "cheat", "other"]
Remark = Annotated[str, Meta(max_length=300, pattern=NO_NUL)]


class LetterReport(Struct, frozen=True, forbid_unknown_fields=True):
    """remark: a line for the staff."""

    reason: Reason
    remark: Remark = ""


class LetterReported(Struct, frozen=True):
    """again: it was reported before today for this reason, so nothing was changed."""

    id: int
    again: bool


class NewReport(Struct, frozen=True, forbid_unknown_fields=True):
    """target: a kind and an id, such as `letter:12`, `character:7` (its name) or `profile:7` (the player). remark: a line for the
    staff."""

    target: Annotated[str, Meta(max_length=60, pattern=NO_NUL)]
    reason: Reason
    remark: Remark = ""


class ReportMade(Struct, frozen=True):
    """again: it was reported before today for this reason, so nothing was changed."""

    target: str
    again: bool


class ReportsEndpoint(Endpoint):
    @endpoint(ReportMade, body=NewReport, changes=True, refuses="forbidden not_found too_fast")
    def post(self, request: ApiRequest[NewReport]) -> ReportMade:
        """Report something to the staff. Not every reason fits every kind of target."""
        sent = request.body
        filed = report(request.actor, target=sent.target, reason=sent.reason, remark=sent.remark)
        return ReportMade(filed.target, filed.again)


class ReportLetterEndpoint(Endpoint):
    @endpoint(LetterReported, body=LetterReport, changes=True, refuses="forbidden too_fast")
    def post(self, request: ApiRequest[LetterReport], id: int) -> LetterReported:
        """Report a received letter to the staff, who read it with the letters before and after it."""
        sent = request.body
        filed = report_letter(request.actor, letter=LetterId(id), reason=sent.reason, remark=sent.remark)
        return LetterReported(filed.letter, filed.again)
