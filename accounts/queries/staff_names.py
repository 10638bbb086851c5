"""The names that staff log in with: nobody else may be called like one of them."""

from accounts.models import User
from vvw_site.foundation import naming


def looks_like_staff(name: str, *, but: int | None = None) -> bool:
    """Whether an account or a character of this name could be taken for one of the staff. One statement.

    but: the account that may be (a staff member's own character).
    """
    staff = User.objects.filter(is_staff=True).exclude(pk=but)
    return naming.looks_like_any(name, staff.values_list("username", flat=True))
