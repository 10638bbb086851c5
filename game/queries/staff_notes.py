"""What the staff noted about an account."""

from accounts.models.ids import UserId
from game.models import StaffNote


def notes_about(user: UserId, limit: int) -> list[StaffNote]:
    """The latest first, with their authors. One statement."""
    return list(StaffNote.objects.filter(user_id=user).select_related("author").order_by("-pk")[:limit])
