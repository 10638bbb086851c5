"""Plans that do not depend on what earlier tests left in a table, nor on the minute in which autovacuum counted it."""

from django.db import connection


def expect_indexes(*, sorted_by_index: bool = False) -> None:
    """For the rest of this transaction, statements are planned as on full tables: an index is taken wherever one serves.

    sorted_by_index: also the order has to come from an index.
    """
    with connection.cursor() as cursor:
        # Few rows are read whole in any case; many are not.
        cursor.execute("SET LOCAL enable_seqscan = off")
        if sorted_by_index:
            cursor.execute("SET LOCAL enable_sort = off; SET LOCAL enable_bitmapscan = off")
        cursor.execute("""SELECT pg_clear_relation_stats('public', relname)
            FROM pg_class WHERE relkind = 'r' AND relnamespace = 'public'::regnamespace""")
