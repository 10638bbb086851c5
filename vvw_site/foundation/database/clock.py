"""The database's clock. What several machines must agree on goes by it."""

from datetime import datetime

from django.db import connection


def database_now() -> datetime:
    """The moment of this statement. One statement."""
    with connection.cursor() as cursor:
        cursor.execute("SELECT statement_timestamp()")
        found: datetime = cursor.fetchone()[0]
        return found
