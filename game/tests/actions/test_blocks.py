"""Blocks: between accounts, in both directions, and everything between the two ends."""

import pytest

from accounts.actions.erase import erase
from accounts.models.ids import UserId
from game.actions import blocks, friends
from game.actions.letter_delivery import Delivery, deliver
from game.models import Block, FriendRequest, Friendship, Letter, Mentorship
from game.models.friend_request import FRIEND
from game.queries.blocks import blocks_of
from game.tests.friends import make_block, make_friends, make_mentor, make_pupil, user_actor
from game.tests.letters import refusal, send_letter
from game.tests.make import by, make_character, owner_of

pytestmark = pytest.mark.django_db


def test_neither_side_can_write_to_the_other_with_any_character() -> None:
    one, other = make_character(), make_character()
    seconds = make_character(owner_of(one)), make_character(owner_of(other))
    make_block(one, other)
    for sender, to in ((one, other), (other, one), (seconds[0], other), (seconds[1], one), (one, seconds[1])):
        assert refusal(lambda: send_letter(sender, to)) == ("blocked", "to")  # noqa: B023
    assert not Letter.objects.exists()
    send_letter(one, make_character())


def test_letters_of_the_city_arrive_all_the_same() -> None:
    one, other = make_character(), make_character()
    make_block(one, other)
    deliver(Delivery(sender=None, recipient=one.id, from_name="The city", subject="News", text="All is well."), source="")
    assert Letter.objects.get().recipient_id == one.pk


def test_a_block_ends_what_is_between_any_two_characters_of_the_two_accounts() -> None:
    mentor = make_mentor()
    pupil = make_pupil(mentor)
    second = make_character(owner_of(pupil))
    make_friends(mentor, second)
    friends.ask(by(make_character(owner_of(mentor))), to=second.id, kind=FRIEND)
    stranger = make_character()
    make_friends(mentor, stranger)
    make_block(second, mentor)
    assert not Mentorship.objects.exists() and not FriendRequest.objects.exists()
    assert Friendship.objects.count() == 1, "others are not touched"


def test_blocking_twice_is_one_block_and_unblocking_opens_the_way_again() -> None:
    one, other = make_character(), make_character()
    first = make_block(one, other)
    assert make_block(one, make_character(owner_of(other))) == first and Block.objects.count() == 1
    assert refusal(lambda: blocks.unblock(user_actor(other), block=first)) == ("not_found", "id")
    blocks.unblock(user_actor(one), block=first)
    assert refusal(lambda: blocks.unblock(user_actor(one), block=first)) == ("not_found", "id")
    send_letter(one, other)


def test_each_side_can_block_and_unblocking_one_leaves_the_other() -> None:
    one, other = make_character(), make_character()
    first, _ = make_block(one, other), make_block(other, one)
    blocks.unblock(user_actor(one), block=first)
    assert refusal(lambda: send_letter(one, other)) == ("blocked", "to")


def test_nobody_blocks_themselves_or_somebody_who_is_not_there(monkeypatch: pytest.MonkeyPatch) -> None:
    one, other = make_character(), make_character()
    assert refusal(lambda: make_block(one, make_character(owner_of(one)))) == ("invalid", "name")
    wrong = UserId(owner_of(make_character()).pk)
    assert refusal(lambda: blocks.block(user_actor(one), character=other.id, owner=wrong)) == ("not_found", "name")
    assert refusal(lambda: blocks.block(user_actor(one), character=other.id, owner=UserId(0))) == ("not_found", "name")
    monkeypatch.setattr(blocks, "BLOCKS_MOST", 0)
    assert refusal(lambda: make_block(one, other)) == ("too_much", "name") and not Block.objects.exists()


def test_the_list_has_the_character_that_the_player_knows_and_an_erasure_takes_it_out() -> None:
    one, other = make_character(), make_character()
    make_character(owner_of(other), name="Another_of_them")
    make_block(one, other)
    user = UserId(owner_of(one).pk)
    assert [block.character.name for block in blocks_of(user, 9)] == [other.name]
    erase(user_id=owner_of(other).pk)
    assert blocks_of(user, 9) == []
