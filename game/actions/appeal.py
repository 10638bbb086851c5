"""A player appeals a sanction: once, within 20 days, also while banned."""

from msgspec import Struct

from accounts.models.ids import UserId
from game.actions.user_action import UserContext, user_action
from game.models import Appeal, Sanction
from game.queries.sanctions import access_sanction, why_no_appeal
from game.rules.errors import GameError
from game.rules.sanctions import APPEAL_MAX, APPEAL_MIN


class Appealed(Struct, frozen=True):
    sanction: int


@user_action("appeal", Appealed)
def appeal(context: UserContext, *, sanction: int, text: str) -> Appealed:
    """Ask the staff to look at a sanction again. The account may be banned, because that is what many appeals are about.

    GameError: not_found (another's), invalid (text), forbidden (appealed before, lifted, or too late).
    """
    found = access_sanction(UserId(context.user.pk), sanction)
    context.lock_shared(Sanction, [found.pk])
    found = access_sanction(UserId(context.user.pk), sanction)
    if why := why_no_appeal(found, context.now):
        raise GameError("forbidden", why, field="id")
    Appeal.objects.create(sanction=found, text=clean_appeal(text), at=context.now, sanctioned_by_id=found.staff_id)
    return Appealed(found.pk)


def clean_appeal(text: str) -> str:
    """The text as it is stored: lines without control characters. GameError invalid."""
    text = text.replace("\r\n", "\n").replace("\r", "\n")
    text = "".join(c for c in text if c.isprintable() or c == "\n").strip()
    if not APPEAL_MIN <= len(text) <= APPEAL_MAX:
        words = f"An appeal has {APPEAL_MIN} to {APPEAL_MAX:,} characters; this one has {len(text):,}."
        raise GameError("invalid", words, field="text")
    return text
