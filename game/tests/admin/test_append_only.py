"""The database refuses to change or delete entries of the ledger and of the audit."""

import pytest
from django.db import DatabaseError, connection, transaction

from accounts.actions.audit import record
from game.models import Transfer
from game.tests.make import make_character

pytestmark = pytest.mark.django_db


@pytest.mark.parametrize("statement", [
    "UPDATE game_transfer SET quantity = quantity + 1", "UPDATE game_transfer SET reason = reason", "DELETE FROM game_transfer",
    "UPDATE accounts_auditentry SET reason = 'another'", "DELETE FROM accounts_auditentry",
])  # fmt: skip
def test_sql_changes_or_deletes_no_entry(statement: str) -> None:
    make_character()
    record(actor=None, action="test")
    with pytest.raises(DatabaseError, match="never changed or deleted"), transaction.atomic(), connection.cursor() as cursor:
        cursor.execute(statement)


def test_the_orm_changes_or_deletes_no_entry() -> None:
    make_character()
    line, entry = Transfer.objects.earliest("pk"), record(actor=None, action="test")
    line.quantity += 1
    for change in (line.save, line.delete, entry.save, entry.delete, Transfer.objects.all().delete):
        with pytest.raises(DatabaseError), transaction.atomic():
            change()
