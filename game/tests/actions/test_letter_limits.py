"""How many letters an account sends in a day, and which letter another one answers."""

from datetime import timedelta
from functools import partial
from typing import Any

import pytest

from game.models import Character, Letter
from game.models.ids import LetterId
from game.rules.errors import GameError
from game.rules.mail import LETTERS_A_DAY, STRANGERS_A_DAY
from game.tests.letters import make_older, refusal, send_letter
from game.tests.make import make_character

pytestmark = pytest.mark.django_db
DAY = timedelta(days=1)


def test_an_answer_belongs_to_a_letter_between_the_two() -> None:
    one, other, third = make_character(), make_character(), make_character()
    first, foreign = send_letter(one, other), send_letter(one, third)
    answer = send_letter(other, one, answers=first)
    assert Letter.objects.get(pk=answer).answers_id == first
    assert send_letter(one, other, answers=first), "one can also add to what one wrote"
    for sender, letter in ((other, foreign), (other, LetterId(2**62)), (third, first)):
        call = partial(send_letter, sender, one, answers=letter)
        assert refusal(call) == ("not_found", "answers")


def strangers(count: int) -> list[Character]:
    return [make_character() for _ in range(count)]


def test_twenty_letters_a_day_go_to_strangers_whichever_character_of_the_account_sends() -> None:
    sender = make_character()
    other, known = make_character(sender.user), make_character()
    send_letter(known, sender)
    people = strangers(3)
    for number in range(STRANGERS_A_DAY):
        send_letter(sender if number % 2 else other, people[number % 3])
    for one in (sender, other):
        with pytest.raises(GameError) as refused:
            send_letter(one, people[0])
        assert refused.value.code == "too_fast" and 86_000 < (refused.value.retry_after or 0) <= 86_400
    assert send_letter(sender, known) and send_letter(sender, other), "who wrote before and one's own are no strangers"
    assert refusal(lambda: send_letter(other, known))[0] == "too_fast", "they wrote to the first character only"
    answered = send_letter(people[0], sender)
    assert send_letter(sender, people[0], answers=answered), "who answers is no stranger any more"
    assert send_letter(sender, people[1]), "so the letters to them do not count any more"


def test_letters_to_ones_own_characters_use_up_no_letter_to_a_stranger() -> None:
    sender = make_character()
    other, (person,) = make_character(sender.user), strangers(1)
    for _ in range(STRANGERS_A_DAY):
        send_letter(sender, other)
    assert send_letter(sender, person) and send_letter(sender, other)


def test_the_day_of_strangers_ends() -> None:
    sender, (person,) = make_character(), strangers(1)
    letters = [send_letter(sender, person) for _ in range(STRANGERS_A_DAY)]
    make_older(letters[0], DAY - timedelta(minutes=10))
    with pytest.raises(GameError) as refused:
        send_letter(sender, person)
    assert 590 < (refused.value.retry_after or 0) <= 600
    make_older(letters[0], timedelta(minutes=10))
    assert send_letter(sender, person)
    assert refusal(lambda: send_letter(sender, person))[0] == "too_fast"


def test_two_hundred_letters_a_day_go_to_anybody() -> None:
    sender, friend = make_character(), make_character()
    send_letter(friend, sender)
    letter = Letter.objects.get(pk=send_letter(sender, friend))
    fields: dict[str, Any] = {"sender": sender, "recipient": friend, "subject": "again", "text": "again"}
    Letter.objects.bulk_create(Letter(**fields) for _ in range(LETTERS_A_DAY - 2))
    assert send_letter(sender, friend)
    with pytest.raises(GameError) as refused:
        send_letter(sender, friend)
    assert refused.value.code == "too_fast" and (refused.value.retry_after or 0) > 86_000
    make_older(LetterId(letter.pk), DAY)
    assert send_letter(sender, friend)
