"""What a character was told, a page at a time."""

from game.models import Notice


def notices_of(character: int, limit: int, before: int | None = None) -> list[Notice]:
    """Newest first, read ones too; before: only older ones than that id. One statement, served by notices_of_character."""
    told = Notice.objects.filter(character_id=character)
    if before is not None:
        told = told.filter(pk__lt=before)
    return list(told.order_by("-pk")[:limit])
