"""Whether the static pages are built for this content and address."""

from collections.abc import Iterator
from pathlib import Path

from django.conf import settings

from seo_pages.build.check import out_of_date
from vvw_site.doctor.finding import Fault, Finding


def findings() -> Iterator[Finding]:
    if reason := out_of_date(Path(settings.PAGES_ROOT), url=settings.SITE_URL):
        yield Fault(
            reason,
            "Build them with `manage.py render_seo_pages` (deploy/start pages), or run the doctor where PAGES_ROOT is mounted.",
        )
