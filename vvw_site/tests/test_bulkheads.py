"""The game tier is full: log-in, accounts, admin and the wiki answer as usual; play is refused by its own limits, and recovers."""

import json
import time
from concurrent.futures import Future, ThreadPoolExecutor
from contextlib import ExitStack
from pathlib import Path

import pytest

from game.models import Battle
from game.tests.make import held, make_character, make_user
from vvw_site.tests.players import bearer, user_of
from vvw_site.tests.proxies import NGINX, NO_NGINX, PAGE, proxy
from vvw_site.tests.tiers import Answer, Caller, locked, tier, until, wait_until_blocked

pytestmark = [pytest.mark.slow, pytest.mark.django_db(transaction=True)]
SOON = 4.0
"""Seconds in which a tier that is not full answers; on a quiet machine it takes a tenth of a second."""
HUNT = '{"location": "old-mill"}'
TIERS = {
    "site": {"WORKERS": "1", "THREADS": "2"},
    "game": {"WORKERS": "1", "THREADS": "2", "DATABASE_POOL": "1", "DATABASE_LOCK_TIMEOUT": "100"},
}


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
    assert_programs_log_in(site, staff.username)


def assert_programs_log_in(site: Caller, username: str) -> None:
    """The API's log-in and log-out, which belong to the site tier."""
    names = json.dumps({"username": username, "password": "four unlike words here"})
    login = site.request("POST", "/api/v1/auth/login", names, {"Content-Type": "application/json"})
    assert login.status == 200 and login.seconds < SOON
    logout = site.request("POST", "/api/v1/auth/logout", headers={"Authorization": f"Bearer {login.json['token']}"})
    assert logout.status == 204 and logout.seconds < SOON


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


@pytest.mark.skipif(not NGINX, reason=NO_NGINX)
def test_behind_the_proxy_the_site_tier_answers_and_waiting_requests_are_limited(tmp_path: Path) -> None:
    with ExitStack() as stack:
        site, _ = stack.enter_context(tier("site", tmp_path / "site.log", **TIERS["site"]))
        game, master = stack.enter_context(tier("game", tmp_path / "game.log", DATABASE_POOL_TIMEOUT="3", **TIERS["game"]))
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
        until(lambda: "Googlebot" in (tmp_path / "access.log").read_text())  # it is written after the response
        logged = [json.loads(line) for line in (tmp_path / "access.log").read_text().splitlines()]
        link = next(line for line in logged if line["agent"] == "Googlebot")
        assert (link["path"], link["tier"], len(link["request_id"])) == ("/accounts/confirm-email/…", "proxy", 32)
        whole = (tmp_path / "access.log").read_text() + (tmp_path / "error.log").read_text()
        assert "k3y" not in whole and "mina" not in whole and "client: " not in whole
        assert_play_was_refused_and_comes_back(crowd, front)
        assert front.get("/play/").status == 302
        master.terminate()
        master.wait(30)
        assert front.get("/api/v1/dashboard").json["error"]["code"] == "unavailable"
        assert_programs_log_in(front, make_user(password="four unlike words here").username)


@pytest.mark.skipif(not NGINX, reason=NO_NGINX)
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
        assert page.status == 200 and "with this password" in page.text
        long = front.request("POST", "/api/v1/auth/login", b"a" * 2**21, token)
        assert (long.status, long.json["error"]["code"]) == (413, "too_large")
        page = front.request("POST", "/accounts/login/", b"a" * 2**21)
        assert page.status == 413 and 'href="/"' in page.text and "nginx" not in page.text
        for path in ("/accounts/login/", "/play/", "/api/v1/dashboard", "/no/such/page/"):
            assert not front.get(path).headers.get("Server"), path
        assert front.get("/wiki/").headers.get("Server") == "nginx"  # without its version
