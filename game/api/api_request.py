"""A parsed and checked request, and the contract that its endpoint declares."""

from typing import Any, Generic, TypeVar

from django.http import HttpRequest
from msgspec import Struct

from game.actions.player_action import Actor
from game.models import Character
from game.queries.token import Caller
from game.rules.errors import GameError

B = TypeVar("B")


class Contract(Struct, frozen=True):
    """The request and the responses of one method of an endpoint. The OpenAPI document is generated from it.

    answer: type of a successful body, None for an empty one. body, query: struct types of the request's body and query,
    None if it has none. changes: the call takes an Idempotency-Key. open: it needs no token. plays: it needs a character.
    refuses: error codes that do not follow from the other fields. waits: the answer may also come with 202, while a worker computes it.
    """

    answer: Any
    status: int
    body: Any
    query: Any
    changes: bool
    open: bool
    plays: bool
    refuses: tuple[str, ...]
    waits: bool = False


class ApiRequest(Generic[B]):
    """A request as its endpoint gets it. B: the struct type of its body, or of its query; None if it has neither."""

    __slots__ = ("http", "key", "sent", "token")

    def __init__(self, http: HttpRequest, token: Caller | None, key: str | None, sent: B) -> None:
        self.http, self.token, self.key, self.sent = http, token, key, sent

    @property
    def body(self) -> B:
        """The parsed body."""
        return self.sent

    @property
    def query(self) -> B:
        """The parsed query parameters."""
        return self.sent

    @property
    def caller(self) -> Caller:
        """The account of the token. GameError: not_logged_in if the request has no token."""
        if self.token is None:
            raise GameError("not_logged_in", "Log in first: this call needs a valid token.")
        return self.token

    @property
    def character(self) -> Character:
        """The character of the token. GameError: no_character if none is chosen, or if it is deleted."""
        if self.token is None or self.token.character is None or self.token.character.deleted_at is not None:
            raise GameError("no_character", "No character is chosen for this token: create one or choose one.")
        return self.token.character

    @property
    def actor(self) -> Actor:
        """The character and the idempotency key, as actions take them."""
        return Actor(self.character.id, self.key, self.character)
