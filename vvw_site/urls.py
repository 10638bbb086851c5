"""Where each address leads. DESIGN of addresses: docs/where.md."""

from allauth.account.decorators import secure_admin_login
from django.contrib import admin
from django.urls import include, path

from vvw_site import health

# Staff log in where everybody does: there the second factor is asked for, and log-ins are counted.
admin.site.login = secure_admin_login(admin.site.login)

handler400 = "game.api.error_handlers.bad_request"
handler403 = "game.views.errors.forbidden"
handler404 = "game.views.errors.not_found"
handler429 = "game.views.errors.too_fast"  # allauth asks for it
handler500 = "game.api.error_handlers.server_error"

urlpatterns = [
    path("healthz/live", health.live, name="healthz_live"),
    path("healthz/ready", health.ready, name="healthz_ready"),
    path("", include("seo_pages.urls")),
    path("", include("game.views.urls")),
    path("api/", include("game.api.urls")),
    path("accounts/", include("accounts.urls")),
    path("admin/", admin.site.urls),
]
