"""A call that was read and checked, and what its endpoint declares of it."""

from typing import Any, Generic, TypeVar

from django.http import HttpRequest
from msgspec import Struct

from game.actions.player_action import Actor
from game.models import Character
from game.queries.token import Caller
from game.rules.errors import GameError

B = TypeVar("B")


class Contract(Struct, frozen=True):
    """What a call takes and promises; the OpenAPI document is written from it.

    answer: the type of a 2xx body, None if it has none. body, query: types of what is sent. changes: it takes an
    Idempotency-Key. open: it needs no token. plays: it needs a character. refuses: error codes of its own, beside those
    that follow from the other fields.
    """

    answer: Any
    status: int
    body: Any
    query: Any
    changes: bool
    open: bool
    plays: bool
    refuses: tuple[str, ...]


class ApiRequest(Generic[B]):
    """A call as its endpoint sees it. B: the type of the body, or of the query of a call that takes parameters."""

    __slots__ = ("http", "key", "sent", "token")

    def __init__(self, http: HttpRequest, token: Caller | None, key: str | None, sent: B) -> None:
        self.http, self.token, self.key, self.sent = http, token, key, sent

    @property
    def body(self) -> B:
        """The body of a call that takes one."""
        return self.sent

    @property
    def query(self) -> B:
        """The parameters of a call that takes some."""
        return self.sent

    @property
    def caller(self) -> Caller:
        """The token's account. GameError not_logged_in for a call without a token."""
        if self.token is None:
            raise GameError("not_logged_in", "Log in first: this call needs a valid token.")
        return self.token

    @property
    def character(self) -> Character:
        """The token's character. GameError no_character if it plays none."""
        if self.token is None or self.token.character is None or self.token.character.deleted_at is not None:
            raise GameError("no_character", "This token plays nobody: make a character, or choose one.")
        return self.token.character

    @property
    def actor(self) -> Actor:
        """Who acts, for an action."""
        return Actor(self.character.id, self.key, self.character)
