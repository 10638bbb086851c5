"""Letters: who may send one, what it may say and carry, and how many a day."""

from collections.abc import Callable, Iterator
from datetime import UTC, datetime, timedelta
from functools import partial
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
from game.actions.shop import Portion
from game.models import Letter, Notice, Receipt
from game.models.ids import CharacterId
from game.rules.errors import GameError
from game.rules.mail import SUBJECT_MAX, TEXT_MAX, Attachment, clean_words
from game.tests.letters import DRAUGHT, SWORD, WORDS, gold_of, make_sender, make_sword, refusal, send_letter
from game.tests.make import by, held, make_character, owner_of

pytestmark = pytest.mark.django_db
DAY = timedelta(days=1)


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


WRONG_WORDS: dict[str, tuple[dict[str, Any], str]] = {
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
        call = partial(mail.send, by(sender), to=to, gold=5, **WORDS)
        assert refusal(call) == ("not_found", "to")
    assert not Letter.objects.exists() and gold_of(sender) == sender.gold


def test_a_sender_who_was_deleted_or_erased_sends_nothing() -> None:
    deleted, erased, recipient = make_character(), make_character(), make_character()
    let_go(by(deleted))
    erase(user_id=owner_of(erased).pk)
    for sender in (deleted, erased):
        assert refusal(partial(send_letter, sender, recipient))[0] == "not_found"


def test_who_is_banned_or_muted_writes_nothing_until_it_is_over() -> None:
    sender, recipient = make_character(), make_character()
    for field, code in (("banned_until", "banned"), ("muted_until", "forbidden")):
        User.objects.filter(pk=owner_of(sender).pk).update(**{field: timezone.now() + DAY})
        assert refusal(lambda: send_letter(sender, recipient))[0] == code
        User.objects.filter(pk=owner_of(sender).pk).update(**{field: timezone.now() - DAY})
    User.objects.filter(pk=owner_of(recipient).pk).update(muted_until=datetime(9999, 1, 1, tzinfo=UTC))
    assert send_letter(sender, recipient), "who is muted can still be written to"


def test_guests_and_low_levels_write_but_send_no_goods() -> None:
    recipient, low = make_character(), make_character(level=2, gold=50)
    guest = make_sender()
    User.objects.filter(pk=owner_of(guest).pk).update(is_guest=True)
    for sender, code in ((low, "level_too_low"), (guest, "forbidden")):
        draught = held(sender, DRAUGHT).id
        assert refusal(partial(send_letter, sender, recipient, gold=1)) == (code, "items")
        portions = [Portion(draught, 1)]
        assert refusal(partial(send_letter, sender, recipient, items=portions)) == (code, "items")
        assert send_letter(sender, recipient)
    User.objects.filter(pk=owner_of(guest).pk).update(is_guest=False)
    assert send_letter(guest, recipient, gold=1) and send_letter(make_sender(level=3), recipient, gold=1)


# --- reading and deleting -----------------------------------------------------------------------------------------


def test_a_letter_is_marked_as_read_by_its_recipient_once() -> None:
    sender, recipient, third = make_character(), make_character(), make_character()
    letter = send_letter(sender, recipient)
    for other in (sender, third):
        assert refusal(partial(mail.mark_read, by(other), letter=letter)) == ("not_found", "id")
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
        assert refusal(partial(verb, by(recipient), letter=letter)) == ("not_found", "id")
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
