"""A block is made at the moment of a letter or of an answer to a request. Each race has a twin without the locks."""

from functools import partial

import pytest

from accounts.tests.race import at_once
from game.actions import friends
from game.models import Block, FriendRequest, Friendship, Letter, Mentorship
from game.models.friend_request import FRIEND, MENTOR
from game.rules.errors import GameError
from game.tests.friends import make_block, make_friends, make_mentor, make_pupil
from game.tests.letters import send_letter
from game.tests.make import by, make_character
from game.tests.races.gate import at_once_through_gate, in_turn_through_gate, while_first_waits
from game.tests.races.no_locks import without_locks
from game.tests.races.together import won

pytestmark = pytest.mark.django_db(transaction=True)
BLOCK, LETTER = "BEFORE INSERT ON game_block", "BEFORE INSERT ON game_letter"
FRIENDSHIP, MENTORSHIP = "BEFORE INSERT ON game_friendship", "BEFORE INSERT ON game_mentorship"


@pytest.mark.parametrize("sender_blocks", [True, False])
def test_a_letter_that_comes_while_a_block_is_made_is_refused(sender_blocks: bool) -> None:
    sender, reader = make_character(), make_character()
    pair = (sender, reader) if sender_blocks else (reader, sender)
    made, refused = in_turn_through_gate(BLOCK, "true", partial(make_block, *pair), partial(send_letter, sender, reader))
    assert isinstance(made, int) and isinstance(refused, GameError) and refused.code == "blocked"
    assert not Letter.objects.exists()


def test_a_block_that_comes_while_a_letter_is_sent_waits_for_it() -> None:
    sender, reader = make_character(), make_character()
    both = in_turn_through_gate(LETTER, "true", partial(send_letter, sender, reader), partial(make_block, reader, sender))
    assert len(won(both)) == 2 and Letter.objects.count() == Block.objects.count() == 1


def test_twin_without_locks_a_letter_arrives_after_the_block(monkeypatch: pytest.MonkeyPatch) -> None:
    sender, reader = make_character(), make_character()
    without_locks(monkeypatch)
    both = while_first_waits(LETTER, "true", partial(send_letter, sender, reader), partial(make_block, reader, sender))
    assert len(won(both)) == 2 and Letter.objects.count() == 1, "it was written when the block was there already"


def test_a_request_that_is_accepted_while_a_block_is_made_makes_no_friends() -> None:
    one, other = make_character(), make_character()
    friends.ask(by(one), to=other.id, kind=FRIEND)
    accept = partial(friends.accept, by(other), asker=one.id, kind=FRIEND)
    _, refused = in_turn_through_gate(BLOCK, "true", partial(make_block, one, other), accept)
    assert isinstance(refused, GameError) and refused.code == "blocked"
    assert not Friendship.objects.exists() and not FriendRequest.objects.exists()


@pytest.mark.parametrize("kind", [FRIEND, MENTOR])
def test_a_block_that_comes_while_a_request_is_accepted_ends_what_it_made(kind: str) -> None:
    one, other = make_character(), make_mentor()
    friends.ask(by(one), to=other.id, kind=kind)
    accept = partial(friends.accept, by(other), asker=one.id, kind=kind)
    gate = FRIENDSHIP if kind == FRIEND else MENTORSHIP
    assert len(won(in_turn_through_gate(gate, "true", accept, partial(make_block, one, other)))) == 2
    assert Block.objects.exists() and not Friendship.objects.exists() and not Mentorship.objects.exists()


def test_twin_without_locks_two_are_friends_of_whom_one_has_blocked_the_other(monkeypatch: pytest.MonkeyPatch) -> None:
    one, other = make_character(), make_character()
    friends.ask(by(one), to=other.id, kind=FRIEND)
    without_locks(monkeypatch)
    accept = partial(friends.accept, by(other), asker=one.id, kind=FRIEND)
    assert len(won(while_first_waits(FRIENDSHIP, "true", accept, partial(make_block, one, other)))) == 2
    assert Block.objects.exists() and Friendship.objects.exists()


def test_two_who_block_each_other_at_once_have_two_blocks_and_nothing_else() -> None:
    one, other = make_character(), make_character()
    make_friends(one, other)
    assert len(won(at_once(partial(make_block, one, other), partial(make_block, other, one)))) == 2
    assert Block.objects.count() == 2 and not Friendship.objects.exists()


REQUEST = "BEFORE INSERT ON game_friendrequest"


def asks(one: object, other: object) -> list[object]:
    return [partial(friends.ask, by(a), to=b.id, kind=FRIEND) for a, b in ((one, other), (other, one))]  # type: ignore[attr-defined,arg-type]


def test_two_who_ask_each_other_at_once_are_friends() -> None:
    one, other = make_character(), make_character()
    answers = at_once_through_gate(REQUEST, "true", *asks(one, other))  # type: ignore[arg-type]
    assert sorted(a.state for a in won(answers)) == ["asked", "friend"]
    assert Friendship.objects.count() == 1 and not FriendRequest.objects.exists()


def test_twin_without_locks_two_requests_wait_for_each_other(monkeypatch: pytest.MonkeyPatch) -> None:
    one, other = make_character(), make_character()
    without_locks(monkeypatch)
    answers = at_once_through_gate(REQUEST, "true", *asks(one, other))  # type: ignore[arg-type]
    assert [a.state for a in won(answers)] == ["asked", "asked"] and FriendRequest.objects.count() == 2


def third_and_fourth() -> list[object]:
    mentor = make_mentor()
    make_pupil(mentor), make_pupil(mentor)
    pupils = [make_character(), make_character()]
    for pupil in pupils:
        friends.ask(by(pupil), to=mentor.id, kind=MENTOR)
    return [partial(friends.accept, by(mentor), asker=pupil.id, kind=MENTOR) for pupil in pupils]


def test_the_last_seat_of_a_mentor_is_given_once() -> None:
    answers = at_once(*third_and_fourth())  # type: ignore[arg-type]
    assert len(won(answers)) == 1 and [a.code for a in answers if isinstance(a, GameError)] == ["too_much"]
    assert Mentorship.objects.count() == 3


def test_twin_without_locks_only_the_constraint_keeps_the_fourth_out(monkeypatch: pytest.MonkeyPatch) -> None:
    both = third_and_fourth()
    without_locks(monkeypatch)
    answers = at_once_through_gate(MENTORSHIP, "true", *both)  # type: ignore[arg-type]
    assert sum(isinstance(a, Exception) and not isinstance(a, GameError) for a in answers) == 1
    assert Mentorship.objects.count() == 3
