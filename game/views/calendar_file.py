"""The response with a file for calendar programs."""

from django.http import HttpRequest, HttpResponse

from game.views.tagged import public_response


def calendar_response(request: HttpRequest, file: bytes, name: str) -> HttpResponse:
    """name: of the file, without its ending. 304 if the client has this content."""
    response = HttpResponse(file, content_type="text/calendar; charset=utf-8")
    response["Content-Disposition"] = f'inline; filename="{name}.ics"'
    return public_response(request, response, seconds=3600)
