"""How Postgres finds the rows of a statement, planned as the site plans it: once for all values."""

from collections.abc import Callable
from typing import Any

from django.db import connection


def plan_of(find: Callable[[], Any]) -> str:
    """The plan of the last statement that `find` asks. EXPLAIN of the statement with its values filled in would tell of
    another plan, one for these values alone."""
    asked: list[tuple[str, Any]] = []

    def note(execute: Any, sql: str, params: Any, many: bool, context: Any) -> Any:
        asked.append((sql, params or ()))
        return execute(sql, params, many, context)

    with connection.execute_wrapper(note):
        find()
    sql, params = asked[-1]
    numbered = (sql % tuple(f"${n}" for n in range(1, len(params) + 1))).replace("%", "%%")
    with connection.cursor() as cursor:
        cursor.execute("SET LOCAL plan_cache_mode = force_generic_plan")
        cursor.execute(f"PREPARE asked_for_its_plan AS {numbered}", ())
        given = ", ".join(["%s"] * len(params))
        with connection.connection.cursor() as driver:  # EXECUTE takes no parameters: they are written out
            from psycopg import ClientCursor

            filled = ClientCursor(connection.connection).mogrify(given, params)
            driver.execute(f"EXPLAIN EXECUTE asked_for_its_plan({filled})" if params else "EXPLAIN EXECUTE asked_for_its_plan")
            plan = "\n".join(row[0] for row in driver.fetchall())
        cursor.execute("DEALLOCATE asked_for_its_plan")
    return plan
