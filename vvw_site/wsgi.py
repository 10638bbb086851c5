"""The WSGI entry: pages, accounts, admin and API."""

import gc
import os

from django.core.wsgi import get_wsgi_application

os.environ.setdefault("DJANGO_SETTINGS_MODULE", "vvw_site.settings.prod")
application = get_wsgi_application()


def _warm_up() -> None:
    """What the first request would wait for is read now, and then left out of every later search for garbage: the
    catalogue alone is some hundred thousand objects that live as long as the process."""
    from django.template import engines
    from django.urls import get_resolver

    from game.content import catalogue

    catalogue()
    engines["pages"].warm_up()
    get_resolver().url_patterns  # noqa: B018 (reading it imports every view)
    gc.collect()
    gc.freeze()
    # What a request leaves behind goes without the collector's help: to look every 700 objects was 2 % of a page.
    gc.set_threshold(20_000, 20, 50)


_warm_up()
