"""The accounts that a login may mean, and the canonical form in which limits count a name or an address."""

import unicodedata
from datetime import datetime

from allauth.account.models import EmailAddress
from django.db.models import Q

from accounts.models import User
from vvw_site.foundation.database.rows import Instances


def canonical(login: str) -> str:
    """One form for all spellings of a name or an address that find the same account: case, width and ligatures do not count."""
    login = login.strip()
    return login.lower() if login.isascii() else unicodedata.normalize("NFKC", login).casefold().strip()


def canonical_mailbox(address: str) -> str:
    """One form for an e-mail address, as limits count mails: also without the "+tag", which leads to the same mailbox.
    Empty when the text is no address."""
    box, at, domain = canonical(address).rpartition("@")
    if not at:
        return ""
    return f"{box.partition('+')[0] or box}@{domain}"


def user_by_id(user_id: int) -> User | None:
    """One prepared statement."""
    found = _BY_ID.find(id=user_id)
    return found[0] if found else None


def users_named(username: str) -> list[User]:
    """Users whose name is the same for Postgres, whatever its case. One prepared statement."""
    return _BY_NAME.find(username=username)


def accounts_of(login: str) -> list[User]:
    """The accounts that a login by this name or e-mail address may mean. Two statements, one for a name."""
    if not login.isprintable():
        return []
    by_name = User.objects.filter(username__iexact=login.strip())
    if "@" not in login:
        return [user for user in by_name if canonical(user.username) == canonical(login)]
    address = login.strip().lower()
    owners = EmailAddress.objects.filter(email=address).values("user_id")
    return list(User.objects.filter(Q(pk__in=owners) | Q(email=address) | Q(pk__in=by_name.values("pk"))).order_by("pk")[:20])


def limit_names_of(login: str) -> list[str]:
    """What a login counts against: the names of the accounts that it may mean, or the text itself when it means none.

    No statement for a name.
    """
    if "@" not in login:
        return [canonical(login)]
    return [canonical(user.username) for user in accounts_of(login)] or [canonical(login)]


def signed_up_since(moment: datetime, *, username: str, email: str) -> User | None:
    """The account with this name and address that logged in after the moment. One statement."""
    return User.objects.filter(
        username__iexact=username, email=email, last_login__gt=moment, is_guest=False
    ).first()  # fmt: skip


_BY_ID = Instances(User, "WHERE m.id = %(id)s")
# Served by username_unique_without_case.
_BY_NAME = Instances(User, "WHERE upper(m.username) = upper(%(username)s)")
