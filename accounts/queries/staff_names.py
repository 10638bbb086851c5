"""The login names of staff: nobody else may have a name that looks like one of them."""

from accounts.models import User
from vvw_site.foundation import naming


def looks_like_staff(name: str, *, but: int | None = None) -> bool:
    """Whether an account or a character of this name could be mistaken for a staff member. One statement.

    but: the id of an account that may have such a name (a staff member's own character).
    """
    staff = User.objects.filter(is_staff=True)
    if but is not None:
        staff = staff.exclude(pk=but)
    return naming.looks_like_any(name, staff.values_list("username", flat=True))
