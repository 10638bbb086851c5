"""Replaces the theme's admin site with ours, before any model is registered."""

from django.apps import AppConfig
from django.contrib import admin
from django.contrib.admin import sites


class StaffSiteConfig(AppConfig):
    """In INSTALLED_APPS instead of "unfold": the same app, with our site."""

    name = "unfold"

    def ready(self) -> None:
        from vvw_site.foundation.staff.site import StaffSite  # it needs models

        admin.site = sites.site = StaffSite()
