"""Friends: who can ask whom, what an answer does, and what is told to whom."""

from collections.abc import Callable
from datetime import timedelta

import pytest
from django.db import connection
from django.db.models import F
from django.test.utils import CaptureQueriesContext
from django.utils import timezone

from accounts.actions.erase import erase
from accounts.models import User
from game.actions import friends
from game.actions.character import let_go
from game.actions.friends import FriendAnswer
from game.actions.hidden_seen import hide_seen
from game.models import Character, FriendRequest, Friendship, HiddenSeen, Notice
from game.models.friend_request import FRIEND, MENTOR, PUPIL
from game.queries.friends import count_friends, friends_of, is_friend, requests_of
from game.rules.friends import OPEN_MOST
from game.tests.friends import make_block, make_friends, user_actor
from game.tests.letters import refusal
from game.tests.make import by, make_character, owner_of

pytestmark = pytest.mark.django_db


def pair() -> tuple[Character, Character]:
    return make_character(), make_character()


def ask(one: Character, other: Character, kind: str = FRIEND, key: str | None = None) -> FriendAnswer:
    return friends.ask(by(one, key), to=other.id, kind=kind)


def texts_of(character: Character) -> list[str]:
    return list(Notice.objects.filter(character=character, kind="friend").order_by("pk").values_list("text", flat=True))


def test_a_request_that_is_accepted_makes_friends_and_each_is_told() -> None:
    one, other = pair()
    assert ask(one, other).state == "asked" and not is_friend(one.id, other.id)
    assert texts_of(other) == [f"{one.name} wants to be your friend."]
    notice = Notice.objects.get(character=other)
    assert notice.link == f"/play/friends/#c{one.pk}" and notice.read_at is None
    assert friends.accept(by(other), asker=one.id, kind=FRIEND).state == "friend"
    notice.refresh_from_db()
    assert notice.read_at is not None, "an answer puts the notice away"
    assert is_friend(one.id, other.id) and is_friend(other.id, one.id) and not FriendRequest.objects.exists()
    assert texts_of(one) == [f"{other.name} is your friend now."]
    assert [p.name for p in friends_of(one.id, 9)] == [other.name] and [p.name for p in friends_of(other.id, 9)] == [one.name]


def test_two_who_ask_each_other_are_friends() -> None:
    one, other = pair()
    ask(one, other)
    assert ask(other, one).state == "friend" and Friendship.objects.count() == 1 and not FriendRequest.objects.exists()


def test_the_same_key_asks_once_and_another_request_is_refused() -> None:
    one, other = pair()
    assert ask(one, other, key="key-00000001") == ask(one, other, key="key-00000001")
    assert FriendRequest.objects.count() == 1
    assert refusal(lambda: ask(one, other)) == ("nothing_to_do", "name")


@pytest.mark.parametrize("close", ["decline", "take_back"])
def test_a_request_that_was_closed_cannot_be_made_again_for_a_week(close: str) -> None:
    one, other = pair()
    ask(one, other)
    if close == "decline":
        friends.decline(by(other), asker=one.id, kind=FRIEND)
    else:
        friends.take_back(by(one), asked=other.id, kind=FRIEND)
    assert requests_of(one.id) == requests_of(other.id) == [] and texts_of(one) == []
    assert refusal(lambda: ask(one, other)) == ("too_early", "name")
    assert refusal(lambda: friends.accept(by(other), asker=one.id, kind=FRIEND)) == ("not_found", "name")
    FriendRequest.objects.update(closed_at=F("closed_at") - timedelta(days=7, seconds=1))
    assert ask(one, other).state == "asked" and FriendRequest.objects.get().closed_at is None


def test_the_one_who_declined_can_ask_at_any_time() -> None:
    one, other = pair()
    ask(one, other)
    friends.decline(by(other), asker=one.id, kind=FRIEND)
    assert ask(other, one).state == "asked"
    assert friends.accept(by(one), asker=other.id, kind=FRIEND).state == "friend" and not FriendRequest.objects.exists()


REFUSED: dict[str, tuple[Callable[[Character, Character], object], tuple[str, str]]] = {
    "oneself": (lambda one, other: ask(one, one), ("invalid", "name")),
    "another character of the account": (lambda one, other: ask(one, make_character(owner_of(one))), ("invalid", "name")),
    "an unknown kind": (lambda one, other: ask(one, other, "enemy"), ("invalid", "kind")),
    "accept what was not asked": (lambda one, other: friends.accept(by(one), asker=other.id, kind=FRIEND), ("not_found", "name")),
    "accept an unknown kind": (lambda one, other: friends.accept(by(one), asker=other.id, kind="x"), ("invalid", "kind")),
    "decline what was not asked": (lambda one, other: friends.decline(by(one), asker=other.id, kind=PUPIL), ("not_found", "name")),
    "take back what was not asked": (lambda one, other: friends.take_back(by(one), asked=other.id, kind=FRIEND), ("not_found", "name")),
    "end what is not": (lambda one, other: friends.end(by(one), other=other.id, kind=FRIEND), ("not_found", "name")),
    "end an unknown kind": (lambda one, other: friends.end(by(one), other=other.id, kind="x"), ("invalid", "kind")),
    "a mentor of the same level": (lambda one, other: ask(one, other, MENTOR), ("level_too_low", "name")),
}  # fmt: skip


