"""The public pages of events of the world, and their files for calendar programs."""

from django.conf import settings
from django.http import HttpRequest, HttpResponse
from django.utils.cache import get_conditional_response
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_safe

from game.models.ids import EventId
from game.presenters.event import event_page, events_view
from game.presenters.event_ics import events_file
from game.presenters.event_sitemap import event_sitemap_xml
from game.presenters.raid_ics import CalendarFile
from game.queries.event import access_event, public_events
from game.queries.event import events as event_lists
from game.views.player_page import render_public_page
from game.views.refusals import refusals_as_pages
from vvw_site.foundation.read_through import stale_while_revalidate

READ, COMING, OVER = 60, 6, 10
"""Events read that are not over, and shown: those to come, and those that are over."""
SITEMAP_SECONDS = 300


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
    return _file(request, events_file(event_lists(READ, 0).not_over, settings.SITE_URL), "events")


@require_safe
@refusals_as_pages
def event_calendar(request: HttpRequest, pk: int) -> HttpResponse:
    return _file(request, events_file([access_event(EventId(pk))], settings.SITE_URL), f"event-{pk}")


@require_safe
def event_sitemap(request: HttpRequest) -> HttpResponse:
    """The list and each event; the sitemap index of the wiki names it."""
    xml = stale_while_revalidate(
        "event sitemap", str, SITEMAP_SECONDS, lambda: event_sitemap_xml(public_events(), settings.SITE_URL)
    )
    response = HttpResponse(xml, content_type="text/xml; charset=utf-8")
    response["Cache-Control"] = f"public, max-age={SITEMAP_SECONDS}"
    return response


def _file(request: HttpRequest, file: CalendarFile, name: str) -> HttpResponse:
    response = HttpResponse(file.content, content_type="text/calendar; charset=utf-8")
    response["ETag"] = file.etag
    response["Cache-Control"] = "public, max-age=3600"
    response["Content-Disposition"] = f'inline; filename="{name}.ics"'
    return get_conditional_response(request, etag=file.etag, response=response) or response
