"""Letters for tests that staff send or return."""

from typing import Any

import pytest

from accounts.models import AuditEntry, User
from game.actions.staff_letters import CityItem, send_letter
from game.models import Character, Letter
from game.rules.errors import GameError
from game.tests.letters import make_letter
from game.tests.make import give, held, make_character
from game.tests.staff import by

DRAUGHT, MITTS = "cellar-draught", "fingerless-wool-mitts"


def refused(master: User, verb: Any, **params: Any) -> GameError:
    with pytest.raises(GameError) as refusal:
        verb(by(master), **params)
    assert not AuditEntry.objects.filter(action__startswith="staff.").exists()
    return refusal.value


def city_letter(master: User, character: Character, gold: int = 0, **items: int) -> Letter:
    send_letter(
        by(master), character=character.id, subject="A prize", text="For the tournament.", gold=gold,
        items=[CityItem(item.replace("_", "-"), quantity) for item, quantity in items.items()],
    )  # fmt: skip
    return Letter.objects.latest("pk")


def gold_of(character: Character) -> int:
    return Character.objects.get(pk=character.pk).gold


def goods_of(character: Character) -> tuple[int, list[tuple[str, int]]]:
    return gold_of(character), sorted(character.holdings.values_list("item", "quantity"))


def a_pair() -> tuple[Character, Character]:
    return make_character(level=3, gold=500), make_character(level=3)


def a_full_letter(sender: Character, recipient: Character) -> Letter:
    """Gold, a stack and an instance."""
    give(sender, MITTS)
    return make_letter(sender, recipient, gold=70, items={held(sender, MITTS).id: 1, held(sender, DRAUGHT).id: 2})
