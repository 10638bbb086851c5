"""What is written down of each log-in, in our way (accounts/actions/seen.py): allauth's list of sessions, Django's last log-in."""

from allauth.usersessions.apps import UserSessionsConfig


class SessionList(UserSessionsConfig):
    def ready(self) -> None:
        super().ready()
        from allauth.account.signals import user_logged_in
        from allauth.usersessions.signals import on_user_logged_in
        from django.contrib.auth import signals

        from accounts.actions import seen

        user_logged_in.disconnect(on_user_logged_in)
        user_logged_in.connect(seen.at_log_in)
        signals.user_logged_in.disconnect(dispatch_uid="update_last_login")
        signals.user_logged_in.connect(seen.note_time)
