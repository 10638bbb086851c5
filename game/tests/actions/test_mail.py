"""Letters: who may send one, what it may say and carry, and how many a day."""

from collections.abc import Callable, Iterator
from datetime import UTC, datetime, timedelta
from typing import Any

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext
from django.utils import timezone

from accounts.actions.erase import erase
from accounts.models import User
from game.actions import mail
from game.actions.character import let_go
from game.actions.inventory import equip
from game.actions.letter_goods import claim, take_back
from game.actions.shop import Portion, sell
from game.models import Character, Letter, Notice, Receipt
from game.models.ids import CharacterId, HoldingId, LetterId
from game.rules.errors import GameError
from game.rules.mail import ATTACHMENTS_MAX, LETTERS_A_DAY, STRANGERS_A_DAY, SUBJECT_MAX, TEXT_MAX, Attachment, clean_words
from game.tests.letters import DRAUGHT, SWORD, WORDS, gold_of, make_older, make_sender, make_sword, send_letter
from game.tests.make import by, give, held, make_character, owner_of

pytestmark = pytest.mark.django_db
DAY = timedelta(days=1)


def refusal(call: Callable[[], object]) -> tuple[str, str | None]:
    with pytest.raises(GameError) as refused:
        call()
    assert len(refused.value.message) > 10
    return refused.value.code, refused.value.field


# --- what is sent -------------------------------------------------------------------------------------------------


def test_a_letter_without_goods_is_plain_and_the_recipient_has_a_notice() -> None:
    sender, recipient = make_character(), make_character()
    answer = mail.send(by(sender), to=recipient.id, subject=" Dinner \n at  nine ", text="  One\r\ntwo \t\n\x07\0three\n\n")
    letter = Letter.objects.get()
    assert answer == mail.LetterSent(letter.pk, sender.gold)
    assert (letter.sender_id, letter.recipient_id, letter.state) == (sender.pk, recipient.pk, Letter.PLAIN)
    assert (letter.subject, letter.text) == ("Dinner at nine", "One\ntwo\nthree")
    assert (letter.escrow_id, letter.expires_at, letter.attachments, letter.read_at) == (None, None, [], None)
    notice = Notice.objects.get()
    assert (notice.character_id, notice.link) == (recipient.pk, f"/play/mail/{letter.pk}/")
    assert notice.text == f"{sender.name} wrote to you: Dinner at nine"


def test_goods_lie_in_an_escrow_from_the_moment_of_sending() -> None:
    sender, recipient = make_sender(gold=500), make_character()
    sword, before = make_sword(sender, upgrade=3, durability=9), gold_of(sender)
    portions = [Portion(sword, 1), Portion(held(sender, DRAUGHT).id, 2)]
    answer = mail.send(by(sender), to=recipient.id, gold=70, items=portions, **WORDS)
    letter = Letter.objects.select_related("escrow").get()
    assert letter.state == Letter.OPEN and letter.expires_at == letter.sent_at + timedelta(days=14)
    assert answer.gold == gold_of(sender) == before - 70 and gold_of(recipient) == recipient.gold
    assert letter.escrow is not None and letter.escrow.gold == 70
    assert list(letter.escrow.holdings.order_by("item").values_list("item", "quantity", "upgrade")) == [
        (DRAUGHT, 2, 0), (SWORD, 1, 3),
    ]  # fmt: skip
    assert [Attachment(**a) for a in letter.attachments] == [
        Attachment("gold", 70), Attachment(SWORD, 1, sword, 3), Attachment(DRAUGHT, 2),
    ]  # fmt: skip
    assert held(sender, DRAUGHT).quantity == 1 and not sender.holdings.filter(pk=sword).exists()


def test_all_gold_and_all_of_a_stack_can_be_sent() -> None:
    sender, recipient = make_sender(), make_character()
    send_letter(sender, recipient, gold=gold_of(sender), items=[Portion(held(sender, DRAUGHT).id, 3)])
    assert gold_of(sender) == 0 and not sender.holdings.filter(item=DRAUGHT).exists()


@pytest.mark.parametrize("subject", ["x" * SUBJECT_MAX, "<script>alert(1)</script>", "ß", "🗡️ now", "%(x)s {{ 7 }}"])
def test_words_are_kept_as_they_are_written(subject: str) -> None:
    letter = Letter.objects.get(pk=send_letter(make_character(), make_character(), subject=subject, text="y" * TEXT_MAX))
    assert (letter.subject, letter.text) == (subject, "y" * TEXT_MAX)


def test_the_longest_name_and_subject_fit_the_notice() -> None:
    sender, recipient = make_character(name="Abcdefghijklmnopqrst"), make_character()
    send_letter(sender, recipient, subject="w" * SUBJECT_MAX)
    assert Notice.objects.get().text.endswith("w" * SUBJECT_MAX)


