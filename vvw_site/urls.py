"""Where each address leads. DESIGN of addresses: docs/where.md."""

from django.contrib import admin
from django.urls import include, path

from vvw_site import health

urlpatterns = [
    path("healthz/live", health.live, name="healthz_live"),
    path("healthz/ready", health.ready, name="healthz_ready"),
    path("accounts/", include("allauth.urls")),
    path("admin/", admin.site.urls),
]
