"""Reports to the staff of what somebody wrote."""

from typing import Annotated, Literal

from msgspec import Meta, Struct

from game.actions.report import report_letter
from game.api.api_request import ApiRequest
from game.api.endpoint import Endpoint, endpoint
from game.api.request_reading import NO_NUL
from game.models.ids import LetterId

Remark = Annotated[str, Meta(max_length=300, pattern=NO_NUL)]


class LetterReport(Struct, frozen=True, forbid_unknown_fields=True):
    """remark: a line for the staff."""

    reason: Literal["insult", "spam", "fraud", "staff", "cheat", "other"]
    remark: Remark = ""


class LetterReported(Struct, frozen=True):
    """again: it was reported before today for this reason, so nothing was changed."""

    id: int
    again: bool


class ReportLetterEndpoint(Endpoint):
    @endpoint(LetterReported, body=LetterReport, changes=True, refuses="forbidden too_fast")
    def post(self, request: ApiRequest[LetterReport], id: int) -> LetterReported:
        """Report a received letter to the staff, who read it with the letters before and after it."""
        sent = request.body
        filed = report_letter(request.actor, letter=LetterId(id), reason=sent.reason, remark=sent.remark)
        return LetterReported(filed.letter, filed.again)
