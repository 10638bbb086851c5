"""Where each address leads. DESIGN of addresses: docs/where.md."""

from allauth.account.decorators import secure_admin_login
from django.contrib import admin
from django.urls import include, path

from vvw_site import health

# Staff log in where everybody does: there the second factor is asked for, and log-ins are counted.
admin.site.login = secure_admin_login(admin.site.login)

urlpatterns = [
    path("healthz/live", health.live, name="healthz_live"),
    path("healthz/ready", health.ready, name="healthz_ready"),
    path("accounts/", include("accounts.urls")),
    path("admin/", admin.site.urls),
]
