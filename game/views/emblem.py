"""The drawn emblems, by address: each is a pure function of content, so it may be kept for ever under its version."""

from functools import lru_cache

from django.http import Http404, HttpRequest, HttpResponse
from django.views.decorators.http import require_safe

from game import emblems
from game.content import catalogue
from game.content.registry import FOLDERS

CHARACTER_EMBLEMS = frozenset(str(number) for number in range(24))


@lru_cache(maxsize=4096)
def drawn(kind: str, slug: str) -> bytes | None:
    """The SVG of an entry, None when there is no such entry."""
    content = catalogue()
    if kind in FOLDERS and (entry := content.entries(kind).get(slug)):
        return emblems.entry_emblem(kind, entry, content.hue_of(entry)).encode()
    if kind == "class" and slug in content.classes:
        return emblems.class_emblem(slug).encode()
    if kind == "crest" and slug in ("vampire", "werewolf"):
        return emblems.crest(slug).encode()
    if kind == "character" and slug in CHARACTER_EMBLEMS:
        return emblems.character_emblem(int(slug)).encode()
    return None


@require_safe
def emblem(request: HttpRequest, kind: str, slug: str) -> HttpResponse:
    svg = drawn(kind, slug)
    if svg is None:
        raise Http404
    response = HttpResponse(svg, content_type="image/svg+xml")
    response["Cache-Control"] = "public, max-age=31536000, immutable" if "v" in request.GET else "public, max-age=3600"
    return response
