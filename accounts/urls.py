"""The addresses under /accounts/: ours first, then allauth's."""

from django.urls import include, path

from accounts.views.data import personal_data
from accounts.views.login import LoginView
from accounts.views.sessions import end_all_sessions, end_session, session_list
from accounts.views.signup import SignupView
from vvw_site import converters  # noqa: F401 (brings <id:…>)

urlpatterns = [
    path("signup/", SignupView.as_view(), name="account_signup"),
    path("login/", LoginView.as_view(), name="account_login"),
    path("data/", personal_data, name="account_data"),
    path("sessions/", session_list, name="usersessions_list"),
    path("sessions/<id:session_id>/end/", end_session, name="account_end_session"),
    path("sessions/end-all/", end_all_sessions, name="account_end_all_sessions"),
    path("", include("allauth.urls")),
]
