"""The prewritten reasons that are offered."""

from game.models import SanctionText


def offered_texts() -> list[SanctionText]:
    """By title. One statement."""
    return list(SanctionText.objects.filter(retired_at=None).order_by("title"))