@pytest.mark.parametrize("case", REFUSED)
def test_what_cannot_be_is_refused_by_name_and_changes_nothing(case: str) -> None:
    act, expected = REFUSED[case]
    assert refusal(lambda: act(*pair())) == expected
    assert not FriendRequest.objects.exists() and not Friendship.objects.exists() and not Notice.objects.exists()


def test_somebody_who_was_let_go_is_not_found_and_is_in_no_list_until_restored() -> None:
    one, other = pair()
    third = make_character()
    make_friends(one, other)
    ask(other, third)
    let_go(by(other))
    assert friends_of(one.id, 9) == [] and count_friends(one.id) == 0 and requests_of(third.id) == []
    assert refusal(lambda: ask(third, other)) == ("not_found", "name")
    Character.objects.filter(pk=other.pk).update(deleted_at=None)
    assert count_friends(one.id) == 1 and len(requests_of(third.id)) == 1


def test_a_suspended_account_asks_nobody() -> None:
    one, other = pair()
    User.objects.filter(pk=owner_of(one).pk).update(banned_until=timezone.now() + timedelta(days=1))
    assert refusal(lambda: ask(one, other)) == ("banned", None)


def test_blocked_ones_cannot_ask_in_either_direction() -> None:
    one, other = pair()
    make_block(one, other)
    for asker, asked in ((one, other), (other, one), (make_character(owner_of(other)), one)):
        assert refusal(lambda: ask(asker, asked)) == ("blocked", "name")  # noqa: B023


def test_open_requests_have_a_limit() -> None:
    one = make_character()
    others = [make_character() for _ in range(2)]
    FriendRequest.objects.bulk_create(
        FriendRequest(kind=FRIEND, asker=one, asked=make_character()) for _ in range(OPEN_MOST - 1)
    )
    ask(one, others[0])
    assert refusal(lambda: ask(one, others[1])) == ("too_much", "name")


def test_requests_of_a_day_have_a_limit_for_all_characters_of_an_account(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("game.rules.friends.REQUESTS_A_DAY", 1)
    one, other = pair()
    ask(one, other)
    friends.take_back(by(one), asked=other.id, kind=FRIEND)
    assert refusal(lambda: ask(make_character(owner_of(one)), make_character())) == ("too_fast", None)


@pytest.mark.parametrize("full", ["asker", "asked"])
def test_nobody_has_more_friends_than_the_limit(monkeypatch: pytest.MonkeyPatch, full: str) -> None:
    one, other = pair()
    make_friends(one if full == "asker" else other, make_character())
    monkeypatch.setattr("game.rules.friends.FRIENDS_MOST", 1)
    assert refusal(lambda: ask(one, other)) == ("too_much", "name")


def test_a_friendship_ends_without_a_word() -> None:
    one, other = pair()
    make_friends(one, other)
    before = texts_of(one)
    assert friends.end(by(other), other=one.id, kind=FRIEND).state == "none"
    assert not is_friend(one.id, other.id) and texts_of(one) == before


def test_friends_do_not_see_when_somebody_was_here_who_hides_it() -> None:
    one, other = pair()
    make_friends(one, other)
    assert friends_of(one.id, 9)[0].seen_at is not None
    for _ in range(2):
        hide_seen(user_actor(other), hidden=True)
    assert friends_of(one.id, 9)[0].seen_at is None and HiddenSeen.objects.count() == 1
    hide_seen(user_actor(other), hidden=False)
    assert friends_of(one.id, 9)[0].seen_at is not None


def test_an_erasure_ends_friendships_and_takes_the_name_out_of_notices() -> None:
    one, other = pair()
    third = make_character()
    make_friends(one, other)
    ask(one, third)
    erase(user_id=owner_of(one).pk)
    assert not Friendship.objects.exists() and not FriendRequest.objects.exists()
    texts = texts_of(other) + texts_of(third)
    assert texts == [f"gone_{one.pk} wants to be your friend."] * 2


def statements_of(call: Callable[[], object]) -> int:
    with CaptureQueriesContext(connection) as captured:
        call()
    return len(captured)


def test_each_action_takes_a_fixed_number_of_statements_however_many_friends_there_are() -> None:
    def taken(one: Character, other: Character) -> list[int]:
        acts: list[Callable[[], object]] = [
            lambda: ask(one, other), lambda: friends.decline(by(other), asker=one.id, kind=FRIEND), lambda: ask(other, one),
            lambda: friends.accept(by(one), asker=other.id, kind=FRIEND), lambda: friends.end(by(one), other=other.id, kind=FRIEND),
            lambda: make_block(one, other),
        ]  # fmt: skip
        return [statements_of(act) for act in acts]

    few, busy = taken(*pair()), pair()
    strangers = [make_character() for _ in range(30)]
    for one in busy:
        Friendship.objects.bulk_create(Friendship(one=one, other=stranger) for stranger in strangers)
    assert taken(*busy) == few and max(few) <= 16
