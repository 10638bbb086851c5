"""Staff note something about an account, for each other."""

from accounts.models.ids import UserId
from accounts.queries.rank import Rank
from game.actions.staff_action import StaffContext, staff_action
from game.models import StaffNote
from game.rules.errors import GameError

NOTE_MAX = 1000


# The audit does not keep the text: an entry outlives an erased account, and a note does not.
@staff_action("note", Rank.MODERATOR, unaudited=["text"])
def write_note(context: StaffContext, *, user: UserId, text: str) -> None:
    """A note that the player does not read. GameError: invalid (text), not_found, forbidden."""
    text = "\n".join(" ".join(line.split()) for line in text.replace("\0", "").strip().splitlines())
    if not 1 <= len(text) <= NOTE_MAX:
        raise GameError("invalid", f"A note has 1 to {NOTE_MAX:,} characters.", field="text")
    context.user(user)
    context.write(f"user:{user}")
    StaffNote.objects.create(user_id=user, author=context.staff, text=text, at=context.now)
