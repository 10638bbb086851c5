"""What the staff imposed on the caller's account, and the appeal."""

from datetime import datetime
from typing import Annotated

from django.utils import timezone
from msgspec import Meta, Struct

from game.actions.actor import UserActor
from game.actions.appeal import appeal
from game.api.api_request import ApiRequest
from game.api.endpoint import Endpoint, endpoint
from game.api.request_reading import NO_NUL
from game.presenters.sanctions import SanctionView, sanctions_page
from game.queries.sanctions import sanctions_of

MANY = 100


class AppealState(Struct, frozen=True):
    """state: `open`, `upheld` or `dismissed`. answer: of the staff, once it is decided."""

    text: str
    at: datetime
    state: str
    answer: str


class SanctionEntry(Struct, frozen=True):
    """kind: `warning`, `mute`, `suspension`, `ban` or `no_reports`. state: `holds`, `over`, `lifted`, or `told` for a warning. ends_at:
    null without an end. can_appeal: until `appeal_until`, once."""

    id: int
    kind: str
    reason: str
    starts_at: datetime
    ends_at: datetime | None
    state: str
    can_appeal: bool
    appeal_until: datetime
    appeal: AppealState | None


class SanctionList(Struct, frozen=True):
    sanctions: list[SanctionEntry]


class NewAppeal(Struct, frozen=True, forbid_unknown_fields=True):
    text: Annotated[str, Meta(min_length=10, max_length=1000, pattern=NO_NUL)]


class AppealSent(Struct, frozen=True):
    id: int


class SanctionsEndpoint(Endpoint):
    @endpoint(SanctionList, plays=False)
    def get(self, request: ApiRequest[None]) -> SanctionList:
        """The sanctions of the account, the latest first. A banned account cannot call the API; the mail about its ban has a link."""
        found = sanctions_page(sanctions_of(request.caller.user_id, MANY), timezone.now())
        return SanctionList([_entry(one) for one in found.sanctions])


class AppealEndpoint(Endpoint):
    @endpoint(AppealSent, body=NewAppeal, changes=True, plays=False, refuses="forbidden not_found")
    def post(self, request: ApiRequest[NewAppeal], id: int) -> AppealSent:
        """Appeal a sanction: once, within 20 days. Somebody else of the staff decides."""
        actor = UserActor(request.caller.user_id, request.key)
        return AppealSent(appeal(actor, sanction=id, text=request.body.text).sanction)


def _entry(view: SanctionView) -> SanctionEntry:
    heard = view.appeal
    return SanctionEntry(
        view.id, view.kind, view.reason, view.starts_at, view.ends_at, view.state, not view.no_appeal, view.appeal_until,
        None if heard is None else AppealState(heard.text, heard.at, heard.state, heard.answer),
    )  # fmt: skip
