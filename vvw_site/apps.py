"""The site as a Django app: it brings the Celery app up with Django, so that `shared_task` finds it."""

from django.apps import AppConfig


class SiteConfig(AppConfig):
    name = "vvw_site"
    verbose_name = "Site"

    def ready(self) -> None:
        from django.core.cache import close_caches
        from django.core.signals import request_finished

        from vvw_site import celery  # noqa: F401 (making it the current app is the point)

        # Redis connections are kept from request to request; to ask each cache to close nothing costs every request.
        request_finished.disconnect(close_caches)
