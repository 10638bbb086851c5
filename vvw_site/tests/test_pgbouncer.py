"""The recipe of docs/operation/pgbouncer.md, with a real PgBouncer: the configuration and the statement are taken out of the page."""

import json
import os
import re
import shutil
import subprocess
import sys
from collections import Counter, defaultdict
from collections.abc import Iterator
from concurrent.futures import ThreadPoolExecutor
from contextlib import ExitStack, contextmanager
from pathlib import Path

import psycopg
import pytest
from pytest_django import Settings

from game.models import Character
from game.tests.chat import make_faction_room
from game.tests.make import held, make_user
from game.tests.raids import make_hunter, make_raid
from vvw_site.foundation.database.roles import KEPT, TIERS, role_name, setting_faults
from vvw_site.foundation.ports import free_port
from vvw_site.foundation.services.children import die_with_parent
from vvw_site.role_check import role_settings_problems
from vvw_site.settings.data import session_settings
from vvw_site.tests.own_postgres import NAME, OWNER, OwnPostgres, own_postgres
from vvw_site.tests.players import PASSWORD, bearer, set_password, user_of
from vvw_site.tests.tiers import CHECKOUT, Caller, tier, until

PGBOUNCER = shutil.which("pgbouncer") or shutil.which("pgbouncer", path="/usr/sbin") or ""
pytestmark = [
    pytest.mark.slow, pytest.mark.django_db(transaction=True),
    pytest.mark.skipif(not PGBOUNCER, reason="No PgBouncer was found: install it (Debian: apt-get install pgbouncer)."),
]  # fmt: skip
PAGE = (CHECKOUT / "docs/operation/pgbouncer.md").read_text()
CLIENTS = 40
WORD = "of-the-test"
JSON = {"Content-Type": "application/json"}


def block(language: str) -> str:
    (found,) = re.findall(rf"^```{language}\n(.*?)^```$", PAGE, re.M | re.S)
    return str(found)


def manage(own: OwnPostgres, *arguments: str, **environment: str) -> list[str]:
    """The lines that a command says; it must succeed."""
    given = {"DJANGO_SETTINGS_MODULE": "vvw_site.settings.bench", "DATABASE_URL": own.url, **environment}
    done = subprocess.run(
        [sys.executable, *arguments],
        cwd=CHECKOUT,
        env=os.environ | given,
        capture_output=True,
        text=True,
        timeout=120,
        check=False,
    )
    assert done.returncode == 0, done.stdout + done.stderr
    return done.stdout.splitlines()


@contextmanager
def pgbouncer(own: OwnPostgres) -> Iterator[int]:
    """PgBouncer as the page has it, with paths and ports of this test, in front of a Postgres. Returns its port."""
    folder, port = own.home / "pgbouncer", free_port()
    folder.mkdir()
    with psycopg.connect(own.url) as connection:
        users = "\n".join(line for (line,) in connection.execute(block("sql").encode())) + "\n"
    ini = block("ini").replace("host=db.internal port=5432", f"host=127.0.0.1 port={own.port}")
    ini = ini.replace("listen_port = 6432", f"listen_port = {port}")
    ini = re.sub(r"/(etc/pgbouncer|var/run/postgresql|var/log/postgresql)", str(folder), ini)
    (folder / "userlist.txt").write_text(users)
    (folder / "pgbouncer.ini").write_text(ini)
    for path in (folder, *folder.iterdir()):
        os.chown(path, own.runner.uid, own.runner.gid)
    process = subprocess.Popen(
        [PGBOUNCER, "-q", str(folder / "pgbouncer.ini")], cwd=folder, preexec_fn=die_with_parent(15), **own.runner.as_user
    )
    try:
        until(lambda: not setting_faults(url_at(port, "game"), session_settings()), 20)
        yield port
    finally:
        process.terminate()
        process.wait(20)


def url_at(port: int, name: str) -> str:
    return f"postgresql://{role_name(OWNER, name)}:{WORD}@127.0.0.1:{port}/{NAME}"


class Play:
    """What forty players do at the same time, at the tier on `port`. seen: the statuses of each kind of request."""

    port = 0

    def __init__(self) -> None:
        self.players, self.room, self.raid = make_players(), make_faction_room(), make_raid()
        self.tokens = {player.pk: bearer(user_of(player)) for player in self.players}
        self.weapons = {player.pk: held(player, "clerks-sabre").pk for player in self.players}
        self.seen: dict[str, list[int]] = defaultdict(list)

    def everything(self, number: int) -> None:
        player, other = self.players[number], self.players[number - 1]
        token, browser = self.tokens[player.pk], Caller(self.port)

        def post(kind: str, path: str, body: object = None) -> None:
            answer = browser.request("POST", f"/api/v1/{path}", json.dumps(body) if body else None, token | JSON)
            self.seen[kind].append(answer.status)

        def get(kind: str, path: str, headers: dict[str, str] | None = None) -> None:
            self.seen[kind].append(browser.get(path, headers).status)

        get("log-in page", "/accounts/login/")
        self.seen["log-in"].append(browser.form("/accounts/login/", login=user_of(player).username, password=PASSWORD).status)
        post("hunt", "hunts", {"location": "old-mill"})
        post("shop", "shop/buy", {"item": "cellar-draught"})
        post("forge", f"forge/upgrade/{self.weapons[player.pk]}")
        post("mail", "mail", {"to": other.name, "subject": "Tonight", "text": "At the mill."})
        post("chat", f"chat/{self.room}", {"text": f"word {number}"})
        post("raid", f"raids/{self.raid}/hits")
        for kind, path in (
            ("dashboard", "dashboard"),
            ("letters", "mail"),
            ("board", "leaderboards/level"),
            ("room", f"chat/{self.room}"),
        ):
            get(kind, f"/api/v1/{path}", token)
        for path in ("/play/", "/play/inventory/", "/leaderboards/gold/", "/accounts/data/"):
            get(path, path)
        self.seen["export"].append(browser.form("/accounts/data/", do="download").status)
        if user_of(player).is_staff:
            get("admin list", "/admin/game/character/?q=tester")


