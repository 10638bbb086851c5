"""Who a password and who a session stands for."""

from allauth.account.auth_backends import AuthenticationBackend

from accounts.models import User
from accounts.queries.logins import canonical
from vvw_site.foundation.database.rows import Instances


class AccountBackend(AuthenticationBackend):
    """Allauth's: by name or by e-mail address. A session of a banned user stands for nobody from the moment of the ban,
    at no cost: the row was read anyway. His password is still known, so that the log-in can tell him until when and why."""

    def _authenticate_by_email(self, email: str, password: str) -> User | None:
        """Names hold no "@": a log-in by name need not be looked for among the addresses (two statements of six)."""
        return super()._authenticate_by_email(email, password) if "@" in email else None

    def _authenticate_by_username(self, username: str, password: str) -> User | None:
        """As allauth's does it: names are one name whatever their case, and the password takes its time for nobody, too."""
        # Postgres reads "ı" as "I"; limits do not count them as one name, so a log-in must not find it by them either.
        named = [user for user in _NAMED.find(username=username) if canonical(user.username) == canonical(username)]
        return self._check_password(named[0] if named else None, password)

    def get_user(self, user_id: int) -> User | None:
        """Who a session stands for. None for somebody who may not come in."""
        found = _NUMBERED.find(id=user_id)
        return found[0] if found and self.may_come_in(found[0]) else None

    def may_come_in(self, user: User) -> bool:
        return self.user_can_authenticate(user) and not user.is_banned


_NUMBERED = Instances(User, "WHERE m.id = %(id)s")
# Served by username_unique_without_case.
_NAMED = Instances(User, "WHERE upper(m.username) = upper(%(username)s)")
