"""A real nginx serves the built folder with our configuration, without Django."""

import gzip
import re
import shutil
import struct
import subprocess
import time
from collections.abc import Iterator
from concurrent.futures import ThreadPoolExecutor
from contextlib import contextmanager
from html.parser import HTMLParser
from http.client import HTTPConnection, HTTPResponse
from pathlib import Path
from socket import socket
from urllib.parse import urldefrag, urljoin, urlsplit
from xml.etree import ElementTree

import brotli
import pytest
from django.conf import settings

from game.content import catalogue, wiki_urls
from seo_pages.build.sitemaps import LIVE
from seo_pages.moved import MOVED
from seo_pages.pictures import picture
from seo_pages.policy import HEADERS, IMMUTABLE, REVALIDATE
from seo_pages.tests.conftest import CHECKOUT

NGINX = shutil.which("nginx") or shutil.which("nginx", path="/usr/sbin:/usr/local/sbin")
pytestmark = pytest.mark.skipif(not NGINX, reason="No nginx was found: install it (Debian: apt-get install nginx-light).")
CONFIGURATION = """
daemon off; master_process off; pid {here}/pid; error_log {here}/error.log warn; worker_rlimit_nofile 1024;
events {{ worker_connections 256; }}
http {{
    access_log off; types {{ {types} }} default_type application/octet-stream;
    client_body_temp_path {here}/body; proxy_temp_path {here}/proxy; fastcgi_temp_path {here}/fastcgi;
    uwsgi_temp_path {here}/uwsgi; scgi_temp_path {here}/scgi;
    include vvw/pages-maps.conf;
    server {{ listen 127.0.0.1:{port}; server_tokens off; set $vvw_pages {pages}/current; include vvw/pages.conf; }}
}}
"""
TYPES = (
    "text/html html; text/css css; application/javascript js; application/json json; image/svg+xml svg; image/png png; "
    "text/xml xml; text/plain txt;"
)
ENTRY = re.compile(r"/wiki/(items|monsters|locations)/[a-z0-9-]+/")


def free_port() -> int:
    with socket() as probe:
        probe.bind(("127.0.0.1", 0))
        return int(probe.getsockname()[1])


class Server:
    def __init__(self, port: int) -> None:
        self.port = port

    def get(self, path: str, encoding: str = "", **headers: str) -> tuple[HTTPResponse, bytes]:
        connection = HTTPConnection("127.0.0.1", self.port, timeout=10)
        try:
            connection.request("GET", path, headers={"Accept-Encoding": encoding or "identity"} | headers)
            response = connection.getresponse()
            return response, response.read()
        finally:
            connection.close()


@contextmanager
def server(here: Path, pages: Path) -> Iterator[Server]:
    """A real nginx with our configuration. here: an empty folder for its files. pages: the folder of the builds."""
    (here / "vvw").symlink_to(CHECKOUT / "deploy/nginx")
    port = free_port()
    (here / "nginx.conf").write_text(CONFIGURATION.format(here=here, port=port, pages=pages, types=TYPES))
    assert NGINX
    process = subprocess.Popen(
        [NGINX, "-e", f"{here}/error.log", "-c", f"{here}/nginx.conf"], stderr=subprocess.PIPE, text=True
    )
    try:
        deadline = time.monotonic() + 10
        while True:
            assert process.poll() is None, (here / "error.log").read_text()
            with socket() as probe:
                if probe.connect_ex(("127.0.0.1", port)) == 0:
                    break
            assert time.monotonic() < deadline
            time.sleep(0.02)
        yield Server(port)
    finally:
        process.terminate()
        process.communicate(timeout=10)
    assert not re.search(r"\[(warn|crit|alert|emerg)\]", (here / "error.log").read_text())


@pytest.fixture(scope="module")
def nginx(built: Path, tmp_path_factory: pytest.TempPathFactory) -> Iterator[Server]:
    with server(tmp_path_factory.mktemp("nginx"), built) as running:
        yield running


class Links(HTMLParser):
    """All addresses of the wiki in a page: links, images, scripts, the search index."""

    def __init__(self, page: str) -> None:
        super().__init__()
        self.page = page
        self.found: set[str] = set()

    def handle_starttag(self, tag: str, attributes: list[tuple[str, str | None]]) -> None:
        for name, value in attributes:
            if name in ("href", "src", "data-index") and value:
                address = urlsplit(urldefrag(urljoin(settings.SITE_URL + self.page, value)).url)
                if f"{address.scheme}://{address.netloc}" == settings.SITE_URL and address.path.startswith("/wiki"):
                    self.found.add(address.path)


