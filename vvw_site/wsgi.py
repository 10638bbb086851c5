"""The WSGI entry point: pages, accounts, admin and API."""

import gc
import os
from typing import cast

from django.core.wsgi import get_wsgi_application

os.environ.setdefault("DJANGO_SETTINGS_MODULE", "vvw_site.settings.prod")
application = get_wsgi_application()


def _warm_up() -> None:
    """Load what the first request would have to wait for, and exclude it from garbage collection: the catalogue alone is some
    hundred thousand objects that live as long as the process."""
    from django.conf import settings
    from django.template import engines
    from django.urls import get_resolver

    from game.content import catalogue
    from vvw_site.pages.backend import Pages

    catalogue()
    if settings.COMPILES_PAGES_AT_START:
        cast(Pages, engines["pages"]).warm_up()
    get_resolver().url_patterns  # noqa: B018 (reading it imports every view)
    gc.collect()
    gc.freeze()


_warm_up()
