"""Many letters of the city at once: rows, escrows, notices and the ledger, in a fixed number of statements."""

import pytest
from django.db import connection, transaction
from django.test.utils import CaptureQueriesContext

from game.actions.city_letters import CityLetter, deliver_all
from game.actions.letter_goods import claim
from game.models import Character, LedgerAccount, Letter, Notice, Transfer
from game.models.ids import LetterId
from game.models.notice_choice import REWARD
from game.queries.ledger_proof import problems
from game.rules.mail import SUBJECT_MAX, TEXT_MAX
from game.tests.make import by, make_character

pytestmark = pytest.mark.django_db


def send(*letters: CityLetter) -> int:
    with transaction.atomic():
        return deliver_all(letters, kind=REWARD, source="faucet:season", reason="season", reference="season:7")


def test_each_letter_has_its_own_gold_text_and_notice() -> None:
    one, other = make_character(), make_character()
    assert send(CityLetter(one.id, "One", "Text 1", 5), CityLetter(other.id, "Two", "Text 2", 9)) == 2
    for character, subject, gold in ((one, "One", 5), (other, "Two", 9)):
        letter = Letter.objects.select_related("escrow").get(recipient=character)
        assert (letter.subject, letter.state, letter.sender) == (subject, Letter.OPEN, None)
        assert letter.escrow is not None and letter.escrow.gold == gold and letter.expires_at is not None
        notice = Notice.objects.get(character=character)
        assert (notice.kind, notice.text) == (REWARD, f"The city wrote to you: {subject}")
        assert notice.link == f"/play/mail/{letter.pk}/"
        claim(by(character), letter=LetterId(letter.pk))
        assert Character.objects.get(pk=character.pk).gold == character.gold + gold
    assert Transfer.objects.filter(reason="season", reference="season:7").count() == 2 and problems() == []


def test_one_character_can_get_several_with_notices_in_their_order() -> None:
    hero = make_character()
    send(*(CityLetter(hero.id, f"No. {n}", "…", n + 1) for n in range(3)))
    texts = Notice.objects.filter(character=hero).order_by("number").values_list("number", "text")
    assert list(texts) == [(n + 1, f"The city wrote to you: No. {n}") for n in range(3)]


def test_no_letters_write_nothing_and_long_words_are_cut() -> None:
    assert send() == 0
    send(CityLetter(make_character().id, "s" * 200, "t" * 3_000, 1))
    letter = Letter.objects.get()
    assert (len(letter.subject), len(letter.text)) == (SUBJECT_MAX, TEXT_MAX)


def test_three_letters_take_as_many_statements_as_thirty() -> None:
    heroes = [make_character() for _ in range(30)]
    counts = []
    for many in (3, 30):
        with CaptureQueriesContext(connection) as taken:
            send(*(CityLetter(hero.id, "s", "t", 1) for hero in heroes[:many]))
        counts.append(len(taken))
    assert counts[0] == counts[1] and LedgerAccount.objects.count() == 33


def test_an_error_after_the_letters_leaves_nothing() -> None:
    hero = make_character()
    with pytest.raises(ZeroDivisionError), transaction.atomic():
        deliver_all([CityLetter(hero.id, "s", "t", 1)], kind=REWARD, source="faucet:season", reason="season", reference="s")
        raise ZeroDivisionError
    assert not Letter.objects.exists() and not Notice.objects.exists() and not LedgerAccount.objects.exists()