def test_a_crawl_from_the_front_page_finds_every_entry_and_nothing_broken(nginx: Server) -> None:
    seen, front, broken = {"/wiki/"}, ["/wiki/"], []
    with ThreadPoolExecutor(8) as pool:
        while front:
            found: set[str] = set()
            for path, (response, body) in zip(front, pool.map(nginx.get, front), strict=True):
                if response.status != 200:
                    broken.append((path, response.status))
                elif response.headers["Content-Type"].startswith("text/html"):
                    reader = Links(path)
                    reader.feed(body.decode())
                    found |= reader.found
            front = sorted(found - seen)
            seen |= found
    assert broken == []
    content = catalogue()
    entries = {path for path in seen if ENTRY.fullmatch(path)}
    expected = {f"/wiki/items/{slug}/" for slug in content.items} | {f"/wiki/monsters/{slug}/" for slug in content.monsters}
    expected |= {f"/wiki/locations/{slug}/" for slug in content.places}
    assert expected <= entries


def test_the_sitemaps_list_exactly_the_pages_of_the_build_without_the_search(nginx: Server, built: Path) -> None:
    response, robots = nginx.get("/robots.txt")
    assert response.status == 200
    (sitemap,) = re.findall(r"^Sitemap: (\S+)$", robots.decode(), re.M)
    assert sitemap == f"{settings.SITE_URL}/sitemap.xml"

    def listed(address: str) -> list[str]:
        response, body = nginx.get(address.removeprefix(settings.SITE_URL))
        assert (response.status, response.headers["Content-Type"]) == (200, "text/xml; charset=utf-8")
        return [
            found.text or "" for found in ElementTree.fromstring(body).iter("{http://www.sitemaps.org/schemas/sitemap/0.9}loc")
        ]

    sitemaps = listed(sitemap)
    made_by_the_game = [f"{settings.SITE_URL}/{name}" for name in LIVE]
    assert sitemaps[-len(LIVE) :] == made_by_the_game, "they are not files of the build, so Django answers them"
    assert all(nginx.get(one.removeprefix(settings.SITE_URL))[0].status == 404 for one in made_by_the_game)
    found = [page for one in sitemaps[: -len(LIVE)] for page in listed(one)]
    current = built / "current"
    there = {f"{settings.SITE_URL}/{path.relative_to(current).parent}/" for path in current.rglob("wiki/**/index.html")}
    search = f"{settings.SITE_URL}{wiki_urls.SEARCH}"
    assert len(found) == len(set(found)) and set(found) == there - {search} and search in there


@pytest.mark.parametrize("kind", ["html", "svg", "css", "js", "json"])
def test_compressed_copies_are_sent_with_their_type_and_encoding(nginx: Server, built: Path, kind: str) -> None:
    path = next((built / "current/wiki").rglob(f"*.{kind}"))
    address = "/" + str(path.relative_to(built / "current"))
    types = {
        "html": "text/html; charset=utf-8",
        "svg": "image/svg+xml",
        "css": "text/css; charset=utf-8",
        "json": "application/json; charset=utf-8",
    }
    unpack = {"": bytes, "gzip": gzip.decompress, "br": brotli.decompress}
    etags = set()
    for accept_encoding, got in {
        "": "",
        "gzip": "gzip",
        "br": "br",
        "gzip, deflate, br": "br",
        "br;q=0, gzip;q=0.5": "gzip",
        "br;q=0.9": "br",
    }.items():
        response, body = nginx.get(address, accept_encoding)
        assert (response.status, response.headers["Content-Encoding"] or "") == (200, got), accept_encoding
        assert unpack[got](body) == path.read_bytes()
        assert response.headers["Content-Type"] == types.get(kind) or "javascript" in response.headers["Content-Type"]
        assert {name: response.headers[name] for name in HEADERS} == HEADERS
        assert response.headers["Cache-Control"] == (IMMUTABLE if "/assets/" in address else REVALIDATE)
        assert response.headers["Last-Modified"] is None
        etags.add((got, response.headers["ETag"]))
        again, nothing = nginx.get(address, accept_encoding, **{"If-None-Match": response.headers["ETag"]})
        assert (again.status, nothing) == (304, b"")
    assert len(etags) == len({etag for _, etag in etags}) == 3 and not any(etag.startswith("W/") for _, etag in etags)


@pytest.mark.parametrize("accept_encoding", ["", "gzip", "br"])
@pytest.mark.parametrize(
    "path",
    [
        "/wiki/nothing/", "/wiki/nothing", "/wiki/emblems/", "/wiki/index.html.br", "/wiki/index.html.gz", "/404.html",
        "/wiki/assets/wiki.0.css", "/sitemap-nothing.xml", "/nothing", "/wiki/og/item/nothing.png", "/wiki/og/clan/nothing.png",
    ],
)  # fmt: skip
def test_an_unknown_address_is_a_404_with_the_404_page(nginx: Server, built: Path, path: str, accept_encoding: str) -> None:
    response, body = nginx.get(path, accept_encoding)
    assert response.status == 404
    page = gzip.decompress(body) if response.headers["Content-Encoding"] == "gzip" else body
    assert page == (built / "current/404.html").read_bytes()
    assert {name: response.headers[name] for name in HEADERS} == HEADERS
    assert response.headers["Cache-Control"] == REVALIDATE
    assert response.headers["Content-Type"] == "text/html; charset=utf-8"


