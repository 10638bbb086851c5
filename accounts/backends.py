"""The authentication backend. It stays at this path: every stored session names it, and would end if the path changed."""

from allauth.account.auth_backends import AuthenticationBackend

from accounts.models import User
from accounts.queries.logins import canonical, user_by_id, users_named


class AccountBackend(AuthenticationBackend):  # type: ignore[misc]  # allauth has no types
    """Allauth's backend: by name or by e-mail address. A ban ends every session of the account at once, without an extra
    statement, because the row is read anyway. The password of a banned user still works, so that the login can show the ban."""

    def _authenticate_by_email(self, email: str, password: str) -> User | None:
        """Names hold no "@", so a login by name is not looked for among the addresses: that saves two statements of six."""
        if "@" not in email:
            return None
        user: User | None = super()._authenticate_by_email(email, password)
        return user

    def _authenticate_by_username(self, username: str, password: str) -> User | None:
        """As allauth's: case does not matter, and an unknown name takes as long as a wrong password."""
        # Postgres reads "ı" as "I", but limits count them as two names, so a login must not find one by the other.
        named = [user for user in users_named(username) if canonical(user.username) == canonical(username)]
        user: User | None = self._check_password(named[0] if named else None, password)
        return user

    def get_user(self, user_id: int) -> User | None:
        """The user of a session; None when the user may not use the site."""
        user = user_by_id(user_id)
        return user if user is not None and self.may_use_site(user) else None

    def may_use_site(self, user: User) -> bool:
        return bool(self.user_can_authenticate(user)) and not user.is_banned
