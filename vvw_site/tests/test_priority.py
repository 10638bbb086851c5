"""The database process of a heavy job gives way, and its connection is used by nobody afterwards."""

import os

import pytest
from django.db import connection, transaction

from vvw_site.foundation.database.priority import STEPS, gives_way, is_lowered

pytestmark = pytest.mark.django_db(transaction=True)


def backend() -> int:
    with connection.cursor() as cursor:
        cursor.execute("SELECT pg_backend_pid()")
        return int(cursor.fetchone()[0])


def test_it_gives_way_within_the_block_and_the_next_statement_has_another_process() -> None:
    before = os.getpriority(os.PRIO_PROCESS, backend())
    with gives_way() as lowered:
        inside = backend()
        assert lowered and is_lowered() and os.getpriority(os.PRIO_PROCESS, inside) == before + STEPS
    assert backend() != inside and os.getpriority(os.PRIO_PROCESS, backend()) == before and not is_lowered()


def test_the_connection_ends_after_an_error_too() -> None:
    inside = 0
    with pytest.raises(ZeroDivisionError), gives_way():
        inside = backend()
        _ = 1 / 0
    assert backend() != inside


def test_within_a_transaction_nothing_changes() -> None:
    with transaction.atomic():
        before = backend()
        with gives_way() as lowered:
            assert not lowered and not is_lowered()
        assert backend() == before


def test_where_the_process_is_not_ours_nothing_changes(monkeypatch: pytest.MonkeyPatch) -> None:
    def refused(which: int, who: int, priority: int) -> None:
        raise PermissionError

    monkeypatch.setattr(os, "setpriority", refused)
    before = backend()
    with gives_way() as lowered:
        assert not lowered
    assert backend() == before
