"""Letters that nobody sees any more are removed, with their escrows; all others stay."""

from datetime import timedelta

import pytest
from django.db import connection, transaction
from django.db.models import F
from pytest import MonkeyPatch

from accounts.queries.rank import Rank
from game.actions import letter_copies, mail
from game.actions.letter_goods import claim
from game.actions.report import report_letter
from game.actions.staff_report import close_report
from game.actions.sweep import sweep
from game.models import Character, LedgerAccount, Letter, Report, Transfer
from game.queries.ledger_proof import problems
from game.rules.errors import GameError
from game.rules.mail import STRANGERS_A_DAY
from game.tests.letters import id_of, make_letter, make_older
from game.tests.make import by, make_character
from game.tests.plans import plan_of
from game.tests.staff import by as by_staff
from game.tests.staff import make_staff

pytestmark = pytest.mark.django_db


@pytest.fixture
def pair() -> tuple[Character, Character]:
    return make_character(level=3, gold=500), make_character(level=3)


def deleted_by(letter: Letter, *sides: Character, age: timedelta = timedelta(days=2)) -> Letter:
    """age: of the letter."""
    make_older(id_of(letter), age)
    for side in sides:
        mail.delete(by(side), letter=id_of(letter))
    return letter


def swept() -> int:
    """How many letters the sweep removes; a second run removes none."""
    count = sweep()["letters"]
    assert problems() == [] and sweep()["letters"] == 0
    return count


def test_a_letter_is_removed_when_both_sides_have_deleted_it(pair: tuple[Character, Character]) -> None:
    sender, recipient = pair
    letters = [make_letter(sender, recipient) for _ in range(4)]
    deleted_by(letters[0], sender)
    deleted_by(letters[1], recipient)
    deleted_by(letters[2], sender, recipient)
    assert swept() == 1
    assert set(Letter.objects.all()) == {letters[0], letters[1], letters[3]}


def test_the_empty_escrow_goes_with_its_letter_and_the_movements_stay(pair: tuple[Character, Character]) -> None:
    sender, recipient = pair
    kept, letter = make_letter(sender, recipient, gold=5), make_letter(sender, recipient, gold=7)
    claim(by(recipient), letter=id_of(letter))
    lines = Transfer.objects.count()
    deleted_by(letter, sender, recipient)
    assert swept() == 1 and LedgerAccount.objects.get().pk == kept.escrow_id
    assert Transfer.objects.count() == lines


def test_a_letter_with_an_open_report_stays_until_it_is_closed(pair: tuple[Character, Character]) -> None:
    sender, recipient = pair
    letter = make_letter(sender, recipient)
    report_letter(by(recipient), letter=id_of(letter), reason="spam", remark="")
    deleted_by(letter, sender, recipient)
    assert swept() == 0 and Letter.objects.exists()
    close_report(by_staff(make_staff(Rank.MODERATOR)), report=Report.objects.get().pk)
    assert swept() == 1 and not Letter.objects.exists()


def test_an_answer_outlives_the_letter_that_it_answers(pair: tuple[Character, Character]) -> None:
    sender, recipient = pair
    letter = make_letter(sender, recipient)
    answer = mail.send(by(recipient), to=sender.id, subject="Re", text="Yes.", answers=id_of(letter)).letter
    deleted_by(letter, sender, recipient)
    assert swept() == 1 and Letter.objects.get(pk=answer).answers is None


def test_letters_of_the_last_day_count_although_both_sides_have_deleted_them() -> None:
    sender, strangers = make_character(), [make_character() for _ in range(STRANGERS_A_DAY)]
    for stranger in strangers:
        deleted_by(make_letter(sender, stranger), sender, stranger, age=timedelta(hours=23))
    assert swept() == 0
    with pytest.raises(GameError, match="in a day to people who never answered"):
        make_letter(sender, make_character())
    Letter.objects.update(sent_at=F("sent_at") - timedelta(hours=2))
    assert swept() == STRANGERS_A_DAY and make_letter(sender, make_character())


def test_many_letters_are_removed_in_batches(pair: tuple[Character, Character], monkeypatch: MonkeyPatch) -> None:
    monkeypatch.setattr(letter_copies, "BATCH", 2)
    for _ in range(5):
        deleted_by(make_letter(*pair), *pair)
    assert swept() == 5 and not Letter.objects.exists()


def test_unseen_letters_are_found_by_their_index(pair: tuple[Character, Character]) -> None:
    deleted_by(make_letter(*pair), *pair)
    with connection.cursor() as cursor:
        cursor.execute("VACUUM ANALYZE game_letter")  # tests before this one leave tables and indexes that look big
    with transaction.atomic():
        with connection.cursor() as cursor:
            cursor.execute("SET LOCAL enable_seqscan = off")
        plan = plan_of(lambda: letter_copies._rows(letter_copies._UNSEEN, [10]))
        gone = plan_of(lambda: letter_copies._rows(letter_copies._GONE_WITH_COPIES, ["open", "open", 10]))
    assert "letters_unseen" in plan and "Seq Scan" not in plan, plan
    assert "letters_received" in gone and "letters_sent" in gone and "Seq Scan" not in gone, gone
