"""Whether `collectstatic` has run for this version of the code."""

from collections.abc import Iterator
from pathlib import Path
from typing import Any

from django.conf import settings
from django.contrib.staticfiles.finders import get_finders
from django.contrib.staticfiles.storage import ManifestFilesMixin, staticfiles_storage

from vvw_site.doctor.finding import Fault, Finding

IGNORED = ["CVS", ".*", "*~"]
"""The same files that `collectstatic` ignores."""
COLLECT = "Run `manage.py collectstatic --noinput` (deploy/start release does), and start the tiers again."


def not_collected() -> bool:
    """Whether this process found no manifest when it read it first: its pages name files that are not there. Reads no file again."""
    storage: Any = staticfiles_storage
    return collects() and not storage.hashed_files


def collects() -> bool:
    """In dev, and where whitenoise serves the sources, nothing is collected."""
    from_sources = getattr(settings, "WHITENOISE_USE_FINDERS", False)
    return not from_sources and isinstance(staticfiles_storage, ManifestFilesMixin)


def findings() -> Iterator[Finding]:
    if not collects():
        return
    storage: Any = staticfiles_storage
    if not storage.hashed_files:
        yield Fault(f"No static files are collected in {settings.STATIC_ROOT}: pages have no style.", COLLECT, stops=True)
        return
    sources = dict(_sources())
    if missing := sorted(sources.keys() - storage.hashed_files.keys()):
        more = f" and {len(missing) - 1:,} more" if missing[1:] else ""
        yield Fault(f"The collected static files in {settings.STATIC_ROOT} lack {missing[0]}{more}.", COLLECT)
        return
    collected = Path(storage.manifest_storage.path(storage.manifest_name)).stat().st_mtime
    newer = [name for name, path in sources.items() if path.stat().st_mtime > collected]
    if newer:
        more = f" and {len(newer) - 1:,} more" if newer[1:] else ""
        yield Fault(f"The static files were collected before {sorted(newer)[0]}{more} changed.", COLLECT)


def _sources() -> Iterator[tuple[str, Path]]:
    for finder in get_finders():
        for name, storage in finder.list(IGNORED):
            prefix = getattr(storage, "prefix", None)
            yield (f"{prefix}/{name}" if prefix else name), Path(storage.path(name))