def make_players() -> list[Character]:
    """Every tenth is of the staff."""
    users = [make_user(is_staff=number % 10 == 0, is_superuser=number % 10 == 0) for number in range(CLIENTS)]
    for user in users:
        set_password(user)
    return [make_hunter(user=user, gold=5000) for user in users]


def test_forty_players_do_everything_behind_pgbouncer(tmp_path: Path, settings: Settings) -> None:
    play = Play()  # before its database is copied
    with own_postgres() as own:
        said = manage(own, "manage.py", "prepare_database")
        assert {f"vvw_{name}: lock_timeout is 10000 now." for name in TIERS} <= set(said)
        assert manage(own, "manage.py", "prepare_database") == [f"vvw_{name}: has its settings." for name in TIERS]
        with psycopg.connect(own.url, autocommit=True) as connection:
            for name in TIERS:
                connection.execute(f"ALTER ROLE {role_name(OWNER, name)} PASSWORD '{WORD}'".encode())
        assert_a_role_cannot_take_the_connections_of_the_others(own)
        with pgbouncer(own) as port:
            pooled = {"DATABASE_DIRECT_URL": own.url, "DATABASE_POOLER": "transaction"}
            given = {"DATABASE_URL": url_at(port, "game"), "WORKERS": "2", "THREADS": "8", **pooled}
            with tier("game", tmp_path / "game.log", **given) as (game, _), ThreadPoolExecutor(CLIENTS) as threads:
                play.port = game.port
                play_all(play, threads)
                own.stop()
                own.start()
                until(lambda: game.get("/healthz/ready").status == 200, 30)
                play.seen.clear()
                play_all(play, threads, 10)
            assert_missions_are_dealt_by_twenty_threads(own, **pooled | {"DATABASE_URL": url_at(port, "worker")})
        assert_a_role_without_its_settings_is_found(own, settings)


def assert_a_role_cannot_take_the_connections_of_the_others(own: OwnPostgres) -> None:
    with ExitStack() as stack:
        with pytest.raises(psycopg.OperationalError, match='too many connections for role "vvw_game"'):
            for _ in range(1000):
                stack.enter_context(psycopg.connect(own.url_of("vvw_game")))
        for name, count in KEPT.items():
            for _ in range(count if name != "game" else 0):
                stack.enter_context(psycopg.connect(own.url_of(role_name(OWNER, name))))
        stack.enter_context(psycopg.connect(own.url))  # a release


def play_all(play: Play, threads: ThreadPoolExecutor, clients: int = CLIENTS) -> None:
    list(threads.map(play.everything, range(clients)))
    failed = {kind: Counter(seen) for kind, seen in play.seen.items() if max(seen) >= 500 or min(seen) >= 400}
    assert failed == {} and len(play.seen) > 15
    assert all(len(statuses) == clients for kind, statuses in play.seen.items() if kind != "admin list")


def assert_missions_are_dealt_by_twenty_threads(own: OwnPostgres, **pooled: str) -> None:
    """As in the night: the iteration over all characters would need a cursor of its session."""
    code = (
        "import django; django.setup()\n"
        "from concurrent.futures import ThreadPoolExecutor\n"
        "from django.db import connection\n"
        "from game.actions.missions import deal_all\n"
        "with ThreadPoolExecutor(20) as threads:\n"
        "    dealt = list(threads.map(lambda _: (deal_all(), connection.close()), range(20)))\n"
        "print(len(dealt))"
    )
    assert manage(own, "-c", code, DATABASE_POOL="20", **pooled)[-1] == "20"


def assert_a_role_without_its_settings_is_found(own: OwnPostgres, settings: Settings) -> None:
    with psycopg.connect(own.url, autocommit=True) as connection:
        connection.execute(f"ALTER ROLE vvw_game IN DATABASE {NAME} RESET statement_timeout".encode())
        connection.execute(f"ALTER ROLE vvw_worker IN DATABASE {NAME} SET statement_timeout = 15000".encode())
    assert role_settings_problems() == []  # without a pooler each connection sets them itself
    settings.DATABASE_POOLER, settings.DATABASE_URL = True, own.url_of("vvw_game")
    (game,) = role_settings_problems()
    assert "vvw_game has statement_timeout = 0 instead of 15000" in game and "prepare_database" in game
    settings.DATABASE_URL = own.url_of("vvw_worker")
    (worker,) = role_settings_problems()
    assert "vvw_worker has statement_timeout = 15000 instead of 0" in worker
