"""Letters as programs send and see them."""

from datetime import datetime
from typing import Any

from game.models import Letter
from game.tests.api.talk import Answer, Program, make_program
from game.tests.make import give, held

CUTTER, PELT, DRAUGHT = "excise-cutter", "mill-rat-pelt", "cellar-draught"
START = 60
"""Gold that a new character has."""


def make_sender() -> Program:
    """Of a level that sends goods, with 100 more gold and what `goods` takes."""
    program = make_program(level=5, gold=100)
    give(program.character, CUTTER)
    give(program.character, PELT, 3)
    return program


def goods(program: Program) -> dict[str, Any]:
    """Gold and three items as a call sends them: a thing, a part of a stack, the whole of a stack."""
    portions = ((CUTTER, 1), (PELT, 2), (DRAUGHT, 3))
    return {"gold": 40, "items": [{"id": held(program.character, item).pk, "quantity": n} for item, n in portions]}


def body(recipient: Program, **more: Any) -> dict[str, Any]:
    return {"to": recipient.character.name, "subject": "A word", "text": "Meet me at the mill."} | more


def sent(by_whom: Program, to: Program, **more: Any) -> int:
    """The id of a letter that was sent by a call."""
    answer = by_whom.post("mail", body(to, **more))
    assert answer.status == 201, answer.json
    number: int = answer.json["id"]
    return number


def shown(letter: int, sender: Program | None, recipient: Program, **more: Any) -> dict[str, Any]:
    """A letter without goods as a folder shows it."""
    return {
        "id": letter, "from": None if sender is None else sender.character.name, "to": recipient.character.name,
        "subject": "A word", "sent_at": time_of(Letter.objects.get(pk=letter).sent_at), "read": False, "state": "plain",
        "attachments": [], "gold": 0, "expires_at": None,
    } | more  # fmt: skip


def time_of(moment: datetime | None) -> str:
    assert moment is not None
    return moment.isoformat().replace("+00:00", "Z")


def attached(holding: int) -> list[dict[str, Any]]:
    """The items of `goods` as an answer shows them."""
    stacks = [{"item": item, "quantity": n, "upgrade": 0, "holding": None} for item, n in ((PELT, 2), (DRAUGHT, 3))]
    return [{"item": CUTTER, "quantity": 1, "upgrade": 0, "holding": holding}, *stacks]


def assert_refused(answer: Answer, status: int, code: str, field: str | None) -> None:
    """It is refused with this code and field, and with words."""
    assert (answer.status, answer.code, answer.field) == (status, code, field), answer.json
    assert answer.json["error"]["message"]
