"""What is written down of each log-in, in our way (accounts/actions/seen.py): allauth's list of sessions, Django's last log-in;
and what ends with a password (accounts/actions/sessions.py)."""

from allauth.usersessions.apps import UserSessionsConfig


class SessionList(UserSessionsConfig):
    def ready(self) -> None:
        super().ready()
        from allauth.account.signals import password_changed, password_reset, password_set, user_logged_in
        from allauth.usersessions.signals import on_password_changed, on_user_logged_in
        from django.contrib.auth import signals

        from accounts.actions import seen
        from accounts.actions.sessions import after_new_password

        user_logged_in.disconnect(on_user_logged_in)
        user_logged_in.connect(seen.at_log_in)
        for signal in (password_changed, password_set):
            signal.disconnect(on_password_changed)
        for signal in (password_changed, password_set, password_reset):
            signal.connect(after_new_password)
        signals.user_logged_in.disconnect(dispatch_uid="update_last_login")
        signals.user_logged_in.connect(seen.note_time)
