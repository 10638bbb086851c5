"""The strip and the navigation of a player on pages that no view of the game renders: settings of the account, errors."""

from django.http import HttpRequest
from django.utils.functional import SimpleLazyObject

from game.views.player import looking


def hud(request: HttpRequest) -> dict[str, object]:
    """A context processor. It reads only when a template asks, and a view's own `hud` comes before it."""
    return {"hud": SimpleLazyObject(lambda: _standing(request))}


def _standing(request: HttpRequest):
    found = looking(request)
    return found.hud if found else None
