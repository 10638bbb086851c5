"""Wearing a title."""

from msgspec import Struct

from game.actions.player_action import ActionContext, action
from game.models import Character
from game.queries.titles import may_wear
from game.rules.errors import GameError


class TitleWorn(Struct, frozen=True):
    """title: the slug; empty for none."""

    title: str


@action("wear_title", TitleWorn)
def wear_title(context: ActionContext, *, title: str) -> TitleWorn:
    """Wear a title that the character has earned, or none (""). The title that it wears already changes nothing. GameError not_found."""
    character = context.character
    if title != character.title:
        if title and not may_wear(character.id, title):
            raise GameError(
                "not_found", "You have not earned that title. Your achievements list those that you may wear.", field="title"
            )
        Character.objects.filter(pk=character.pk).update(title=title)
    return TitleWorn(title)
