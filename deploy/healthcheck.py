"""The health checks of compose.yaml: `python -m deploy.healthcheck http|worker|stats|beat|backup` exits with 0 or says what is wrong.

They run every few seconds in the container of the tier, so they load neither Django nor the site.
"""

import socket
import sys
from http.client import HTTPConnection

from vvw_site.settings import declared
from vvw_site.settings.redis_url import redis_url

WAIT_SECONDS = 8.0
BEAT_SILENT = 600
"""Seconds after which a beat that started no task is ill: it starts one every 15 seconds and writes that down every three minutes."""


def host() -> str:
    """A Host that the site answers to."""
    first = declared.ALLOWED_HOSTS.value()[0]
    return "localhost" if first == "*" else first.removeprefix(".")


def http() -> str:
    """Whether this tier can serve requests."""
    connection = HTTPConnection("127.0.0.1", declared.PORT.value(), timeout=WAIT_SECONDS)
    try:
        connection.request("GET", "/healthz/ready", headers={"Host": host()})
        answer = connection.getresponse()
        body = answer.read().decode(errors="replace")
    except OSError as error:
        return f"It does not answer ({error})."
    finally:
        connection.close()
    return "" if answer.status == 200 else f"{answer.status}: {body[:300]}"


def celery(name: str) -> str:
    """Whether the worker of this name, on this machine, answers through the broker."""
    from celery import Celery

    from vvw_site.foundation.services import celery_url

    worker = f"{name}@{socket.gethostname()}"
    try:
        # Closed at the end, so that the queue for its answer does not stay in the broker.
        with Celery(broker=celery_url(redis_url(declared.REDIS_BROKER_URL)), set_as_current=False) as app:
            app.conf.broker_connection_retry = False
            answers = app.control.ping(destination=[worker], timeout=WAIT_SECONDS, limit=1)
    except Exception as error:  # whatever the broker's client raises
        return f"The broker does not answer ({type(error).__name__})."
    return "" if answers else f"{worker} does not answer."


def beat() -> str:
    """Whether beat has started a task in the last minutes."""
    import psycopg

    try:
        with psycopg.connect(declared.DATABASE_URL.value(), connect_timeout=int(WAIT_SECONDS)) as connection:
            row = connection.execute(
                "SELECT coalesce(max(last_run_at) > now() - %s * interval '1 second', false) FROM django_celery_beat_periodictask",
                [BEAT_SILENT],
            ).fetchone()
    except psycopg.Error as error:
        return f"Postgres does not answer ({type(error).__name__})."
    return "" if row and row[0] else f"It has started nothing for {BEAT_SILENT} seconds."


def backup() -> str:
    """Whether the last backup is good and young, and the write-ahead log is being archived."""
    from vvw_site.foundation.backup.health import faults
    from vvw_site.settings.backup import backup_config

    return " ".join(faults(backup_config(declared.DATABASE_URL.value(), [])))


CHECKS = {"http": http, "worker": lambda: celery("worker"), "stats": lambda: celery("stats"), "beat": beat, "backup": backup}


def main() -> int:
    if len(sys.argv) != 2 or sys.argv[1] not in CHECKS:
        sys.exit(f"usage: python -m deploy.healthcheck {'|'.join(CHECKS)}")
    fault = CHECKS[sys.argv[1]]()
    sys.stdout.write(f"{fault or 'healthy'}\n")
    return 1 if fault else 0


if __name__ == "__main__":
    sys.exit(main())
