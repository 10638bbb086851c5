"""Characters and holdings in memory: presenters need no database."""

from datetime import UTC, datetime
from typing import Any

from game.content import catalogue
from game.models import Character
from game.queries.inventory import HeldItem

NOW = datetime(2026, 3, 1, 22, 0, tzinfo=UTC)
"""Two hours before the UTC day ends."""


def unsaved_character(**fields: Any) -> Character:
    values: dict[str, Any] = {
        "pk": 7,
        "name": "Grim",
        "faction": "vampire",
        "class_slug": "courtblade",
        "energy_at": NOW,
        "hp_at": NOW,
    }
    return Character(**values | fields)


def unsaved_holding(slug: str, pk: int = 1, **fields: Any) -> HeldItem:
    """A whole one that is not worn, unless the fields say otherwise."""
    item = catalogue().items[slug]
    values: dict[str, Any] = {
        "id": pk,
        "item": item,
        "quantity": 1,
        "slot": None,
        "worth": item.price // 4,
        "left": item.durability,
    }
    return HeldItem(**values | fields)
