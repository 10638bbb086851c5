"""An account is erased at the moment when somebody writes to it, claims from it, or the job returns what it did not claim."""

from collections.abc import Callable, Iterable
from functools import partial
from typing import Any

import pytest

from accounts.actions.erase import erase
from accounts.tests.race import at_once
from game.actions import letter_delivery, mail, player_action
from game.actions.letter_goods import claim
from game.actions.letter_return import return_unclaimed
from game.actions.notices import SentNotice
from game.actions.sweep import sweep
from game.models import Character, Letter, Notice
from game.models.ids import CharacterId, LetterId
from game.queries.characters import seen
from game.rules.errors import GameError
from game.tests.letters import id_of, make_letter, pass_a_day
from game.tests.make import by, make_character, owner_of
from vvw_site.foundation.database.statement import Statement

pytestmark = pytest.mark.django_db(transaction=True)
ROUNDS = 5
GOLD = 70


def a_pair() -> tuple[Character, Character]:
    return make_character(level=3, gold=500), make_character(level=3)


def erasing(character: Character) -> Callable[[], None]:
    return partial(erase, user_id=owner_of(character).pk)


def gold_of(*characters: Character) -> int:
    return sum(Character.objects.filter(pk__in=[c.pk for c in characters]).values_list("gold", flat=True))


def left_to(character: Character) -> list[object]:
    """What an erased character still sees, when the jobs have run."""
    return_unclaimed()
    sweep()
    copies = Letter.objects.filter(recipient=character, deleted_by_recipient_at=None) | Letter.objects.filter(
        sender=character, deleted_by_sender_at=None
    )
    return [*copies, *Notice.objects.filter(character=character)]


def checked(*answers: Any) -> None:
    for answer in answers:
        assert not isinstance(answer, Exception) or isinstance(answer, GameError), answer


@pytest.mark.parametrize("gold", [0, GOLD])
def test_who_is_erased_while_somebody_writes_to_them_keeps_nothing_of_it(gold: int) -> None:
    for _ in range(ROUNDS):
        sender, recipient = a_pair()
        both = gold_of(sender, recipient)
        checked(*at_once(lambda s=sender, r=recipient: make_letter(s, r, gold=gold), erasing(recipient)))  # type: ignore[misc]
        assert left_to(recipient) == [] and gold_of(sender, recipient) == both
        assert gold_of(recipient) == recipient.gold, "what was sent came back"


def test_twin_without_the_lock_of_the_recipient_and_a_look_at_its_owner_a_notice_stays_with_the_erased(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    sender, recipient = a_pair()

    def unlocked(
        character: CharacterId, key: str | None = None, parties: Iterable[CharacterId] = ()
    ) -> tuple[Character, None, dict[CharacterId, Character]]:
        found = seen(character), None, {party: seen(party) for party in parties}
        checked(*at_once(erasing(recipient)))
        return found

    monkeypatch.setattr(player_action, "lock_for_action", unlocked)
    make_letter(sender, recipient)
    assert left_to(recipient) == [], "the statement looks at the owner"
    text, owned = letter_delivery._DELIVER.text, " AND c.user_id IS NOT NULL"
    assert owned in text
    unguarded = Statement(text.replace(owned, ""), tuple[LetterId, int | None, list[SentNotice]])
    monkeypatch.setattr(letter_delivery, "_DELIVER", unguarded)
    sender, recipient = a_pair()
    make_letter(sender, recipient)
    assert Notice.objects.filter(character=recipient).exists() and left_to(recipient)


@pytest.mark.parametrize("gone", ["sender", "recipient"])
def test_a_claim_and_an_erasure_at_once_lose_no_gold(gone: str) -> None:
    for _ in range(ROUNDS):
        sender, recipient = a_pair()
        both = gold_of(sender, recipient)
        letter = id_of(make_letter(sender, recipient, gold=GOLD))
        erased = sender if gone == "sender" else recipient
        checked(*at_once(partial(claim, by(recipient), letter=letter), erasing(erased)))
        assert left_to(erased) == [] and gold_of(sender, recipient) == both


def test_the_job_and_the_erasure_of_both_sides_at_once_lose_no_gold() -> None:
    for _ in range(ROUNDS):
        sender, recipient = a_pair()
        both = gold_of(sender, recipient)
        make_letter(sender, recipient, gold=GOLD)
        pass_a_day()  # the sweep keeps letters of the last day
        mail.mark_read(by(recipient), letter=id_of(Letter.objects.latest("pk")))
        checked(*at_once(erasing(recipient), erasing(sender), return_unclaimed))
        assert left_to(sender) == left_to(recipient) == [] and gold_of(sender, recipient) == both
        assert gold_of(sender) == sender.gold and not Letter.objects.exists()
