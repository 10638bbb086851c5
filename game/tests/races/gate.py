"""A gate in the database: statements wait at it until a test has seen them wait, so that a race's window is certain."""

from collections.abc import Callable, Iterator
from contextlib import contextmanager
from typing import Any

import psycopg
from django.db import connection

from accounts.tests.race import at_once, let_go_when_all_wait, locks_awaited
from vvw_site.tests.tiers import until, where

_NUMBER = 4711
"""Of the advisory lock that the test holds while the gate is closed."""


class Gate:
    def __init__(self, keeper: psycopg.Connection[Any]) -> None:
        self.keeper = keeper

    def waiting(self) -> int:
        """How many connections of this database wait for a lock: at the gate, or for one who waits there."""
        return locks_awaited()

    def wait_for(self, number: int) -> None:
        until(lambda: self.waiting() >= number, 10)

    def open(self) -> None:
        self.keeper.execute("SELECT pg_advisory_unlock_all()")


@contextmanager
def closed_gate(event: str, when: str = "true") -> Iterator[Gate]:
    """event: for example "BEFORE UPDATE ON game_holding"; when: which rows wait, as a condition on NEW and OLD.
    The gate is opened at the end."""
    with psycopg.connect(**where(), autocommit=True) as keeper:
        keeper.execute("SELECT pg_advisory_lock(%s)", [_NUMBER])
        with connection.cursor() as cursor:
            cursor.execute(
                "CREATE FUNCTION wait_at_gate() RETURNS trigger LANGUAGE plpgsql AS $$ BEGIN "
                f"PERFORM pg_advisory_xact_lock_shared({_NUMBER}); RETURN NEW; END $$;"
                f"CREATE TRIGGER gate {event} FOR EACH ROW WHEN ({when}) EXECUTE FUNCTION wait_at_gate()"
            )
        gate = Gate(keeper)
        try:
            yield gate
        finally:
            gate.open()
            with connection.cursor() as cursor:
                cursor.execute("DROP FUNCTION wait_at_gate CASCADE")


def at_once_through_gate(event: str, when: str, *calls: Callable[[], Any]) -> list[Any]:
    """As at_once. The first call that comes to the gate goes on only when all calls wait, at the gate or for the first one."""
    with closed_gate(event, when) as gate:
        return let_go_when_all_wait(gate.open, *calls)


def in_turn_through_gate(event: str, when: str, first: Callable[[], Any], second: Callable[[], Any]) -> list[Any]:
    """The same for two calls, of which the second begins when the first waits at the gate."""
    with closed_gate(event, when) as gate:

        def second_in_turn() -> Any:
            gate.wait_for(1)
            return second()

        return let_go_when_all_wait(gate.open, first, second_in_turn)


def while_first_waits(event: str, when: str, first: Callable[[], Any], second: Callable[[], Any]) -> list[Any]:
    """The results of two calls. The second one begins when the first waits at the gate, and the first goes on when the second is done."""
    with closed_gate(event, when) as gate:

        def second_meanwhile() -> Any:
            try:
                gate.wait_for(1)
                return second()
            finally:
                gate.open()

        return at_once(first, second_meanwhile)
