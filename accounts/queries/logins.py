"""Which accounts a log-in may mean, and the one form in which limits count a name or an address."""

import unicodedata

from allauth.account.models import EmailAddress
from django.db.models import Q

from accounts.models import User


def canonical(login: str) -> str:
    """One form for all ways to write a name or an address that are looked up as one: whatever case, width or ligature."""
    login = login.strip()
    return login.lower() if login.isascii() else unicodedata.normalize("NFKC", login).casefold().strip()


def canonical_mailbox(address: str) -> str:
    """One form for an e-mail address, as limits count mails: also without the "+tag" that leads to the same box.
    Empty for what is none."""
    box, at, domain = canonical(address).rpartition("@")
    if not at:
        return ""
    return f"{box.partition('+')[0] or box}@{domain}"


def accounts_of(login: str) -> list[User]:
    """The accounts that a log-in by this name or e-mail address looks at. Two statements, one for a name."""
    if not login.isprintable():
        return []
    by_name = User.objects.filter(username__iexact=login.strip())
    if "@" not in login:
        return [user for user in by_name if canonical(user.username) == canonical(login)]
    address = login.strip().lower()
    owners = EmailAddress.objects.filter(email=address).values("user_id")
    return list(User.objects.filter(Q(pk__in=owners) | Q(email=address) | Q(pk__in=by_name.values("pk"))).order_by("pk")[:20])


def names_of(login: str) -> list[str]:
    """What a log-in counts against: the names of the accounts that it may mean; what was typed, when it means none.

    No statement for a name.
    """
    if "@" not in login:
        return [canonical(login)]
    return [canonical(user.username) for user in accounts_of(login)] or [canonical(login)]