WRONG_WORDS: dict[str, tuple[dict[str, str], str]] = {
    "no subject": ({"subject": ""}, "subject"), "a blank subject": ({"subject": " \n\t\0 "}, "subject"),
    "a long subject": ({"subject": "x" * (SUBJECT_MAX + 1)}, "subject"), "no text": ({"text": ""}, "text"),
    "a blank text": ({"text": "\n \x00\x01 \r\n"}, "text"), "a long text": ({"text": "x" * (TEXT_MAX + 1)}, "text"),
    "a text of 5 MB": ({"text": "a\n" * 2_500_000}, "text"), "a subject of 5 MB": ({"subject": "a " * 2_500_000}, "subject"),
    "a subject drawn as nothing": ({"subject": "\u3164\u2800 \u115f"}, "subject"), "only marks": ({"text": "\u034f\ufe0f\u0301"}, "text"),
    "a subject of zero width": ({"subject": "\u200b\u202e\u2066\ufeff"}, "subject"),
}  # fmt: skip


@pytest.mark.parametrize("wrong", WRONG_WORDS)
def test_words_that_do_not_fit_are_refused_by_name(wrong: str) -> None:
    words, field = WRONG_WORDS[wrong]
    sender, recipient = make_character(), make_character()
    assert refusal(lambda: send_letter(sender, recipient, **words)) == ("invalid", field) and not Letter.objects.exists()


def test_heaps_of_accents_are_cut_and_those_of_a_script_are_kept() -> None:
    heap, written = "Z" + "\u0351\u0303" * 30, "Tiếng Việt, \u0e17\u0e35\u0e48, שָׁלוֹם, नमस्ते, 🗡️👍🏽 é"
    assert clean_words(f"{heap} me", f"a\n{heap}") == ("Z\u0351\u0303\u0351\u0303 me", "a\nZ\u0351\u0303\u0351\u0303")
    assert clean_words(written, written) == (written, written)


def test_words_that_are_much_too_long_are_refused_unread_because_the_recipient_is_locked() -> None:
    class Unread(str):
        """Fails when its characters are read."""

        def __iter__(self) -> Iterator[str]:
            raise AssertionError("read")

        replace = split = __iter__  # type: ignore[assignment]

    assert refusal(lambda: clean_words(Unread("x" * 1_000_000), "y")) == ("invalid", "subject")
    assert refusal(lambda: clean_words("x", Unread("y\n" * 1_000_000))) == ("invalid", "text")
    assert clean_words(f"  a{' ' * (SUBJECT_MAX * 4)}b ", "\n" * (TEXT_MAX * 4) + "y") == ("a b", "y")


# --- who and to whom ----------------------------------------------------------------------------------------------


def test_nobody_writes_to_themselves_but_to_their_other_character() -> None:
    sender = make_sender()
    other = make_character(sender.user)
    assert refusal(lambda: send_letter(sender, sender)) == ("invalid", "to")
    assert send_letter(sender, other, gold=5)


def test_who_was_deleted_or_erased_or_never_was_gets_no_letter() -> None:
    sender, deleted, erased = make_sender(), make_character(), make_character()
    let_go(by(deleted))
    erase(user_id=owner_of(erased).pk)
    for to in (deleted.id, erased.id, CharacterId(2**62), CharacterId(0), CharacterId(-1)):
        call = lambda to=to: mail.send(by(sender), to=to, gold=5, **WORDS)  # noqa: E731
        assert refusal(call) == ("not_found", "to")
    assert not Letter.objects.exists() and gold_of(sender) == sender.gold


def test_a_sender_who_was_deleted_or_erased_sends_nothing() -> None:
    deleted, erased, recipient = make_character(), make_character(), make_character()
    let_go(by(deleted))
    erase(user_id=owner_of(erased).pk)
    for sender in (deleted, erased):
        assert refusal(lambda sender=sender: send_letter(sender, recipient))[0] == "not_found"


def test_who_is_banned_or_muted_writes_nothing_until_it_is_over() -> None:
    sender, recipient = make_character(), make_character()
    for field, code in (("banned_until", "banned"), ("muted_until", "forbidden")):
        User.objects.filter(pk=sender.user_id).update(**{field: timezone.now() + DAY})
        assert refusal(lambda: send_letter(sender, recipient))[0] == code
        User.objects.filter(pk=sender.user_id).update(**{field: timezone.now() - DAY})
    User.objects.filter(pk=recipient.user_id).update(muted_until=datetime(9999, 1, 1, tzinfo=UTC))
    assert send_letter(sender, recipient), "who is muted can still be written to"


