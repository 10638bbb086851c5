"""Puts our admin site in the place of the theme's own, before any model is registered."""

from django.apps import AppConfig
from django.contrib import admin
from django.contrib.admin import sites


class StaffSiteConfig(AppConfig):
    """In INSTALLED_APPS instead of "unfold": it is that app, with our site."""

    name = "unfold"

    def ready(self) -> None:
        from vvw_site.foundation.staff.site import StaffSite  # it needs models

        admin.site = sites.site = StaffSite()
