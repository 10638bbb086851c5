"""The characters of the account: list, create, choose, delete, restore."""

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
    """class: slug of a class of the faction. emblem: number of one of the 24 crests."""

    name: Annotated[str, Meta(pattern="^[A-Za-z0-9_]{3,20}$", examples=["Night_Owl"])]
    faction: Faction
    class_slug: Annotated[Slug, Meta(examples=["courtblade"])]
    emblem: Annotated[int, Meta(ge=0, lt=actions.EMBLEMS)] = 0


class CharacterSummary(Struct, frozen=True, rename={"class_slug": "class"}):
    """restorable_until: only set for a deleted character; it can be restored until then."""

    id: int
    name: str
    faction: str
    class_slug: str
    emblem: int
    level: int
    restorable_until: datetime | None


class CharacterList(Struct, frozen=True):
    """chosen: id of the character that this token plays. gone: deleted characters that can still be restored."""

    chosen: int | None
    characters: list[CharacterSummary]
    gone: list[CharacterSummary]


class ChosenCharacter(Struct, frozen=True):
    character_id: int


def _summary(c: Character) -> CharacterSummary:
    return CharacterSummary(c.pk, c.name, c.faction, c.class_slug, c.emblem, c.level, c.deleted_at and c.deleted_at + RESTORE)


class CharactersEndpoint(Endpoint):
    @endpoint(CharacterList, plays=False)
    def get(self, request: ApiRequest[None]) -> CharacterList:
        """The characters of the account, and its deleted ones that can still be restored."""
        living, gone = characters_of(request.caller.user_id, timezone.now() - RESTORE)
        return CharacterList(request.caller.plays, [_summary(c) for c in living], [_summary(c) for c in gone])

    @endpoint(
        CharacterSummary, status=201, body=NewCharacter, changes=True, plays=False,
        refuses="wrong_faction name_taken too_many_characters too_fast",
    )  # fmt: skip
    def post(self, request: ApiRequest[NewCharacter]) -> CharacterSummary:
        """Create a character; an account has three at most. A token without a character then plays the new one."""
        sent, token = request.body, request.caller
        made = actions.create(
            user=token.user, name=sent.name, faction=sent.faction, class_slug=sent.class_slug, emblem=sent.emblem,
            key=request.key or secrets.token_urlsafe(16),
        )  # fmt: skip
        if token.character is None:
            tokens.choose(token=token.pk, user=UserId(token.user_id), character=made.id)
        return _summary(made)


class CharacterEndpoint(Endpoint):
    @endpoint(changes=True, plays=False)
    def delete(self, request: ApiRequest[None], id: int) -> None:
        """Delete a character; it can be restored for 72 hours. Its tokens have no character until they choose one."""
        # A deleted character is found too, so that a repeated request with the same key gets the first answer.
        mine = access_own_character(request.caller.user_id, CharacterId(id), deleted=None)
        actions.let_go(Actor(mine.id, request.key))


class ChooseEndpoint(Endpoint):
    @endpoint(ChosenCharacter, changes=True, plays=False)
    def post(self, request: ApiRequest[None], id: int) -> ChosenCharacter:
        """Choose the character that this token plays."""
        tokens.choose(token=request.caller.pk, user=request.caller.user_id, character=CharacterId(id))
        return ChosenCharacter(id)


class RestoreEndpoint(Endpoint):
    @endpoint(CharacterSummary, changes=True, plays=False, refuses="too_many_characters")
    def post(self, request: ApiRequest[None], id: int) -> CharacterSummary:
        """Restore a character that was deleted less than 72 hours ago."""
        return _summary(actions.restore(user_id=request.caller.user_id, character_id=CharacterId(id)))
