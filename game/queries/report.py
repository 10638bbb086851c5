"""Reports: who filed one, the reporter's record, and which are open."""

from datetime import datetime

from django.db.models import BooleanField
from django.db.models.expressions import RawSQL
from msgspec import Struct

from accounts.models.ids import UserId
from game.models import Character, Letter, Report, ReportFiling
from vvw_site.foundation.database.statement import Statement

# A constant of the statement, as in queries/ledger.py, so that reports_by_urgency serves the queue.
IS_OPEN = RawSQL("game_report.state = 'open'", [], output_field=BooleanField())


class ReporterRecord(Struct, frozen=True, array_like=True):
    """filed: by the account in the last 24 hours. upheld, dismissed: its reports that were decided. barred: until when it may not
    report; None if it may. for_good: barred without an end."""

    filed: int
    upheld: int
    dismissed: int
    barred: datetime | None
    for_good: bool


def reporter_record(user: UserId, now: datetime) -> ReporterRecord:
    """Of all characters of the account. One statement."""
    found: ReporterRecord = _RECORD.row(user=user, now=now)
    return found


# Served by the indexes of characters by user, of filings by reporter, and sanctions_of_user.
_RECORD = Statement(
    """WITH filings AS (
        SELECT f.at, r.outcome FROM game_character c JOIN game_reportfiling f ON f.reporter_id = c.id
        JOIN game_report r ON r.id = f.report_id WHERE c.user_id = %(user)s
    ), bars AS (
        SELECT ends_at FROM game_sanction WHERE user_id = %(user)s AND kind = 'no_reports' AND lifted_at IS NULL
            AND (ends_at IS NULL OR ends_at > %(now)s::timestamptz)
    )
    SELECT json_build_array(
        (SELECT count(*) FROM filings WHERE at > %(now)s::timestamptz - interval '1 day'),
        (SELECT count(*) FROM filings WHERE outcome = 'upheld'), (SELECT count(*) FROM filings WHERE outcome = 'dismissed'),
        (SELECT max(ends_at) FROM bars), EXISTS (SELECT FROM bars WHERE ends_at IS NULL)
    )::text""",
    ReporterRecord,
)


def filings_of(report: Report, limit: int) -> list[ReportFiling]:
    """Who filed it, the latest first. One statement."""
    return list(ReportFiling.objects.filter(report=report).select_related("reporter").order_by("-pk")[:limit])


def reports_of(letter: Letter, limit: int) -> list[Report]:
    """The reports about a letter, the latest first. One statement."""
    return list(Report.objects.filter(target=f"letter:{letter.pk}").order_by("-pk")[:limit])


def reports_about(character: Character, limit: int) -> list[Report]:
    """The reports about what a character wrote, the latest first. One statement."""
    return list(Report.objects.filter(about=character).order_by("-pk")[:limit])


def open_reports(limit: int, reader: UserId | None = None) -> list[Report]:
    """The open reports, except those about the reader, with the characters they are about; the most urgent first. One statement."""
    found = Report.objects.filter(IS_OPEN)
    others = found if reader is None else found.exclude(about__user_id=reader)
    return list(others.select_related("about").order_by("-urgency", "pk")[:limit])
