"""Bodies of requests at each of our servers: read completely, or refused without any effect."""

import os
import re
import signal
import socket
import subprocess
import sys
import time
from collections.abc import Callable, Iterator
from contextlib import AbstractContextManager, contextmanager
from pathlib import Path

import pytest
from django.conf import settings
from django.test import Client

from game.models import DiceSeed
from game.tests.make import give, held, make_character
from vvw_site.foundation.ports import free_port
from vvw_site.foundation.services.children import die_with_parent
from vvw_site.tests.players import bearer, set_password, user_of
from vvw_site.tests.raw_http import raw, read_all, request
from vvw_site.tests.test_lost_connections import logged_in
from vvw_site.tests.tiers import SERVED, Caller, database_url, tier, wait_until_live

CHUNKED = "Transfer-Encoding: chunked"
FORM = "Content-Type: application/x-www-form-urlencoded"
JSON = "Content-Type: application/json"


Server = Callable[[Path], AbstractContextManager[tuple[Caller, int]]]
"""Starts a server that writes to a log. Gives a client for it, and its process id."""


@contextmanager
def production(log: Path) -> Iterator[tuple[Caller, int]]:
    with tier("site", log, WORKERS="1", THREADS="2") as (site, master):
        yield site, master.pid


@contextmanager
def development(log: Path) -> Iterator[tuple[Caller, int]]:
    """The server of `make run`, as tools/supervisor.py starts it."""
    port = free_port()
    given = {"DJANGO_SETTINGS_MODULE": SERVED, "DATABASE_URL": database_url()}
    command = [sys.executable, "-m", *f"daphne -b 127.0.0.1 -p {port} --no-server-name vvw_site.asgi:application".split()]
    with log.open("ab") as out:
        process = subprocess.Popen(
            command, cwd=settings.BASE_DIR, env=os.environ | given, stdout=out, stderr=out,
            preexec_fn=die_with_parent(signal.SIGTERM),
        )  # fmt: skip
    caller = Caller(port)
    try:
        wait_until_live(caller, process, log)
        yield caller, process.pid
    finally:
        process.terminate()
        process.wait(20)


@pytest.fixture(scope="module", params=[production, development])
def site(request: pytest.FixtureRequest, django_db_setup: None, tmp_path_factory: pytest.TempPathFactory) -> Iterator[Caller]:
    """A client for each of the servers, which the tests of this module share."""
    server: Server = request.param
    with server(tmp_path_factory.mktemp("site") / "site.log") as (caller, _):
        yield caller


def chunks(*parts: str) -> str:
    return "".join(f"{len(part):x}\r\n{part}\r\n" for part in (*parts, ""))


def status(answer: bytes) -> int:
    return int(answer.split()[1]) if answer else 0


def sent(site: Caller, path: str, *lines: str, body: str = "", method: str = "POST", close: bool = False) -> tuple[int, str]:
    """The status and the text of the answer; status 0 if the connection was only closed. close: end our side after sending."""
    whole = request(method, path, *lines, body=body)
    if not close:
        answer = raw(site.port, whole)
    else:
        with socket.create_connection(("127.0.0.1", site.port), timeout=20) as connection:
            connection.sendall(whole)
            connection.shutdown(socket.SHUT_WR)
            answer = read_all(connection)
    return status(answer), answer.decode()


