"""The public pages of events of the world, and their files for calendar programs."""

from django.conf import settings
from django.http import HttpRequest, HttpResponse
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_safe

from game.models.ids import EventId
from game.presenters.event import event_page, events_view
from game.presenters.event_ics import events_file
from game.queries.event import access_event
from game.queries.event import events as event_lists
from game.views.calendar_file import calendar_response
from game.views.player_page import render_public_page
from game.views.refusals import refusals_as_pages

READ, COMING, OVER = 60, 6, 10
"""Events read that are not over, and shown: those to come, and those that are over."""


@require_safe
@never_cache
@refusals_as_pages
def events(request: HttpRequest) -> HttpResponse:
    return render_public_page(request, "game/events.html", events_view(event_lists(READ, OVER), COMING))


@require_safe
@never_cache
@refusals_as_pages
def event(request: HttpRequest, pk: int) -> HttpResponse:
    return render_public_page(request, "game/event.html", event_page(access_event(EventId(pk))))


@require_safe
def events_calendar(request: HttpRequest) -> HttpResponse:
    """All events that are on or come."""
    return calendar_response(request, events_file(event_lists(READ, 0).not_over, settings.SITE_URL), "events")


@require_safe
@refusals_as_pages
def event_calendar(request: HttpRequest, pk: int) -> HttpResponse:
    return calendar_response(request, events_file([access_event(EventId(pk))], settings.SITE_URL), f"event-{pk}")
