"""The response with a file for calendar programs."""

from django.http import HttpRequest, HttpResponse
from django.utils.cache import get_conditional_response

from game.presenters.calendar_file import CalendarFile


def calendar_response(request: HttpRequest, file: CalendarFile, name: str) -> HttpResponse:
    """name: of the file, without its ending. 304 if the client has this content."""
    response = HttpResponse(file.content, content_type="text/calendar; charset=utf-8")
    response["ETag"] = file.etag
    response["Cache-Control"] = "public, max-age=3600"
    response["Content-Disposition"] = f'inline; filename="{name}.ics"'
    return get_conditional_response(request, etag=file.etag, response=response) or response
