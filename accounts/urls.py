"""URLs under /accounts/: ours first, then allauth's."""

from django.urls import include, path, re_path

from accounts.views.agreement import agreement
from accounts.views.authenticator_app import activate_totp, deactivate_totp
from accounts.views.guest_exit import leave_guest
from accounts.views.login import LoginView
from accounts.views.logout import LogoutView
from accounts.views.mailed_links import ConfirmEmailView, PasswordResetFromKeyView
from accounts.views.personal_data import personal_data
from accounts.views.sessions import end_all_sessions, end_session, session_list
from accounts.views.signup import SignupView
from vvw_site.foundation import converters  # noqa: F401 (registers <id:…>)

urlpatterns = [
    path("signup/", SignupView.as_view(), name="account_signup"),
    path("login/", LoginView.as_view(), name="account_login"),
    path("login/leave-guest/", leave_guest, name="account_leave_guest"),
    path("logout/", LogoutView.as_view(), name="account_logout"),
    re_path(r"^confirm-email/(?P<key>[-:\w]+)/$", ConfirmEmailView.as_view(), name="account_confirm_email"),
    re_path(
        r"^password/reset/key/(?P<uidb36>[0-9A-Za-z]+)-(?P<key>.+)/$",
        PasswordResetFromKeyView.as_view(),
        name="account_reset_password_from_key",
    ),
    path("2fa/totp/activate/", activate_totp, name="mfa_activate_totp"),
    path("2fa/totp/deactivate/", deactivate_totp, name="mfa_deactivate_totp"),
    path("agreement/", agreement, name="account_agreement"),
    path("data/", personal_data, name="account_data"),
    path("sessions/", session_list, name="usersessions_list"),
    path("sessions/<id:session_id>/end/", end_session, name="account_end_session"),
    path("sessions/end-all/", end_all_sessions, name="account_end_all_sessions"),
    path("", include("allauth.urls")),
]
