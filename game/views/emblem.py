"""The drawn emblems. An emblem depends on the content alone, so its address with a version is cached for ever."""

from django.http import Http404, HttpRequest, HttpResponse
from django.views.decorators.http import require_safe

from game.presenters.emblem import emblem_svg


@require_safe
def emblem(request: HttpRequest, kind: str, slug: str) -> HttpResponse:
    svg = emblem_svg(kind, slug)
    if svg is None:
        raise Http404
    response = HttpResponse(svg, content_type="image/svg+xml")
    response["Cache-Control"] = "public, max-age=31536000, immutable" if "v" in request.GET else "public, max-age=3600"
    return response
