"""A tier on a Postgres that is restarted, crashes, and is replaced by its standby."""

import signal
from concurrent.futures import ThreadPoolExecutor
from pathlib import Path

import psycopg
import pytest

from game.tests.make import make_character
from vvw_site.tests.own_postgres import OwnPostgres, own_postgres, standby_of
from vvw_site.tests.players import bearer, user_of
from vvw_site.tests.tiers import tier, until

pytestmark = [pytest.mark.slow, pytest.mark.django_db(transaction=True)]
HUNT, JSON = '{"location": "old-mill"}', {"Content-Type": "application/json"}


def value(postgres: OwnPostgres, text: str) -> object:
    with psycopg.connect(postgres.url) as connection:
        return connection.execute(text).fetchone()[0]  # type: ignore[index]  # always a row


def test_a_restart_or_a_crash_of_postgres_costs_no_later_request_and_a_promoted_standby_goes_on(tmp_path: Path) -> None:
    apis = [bearer(user_of(make_character())) for _ in range(8)]
    with own_postgres() as primary, standby_of(primary) as standby:
        both = f"host=127.0.0.1,127.0.0.1&port={primary.port},{standby.port}&target_session_attrs=read-write"
        given = {"DATABASE_URL": f"postgresql://vvw@/vvw?{both}", "WORKERS": "2", "THREADS": "4"}
        with tier("game", tmp_path / "game.log", **given) as (game, _), ThreadPoolExecutor(8) as many:

            def call(number: int) -> int:
                token = apis[number % len(apis)]
                if number % 3:
                    return game.get("/api/v1/dashboard", token).status
                return game.request("POST", "/api/v1/hunts", HUNT, token | JSON).status

            for how in (signal.SIGINT, signal.SIGQUIT):
                assert set(many.map(call, range(60))) <= {200, 201}  # now both pools have idle connections
                primary.stop(how)
                primary.start()
                one_by_one = [call(number) for number in range(20)]
                assert set(one_by_one) <= {200, 201}, (how, one_by_one)
            until(lambda: game.figures()("db_pool_connection_faults_total") >= 2, 10)

            hunts = value(primary, "SELECT count(*) FROM game_battle")
            assert hunts
            until(lambda: value(standby, "SELECT count(*) FROM game_battle") == hunts, 30)
            primary.stop(signal.SIGQUIT)
            standby.promote()
            until(lambda: call(1) == 200, 30)
            assert set(many.map(call, range(30))) <= {200, 201}
            assert value(standby, "SELECT count(*) FROM game_battle") > hunts  # type: ignore[operator]
