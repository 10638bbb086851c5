"""Plans that do not depend on what earlier tests left in a table, nor on the minute in which autovacuum counted it."""

from django.db import connection


def expect_indexes(*, sorted_by_index: bool = False, many_rows: bool = False) -> None:
    """For the rest of this transaction, statements are planned as on full tables: an index is taken wherever one serves.

    sorted_by_index: also the order has to come from an index. many_rows: each page of a table counts as thousands of rows, so that a
    scan of all of them in the order of an index costs more than finding those that are asked for. A table without a page stays empty
    to the planner: the caller puts a row into those that it asks for.
    """
    with connection.cursor() as cursor:
        # Few rows are read whole in any case; many are not.
        cursor.execute("SET LOCAL enable_seqscan = off")
        if sorted_by_index:
            cursor.execute("SET LOCAL enable_sort = off; SET LOCAL enable_bitmapscan = off")
        cursor.execute("""SELECT pg_clear_relation_stats('public', relname)
            FROM pg_class WHERE relkind = 'r' AND relnamespace = 'public'::regnamespace""")
        # What a column holds decides as well: after an ANALYZE while two hunters had all battles, each has half of any number of them.
        cursor.execute("""SELECT pg_clear_attribute_stats(schemaname, tablename, attname, inherited)
            FROM pg_stats WHERE schemaname = 'public'""")
        if many_rows:
            cursor.execute("""SELECT pg_restore_relation_stats('schemaname', 'public', 'relname', relname::text,
                    'relpages', 1, 'reltuples', 10000::real) FROM pg_class WHERE relkind = 'r' AND relnamespace = 'public'::regnamespace""")
