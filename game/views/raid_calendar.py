"""The public calendar of raids, its file for calendar programs, and a player's reminders."""

from django.conf import settings
from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect
from django.utils import timezone
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_POST, require_safe

from game.actions import raid_reminder as actions
from game.presenters.raid_calendar import bosses_to_come, calendar_page
from game.presenters.raid_ics import calendar_file
from game.queries.raid import current_raid, recent_raids
from game.queries.raid_calendar import calendar_facts
from game.views.actor import actor_of
from game.views.calendar_file import calendar_response
from game.views.forms import whole_number
from game.views.player import PlayerRequest, current_player
from game.views.player_page import player_page, render_public_page
from game.views.refusals import refusals_as_pages

PAGE = 12


@require_safe
@never_cache
@refusals_as_pages
def raid_calendar(request: HttpRequest) -> HttpResponse:
    before = whole_number(request.GET, "before", default=0) or None
    viewer = current_player(request)
    facts = calendar_facts(bosses_to_come(timezone.now()), viewer.character.id if viewer else None)
    page = calendar_page(facts, current_raid(), recent_raids(before, PAGE + 1), PAGE)
    return render_public_page(request, "game/raid_calendar.html", page, before=before)


@require_POST
@player_page
def remind(request: PlayerRequest) -> HttpResponse:
    window = whole_number(request.POST, "window")
    answer = actions.remind(actor_of(request), window=window)
    messages.success(request, f"You will be told when the hunters gather on {answer.window:%A at %H:%M} UTC.")
    return redirect(f"/play/raids/#window-{window}")


@require_POST
@player_page
def forget(request: PlayerRequest) -> HttpResponse:
    window = whole_number(request.POST, "window")
    actions.forget_reminder(actor_of(request), window=window)
    messages.success(request, "You will not be told of that one.")
    return redirect(f"/play/raids/#window-{window}")


@require_safe
def raid_calendar_file(request: HttpRequest) -> HttpResponse:
    """The raids of the next two weeks. The file changes when a window opens."""
    return calendar_response(request, calendar_file(timezone.now(), settings.SITE_URL), "raids")
