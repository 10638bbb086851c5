"""A character's notices, a page at a time."""

from game.models import Notice


def notices_of(character: int, limit: int, before: int | None = None) -> list[Notice]:
    """Newest first, read ones included. before: an id; only older notices. One statement, served by notices_of_character."""
    found = Notice.objects.filter(character_id=character)
    if before is not None:
        found = found.filter(pk__lt=before)
    return list(found.order_by("-pk")[:limit])
