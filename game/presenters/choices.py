"""Choices of form fields and filters of the admin: (value, words)."""

from game.content import catalogue
from game.models.transfer import REASONS


def class_choices() -> list[tuple[str, str]]:
    return [(c.slug, c.name) for c in catalogue().classes.values()]


def item_choices() -> list[tuple[str, str]]:
    return [(i.slug, f"{i.name} · level {i.level} · {i.rarity}") for i in catalogue().items.values()]


def raid_boss_choices() -> list[tuple[str, str]]:
    return [
        (slug, f"{raid.title} · level {catalogue().monsters[slug].level}") for slug, raid in catalogue().raid_bosses.items()
    ]


def reason_choices() -> list[tuple[str, str]]:
    """The reasons of ledger movements."""
    return [(reason, reason) for reason in REASONS]


def item_slug(slug_or_name: str) -> str | None:
    """The slug of an item that was typed as its slug or its name; None when there is no such item."""
    items, typed = catalogue().items, slug_or_name.strip()
    if typed in items:
        return typed
    return next((i.slug for i in items.values() if i.name.lower() == typed.lower()), None)


def monster_slug(slug_or_name: str) -> str | None:
    """The slug of a monster that was typed as its slug or its name; None when there is no such monster."""
    monsters, typed = catalogue().monsters, slug_or_name.strip()
    if typed in monsters:
        return typed
    return next((m.slug for m in monsters.values() if m.name.lower() == typed.lower()), None)
