"""The URLs of an instance, and the forms of a URL that each library needs."""

import os
from collections.abc import Mapping
from typing import Any
from urllib.parse import parse_qs, parse_qsl, quote, unquote, urlencode, urlsplit, urlunsplit

from .instance_paths import instance_paths

DATABASE = "vvw"
ROLE = "vvw"


def postgres_url(instance: str) -> str:
    """A libpq URL over the instance's socket, for psycopg."""
    return f"postgresql://{ROLE}@/{DATABASE}?host={quote(str(instance_paths(instance).run))}"


def redis_url(instance: str, db: int = 0) -> str:
    """A redis-py URL over the instance's socket."""
    return f"unix://{instance_paths(instance).redis_socket}?db={db}"


def needs_embedded(environ: Mapping[str, str] = os.environ) -> bool:
    """Whether one of the two URLs is not set, so that an embedded server has to run."""
    return not (environ.get("DATABASE_URL") and environ.get("REDIS_URL"))


def postgres_config(url: str) -> dict[str, Any]:
    """Django's dict for a Postgres URL. `?host=` may name a socket's folder; other parameters of the query are options.

    django-environ turns both into a form that Django cannot connect with. Raises ValueError for another engine.
    """
    parts = urlsplit(url)
    if parts.scheme not in {"postgres", "postgresql"}:
        raise ValueError("DATABASE_URL must begin with postgresql://; VvW runs on Postgres only.")
    options: dict[str, Any] = dict(parse_qsl(parts.query))
    return {
        "ENGINE": "vvw_site.foundation.database.postgres",
        "NAME": unquote(parts.path.lstrip("/")),
        "USER": unquote(parts.username or ""),
        "PASSWORD": unquote(parts.password or ""),
        "HOST": options.pop("host", "") or unquote(parts.hostname or ""),
        "PORT": str(options.pop("port", "") or parts.port or ""),
        "OPTIONS": options,
    }


def celery_url(url: str) -> str:
    """The URL for Celery. Kombu has its own form for a socket with a database number; a TCP URL stays as it is."""
    if not url.startswith("unix://"):
        return url
    parts = urlsplit(url)
    db = parse_qs(parts.query).get("db", ["0"])[0]
    return f"redis+socket://{parts.netloc}{parts.path}?virtual_host={db}"


def with_redis_db(url: str, db: int) -> str:
    """The same Redis with another database number."""
    parts = urlsplit(url)
    if parts.scheme == "unix":
        query = {**dict(parse_qsl(parts.query)), "db": str(db)}
        return f"unix://{parts.netloc}{parts.path}?{urlencode(query)}"
    query = {k: v for k, v in parse_qsl(parts.query) if k != "db"}
    return urlunsplit(parts._replace(path=f"/{db}", query=urlencode(query)))


def redis_db(url: str) -> int:
    """The database number that a Redis URL names; 0 when it names none."""
    parts = urlsplit(url)
    named = parse_qs(parts.query).get("db", [""])[0]
    if not named and parts.scheme != "unix":
        named = parts.path.strip("/")
    return int(named) if named.isdigit() else 0
