"""In development, Django serves the built folder as the proxy does in production."""

import gzip
import re
from pathlib import Path

import brotli
import pytest
from django.conf import settings as site_settings
from django.http import Http404
from django.test import Client, RequestFactory
from pytest_django.fixtures import Settings

from game.content import catalogue
from seo_pages.policy import HEADERS
from seo_pages.views import page

SLUG = next(iter(catalogue().items))
PAGE = f"/wiki/items/{SLUG}/"


@pytest.fixture
def served(built: Path, settings: Settings) -> Path:
    settings.SERVE_PAGES, settings.PAGES_ROOT = True, str(built)
    return built / "current"


def test_pages_are_sent_in_the_encoding_that_the_browser_prefers(served: Path, client: Client) -> None:
    raw = (served / PAGE[1:] / "index.html").read_bytes()
    plain, gz, br, refused = (
        client.get(PAGE, headers={"accept-encoding": accepted})
        for accepted in ("", "gzip, deflate", "gzip, deflate, br", "br;q=0, gzip")
    )
    assert plain.content == gzip.decompress(gz.content) == brotli.decompress(br.content) == raw
    assert [r.headers.get("Content-Encoding") for r in (plain, gz, br, refused)] == [None, "gzip", "br", "gzip"]
    assert len({r["ETag"] for r in (plain, gz, br)}) == 3, "each encoding has its own strong ETag"
    for response in (plain, gz, br):
        assert response["Vary"] == "Accept-Encoding" and response["Content-Type"] == "text/html; charset=utf-8"
        assert {name: response[name] for name in HEADERS} == HEADERS
        assert response["Cache-Control"] == "public, max-age=300, must-revalidate"


def test_a_matching_etag_is_answered_with_304(served: Path, client: Client) -> None:
    etag = client.get(PAGE)["ETag"]
    assert re.fullmatch('"[0-9a-f]{32}"', etag)
    again = client.get(PAGE, headers={"if-none-match": etag})
    assert again.status_code == 304 and not again.content and again["ETag"] == etag
    assert client.get(PAGE, headers={"if-none-match": '"other"'}).status_code == 200


def test_head_has_the_headers_of_get(served: Path, client: Client) -> None:
    head, get = client.head(PAGE), client.get(PAGE)
    assert head.status_code == 200 and head.content == b"" and head["Content-Length"] == str(len(get.content))
    assert client.post(PAGE).status_code == 405


@pytest.mark.parametrize("path", ["/wiki", f"/wiki/items/{SLUG}", "/wiki/items"])
def test_a_folder_without_its_slash_redirects(served: Path, client: Client, path: str) -> None:
    response = client.get(path)
    assert (response.status_code, response["Location"]) == (301, f"{path}/")


@pytest.mark.parametrize("path", [
    "/wiki/nothing/", "/wiki/items/nobody-has-this/", f"{PAGE}index.html.br", f"{PAGE}index.html.gz", "/wiki/emblems/",
    "/wiki/../.manifest.json", "/wiki/../../lock", "/wiki/%2e%2e/%2e%2e/lock", "/wiki/..%2f..%2flock", "/wiki//etc/passwd",
    "/wiki/items/../../../../../etc/passwd", "/wiki/.manifest.json", "/wiki/%00", "/wiki/a\\..\\b",
])  # fmt: skip
def test_an_address_without_a_page_shows_the_404_page(served: Path, client: Client, path: str) -> None:
    response = client.get(path)
    assert response.status_code == 404
    assert response.content == (served / "404.html").read_bytes() and "ETag" not in response


def test_every_file_has_its_type_and_hashed_names_are_immutable(served: Path, client: Client) -> None:
    types = {
        "css": "text/css; charset=utf-8",
        "js": "text/javascript; charset=utf-8",
        "json": "application/json",
        "svg": "image/svg+xml",
    }
    assets = [path for path in (served / "wiki/assets").iterdir() if path.suffix[1:] in types]
    assert {path.suffix[1:] for path in assets} == set(types)
    for path in assets:
        response = client.get(f"/wiki/assets/{path.name}")
        assert response["Content-Type"] == types[path.suffix[1:]]
        assert response["Cache-Control"] == "public, max-age=31536000, immutable"
    assert client.get(f"/wiki/emblems/item/{SLUG}.svg")["Content-Type"] == "image/svg+xml"
    assert client.get("/sitemap.xml")["Content-Type"] == "text/xml; charset=utf-8"
    robots = client.get("/robots.txt")
    assert f"Sitemap: {site_settings.SITE_URL}/sitemap.xml" in robots.content.decode()


def test_before_the_first_build_the_view_names_the_command(client: Client, settings: Settings, tmp_path: Path) -> None:
    settings.SERVE_PAGES, settings.PAGES_ROOT = True, str(tmp_path)
    response = client.get("/wiki/")
    assert response.status_code == 503 and b"manage.py render_seo_pages" in response.content


def test_with_serve_pages_off_the_view_is_a_404(served: Path, settings: Settings, rf: RequestFactory) -> None:
    settings.SERVE_PAGES = False
    with pytest.raises(Http404):
        page(rf.get(PAGE))
