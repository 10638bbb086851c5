"""Reports: the letter that one is about, who filed it, and which are open."""

from datetime import datetime, timedelta

from django.db.models import BooleanField
from django.db.models.expressions import RawSQL

from accounts.models.ids import UserId
from game.models import Character, Letter, Report, ReportFiling

# A constant of the statement, as in queries/ledger.py, so that reports_open serves the queue.
IS_OPEN = RawSQL("game_report.state = 'open'", [], output_field=BooleanField())


def reported_letter(report: Report) -> Letter | None:
    """The letter that a report is about, with both sides; None when it is gone or the report is about something else. One
    statement."""
    kind, _, number = report.target.partition(":")
    if kind != "letter":
        return None
    return Letter.objects.select_related("sender__user", "recipient__user").filter(pk=int(number)).first()


def filings_of(report: Report, limit: int) -> list[ReportFiling]:
    """Who filed it, the latest first. One statement."""
    return list(ReportFiling.objects.filter(report=report).select_related("reporter").order_by("-pk")[:limit])


def filed_in_a_day(user: UserId, now: datetime) -> int:
    """How many reports the characters of an account filed in the last 24 hours. One statement."""
    return ReportFiling.objects.filter(reporter__user_id=user, at__gt=now - timedelta(days=1)).count()


def reports_of(letter: Letter, limit: int) -> list[Report]:
    """The reports about a letter, the latest first. One statement."""
    return list(Report.objects.filter(target=f"letter:{letter.pk}").order_by("-pk")[:limit])


def reports_about(character: Character, limit: int) -> list[Report]:
    """The reports about what a character wrote, the latest first. One statement."""
    return list(Report.objects.filter(about=character).order_by("-pk")[:limit])


def open_reports(limit: int, reader: UserId | None = None) -> list[Report]:
    """The open reports, except those about the reader, with the characters they are about; those with most reporters first. One
    statement."""
    found = Report.objects.filter(IS_OPEN)
    others = found if reader is None else found.exclude(about__user_id=reader)
    return list(others.select_related("about").order_by("-reporters", "pk")[:limit])
