"""The site as a Django app: it brings the Celery app up with Django, so that `shared_task` finds it."""

from django.apps import AppConfig


class SiteConfig(AppConfig):
    name = "vvw_site"
    verbose_name = "Site"

    def ready(self) -> None:
        from django.conf import settings
        from django.core.cache import close_caches
        from django.core.signals import request_finished, request_started
        from django.db import close_old_connections, reset_queries

        from vvw_site import celery  # noqa: F401 (making it the current app is the point)
        from vvw_site.foundation import utf_8

        utf_8.only()
        # What each request would be asked for nothing. Redis connections are kept from one to the next; those to Postgres
        # went back to the pool at the end of the last; and only with DEBUG does Django note down queries.
        request_finished.disconnect(close_caches)
        request_started.disconnect(close_old_connections)
        if not settings.DEBUG:
            request_started.disconnect(reset_queries)
