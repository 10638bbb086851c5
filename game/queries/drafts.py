"""A character's drafts of letters."""

from game.models import StoredDraft
from game.models.ids import CharacterId
from game.rules.errors import GameError


def drafts_of(character: CharacterId) -> list[StoredDraft]:
    """What was saved last comes first. One statement."""
    return list(StoredDraft.objects.filter(character_id=character).order_by("-saved_at", "-pk"))


def access_draft(character: CharacterId, draft: int) -> StoredDraft:
    """One statement. GameError not_found."""
    found = StoredDraft.objects.filter(character_id=character, pk=draft).first()
    if found is None:
        raise GameError("not_found", "There is no such draft. It may have been sent or thrown away.", field="draft")
    return found
