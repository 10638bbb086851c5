"""Access checks: a clan for a reader."""

from clans.models import Clan
from game.rules.errors import GameError


def access_clan(tag: str) -> Clan:
    """The living clan with this tag, or else the one disbanded last that still holds it. One statement. GameError not_found."""
    found = Clan.objects.select_related("leader").filter(tag=tag.upper(), holds_names=True).first()
    if found is None:
        raise GameError("not_found", "There is no clan with that tag.", field="tag")
    return found
