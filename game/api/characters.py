"""The characters of the account: list, make, choose, let go, bring back."""

import secrets
from datetime import datetime, timedelta
from typing import Annotated

from django.utils import timezone
from msgspec import Meta, Struct

from accounts.models.ids import UserId
from game.actions import character as actions
from game.actions import tokens
from game.actions.player_action import Actor
from game.api.api_request import ApiRequest
from game.api.endpoint import Endpoint, endpoint
from game.api.request_reading import Slug
from game.content.vocabulary import Faction
from game.models import Character
from game.models.ids import CharacterId
from game.queries.access import access_own_character
from game.queries.characters import characters_of

RESTORE = timedelta(hours=actions.RESTORE_HOURS)


class NewCharacter(Struct, frozen=True, forbid_unknown_fields=True, rename={"class_slug": "class"}):
    """class: the slug of one of the faction's classes. emblem: which of the 24 crests."""

    name: Annotated[str, Meta(pattern="^[A-Za-z0-9_]{3,20}$")]
    faction: Faction
    class_slug: Slug
    emblem: Annotated[int, Meta(ge=0, lt=actions.EMBLEMS)] = 0


class Person(Struct, frozen=True, rename={"class_slug": "class"}):
    """restorable_until: set for one that was let go and can still come back."""

    id: int
    name: str
    faction: str
    class_slug: str
    emblem: int
    level: int
    restorable_until: datetime | None


class People(Struct, frozen=True):
    """chosen: whom this token plays."""

    chosen: int | None
    characters: list[Person]
    gone: list[Person]


class Chosen(Struct, frozen=True):
    character_id: int


def _person(c: Character) -> Person:
    return Person(c.pk, c.name, c.faction, c.class_slug, c.emblem, c.level, c.deleted_at and c.deleted_at + RESTORE)


class CharactersEndpoint(Endpoint):
    @endpoint(People, plays=False)
    def get(self, request: ApiRequest[None]) -> People:
        """The account's characters, and those let go that can still come back."""
        living, gone = characters_of(request.caller.user_id, timezone.now() - RESTORE)
        return People(request.caller.plays, [_person(c) for c in living], [_person(c) for c in gone])

    @endpoint(
        Person, status=201, body=NewCharacter, changes=True, plays=False,
        refuses="wrong_faction name_taken too_many_characters too_fast",
    )  # fmt: skip
    def post(self, request: ApiRequest[NewCharacter]) -> Person:
        """Make a character, three at the most. A token that plays nobody plays it from now on."""
        sent, token = request.body, request.caller
        made = actions.create(
            user=token.user, name=sent.name, faction=sent.faction, class_slug=sent.class_slug, emblem=sent.emblem,
            key=request.key or secrets.token_urlsafe(16),
        )  # fmt: skip
        if token.character is None:
            tokens.choose(token=token.pk, user=UserId(token.user_id), character=made.id)
        return _person(made)


class CharacterEndpoint(Endpoint):
    @endpoint(changes=True, plays=False)
    def delete(self, request: ApiRequest[None], id: int) -> None:
        """Let a character go; for 72 hours it can be restored. Tokens that played it play nobody."""
        # One that is gone already is looked up too: the same key gets the first answer.
        mine = access_own_character(request.caller.user_id, CharacterId(id), deleted=None)
        actions.let_go(Actor(mine.id, request.key))


class ChooseEndpoint(Endpoint):
    @endpoint(Chosen, changes=True, plays=False)
    def post(self, request: ApiRequest[None], id: int) -> Chosen:
        """Play this character with this token from now on."""
        tokens.choose(token=request.caller.pk, user=request.caller.user_id, character=CharacterId(id))
        return Chosen(id)


class RestoreEndpoint(Endpoint):
    @endpoint(Person, changes=True, plays=False, refuses="too_many_characters")
    def post(self, request: ApiRequest[None], id: int) -> Person:
        """Bring back a character that was let go less than 72 hours ago."""
        return _person(actions.restore(user_id=request.caller.user_id, character_id=CharacterId(id)))
