"""The game tier is full: log-in, accounts, admin and the wiki answer as usual; play is refused by its own limits, and recovers."""

import json
import re
import shutil
import subprocess
import time
from collections.abc import Iterator, Mapping
from concurrent.futures import Future, ThreadPoolExecutor
from contextlib import ExitStack, contextmanager
from pathlib import Path

import pytest
from django.conf import settings

from game.models import Battle
from game.tests.make import held, make_character, make_user
from vvw_site.foundation.ports import free_port
from vvw_site.tests.players import bearer, user_of
from vvw_site.tests.tiers import Answer, Caller, locked, tier, until, wait_until_blocked

pytestmark = [pytest.mark.slow, pytest.mark.django_db(transaction=True)]
NGINX = shutil.which("nginx") or shutil.which("nginx", path="/usr/sbin:/usr/local/sbin") or ""
SOON = 4.0
"""Seconds in which a tier that is not full answers; on a quiet machine it takes a tenth of a second."""
PAGE = "<!doctype html><title>The wiki</title>"
HUNT = '{"location": "old-mill"}'
TIERS = {
    "site": {"WORKERS": "1", "THREADS": "2"},
    "game": {"WORKERS": "1", "THREADS": "2", "DATABASE_POOL": "1", "DATABASE_LOCK_TIMEOUT": "100"},
}


@contextmanager
def proxy(here: Path, ports: Mapping[str, int | str], limit: int) -> Iterator[Caller]:
    """deploy/nginx/vvw.conf itself, in front of tiers on loopback: without its certificate, and with one static page."""
    checkout, port = Path(settings.BASE_DIR), free_port()
    # Through links, because the checkout's own path may contain a space.
    (here / "vvw").symlink_to(checkout / "deploy/nginx")
    (here / "errors").symlink_to(checkout / "templates/errors")
    (here / "pages/current/wiki").mkdir(parents=True)
    (here / "pages/current/wiki/index.html").write_text(PAGE)
    ours = (checkout / "deploy/nginx/vvw.conf").read_text()
    ours = re.sub(r"server (site|game|sockets):8000", lambda tier: f"server 127.0.0.1:{ports.get(tier[1], 9)}", ours)
    ours = re.sub(r"max_conns=\d+", f"max_conns={limit}", ours)
    ours = ours.replace("listen 80 ", f"listen 127.0.0.1:{free_port()} ").replace("443 ssl http2 ", f"127.0.0.1:{port} ")
    ours = ours.replace("/srv/pages", f"{here}/pages").replace("/srv/errors", f"{here}/errors")
    ours = ours.replace("/var/log/nginx", str(here))
    (here / "ours.conf").write_text(re.sub(r"^ *ssl_\w+ .*;$", "", ours, flags=re.M))
    paths = " ".join(f"{name}_temp_path {here}/{name};" for name in ("client_body", "proxy", "fastcgi", "uwsgi", "scgi"))
    (here / "nginx.conf").write_text(
        f"daemon off; master_process off; pid {here}/pid; worker_rlimit_nofile 1024; events {{ worker_connections 256; }} "
        f"http {{ access_log off; types {{ text/html html; }} {paths} include ours.conf; }}"
    )
    process = subprocess.Popen([NGINX, "-e", f"{here}/error.log", "-c", f"{here}/nginx.conf"])
    caller = Caller(port)
    try:
        until(lambda: answers(caller, process, here / "error.log"), 20)
        yield caller
    finally:
        process.terminate()
        process.wait(20)


def answers(proxy: Caller, process: "subprocess.Popen[bytes]", log: Path) -> bool:
    assert process.poll() is None, log.read_text()
    try:
        return bool(proxy.get("/metrics", wait=2).status)
    except OSError:
        return False


class Crowd:
    """Players at the game tier: a hunt on a locked row has the tier's only connection, and the others wait for it."""

    def __init__(self, stack: ExitStack, game: Caller, size: int) -> None:
        self.threads = stack.enter_context(ThreadPoolExecutor(size + 1))
        self.held, other = make_character(), make_character()
        self.token, self.others_token = bearer(user_of(self.held)), bearer(user_of(other))
        assert game.get("/api/v1/dashboard", self.token).status == 200
        self.lock = stack.enter_context(locked(self.held.pk))
        headers = {"Content-Type": "application/json", "Idempotency-Key": "hunt-0000001", **self.token}
        self.hunting: Future[Answer] = self.threads.submit(game.request, "POST", "/api/v1/hunts", HUNT, headers, wait=100)
        wait_until_blocked()
        already = len(game.sent)
        self.waiting = [self.threads.submit(game.get, "/api/v1/dashboard", self.others_token) for _ in range(size)]
        until(lambda: len(game.sent) == already + size, 20)

    def unlock(self) -> None:
        self.lock.rollback()


def assert_the_site_lives(site: Caller) -> None:
    """The log-in page, a real log-in to the admin, and the account's own page."""
    site.cookies.clear()
    staff = make_user(is_staff=True, is_superuser=True, password="four unlike words here")
    login = site.get("/admin/login/?next=/admin/")
    page = site.get("/accounts/login/?next=/admin/")
    entered = site.form("/accounts/login/?next=/admin/", login=staff.username, password="four unlike words here")
    admin, account = site.get("/admin/"), site.get("/accounts/sessions/")
    assert [answer.status for answer in (login, page, entered, admin, account)] == [302, 200, 302, 200, 200]
    assert entered.headers["Location"] == "/admin/" and staff.username in admin.text
    assert max(answer.seconds for answer in (login, page, entered, admin, account)) < SOON


