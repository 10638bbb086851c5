"""The addresses of the site, by app. The apps' own files list theirs."""

from allauth.account.decorators import secure_admin_login
from django.contrib import admin
from django.urls import include, path
from django.views.generic import RedirectView

from vvw_site import health, status

# Staff log in on the site's own page, where the second factor is checked and attempts are limited.
admin.site.login = secure_admin_login(admin.site.login)  # type: ignore[method-assign]  # as allauth documents it

handler400 = "game.api.error_handlers.bad_request"
handler403 = "game.views.errors.forbidden"
handler404 = "game.views.errors.not_found"
handler429 = "game.views.errors.too_fast"  # allauth calls it
handler500 = "game.api.error_handlers.server_error"

urlpatterns = [
    path("healthz/live", health.live, name="healthz_live"),
    path("healthz/ready", health.ready, name="healthz_ready"),
    path("status/", status.status, name="status"),
    path("", include("seo_pages.urls")),
    path("", include("clans.views.urls")),
    path("", include("game.views.urls")),
    path("api/", include("vvw_site.api_urls")),
    path("accounts/", include("accounts.urls")),
    # One page changes passwords: there tries are limited, other devices are logged out, API tokens end, and a mail says so.
    path("admin/password_change/", RedirectView.as_view(pattern_name="account_change_password")),
    path("admin/", admin.site.urls),
]
