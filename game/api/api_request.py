"""What one call of the API promises. The door keeps it, and the OpenAPI document is written from it."""

from collections.abc import Callable
from typing import Any

from django.http import HttpRequest
from msgspec import Struct

from game.actions.player_action import Actor
from game.models import Character
from game.queries.token import Caller
from game.rules.errors import GameError


class EndpointContract(Struct, frozen=True):
    """answer: the shape of a 2xx body (None: it has none). body, query: shapes of what is sent.

    changes: it takes an Idempotency-Key. open: no token is asked for. plays: it needs a character. refuses: codes of its
    own, beside those that follow from the rest.
    """

    answer: Any
    status: int
    body: Any
    query: Any
    changes: bool
    open: bool
    plays: bool
    refuses: tuple[str, ...]


class ApiRequest(Struct):
    """A request that was read: all that a door's function needs."""

    request: HttpRequest
    token: Caller | None = None
    body: Any = None
    query: Any = None
    key: str | None = None

    @property
    def character(self) -> Character:
        """The token's character. GameError no_character when it plays none."""
        if self.token is None or self.token.character is None or self.token.character.deleted_at is not None:
            raise GameError("no_character", "This token plays nobody: make a character, or choose one.")
        return self.token.character

    @property
    def actor(self) -> Actor:
        """Who acts, for an action."""
        return Actor(self.character.id, self.key, self.character)


def endpoint(
    answer: Any = None, *, status: int = 200, body: Any = None, query: Any = None, changes: bool = False,
    open: bool = False, plays: bool = True, refuses: str = "",
) -> Callable[[Callable], Callable]:  # fmt: skip
    """Marks a door's method (get, post, delete) as a call. refuses: codes, with spaces between."""

    def mark(method: Callable) -> Callable:
        plays_too = plays and not open
        method.contract = EndpointContract(  # type: ignore[attr-defined]
            answer, status if answer else 204, body, query, changes, open, plays_too, tuple(refuses.split())
        )
        return method

    return mark
