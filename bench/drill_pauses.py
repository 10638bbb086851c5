"""Pause points of the job drill: triggers in the drill's own database that hold a worker at a statement, where it is then killed."""

from collections.abc import Iterator
from contextlib import contextmanager

import psycopg

KILLED = "drilled"
"""The name of the connections that pause."""
LOCK = 424_242


class Pauses:
    """point "write": before the n-th statement of the worker that writes. point "close": before its run is stored as ended, when all
    that the job did is committed."""

    def __init__(self, url: str) -> None:
        self.database = psycopg.connect(url, autocommit=True)
        self.database.execute(_INSTALL)
        self.database.execute("SELECT pg_advisory_lock(%s)", [LOCK])

    def set(self, job: str, *, write: int | None = None, close: bool = False) -> None:
        self.database.execute("DELETE FROM drill_pause")
        self.database.execute("SELECT setval('drill_write', 1, false)")
        if write is not None:
            self.database.execute("INSERT INTO drill_pause VALUES ('write', %s, %s)", [job, write])
        if close:
            self.database.execute("INSERT INTO drill_pause VALUES ('close', %s, 0)", [job])

    def clear(self) -> None:
        self.database.execute("DELETE FROM drill_pause")

    def reached(self) -> str | None:
        """The point at which a worker waits."""
        row = self.database.execute(
            "SELECT query FROM pg_stat_activity WHERE datname = current_database() AND application_name = %s "
            "AND wait_event_type = 'Lock' AND wait_event = 'advisory'", [KILLED],
        ).fetchone()  # fmt: skip
        return None if row is None else "close" if "jobs_jobrun" in row[0] else "write"

    def end_connections(self) -> None:
        """What Postgres does for dead workers ends too: otherwise the statement that waits would run when the pause ends."""
        self.database.execute(
            "SELECT pg_terminate_backend(pid, 5000) FROM pg_stat_activity WHERE datname = current_database() "
            "AND application_name = %s", [KILLED],
        )  # fmt: skip

    def remove(self) -> None:
        self.database.execute(_REMOVE)
        self.database.close()


@contextmanager
def pauses(url: str) -> Iterator[Pauses]:
    made = Pauses(url)
    try:
        yield made
    finally:
        made.remove()


_REMOVE = """DROP FUNCTION IF EXISTS drill_pause_write() CASCADE; DROP FUNCTION IF EXISTS drill_pause_close() CASCADE;
DROP TABLE IF EXISTS drill_pause; DROP SEQUENCE IF EXISTS drill_write"""
_INSTALL = f"""{_REMOVE};
CREATE TABLE drill_pause (point text, job text, number int);
CREATE SEQUENCE drill_write;
CREATE FUNCTION drill_pause_write() RETURNS trigger LANGUAGE plpgsql AS $$ BEGIN
    IF current_setting('application_name') = '{KILLED}'
        AND nextval('drill_write') = (SELECT number FROM drill_pause WHERE point = 'write')
    THEN PERFORM pg_advisory_lock_shared({LOCK}); END IF;
    RETURN NULL;
END $$;
CREATE FUNCTION drill_pause_close() RETURNS trigger LANGUAGE plpgsql AS $$ BEGIN
    IF current_setting('application_name') = '{KILLED}'
        AND EXISTS (SELECT FROM drill_pause WHERE point = 'close' AND job = NEW.job)
    THEN PERFORM pg_advisory_lock_shared({LOCK}); END IF;
    RETURN NEW;
END $$;
CREATE TRIGGER drill_close BEFORE INSERT OR UPDATE ON jobs_jobrun
    FOR EACH ROW WHEN (NEW.state <> 'running') EXECUTE FUNCTION drill_pause_close();
DO $$ DECLARE name text; BEGIN
    FOR name IN SELECT tablename FROM pg_tables WHERE schemaname = 'public'
        AND tablename NOT LIKE 'drill%' AND tablename NOT LIKE 'django_celery%' AND tablename <> 'jobs_jobrun'
    LOOP EXECUTE format('CREATE TRIGGER drill_write BEFORE INSERT OR UPDATE OR DELETE ON %I
        FOR EACH STATEMENT EXECUTE FUNCTION drill_pause_write()', name);
    END LOOP;
END $$"""
