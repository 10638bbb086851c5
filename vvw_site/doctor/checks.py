"""The list of checks, and how they are run. A new check is one line in CHECKS."""

from collections.abc import Callable, Iterable
from typing import NamedTuple

import django.db
import psycopg
import structlog
from redis import RedisError

from vvw_site.doctor import backups, connections, database, disk, pages, production, redis_servers, static_files
from vvw_site.doctor.finding import Fault, Finding

log = structlog.get_logger(__name__)


class Check(NamedTuple):
    """name: one word that begins the line of each finding. find: reads the world. for_production: means nothing elsewhere."""

    name: str
    find: Callable[[], Iterable[Finding]]
    for_production: bool = False


CHECKS = (
    Check("settings", production.settings_findings, for_production=True),
    Check("django", production.django_findings, for_production=True),
    Check("mail", production.mail_findings, for_production=True),
    Check("static", static_files.findings),
    Check("pages", pages.findings),
    Check("database", database.findings),
    Check("migrations", database.migration_findings),
    Check("roles", database.role_findings),
    Check("connections", connections.findings),
    Check("redis", redis_servers.findings),
    Check("disk", disk.findings),
    Check("backups", backups.findings, for_production=True),
)


class Diagnosis(NamedTuple):
    check: str
    finding: Finding


def diagnose(checks: Iterable[Check], *, is_production: bool) -> list[Diagnosis]:
    """The findings of all checks that apply, in their order. What several checks find alike is said once."""
    lines: dict[str, Diagnosis] = {}
    for check in checks:
        if is_production or not check.for_production:
            for finding in found_by(check):
                lines.setdefault(str(finding), Diagnosis(check.name, finding))
    return list(lines.values())


def found_by(check: Check) -> list[Finding]:
    """A check that fails is a fault as well: nobody knows what it would have found."""
    try:
        return list(check.find())
    except (django.db.Error, psycopg.Error) as error:
        return [not_answering("Postgres", "DATABASE_URL", error)]
    except RedisError as error:
        return [not_answering("Redis", "the URL of each role", error)]
    except Exception as error:  # one broken check must not hide the others
        log.warning("check_failed", check=check.name, exc_info=True)
        return [Fault(f"The check itself failed ({type(error).__name__}: {error}).", "Report it with the lines of the log.")]


def not_answering(what: str, setting: str, error: Exception) -> Fault:
    """Without the text of the error: it may have an address or a name."""
    return Fault(
        f"{what} does not answer ({type(error).__name__}), so what it says could not be checked.",
        f"Start it, and compare {setting} with where it listens.", stops=True,
    )  # fmt: skip
