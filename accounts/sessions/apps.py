"""The app of allauth's list of sessions, with our signal receivers in place of allauth's and Django's."""

from allauth.usersessions.apps import UserSessionsConfig


class SessionListConfig(UserSessionsConfig):  # type: ignore[misc]  # allauth has no types
    def ready(self) -> None:
        super().ready()
        from allauth.account.signals import password_changed, password_reset, password_set, user_logged_in
        from allauth.mfa.signals import authentication_failed
        from allauth.usersessions.signals import on_password_changed, on_user_logged_in
        from django.contrib.auth import signals

        from accounts.sessions.signals import (
            end_sessions_after_new_password,
            record_failed_code,
            record_last_login,
            record_session_at_login,
        )

        user_logged_in.disconnect(on_user_logged_in)
        user_logged_in.connect(record_session_at_login)
        for signal in (password_changed, password_set):
            signal.disconnect(on_password_changed)
        for signal in (password_changed, password_set, password_reset):
            signal.connect(end_sessions_after_new_password)
        signals.user_logged_in.disconnect(dispatch_uid="update_last_login")
        signals.user_logged_in.connect(record_last_login)
        authentication_failed.connect(record_failed_code)
