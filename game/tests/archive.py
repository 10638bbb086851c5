"""Old battles and hits for tests, and an archive that moves them."""

from datetime import timedelta
from typing import Any

from django.db.models import F
from django.utils import timezone

from game.actions.archive import BATTLES, HITS, ArchivedTable, _copy, _run, archive
from game.models import Battle, Raid, RaidHit
from game.queries.archive import due_before

YEAR = timedelta(days=365)


def make_old() -> None:
    """All battles and hits, and the raids that have ended, become a year older; a raid that has ended is paid, too."""
    Battle.objects.update(at=F("at") - YEAR)
    RaidHit.objects.filter(number=None).update(number=F("id"), counted=0, hp_after=1)
    RaidHit.objects.filter(late=True, refunded_at=None).update(refunded_at=timezone.now())
    RaidHit.objects.update(at=F("at") - YEAR)
    Raid.objects.exclude(state=Raid.OPEN).update(
        opened_at=F("opened_at") - YEAR, starts_at=F("starts_at") - YEAR, ends_at=F("ends_at") - YEAR,
        ended_at=F("ended_at") - YEAR, paid_at=timezone.now(),
    )  # fmt: skip


def archive_now(**options: Any) -> str:
    return archive(timezone.now(), **options)


def archive_all() -> str:
    """Everything becomes old and moves to the archive."""
    make_old()
    return archive_now()


def copy_only(*tables: ArchivedTable) -> None:
    """The archive dies between copy and trim: the rows are in both tables."""
    for table in tables or (BATTLES, HITS):
        _run(_copy(table), after=0, last=2**62, before=due_before(timezone.now()))
