"""Drafts of letters."""

from datetime import datetime
from typing import Annotated

from msgspec import Meta, Struct

from game.actions import drafts as actions
from game.api.api_request import ApiRequest
from game.api.endpoint import Endpoint, endpoint
from game.api.request_reading import NO_NUL, Id
from game.queries.drafts import drafts_of


class DraftEntry(Struct, frozen=True):
    """answers: id of the letter that it answers."""

    id: int
    to: str
    subject: str
    text: str
    answers: int | None
    saved_at: datetime


class DraftList(Struct, frozen=True):
    """drafts: what was saved last comes first."""

    drafts: list[DraftEntry]


class DraftToKeep(Struct, frozen=True, forbid_unknown_fields=True):
    """id: of the draft that it replaces. to: at most 60 letters."""

    to: Annotated[str, Meta(pattern=NO_NUL)] = ""
    subject: Annotated[str, Meta(max_length=400, pattern=NO_NUL)] = ""
    text: Annotated[str, Meta(max_length=10_000, pattern=NO_NUL)] = ""
    answers: Id | None = None
    id: Id | None = None


class KeptDraft(Struct, frozen=True):
    id: int


class DraftsEndpoint(Endpoint):
    @endpoint(DraftList)
    def get(self, request: ApiRequest[None]) -> DraftList:
        """The character's drafts, ten at most."""
        return DraftList(
            [DraftEntry(d.pk, d.to, d.subject, d.text, d.answers, d.saved_at) for d in drafts_of(request.character.id)]
        )

    @endpoint(KeptDraft, status=201, body=DraftToKeep, changes=True, refuses="too_much")
    def post(self, request: ApiRequest[DraftToKeep]) -> KeptDraft:
        """Keep a draft: a new one, or in the place of another (`id`). `POST mail` with `draft` sends a letter and deletes its draft."""
        body = request.body
        kept = actions.keep(
            request.actor, draft=body.id, to=body.to, subject=body.subject, text=body.text, answers=body.answers
        )
        return KeptDraft(kept.draft)


class DraftEndpoint(Endpoint):
    @endpoint(changes=True)
    def delete(self, request: ApiRequest[None], id: int) -> None:
        """Throw a draft away."""
        actions.throw_away(request.actor, draft=id)
