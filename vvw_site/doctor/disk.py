"""The room on the disks that the site writes to. The disk of Postgres belongs to another machine: only its errors tell."""

import os
import tempfile
from collections.abc import Iterator
from pathlib import Path

from django.conf import settings

from vvw_site.doctor.disk_rules import FULL, LOW, disk_fault
from vvw_site.doctor.finding import Fault, Finding, Note
from vvw_site.foundation.database import full_disk


def findings() -> Iterator[Finding]:
    places = {"PAGES_ROOT": settings.PAGES_ROOT, "STATIC_ROOT": settings.STATIC_ROOT, **written_while_serving()}
    for name, path in places.items():
        if fault := fault_at(name, Path(path), FULL if name == METRICS else LOW):
            yield fault
    yield Note(
        f"Disks were looked at for {', '.join(places)}; that of Postgres cannot be seen from here: watch it where it is."
    )


METRICS = "the metrics"


def written_while_serving() -> dict[str, str]:
    """Where requests and tasks of this process write, by name."""
    places = {"temporary files": tempfile.gettempdir()}
    if settings.EMAIL_BACKEND.endswith("filebased.EmailBackend"):
        places["the mail folder"] = settings.EMAIL_FILE_PATH
    if settings.PROMETHEUS_MULTIPROC_DIR:
        places[METRICS] = settings.PROMETHEUS_MULTIPROC_DIR
    return places


def serving_fault() -> Fault | None:
    """The first fault that makes serving wrong: a disk of this process is full, or Postgres has refused a write for that reason and
    still does. Some system calls; a statement only while Postgres's disk is full, every few seconds."""
    for name, path in written_while_serving().items():
        if (fault := fault_at(name, Path(path), FULL)) and fault.stops:
            return fault
    if full_disk.seen.still_full():
        return Fault("The disk of Postgres is full, so nothing new can be written.", "Free some space there.", stops=True)
    return None


def fault_at(name: str, path: Path, low: int) -> Fault | None:
    """path: need not exist yet. A path that cannot be looked at is no fault of the disk."""
    while not path.exists() and path != path.parent:
        path = path.parent
    try:
        disk = os.statvfs(path)
    except OSError:
        return None
    inodes = disk.f_favail if disk.f_files else None
    return disk_fault(name, str(path), free=disk.f_bavail * disk.f_frsize, inodes=inodes, low=low)
