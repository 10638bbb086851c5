"""Prepared statements give the same results as Django's cursor, and survive rollbacks and lost connections."""

from datetime import UTC, datetime

import psycopg
import pytest
from django.contrib.sessions.backends.base import UpdateError
from django.contrib.sessions.exceptions import SessionInterrupted
from django.db import IntegrityError, InterfaceError, OperationalError, connection, transaction

from accounts.models import User
from accounts.tests.make import make_user
from vvw_site.foundation.database.faults import is_unavailable
from vvw_site.foundation.database.rows import Instances
from vvw_site.foundation.database.statement import Statement, statement

pytestmark = pytest.mark.django_db(transaction=True)

ECHO = Statement(
    "SELECT json_build_array(%(text)s::text, %(number)s::bigint, %(yes)s::bool, %(at)s::timestamptz, %(raw)s::bytea, "
    "%(texts)s::text[], %(numbers)s::bigint[], %(none)s::text)::text"
)
VALUES = {
    "text": 'O\'Malley "the Moth" \\ {a,b} %s $1 žluť 🦇', "number": -(2**62), "yes": True,
    "at": datetime(2026, 2, 28, 23, 59, 59, 123456, UTC), "raw": b"\x00\xff'\\", "none": None,
    "texts": ['a "quoted" one', "back\\slash", "comma, {brace}", "", "NULL", None], "numbers": [1, -5, 2**60],
}  # fmt: skip


def prepared_names() -> set[str]:
    with connection.cursor() as cursor:
        cursor.execute("SELECT name FROM pg_prepared_statements WHERE name LIKE 'vvw%'")
        return {name for (name,) in cursor.fetchall()}


def test_prepared_statements_and_cursors_return_the_values_that_were_sent() -> None:
    prepared = ECHO.row(**VALUES)
    with transaction.atomic():
        by_cursor = ECHO.row(**VALUES)
    assert prepared == by_cursor
    assert prepared == [
        VALUES["text"], VALUES["number"], True, "2026-02-28T23:59:59.123456+00:00", "\\x00ff275c", VALUES["texts"],
        VALUES["numbers"], None,
    ]  # fmt: skip
    assert ECHO.name.decode() in prepared_names()


def test_an_instance_is_the_same_as_one_that_the_orm_reads() -> None:
    user = make_user(username="mina")
    [read], by_orm = Instances(User, "WHERE m.id = %(id)s").find(id=user.pk), User.objects.get(pk=user.pk)
    assert read == by_orm
    assert {n: v for n, v in vars(read).items() if n != "_state"} == {n: v for n, v in vars(by_orm).items() if n != "_state"}
    assert (read._state.adding, read._state.db) == (by_orm._state.adding, by_orm._state.db) == (False, "default")
    read.email = "mina@example.test"
    read.save()  # an update: an instance that counts as new would be inserted a second time
    assert User.objects.get(pk=user.pk).email == "mina@example.test"


def test_a_parameter_of_an_unknown_type_is_a_type_error() -> None:
    with pytest.raises(TypeError, match="float"):
        Statement("SELECT to_json(%(x)s::float)::text").rows(x=1.5)


def test_a_connection_that_lost_its_statements_prepares_them_again_in_any_order() -> None:
    early, late = Statement("SELECT '1' AS early"), Statement("SELECT '2' AS late")
    assert (ECHO.row(**VALUES), early.row()) and early.row() == 1
    with connection.cursor() as cursor:
        cursor.execute("DEALLOCATE ALL")
    assert [late.row(), early.row(), late.row(), early.row()] == [2, 1, 2, 1]
    assert ECHO.row(**VALUES)


def test_prepared_statements_work_after_a_rollback() -> None:
    make_user(username="Once_here")
    named = Instances(User, "WHERE m.username = %(name)s")
    for _ in range(3):
        assert [user.username for user in named.find(name="Once_here")] == ["Once_here"]
        with pytest.raises(ZeroDivisionError), transaction.atomic():
            named.find(name="Once_here")
            raise ZeroDivisionError
    assert named.find(name="Nobody") == []


def test_a_broken_constraint_is_djangos_error_and_the_connection_still_works() -> None:
    user = make_user()
    insert = statement("INSERT INTO accounts_audit_nowhere (id) VALUES (%(id)s)")
    with pytest.raises(Exception, match="accounts_audit_nowhere"):
        insert.rows(id=1)
    update = statement("UPDATE accounts_user SET username = NULL WHERE id = %(id)s")
    with pytest.raises(IntegrityError) as error:
        update.rows(id=user.pk)
    cause = error.value.__cause__
    assert isinstance(cause, psycopg.Error) and cause.diag.column_name == "username"
    assert ECHO.row(**VALUES)


def test_a_connection_that_postgres_ended_is_an_operational_error_and_the_next_request_gets_another() -> None:
    assert ECHO.row(**VALUES)
    with connection.cursor() as cursor:
        cursor.execute("SELECT pg_backend_pid()")
        (pid,) = cursor.fetchone()
    other = connection.copy()
    with other.cursor() as cursor:
        cursor.execute("SELECT pg_terminate_backend(%s, 5000)", [pid])
    other.close()
    with pytest.raises((OperationalError, InterfaceError)):
        ECHO.row(**VALUES)
    connection.close_if_unusable_or_obsolete()  # as the end of a request does
    assert ECHO.row(**VALUES)


def ended_by_postgres(driver: psycopg.Connection) -> None:
    with connection.cursor() as cursor:
        cursor.execute("SELECT pg_terminate_backend(%s, 5000)", [driver.info.backend_pid])


def test_an_error_of_the_driver_itself_counts_as_unavailable_too() -> None:
    had = connection.settings_dict
    with psycopg.connect(dbname=had["NAME"], user=had["USER"], host=had["HOST"], port=had["PORT"] or None) as driver:
        cursor = driver.cursor("a cursor that Postgres keeps")
        cursor.execute("SELECT generate_series(1, 1000)")
        ended_by_postgres(driver)
        with pytest.raises(psycopg.OperationalError) as error:
            cursor.close()
        driver.close()
    assert is_unavailable(error.value)
    assert not is_unavailable(ZeroDivisionError()) and not is_unavailable(psycopg.DataError()) and not is_unavailable(None)


def test_a_session_that_cannot_be_saved_counts_as_unavailable_and_not_as_deleted() -> None:
    def save() -> None:
        try:
            raise OperationalError("the server closed the connection unexpectedly")
        except OperationalError:
            raise UpdateError  # noqa: B904 (as Django's own store does)

    def answer() -> None:
        try:
            save()
        except UpdateError:
            raise SessionInterrupted from None  # as Django's middleware does

    with pytest.raises(SessionInterrupted) as interrupted:
        answer()
    assert is_unavailable(interrupted.value) and not is_unavailable(SessionInterrupted())