def assert_play_was_refused_and_comes_back(crowd: Crowd, game: Caller) -> None:
    assert not crowd.hunting.done()
    refused = [waiting.result() for waiting in crowd.waiting]
    assert {(answer.status, answer.json["error"]["code"]) for answer in refused} == {(503, "unavailable")}
    assert {answer.headers["Retry-After"] for answer in refused} == {"5"}
    crowd.unlock()
    assert crowd.hunting.result().status in (200, 201) and Battle.objects.filter(character=crowd.held).count() == 1
    back = game.get("/api/v1/dashboard", crowd.others_token)
    assert back.status == 200 and back.seconds < SOON


def test_the_site_tier_answers_while_the_game_tier_is_full(tmp_path: Path) -> None:
    with ExitStack() as stack:
        site, _ = stack.enter_context(tier("site", tmp_path / "site.log", **TIERS["site"]))
        game, _ = stack.enter_context(tier("game", tmp_path / "game.log", DATABASE_POOL_TIMEOUT="1", **TIERS["game"]))
        crowd = Crowd(stack, game, size=5)
        assert_the_site_lives(site)
        # The twin: the same log-in at the full tier is refused. Only the separate tier protects it.
        game.cookies |= site.cookies
        assert game.get("/accounts/sessions/").status == 503
        assert_play_was_refused_and_comes_back(crowd, game)
        assert game.figures()("db_pool_timeouts_total") >= 6
        assert site.figures()("db_pool_timeouts_total") == 0


@pytest.mark.skipif(not NGINX, reason="No nginx was found: install it (Debian: apt-get install nginx-light).")
def test_behind_the_proxy_the_site_tier_answers_and_waiting_requests_are_limited(tmp_path: Path) -> None:
    with ExitStack() as stack:
        site, _ = stack.enter_context(tier("site", tmp_path / "site.log", **TIERS["site"]))
        game, _ = stack.enter_context(tier("game", tmp_path / "game.log", DATABASE_POOL_TIMEOUT="3", **TIERS["game"]))
        ports = {"site": site.port, "game": game.port}
        front = stack.enter_context(proxy(tmp_path, ports, limit=4))
        crowd = Crowd(stack, front, size=3)
        begun = time.monotonic()
        beyond = Caller(front.port)
        program, page = beyond.get("/api/v1/dashboard"), beyond.get("/play/")
        assert time.monotonic() - begun < SOON
        assert (program.status, program.json["error"]["code"], program.headers["Retry-After"]) == (503, "unavailable", "5")
        assert (page.status, page.headers["Retry-After"]) == (503, "5") and "<h1>" in page.text
        wiki = front.get("/wiki/")
        assert (wiki.status, wiki.text) == (200, PAGE) and wiki.seconds < SOON
        assert_the_site_lives(front)
        assert front.get("/metrics").status == 404
        front.get(
            f"/accounts/confirm-email/{'k3y' * 20}/?mail=mina@example.org",
            {"User-Agent": "Mozilla/5.0 (compatible; Googlebot/2.1)"},
        )
        logged = [json.loads(line) for line in (tmp_path / "access.log").read_text().splitlines()]
        link = next(line for line in logged if line["agent"] == "Googlebot")
        assert (link["path"], link["tier"], len(link["request_id"])) == ("/accounts/confirm-email/…", "proxy", 32)
        whole = (tmp_path / "access.log").read_text() + (tmp_path / "error.log").read_text()
        assert "k3y" not in whole and "mina" not in whole and "client: " not in whole
        assert_play_was_refused_and_comes_back(crowd, front)
        assert front.get("/play/").status == 302


@pytest.mark.skipif(not NGINX, reason="No nginx was found: install it (Debian: apt-get install nginx-light).")
def test_the_proxy_gives_a_body_in_chunks_its_length_refuses_long_ones_and_names_no_product(tmp_path: Path) -> None:
    character = make_character()
    token = {**bearer(user_of(character)), "Content-Type": "application/json"}
    thing = held(character, "cellar-draught")
    with ExitStack() as stack:
        site, _ = stack.enter_context(tier("site", tmp_path / "site.log", **TIERS["site"]))
        front = stack.enter_context(proxy(tmp_path, {"site": site.port, "game": site.port}, limit=4))
        parts = iter([b'{"quan', b'tity": 2}'])
        sold = front.request("POST", f"/api/v1/inventory/{thing.pk}/sell", parts, token)
        assert (sold.status, sold.json["quantity"]) == (200, thing.quantity - 2)
        front.get("/accounts/login/")
        form = iter([b"csrfmiddlewaretoken=", front.cookies["csrftoken"].encode(), b"&login=nobody&password=x"])
        page = front.request("POST", "/accounts/login/", form, {"Content-Type": "application/x-www-form-urlencoded"})
        assert page.status == 200 and "not correct" in page.text
        long = front.request("POST", "/api/v1/auth/login", b"a" * 2**21, token)
        assert (long.status, long.json["error"]["code"]) == (413, "too_large")
        page = front.request("POST", "/accounts/login/", b"a" * 2**21)
        assert page.status == 413 and 'href="/"' in page.text and "nginx" not in page.text
        for path in ("/accounts/login/", "/play/", "/api/v1/dashboard", "/no/such/page/"):
            assert not front.get(path).headers.get("Server"), path
        assert front.get("/wiki/").headers.get("Server") == "nginx"  # without its version
