"""Letters for tests, sent through the action."""

from datetime import timedelta

from django.utils import timezone

from game.actions import mail
from game.actions.shop import Portion
from game.models import Character, Letter
from game.models.ids import HoldingId, LetterId
from game.tests.make import by


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