def test_guests_and_low_levels_write_but_send_no_goods() -> None:
    recipient, low = make_character(), make_character(level=2, gold=50)
    guest = make_sender()
    User.objects.filter(pk=guest.user_id).update(is_guest=True)
    for sender, code in ((low, "level_too_low"), (guest, "forbidden")):
        draught = held(sender, DRAUGHT).id
        assert refusal(lambda sender=sender: send_letter(sender, recipient, gold=1)) == (code, "items")
        portions = [Portion(draught, 1)]
        assert refusal(lambda s=sender, p=portions: send_letter(s, recipient, items=p)) == (code, "items")
        assert send_letter(sender, recipient)
    User.objects.filter(pk=guest.user_id).update(is_guest=False)
    assert send_letter(guest, recipient, gold=1) and send_letter(make_sender(level=3), recipient, gold=1)


# --- which goods --------------------------------------------------------------------------------------------------


@pytest.mark.parametrize("gold", [-1, -(2**63), 2**63, 2**70])
def test_gold_that_is_no_amount_is_refused(gold: int) -> None:
    sender, recipient = make_sender(), make_character()
    assert refusal(lambda: send_letter(sender, recipient, gold=gold)) == ("invalid", "gold")


def test_gold_that_is_not_there_is_refused_up_to_the_largest_number() -> None:
    sender, recipient = make_sender(), make_character()
    for gold in (sender.gold + 1, 2**63 - 1):
        assert refusal(lambda gold=gold: send_letter(sender, recipient, gold=gold)) == ("not_enough_gold", "gold")
    assert gold_of(sender) == sender.gold


def test_the_largest_amount_of_gold_is_sent_and_comes_back_to_the_last_coin() -> None:
    sender, recipient = make_sender(gold=0), make_character()
    give(sender, "gold", 2**63 - 1 - gold_of(sender))
    send_letter(sender, recipient, gold=2**63 - 1)
    assert gold_of(sender) == 0 and Letter.objects.get().attachments[0]["quantity"] == 2**63 - 1


@pytest.mark.parametrize("quantity", [0, -1, 4, 2**62, 2**63, -(2**70)])
def test_a_quantity_that_is_not_there_is_refused(quantity: int) -> None:
    sender, recipient = make_sender(), make_character()
    portions = [Portion(held(sender, DRAUGHT).id, quantity)]
    assert refusal(lambda: send_letter(sender, recipient, items=portions)) == ("not_enough_items", "items")
    assert held(sender, DRAUGHT).quantity == 3


def test_what_is_worn_or_sold_or_never_was_ones_own_is_not_sent() -> None:
    sender, recipient = make_sender(), make_sender()
    worn, sold, foreign = sender.holdings.get(slot="weapon").id, make_sword(sender), make_sword(recipient)
    sell(by(sender), portions=[Portion(sold, 1)])
    assert refusal(lambda: send_letter(sender, recipient, items=[Portion(worn, 1)])) == ("worn", "items")
    for holding in (sold, foreign, HoldingId(0), HoldingId(-1), HoldingId(2**62)):
        call = lambda h=holding: send_letter(sender, recipient, items=[Portion(h, 1)])  # noqa: E731
        assert refusal(call) == ("not_found", "items")
    twice = [Portion(held(sender, DRAUGHT).id, 1)] * 2
    assert refusal(lambda: send_letter(sender, recipient, items=twice)) == ("invalid", "items")


@pytest.mark.parametrize("number", [2**63, 2**64 - 1, -(2**63) - 1])
def test_numbers_beyond_those_of_the_database_are_refused_and_change_nothing(number: int) -> None:
    """Entry points refuse them by name (vvw_site/foundation/converters.py, the API's schema)."""
    sender, recipient = make_sender(), make_character()
    letter = send_letter(sender, recipient)
    calls: list[Callable[[], object]] = [
        lambda: mail.send(by(sender), to=CharacterId(number), **WORDS),
        lambda: send_letter(sender, recipient, items=[Portion(HoldingId(number), 1)]),
        lambda: send_letter(sender, recipient, answers=LetterId(number)),
        lambda: mail.mark_read(by(recipient), letter=LetterId(number)),
        lambda: mail.delete(by(recipient), letter=LetterId(number)),
        lambda: claim(by(recipient), letter=LetterId(number)),
        lambda: take_back(by(sender), letter=LetterId(number)),
    ]
    for call in calls:
        assert refusal(call)[0] in ("not_found", "too_much")
    assert [found.pk for found in Letter.objects.filter(read_at=None, deleted_by_recipient_at=None)] == [letter]


