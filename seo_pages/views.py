"""Serves the static pages in development, where there is no proxy. SERVE_PAGES is off in production."""

import re
from pathlib import Path

from django.conf import settings
from django.http import Http404, HttpRequest, HttpResponse, HttpResponsePermanentRedirect
from django.utils.cache import get_conditional_response
from django.views.decorators.http import require_safe

from game.content import catalogue, wiki_urls
from seo_pages.build.digests import digest_of
from seo_pages.moved import target_of
from seo_pages.pictures import picture
from seo_pages.policy import HEADERS, REVALIDATE, cache_control

TYPES = {
    ".html": "text/html; charset=utf-8",
    ".css": "text/css; charset=utf-8",
    ".js": "text/javascript; charset=utf-8",
    ".json": "application/json",
    ".svg": "image/svg+xml",
    ".png": "image/png",
    ".xml": "text/xml; charset=utf-8",
    ".txt": "text/plain; charset=utf-8",
}
ENCODINGS = {"br": ".br", "gzip": ".gz"}
"""Best first."""
SAFE = re.compile(r"(?:[a-z0-9][\w-]*(?:\.[\w-]+)*/)*(?:[a-z0-9][\w-]*(?:\.[\w-]+)*)?", re.A)
"""A path below the folder. No part begins with a dot, so no path leads to a parent folder or to the manifest."""
PICTURE = re.compile(rf"{wiki_urls.PICTURES}(?P<kind>item|monster|place)/(?P<slug>[a-z0-9-]+)\.png")
"""The address of a sharing picture."""
LONGEST = 200
"""The longest path. For a longer name, a file system raises an error that is not "not found"."""
NOT_BUILT = "The wiki has not been built yet: run manage.py render_seo_pages, then load this page again.\n"


@require_safe
def page(request: HttpRequest) -> HttpResponse:
    """The file of the address, from the current build."""
    if not settings.SERVE_PAGES:
        raise Http404
    root = Path(settings.PAGES_ROOT) / "current"
    if not root.is_dir():
        return HttpResponse(
            NOT_BUILT, status=503, content_type="text/plain", headers={"Retry-After": "5", "Cache-Control": "no-store"}
        )
    if target := target_of(request.path_info):
        return HttpResponsePermanentRedirect(target, headers={"Cache-Control": REVALIDATE})
    name = request.path_info.removeprefix("/")
    if len(name) > LONGEST or not SAFE.fullmatch(name):
        return not_found(request, root)
    path = root / name
    if path.is_dir():
        if not name.endswith("/"):
            return HttpResponsePermanentRedirect(f"/{name}/")
        path = path / "index.html"
    if path.suffix not in TYPES or not path.is_file():
        return missing_picture(name) or not_found(request, root)
    return answer(request, path, 200)


def missing_picture(name: str) -> HttpResponse | None:
    """Draws a sharing picture that the build left out (`--no-pictures`); None if `name` is no such picture."""
    if not (match := PICTURE.fullmatch(f"/{name}")):
        return None
    try:
        png = picture(match["kind"], match["slug"], catalogue())
    except KeyError:
        return None
    return HttpResponse(png, content_type=TYPES[".png"], headers=HEADERS | {"Cache-Control": "no-cache"})


def not_found(request: HttpRequest, root: Path) -> HttpResponse:
    return answer(request, root / "404.html", 404)


def answer(request: HttpRequest, path: Path, status: int) -> HttpResponse:
    """The file, compressed as the browser accepts it; 304 if the browser has it already."""
    encoding = next((name for name in accepted(request) if Path(f"{path}{ENCODINGS[name]}").is_file()), "")
    raw = Path(f"{path}{ENCODINGS.get(encoding, '')}").read_bytes()
    response = HttpResponse(raw, status=status, content_type=TYPES[path.suffix], headers=HEADERS)
    response["Content-Length"] = str(len(raw))
    response["Cache-Control"] = cache_control(request.path_info) if status == 200 else "no-cache"
    if encoding:
        response["Content-Encoding"] = encoding
    if status == 200:
        response["ETag"] = f'"{digest_of(raw)}"'
        found: HttpResponse = get_conditional_response(request, etag=response["ETag"], response=response) or response
        return found
    return response


def accepted(request: HttpRequest) -> list[str]:
    """The encodings that the browser accepts, best first."""
    accepts = {}
    for part in request.headers.get("Accept-Encoding", "").lower().split(","):
        name, _, quality = part.partition(";")
        accepts[name.strip()] = re.fullmatch(r"\s*q=0(\.0*)?\s*", quality) is None
    return [name for name in ENCODINGS if accepts.get(name)]
