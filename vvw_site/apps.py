"""The site as a Django app. It loads the Celery app together with Django, so that `shared_task` finds it."""

from django.apps import AppConfig


class SiteConfig(AppConfig):
    name = "vvw_site"
    verbose_name = "Site"

    def ready(self) -> None:
        from django.conf import settings
        from django.core.cache import close_caches
        from django.core.signals import request_finished, request_started
        from django.db import close_old_connections, reset_queries

        from vvw_site import (
            celery,  # noqa: F401 (the import makes it the current app)
            operator_check,  # noqa: F401 (registers the check)
        )
        from vvw_site.foundation.request_charset import read_requests_as_utf_8

        read_requests_as_utf_8()
        # Work that Django does at each request and that has no effect here: Redis connections stay open between requests,
        # those to Postgres went back to the pool at the end of the last request, and Django logs queries only with DEBUG.
        request_finished.disconnect(close_caches)
        request_started.disconnect(close_old_connections)
        if not settings.DEBUG:
            request_started.disconnect(reset_queries)
