"""A player's letter to many: one letter and one notice each, in as many statements for few as for many."""

from datetime import timedelta

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext
from django.utils import timezone

from accounts.models import User
from game.actions import circular
from game.actions.character import let_go
from game.actions.circular import CircularSent, send_circular
from game.actions.player_action import ActionContext, action
from game.models import Character, Circular, Letter, Notice
from game.models.ids import CharacterId
from game.queries.mail import inbox, sent
from game.rules.mail import STRANGERS_A_DAY
from game.tests.friends import make_block
from game.tests.letters import WORDS, refusal, send_letter
from game.tests.make import by, make_character, owner_of

pytestmark = pytest.mark.django_db


@action("test_circular", CircularSent, parties=["members"], lock_user=True)
def to_members(context: ActionContext, *, members: list[CharacterId], subject: str, text: str) -> CircularSent:
    """As a clan's action will call it."""
    return send_circular(context, recipients=members, about="clan:1", subject=subject, text=text)


def write(sender: Character, *members: Character, key: str | None = None) -> int:
    return to_members(by(sender, key), members=[m.id for m in members], **WORDS).letters


def test_each_gets_a_letter_and_a_notice_and_the_sender_keeps_no_copies() -> None:
    sender, one, other = make_character(), make_character(), make_character()
    assert write(sender, sender, one, other, key="key-00000001") == 2 == write(sender, sender, one, other, key="key-00000001")
    for reader in (one, other):
        [letter] = inbox(reader.id, 9)
        assert (letter.sender_id, letter.subject, letter.text, letter.state) == (sender.pk, *WORDS.values(), Letter.PLAIN)
        assert letter.is_circular and letter.read_at is None
        notice = Notice.objects.get(character=reader)
        assert (notice.text, notice.link) == (f"{sender.name} wrote to you: {WORDS['subject']}", f"/play/mail/{letter.pk}/")
    assert sent(sender.id, 9) == [] == inbox(sender.id, 9)
    row = Circular.objects.get()
    assert (row.sender_id, row.about, row.letters) == (sender.pk, "clan:1", 2)


def test_those_between_whom_a_block_is_and_those_who_are_gone_get_none() -> None:
    sender, reader, blocks, blocked, gone = (make_character() for _ in range(5))
    make_block(blocks, sender)
    make_block(sender, blocked)
    let_go(by(gone))
    assert write(sender, reader, blocks, blocked, gone) == 1 and Letter.objects.get().recipient_id == reader.pk
    assert refusal(lambda: write(sender, blocks)) == ("nothing_to_do", None)


def test_circulars_have_a_limit_a_day_and_count_towards_no_other(monkeypatch: pytest.MonkeyPatch) -> None:
    sender, members = make_character(), [make_character() for _ in range(STRANGERS_A_DAY + 1)]
    write(sender, *members)
    send_letter(sender, make_character())
    monkeypatch.setattr(circular, "CIRCULARS_A_DAY", 1)
    assert refusal(lambda: write(make_character(owner_of(sender)), members[0])) == ("too_fast", None)
    Circular.objects.update(at=timezone.now() - timedelta(days=1, seconds=1))
    assert write(sender, members[0]) == 1


@pytest.mark.parametrize("field, code", [("muted_until", "forbidden"), ("banned_until", "banned")])
def test_the_muted_and_the_suspended_write_to_nobody(field: str, code: str) -> None:
    sender, reader = make_character(), make_character()
    User.objects.filter(pk=owner_of(sender).pk).update(**{field: timezone.now() + timedelta(days=1)})
    assert refusal(lambda: write(sender, reader))[0] == code and not Letter.objects.exists()


def test_words_are_checked_as_those_of_a_letter() -> None:
    sender, reader = make_character(), make_character()
    assert refusal(lambda: to_members(by(sender), members=[reader.id], subject=" ", text="x")) == ("invalid", "subject")


def test_whoever_is_no_party_of_the_action_is_a_fault_of_the_code() -> None:
    sender, reader = make_character(), make_character()

    @action("test_circular_unlocked", CircularSent, lock_user=True)
    def unlocked(context: ActionContext) -> CircularSent:
        return send_circular(context, recipients=[reader.id], about="clan:1", **WORDS)

    with pytest.raises(AssertionError, match="no parties"):
        unlocked(by(sender))


def test_it_takes_as_many_statements_for_few_as_for_many() -> None:
    def statements(count: int) -> int:
        sender, members = make_character(), [make_character() for _ in range(count)]
        with CaptureQueriesContext(connection) as captured:
            assert write(sender, *members) == count
        return len(captured)

    assert statements(2) == statements(40)