def png_size(body: bytes) -> tuple[int, int]:
    """Width and height from the first chunk of a PNG."""
    assert body[:8] == b"\x89PNG\r\n\x1a\n" and body[12:16] == b"IHDR"
    width, height = struct.unpack(">II", body[16:24])
    return width, height


def test_the_sharing_picture_of_every_entry_is_there_also_in_a_build_without_pictures(nginx: Server, built: Path) -> None:
    """This build has none, as that of `make run` in its first minutes: the site's own picture stands in."""
    current, named = built / "current", set()
    for page in current.rglob("wiki/**/index.html"):
        named |= set(re.findall(r'property="og:image" content="([^"]+)"', page.read_text()))
    paths = sorted(address.removeprefix(settings.SITE_URL) for address in named)
    assert len(paths) == 1426 and all(path.startswith("/wiki/og/") for path in paths)
    with ThreadPoolExecutor(8) as pool:
        answers = list(pool.map(nginx.get, paths))
    assert {(answer.status, answer.headers["Content-Type"]) for answer, _ in answers} == {(200, "image/png")}
    assert {png_size(body) for _, body in answers} == {(1200, 630)}
    assert {answer.headers["Cache-Control"] for answer, _ in answers} == {REVALIDATE}


def test_a_drawn_picture_is_sent_instead_of_the_one_that_stands_in(nginx: Server, built: Path) -> None:
    path = "/wiki/og/item/clerks-sabre.png"
    _, stand_in = nginx.get(path)
    drawn = built / f"current{path}"
    drawn.parent.mkdir(parents=True, exist_ok=True)
    drawn.write_bytes(picture("item", "clerks-sabre", catalogue()))
    try:
        response, body = nginx.get(path)
    finally:
        drawn.unlink()
    assert (response.status, response.headers["Content-Type"], png_size(body)) == (200, "image/png", (1200, 630))
    assert body != stand_in


def test_before_the_first_build_a_404_is_a_page_of_ours_too(tmp_path: Path) -> None:
    with server(tmp_path, tmp_path / "nothing") as nginx:
        for path in ("/wiki/", "/wiki/items/", "/robots.txt", "/nothing"):
            response, body = nginx.get(path)
            assert (response.status, response.headers["Cache-Control"]) == (404, REVALIDATE)
            assert b"Nothing has this address." in body and b"nginx" not in body


@pytest.mark.parametrize("path", ["/wiki", "/wiki/items"])
def test_a_folder_without_its_slash_redirects_without_a_host(nginx: Server, path: str) -> None:
    response, _ = nginx.get(path)
    assert (response.status, response.headers["Location"]) == (301, f"{path}/")


@pytest.mark.parametrize("old", [address for old in MOVED for address in (old, old.rstrip("/"))])
def test_the_old_address_of_a_page_redirects_for_good(nginx: Server, old: str) -> None:
    response, _ = nginx.get(old, "br")
    assert (response.status, response.headers["Location"]) == (301, MOVED[old.rstrip("/") + "/"])
    assert nginx.get(response.headers["Location"])[0].status == 200


@pytest.mark.parametrize(
    "path", ["/.manifest.json", "/wiki/../.manifest.json", "/wiki/%2e%2e/.manifest.json", "/wiki/../../lock"]
)
def test_manifest_and_lock_are_not_served(nginx: Server, path: str) -> None:
    response, _ = nginx.get(path)
    assert response.status in (400, 404)


def test_nginx_accepts_the_whole_proxy_configuration(tmp_path: Path) -> None:
    """deploy/nginx/vvw.conf, without its certificate, and with ports and host names replaced by loopback addresses."""
    (tmp_path / "vvw").symlink_to(CHECKOUT / "deploy/nginx")
    ours = (CHECKOUT / "deploy/nginx/vvw.conf").read_text()
    ours = re.sub(r"server (site|game|sockets):8000", r"server 127.0.0.1:8000", ours).replace("/var/log/nginx", str(tmp_path))
    ours = ours.replace("listen 80 ", f"listen 127.0.0.1:{free_port()} ").replace(
        "listen 443 ssl http2 ", f"listen 127.0.0.1:{free_port()} "
    )
    (tmp_path / "ours.conf").write_text(re.sub(r"^ *ssl_\w+ .*;$", "", ours, flags=re.M))
    paths = " ".join(f"{name}_temp_path {tmp_path}/{name};" for name in ("client_body", "proxy", "fastcgi", "uwsgi", "scgi"))
    conf = f"pid {tmp_path}/pid; events {{}} http {{ access_log off; {paths} include ours.conf; }}"
    (tmp_path / "nginx.conf").write_text(conf)
    assert NGINX
    command = [NGINX, "-t", "-e", f"{tmp_path}/error.log", "-c", f"{tmp_path}/nginx.conf"]
    done = subprocess.run(command, capture_output=True, text=True, check=False)
    assert done.returncode == 0 and "warn" not in done.stderr, done.stderr
