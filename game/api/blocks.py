"""Whom the user has blocked."""

from datetime import datetime
from typing import Annotated

from msgspec import UNSET, Meta, Struct, UnsetType

from accounts.models.ids import UserId
from game.actions import blocks as actions
from game.actions.actor import UserActor
from game.api.api_request import ApiRequest
from game.api.endpoint import Endpoint, endpoint
from game.api.request_reading import Line
from game.queries.blocks import blocks_of
from game.queries.mail import recipient_named
from game.rules.errors import GameError

PAGE = 100
Before = Annotated[int, Meta(ge=1, lt=10**18)]


class BlocksQuery(Struct, frozen=True, forbid_unknown_fields=True):
    """before: `next` of the page before."""

    before: Before | UnsetType = UNSET


class BlockEntry(Struct, frozen=True):
    """name: of the character that you know; null if it is gone."""

    id: int
    name: str | None
    at: datetime


class BlockList(Struct, frozen=True):
    """blocks: newest first. next: `before` of the next page; null on the last one."""

    blocks: list[BlockEntry]
    next: int | None


class NewBlock(Struct, frozen=True, forbid_unknown_fields=True):
    name: Line


class MadeBlock(Struct, frozen=True):
    """again: it was there before."""

    id: int
    again: bool


class BlocksEndpoint(Endpoint):
    @endpoint(BlockList, query=BlocksQuery, plays=False)
    def get(self, request: ApiRequest[BlocksQuery]) -> BlockList:
        """Whom you have blocked, 100 a page, newest first."""
        found = blocks_of(request.caller.user_id, PAGE + 1, request.query.before or None)
        page = [BlockEntry(b.pk, b.character.name if b.character.user_id is not None else None, b.at) for b in found[:PAGE]]
        return BlockList(page, page[-1].id if len(found) > PAGE else None)

    @endpoint(MadeBlock, status=201, body=NewBlock, changes=True, plays=False, refuses="too_much not_found")
    def post(self, request: ApiRequest[NewBlock]) -> MadeBlock:
        """Block the account of a character. Neither can reach the other, and what was between you ends. Nobody is told."""
        try:
            found = recipient_named(request.body.name, deleted=None)
        except GameError as error:
            raise GameError(error.code, error.message, field="name") from None
        actor = UserActor(request.caller.user_id, request.key)
        done = actions.block(actor, character=found.id, owner=UserId(found.user_id or 0))
        return MadeBlock(done.block, done.again)


class BlockEndpoint(Endpoint):
    @endpoint(changes=True, plays=False)
    def delete(self, request: ApiRequest[None], id: int) -> None:
        """Unblock. What the block ended does not come back."""
        actions.unblock(UserActor(request.caller.user_id, request.key), block=id)