def test_a_letter_takes_ten_items_and_not_eleven() -> None:
    sender, recipient = make_sender(), make_character()
    swords = [Portion(make_sword(sender), 1) for _ in range(ATTACHMENTS_MAX + 1)]
    assert refusal(lambda: send_letter(sender, recipient, items=swords)) == ("invalid", "items")
    letter = send_letter(sender, recipient, gold=1, items=swords[1:])
    assert len(Letter.objects.get(pk=letter).attachments) == ATTACHMENTS_MAX + 1, "gold is not one of the items"


# --- answers and limits -------------------------------------------------------------------------------------------


def test_an_answer_belongs_to_a_letter_between_the_two() -> None:
    one, other, third = make_character(), make_character(), make_character()
    first, foreign = send_letter(one, other), send_letter(one, third)
    answer = send_letter(other, one, answers=first)
    assert Letter.objects.get(pk=answer).answers_id == first
    assert send_letter(one, other, answers=first), "one can also add to what one wrote"
    for sender, letter in ((other, foreign), (other, LetterId(2**62)), (third, first)):
        call = lambda s=sender, n=letter: send_letter(s, one, answers=n)  # noqa: E731
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


# --- reading and deleting -----------------------------------------------------------------------------------------


def test_a_letter_is_marked_as_read_by_its_recipient_once() -> None:
    sender, recipient, third = make_character(), make_character(), make_character()
    letter = send_letter(sender, recipient)
    for other in (sender, third):
        assert refusal(lambda other=other: mail.mark_read(by(other), letter=letter)) == ("not_found", "id")
    mail.mark_read(by(recipient), letter=letter)
    read_at = Letter.objects.get().read_at
    mail.mark_read(by(recipient), letter=letter)
    assert read_at is not None and Letter.objects.get().read_at == read_at


def test_each_side_deletes_its_own_copy() -> None:
    sender, recipient, third = make_character(), make_character(), make_character()
    letter = send_letter(sender, recipient)
    assert refusal(lambda: mail.delete(by(third), letter=letter)) == ("not_found", "id")
    mail.delete(by(recipient), letter=letter)
    found = Letter.objects.get()
    assert found.deleted_by_recipient_at is not None and found.deleted_by_sender_at is None
    for verb in (mail.delete, mail.mark_read):
        assert refusal(lambda verb=verb: verb(by(recipient), letter=letter)) == ("not_found", "id")
    mail.delete(by(sender), letter=letter)
    assert Letter.objects.get().deleted_by_sender_at is not None


def test_a_letter_with_something_unclaimed_is_not_deleted_and_the_refusal_says_what_to_do() -> None:
    sender, recipient = make_sender(), make_character()
    letter = send_letter(sender, recipient, gold=1)
    for side, step in ((sender, "Take it back"), (recipient, "Claim it")):
        with pytest.raises(GameError, match=step) as refused:
            mail.delete(by(side), letter=letter)
        assert (refused.value.code, refused.value.field) == ("unclaimed", "id")


# --- keys and statements ------------------------------------------------------------------------------------------


def test_a_repeated_letter_is_sent_once_and_one_with_other_words_is_refused() -> None:
    sender, recipient = make_sender(), make_character()
    first = send_letter(sender, recipient, gold=10, key="key-00000001")
    assert send_letter(sender, recipient, gold=10, key="key-00000001") == first
    assert refusal(lambda: send_letter(sender, recipient, gold=11, key="key-00000001"))[0] == "key_reused"
    assert Letter.objects.count() == 1 and gold_of(sender) == sender.gold - 10
    assert Receipt.objects.get(character=sender).action == "send_letter"


def test_an_item_is_attached_while_it_is_carried_and_worn_again_after_it_came_back() -> None:
    sender, recipient = make_sender(), make_sender()
    sword = make_sword(sender)
    equip(by(sender), holding=sword)
    assert refusal(lambda: send_letter(sender, recipient, items=[Portion(sword, 1)]))[0] == "worn"


def test_a_letter_runs_six_statements_and_one_with_three_items_seven() -> None:
    """The lock of the user, of both characters, what is read, the letter, its movements, the receipt; and the owner, which an
    entry point has already."""
    sender, recipient = make_sender(), make_character()
    portions = [Portion(make_sword(sender), 1), Portion(make_sword(sender), 1), Portion(held(sender, DRAUGHT).id, 1)]
    assert statements(lambda: send_letter(sender, recipient, key="key-00000001")) == 6
    assert statements(lambda: send_letter(sender, recipient, gold=5, items=portions, key="key-00000002")) == 7


def statements(call: Callable[[], object]) -> int:
    with CaptureQueriesContext(connection) as captured:
        call()
    return sum(not q["sql"].startswith(("BEGIN", "COMMIT", "SAVEPOINT", "RELEASE")) for q in captured)