@pytest.mark.slow
@pytest.mark.django_db(transaction=True)
def test_a_body_is_read_completely_or_refused_and_nothing_is_done(site: Caller) -> None:
    character = make_character()
    user = user_of(character)
    set_password(user)
    give(character, "cellar-draught", 50)
    thing = held(character, "cellar-draught")
    token = f"Authorization: {bearer(user)['Authorization']}"
    sell, rotate = f"/api/v1/inventory/{thing.pk}/sell", "/api/v1/fairness/rotate"

    def left() -> int:
        thing.refresh_from_db()
        return thing.quantity

    def seeds() -> int:
        return DiceSeed.objects.filter(character=character).count()

    # A body in chunks is read completely.
    had = left()
    assert sent(site, sell, token, JSON, CHUNKED, body=chunks('{"quan', 'tity": 5}'))[0] == 200
    assert left() == had - 5
    # Or it is refused.
    had, before = left(), seeds()
    for code, lines, body in [
        (400, [CHUNKED], chunks("not json at all")),
        (400, ["Content-Length: 15"], "not json at all"),
        (413, [CHUNKED], chunks(*["a" * 60_000] * 3)),
        (413, ["Content-Length: 70000"], "a" * 70_000),
        (411, [CHUNKED], chunks()),
        (415, ["Content-Encoding: gzip", "Content-Length: 15"], "not json at all"),
        (415, ["Content-Encoding: br", CHUNKED], chunks("{}")),
        (415, ["Content-Length: 2", "Content-Type: application/json; charset=utf-16"], "{}"),
        (400, ["Content-Length: -2"], "{}"),
        (400, ["Content-Length: 2", "Content-Length: 3"], "{}"),
    ]:
        for path in (sell, rotate):
            got, text = sent(site, path, token, *([] if "charset" in "".join(lines) else [JSON]), *lines, body=body)
            assert got == code, (path, lines, text)
    assert (left(), seeds()) == (had, before)
    # A length beside chunks is ignored: the chunks are read, or the request is refused.
    assert sent(site, sell, token, JSON, CHUNKED, "Content-Length: 2", body=chunks('{"quantity": 5}'))[0] in (200, 400)
    assert left() in (had, had - 5)
    had = left()
    # The server waits for a body that comes slowly.
    with socket.create_connection(("127.0.0.1", site.port), timeout=20) as slow:
        slow.sendall(request("POST", sell, token, JSON, "Content-Length: 15", body='{"quan'))
        time.sleep(0.5)
        slow.sendall(b'tity": ')
        time.sleep(0.5)
        slow.sendall(b"1}")
        assert status(slow.recv(65536)) == 200
    had -= 1
    assert left() == had
    # A body that is cut off is refused, or the connection is closed.
    for lines, body in [
        (["Content-Length: 16"], '{"quantity": 5'),
        (["Content-Length: 16"], '{"quantity": 5}'),
        ([CHUNKED], 'f\r\n{"quantity"'),
        ([CHUNKED], "zz\r\n{}"),
    ]:
        for path in (sell, rotate):
            assert sent(site, path, token, JSON, *lines, body=body, close=True)[0] in (0, 400, 411)
    assert (left(), seeds()) == (had, before)
    # Forms of pages, accounts and admin, and of addresses that do not exist.
    browser = logged_in(site.port, user.username)
    browser.get("/play/inventory/")
    cookies = "Cookie: " + "; ".join(f"{name}={value}" for name, value in browser.cookies.items())
    form = f"csrfmiddlewaretoken={browser.cookies['csrftoken']}&one={thing.pk}&quantity=50"
    for path in ("/play/inventory/sell/", "/accounts/login/", "/admin/login/", "/no/such/page/", "/wiki/"):
        for code, lines, body in [
            (411, [FORM, CHUNKED], chunks(form)),
            (415, [FORM, "Content-Encoding: gzip", "Content-Length: 10"], "a" * 10),
            (415, ["Content-Type: application/json", "Content-Length: 2"], "{}"),
            (413, [FORM, f"Content-Length: {2**21}"], "a" * 2**21),
        ]:
            got, text = sent(site, path, cookies, *lines, body=body)
            assert got == code and 'href="/' in text, (path, lines, text)
        for cut, body in [
            ([f"Content-Length: {len(form)}"], form[:-1]),
            ([CHUNKED], chunks(form[:-1]).removesuffix("0\r\n\r\n")),
        ]:
            assert sent(site, path, cookies, FORM, *cut, body=body, close=True)[0] in (0, 400, 411)
    assert left() == had
    # A complete form is accepted.
    assert sent(site, "/play/inventory/sell/", cookies, FORM, f"Content-Length: {len(form) - 1}", body=form[:-1])[0] == 302
    assert left() == had - 5


