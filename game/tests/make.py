"""Data for tests: made through the actions, so that ledger and constraints hold."""

import itertools
from typing import Any

from accounts.models import User
from accounts.rules.agreements import PRIVACY_VERSION, TERMS_VERSION
from game.actions import character as characters
from game.actions import ledger
from game.actions.player_action import Actor
from game.models import Character, Holding
from game.models.transfer import GOLD

_numbers = itertools.count(1)


def make_user(**fields: Any) -> User:
    fields = {"terms_version": TERMS_VERSION, "privacy_version": PRIVACY_VERSION} | fields
    number = next(_numbers)
    name, password = fields.pop("username", f"player_{number}"), fields.pop("password", "pw")
    user: User = User.objects.create_user(name, password=password, **fields)
    return user


def make_character(
    user: User | None = None, *, faction: str = "vampire", class_slug: str = "", gold: int = 0, level: int = 1, **fields: Any
) -> Character:
    number = next(_numbers)
    class_slug = class_slug or {"vampire": "courtblade", "werewolf": "redclaw"}[faction]
    character = characters.create(
        user=user or make_user(), name=fields.pop("name", f"Tester_x{number}z"), faction=faction, class_slug=class_slug,
        emblem=1, key=f"make-{number:08d}",
    )  # fmt: skip
    if level > 1 or fields:
        Character.objects.filter(pk=character.pk).update(level=level, **fields)
    if gold:
        give(character, GOLD, gold)
    if level > 1 or fields or gold:
        character.refresh_from_db()
    return character


def give(character: Character, asset: str, quantity: int = 1) -> None:
    ledger.post([ledger.Move("faucet:staff", ledger.of(character.id), asset, quantity)], reason="test")


def owner_of(character: Character) -> User:
    assert character.user is not None
    return character.user


def held(character: Character, item: str) -> Holding:
    """The stack, or the instance that is not worn."""
    found = Holding.objects.filter(character=character, item=item).order_by("slot", "pk").last()
    assert found is not None
    return found


def holds(character: Character, item: str) -> bool:
    return Holding.objects.filter(character=character, item=item).exists()


def by(character: Character, key: str | None = None) -> Actor:
    return Actor(character.id, key)
