"""The status strip on pages that no view of the game renders (the account's settings and errors), the raid and the event that every
strip names, and the numbers of what is unread."""

from django.http import HttpRequest
from django.utils.functional import SimpleLazyObject

from game.presenters.event_strip import EventStrip, event_strip
from game.presenters.raid_strip import RaidStrip, raid_strip
from game.presenters.status_strip import StatusStrip
from game.queries.notices import Unread
from game.views.player import current_player


def hud(request: HttpRequest) -> dict[str, object]:
    """A context processor. It reads only when a template uses `hud`; the `hud` of a view takes precedence."""
    return {
        "hud": SimpleLazyObject(lambda: _status_strip(request)),
        "raid_on": SimpleLazyObject(lambda: _raid_strip(request)),
        "event_on": SimpleLazyObject(lambda: _event_strip(request)),
        "unread": SimpleLazyObject(lambda: _unread(request)),
    }


def _status_strip(request: HttpRequest) -> StatusStrip | None:
    player = current_player(request)
    return player.hud if player else None


def _raid_strip(request: HttpRequest) -> RaidStrip | None:
    """Without a statement: the character was read with the raid that is on."""
    player = current_player(request)
    return raid_strip(player.character.raid_now, request.path) if player else None


def _event_strip(request: HttpRequest) -> EventStrip | None:
    """Without a statement: the character was read with the events that are on."""
    player = current_player(request)
    return event_strip(player.character.events_now, request.path, player.now) if player else None


def _unread(request: HttpRequest) -> Unread | None:
    """Without a statement: the character was read with it."""
    player = current_player(request)
    return player.character.unread if player else None