@pytest.mark.slow
@pytest.mark.django_db(transaction=True)
def test_no_answer_names_a_product_and_head_has_no_body(site: Caller) -> None:
    css = next(Path(settings.BASE_DIR / "static/css").glob("*.css"))
    for path in ("/healthz/live", "/", "/accounts/login/", f"/static/css/{css.name}", "/no/such/page/", "/api/v1/dashboard",
                 "/api/public/v1/items", "/api/schema/"):  # fmt: skip
        page, head = raw(site.port, request("GET", path)), raw(site.port, request("HEAD", path))
        headers, _, body = head.partition(b"\r\n\r\n")
        assert status(head) == status(page) and body == b"", path
        names = re.findall(rb"(?im)^server:[^\S\r\n]*(\S+)", headers + page.partition(b"\r\n\r\n")[0])
        assert names == [], path
        assert (b"content-length:" in headers.lower()) == (b"content-length:" in page.partition(b"\r\n\r\n")[0].lower())


def most_memory(pid: int) -> int:
    """The most memory that a process has used so far, in KB."""
    found = re.search(r"VmHWM:\s+(\d+)", Path(f"/proc/{pid}/status").read_text())
    assert found
    return int(found[1])


@pytest.mark.slow
@pytest.mark.django_db(transaction=True)
def test_the_development_server_stores_nothing_of_a_body_that_is_too_long(tmp_path: Path) -> None:
    part = b"10000\r\n" + b"a" * 65536 + b"\r\n"
    head = "Content-Type: application/json\r\nConnection: close\r\n"

    with development(tmp_path / "site.log") as (site, pid):
        site.get("/accounts/login/")
        before = most_memory(pid)
        for path in ("/api/v1/auth/login", "/accounts/login/"):
            with socket.create_connection(("127.0.0.1", site.port), timeout=60) as connection:
                connection.sendall(
                    f"POST {path} HTTP/1.1\r\nHost: localhost\r\n{head}Transfer-Encoding: chunked\r\n\r\n".encode()
                )
                for _ in range(1600):  # 100 MB
                    connection.sendall(part)
                connection.sendall(b"0\r\n\r\n")
                answer = read_all(connection)
            assert status(answer) in (411, 413)
        assert most_memory(pid) - before < 20_000
        assert site.get("/healthz/live").status == 200


@pytest.mark.django_db
@pytest.mark.parametrize("length", ["-1", "+2", "2_0", "１", "two", " 2"])
def test_a_length_that_is_not_a_number_is_400(client: Client, length: str) -> None:
    for path in ("/api/v1/auth/login", "/accounts/login/", "/admin/"):
        assert client.generic("POST", path, b"{}", "application/json", CONTENT_LENGTH=length).status_code == 400


@pytest.mark.django_db
def test_a_body_in_chunks_is_411_at_a_server_that_does_not_mark_its_end(client: Client) -> None:
    for path in ("/api/v1/auth/login", "/accounts/login/", "/admin/", "/no/such/page/"):
        answer = client.generic("POST", path, b"{}", "application/json", HTTP_TRANSFER_ENCODING="chunked")
        assert answer.status_code == 411
    answer = client.generic("POST", "/api/v1/auth/login", b"{}", "application/json", HTTP_TRANSFER_ENCODING="chunked")
    assert answer.json()["error"]["code"] == "length_required"
    compressed = client.generic("POST", "/api/v1/auth/login", b"{}", "application/json", HTTP_TRANSFER_ENCODING="gzip, chunked")
    assert (compressed.status_code, compressed["Accept-Encoding"]) == (415, "identity")
