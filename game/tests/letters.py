"""Letters for tests: people who may send goods, and letters that are older than they were."""

from collections.abc import Callable
from datetime import timedelta
from typing import Any

import pytest
from django.db.models import F
from django.utils import timezone

from game.actions import mail
from game.actions.shop import Portion
from game.models import Character, Holding, Letter, Transfer
from game.models.ids import HoldingId, LetterId
from game.rules.errors import GameError
from game.rules.mail import GOODS_LEVEL, RETURN_DAYS
from game.tests.make import by, give, make_character

DRAUGHT, SWORD = "cellar-draught", "clerks-sabre"
WORDS: dict[str, Any] = {"subject": "Tonight", "text": "Come to the mill."}
RETURN_TIME = timedelta(days=RETURN_DAYS)


def make_sender(*, gold: int = 1_000, level: int = GOODS_LEVEL, **fields: Any) -> Character:
    """Somebody who may send goods."""
    return make_character(gold=gold, level=level, **fields)


def make_sword(character: Character, *, upgrade: int = 0, durability: int | None = None) -> HoldingId:
    """An instance that the character carries, with upgrade and wear."""
    before = set(Holding.objects.filter(character=character).values_list("pk", flat=True))
    give(character, SWORD)
    made = Holding.objects.filter(character=character, item=SWORD).exclude(pk__in=before)
    if upgrade or durability is not None:
        made.update(upgrade=upgrade, durability=durability if durability is not None else F("durability"))
    return made.get().id


def send_letter(
    sender: Character,
    to: Character,
    *,
    gold: int = 0,
    items: list[Portion] | None = None,
    key: str | None = None,
    **fields: Any,
) -> LetterId:
    """The id of a letter that the sender sends now."""
    sent = mail.send(by(sender, key), to=to.id, gold=gold, items=items or [], **{**WORDS, **fields})
    return LetterId(sent.letter)


def make_letter(
    sender: Character, recipient: Character, *, gold: int = 0, items: dict[HoldingId, int] | None = None,
    subject: str = "A word", text: str = "Meet me at the mill.",
) -> Letter:  # fmt: skip
    """items: quantities by holding. The sender needs level 3 for gold and items."""
    portions = [Portion(holding, quantity) for holding, quantity in (items or {}).items()]
    sent = mail.send(by(sender), to=recipient.id, subject=subject, text=text, gold=gold, items=portions)
    return Letter.objects.get(pk=sent.letter)


def id_of(letter: Letter) -> LetterId:
    return LetterId(letter.pk)


def let_its_time_run_out(letter: Letter) -> None:
    Letter.objects.filter(pk=letter.pk).update(expires_at=timezone.now() - timedelta(seconds=1))


def make_older(letter: LetterId, by_time: timedelta = RETURN_TIME) -> None:
    """As if the letter had been sent so much earlier."""
    Letter.objects.filter(pk=letter).update(sent_at=F("sent_at") - by_time, expires_at=F("expires_at") - by_time)


def pass_a_day() -> None:
    """As if every letter had been sent a day earlier, so that it does not count towards the letters of a day."""
    Letter.objects.update(sent_at=F("sent_at") - timedelta(days=1, seconds=1))


def gold_of(character: Character) -> int:
    return Character.objects.get(pk=character.pk).gold


def path_of(holding: HoldingId) -> list[str]:
    """The holders of an instance, from the first to the last, by its movements."""
    steps = list(Transfer.objects.filter(holding=holding).order_by("pk"))
    assert steps
    return [steps[0].source, *(step.destination for step in steps)]


def escrow_of(letter: LetterId) -> str:
    """The code of a letter's escrow."""
    return str(Letter.objects.select_related("escrow").get(pk=letter).escrow)


def refusal(call: Callable[[], object]) -> tuple[str, str | None]:
    with pytest.raises(GameError) as refused:
        call()
    assert len(refused.value.message) > 10
    return refused.value.code, refused.value.field


def refusal_code(call: Callable[[], object]) -> str:
    """Where the field does not matter."""
    return refusal(call)[0]
