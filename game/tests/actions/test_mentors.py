"""Mentors: who can teach whom, the bonus while a pupil gains levels, and how it ends."""

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
from game.actions.mentors_job import tend_mentors
from game.models import Character, FriendRequest, Mentorship, Notice
from game.models.friend_request import FRIEND, MENTOR, PUPIL
from game.tests.friends import make_block, make_friends, make_mentor, make_pupil
from game.tests.letters import refusal
from game.tests.make import by, make_character, owner_of

pytestmark = pytest.mark.django_db
NOTHING = {"rose": 0, "ended": 0, "bonuses": 0, "requests": 0}


def bonus_of(character: Character) -> int:
    return Character.objects.get(pk=character.pk).mentor_bonus


def raise_level(character: Character, by_levels: int = 1) -> None:
    Character.objects.filter(pk=character.pk).update(level=F("level") + by_levels)


def pass_hours(hours: float) -> None:
    Mentorship.objects.update(rose_at=F("rose_at") - timedelta(hours=hours))


def test_a_pupil_asks_or_a_mentor_offers_and_they_are_mentor_and_pupil() -> None:
    mentor, one, other = make_mentor(), make_character(), make_character()
    friends.ask(by(one), to=mentor.id, kind=MENTOR)
    assert friends.accept(by(mentor), asker=one.id, kind=MENTOR).state == PUPIL
    friends.ask(by(mentor), to=other.id, kind=PUPIL)
    assert friends.accept(by(other), asker=mentor.id, kind=PUPIL).state == MENTOR
    assert list(Mentorship.objects.order_by("seat").values_list("pupil_id", "seat")) == [(one.pk, 1), (other.pk, 2)]
    assert not FriendRequest.objects.exists() and bonus_of(mentor) == 0
    words = list(Notice.objects.filter(character=other).values_list("text", flat=True))
    assert words == [f"{mentor.name} wants to be your mentor."]


def test_an_offer_that_meets_a_request_is_an_answer() -> None:
    mentor, pupil = make_mentor(), make_character()
    friends.ask(by(pupil), to=mentor.id, kind=MENTOR)
    assert friends.ask(by(mentor), to=pupil.id, kind=PUPIL).state == PUPIL and Mentorship.objects.count() == 1


@pytest.mark.parametrize("level, teaches", [(20, True), (21, False)])
def test_a_mentor_stands_twenty_levels_above_the_pupil(level: int, teaches: bool) -> None:
    mentor, pupil = make_mentor(), make_character(level=level)
    if teaches:
        assert friends.ask(by(pupil), to=mentor.id, kind=MENTOR).state == "asked"
    else:
        assert refusal(lambda: friends.ask(by(pupil), to=mentor.id, kind=MENTOR)) == ("level_too_low", "name")
        assert refusal(lambda: friends.ask(by(mentor), to=pupil.id, kind=PUPIL)) == ("level_too_low", "name")


def test_the_gap_is_looked_at_again_when_the_request_is_accepted() -> None:
    mentor, pupil = make_mentor(), make_character(level=20)
    friends.ask(by(pupil), to=mentor.id, kind=MENTOR)
    raise_level(pupil)
    assert refusal(lambda: friends.accept(by(mentor), asker=pupil.id, kind=MENTOR)) == ("level_too_low", "name")


def test_a_mentor_has_three_pupils_and_a_pupil_has_one_mentor() -> None:
    mentor, pupil = make_mentor(), make_character()
    first, *_ = (make_pupil(mentor) for _ in range(3))
    assert refusal(lambda: friends.ask(by(pupil), to=mentor.id, kind=MENTOR)) == ("too_much", "name")
    assert refusal(lambda: friends.ask(by(first), to=make_mentor().id, kind=MENTOR)) == ("too_much", "name")
    friends.end(by(mentor), other=first.id, kind=PUPIL)
    friends.ask(by(pupil), to=mentor.id, kind=MENTOR)
    friends.accept(by(mentor), asker=pupil.id, kind=MENTOR)
    assert Mentorship.objects.get(pupil=pupil).seat == 1, "the seat that is free"


def test_the_bonus_comes_with_the_pupil_s_level_and_goes_72_hours_after_it() -> None:
    mentor = make_mentor()
    pupil = make_pupil(mentor)
    assert tend_mentors() == NOTHING and bonus_of(mentor) == 0
    raise_level(pupil)
    assert tend_mentors() == NOTHING | {"rose": 1, "bonuses": 1} and bonus_of(mentor) == 15
    assert tend_mentors() == NOTHING, "the second run finds nothing to do"
    pass_hours(71.9)
    assert tend_mentors() == NOTHING and bonus_of(mentor) == 15
    pass_hours(0.2)
    assert tend_mentors() == NOTHING | {"bonuses": 1} and bonus_of(mentor) == 0
    raise_level(pupil)
    tend_mentors()
    assert bonus_of(mentor) == 15


@pytest.mark.parametrize("who", ["mentor", "pupil"])
def test_either_side_ends_it_and_the_bonus_goes_at_once(who: str) -> None:
    mentor = make_mentor()
    pupil = make_pupil(mentor)
    raise_level(pupil)
    tend_mentors()
    ender, other, kind = (mentor, pupil, PUPIL) if who == "mentor" else (pupil, mentor, MENTOR)
    friends.end(by(ender), other=other.id, kind=kind)
    assert bonus_of(mentor) == 0 and not Mentorship.objects.exists()
    last = Notice.objects.filter(character=other).latest("pk")
    assert last.text == f"{ender.name} is no longer your {who}."


def test_the_bonus_stays_while_another_pupil_is_getting_on() -> None:
    mentor = make_mentor()
    one, other = make_pupil(mentor), make_pupil(mentor)
    for pupil in (one, other):
        raise_level(pupil)
    tend_mentors()
    friends.end(by(one), other=mentor.id, kind=MENTOR)
    assert bonus_of(mentor) == 15
    make_block(other, mentor)
    assert bonus_of(mentor) == 0


def test_it_ends_by_itself_when_the_gap_has_closed_and_both_are_told() -> None:
    mentor = make_mentor()
    pupil = make_pupil(mentor, level=20)
    raise_level(pupil)
    counts = tend_mentors()
    assert (counts["ended"], bonus_of(mentor)) == (1, 0) and not Mentorship.objects.exists()
    assert Notice.objects.filter(character=mentor).latest("pk").text == f"{pupil.name} has learnt what you could teach."
    assert Notice.objects.filter(character=pupil).latest("pk").text == f"{mentor.name} has nothing left to teach you."
    assert tend_mentors() == NOTHING


@pytest.mark.parametrize("side", ["mentor", "pupil"])
@pytest.mark.parametrize("how", ["erased", "let go", "suspended"])
def test_it_ends_when_one_of_the_two_is_gone_or_suspended(side: str, how: str) -> None:
    mentor = make_mentor()
    pupil = make_pupil(mentor)
    raise_level(pupil)
    tend_mentors()
    gone = mentor if side == "mentor" else pupil
    if how == "erased":
        erase(user_id=owner_of(gone).pk)
    elif how == "let go":
        let_go(by(gone))
    else:
        User.objects.filter(pk=owner_of(gone).pk).update(banned_until=timezone.now() + timedelta(days=1))
    tend_mentors()
    assert not Mentorship.objects.exists() and bonus_of(mentor) == 0 and tend_mentors() == NOTHING


def test_mentor_and_pupil_can_be_friends_as_well() -> None:
    mentor = make_mentor()
    pupil = make_pupil(mentor)
    make_friends(mentor, pupil)
    friends.end(by(pupil), other=mentor.id, kind=FRIEND)
    assert Mentorship.objects.count() == 1


def test_old_requests_are_deleted() -> None:
    one = make_character()
    for days, closed in ((8, True), (6, True), (61, False), (59, False)):
        at = timezone.now() - timedelta(days=days)
        FriendRequest.objects.create(kind=FRIEND, asker=one, asked=make_character(), at=at, closed_at=at if closed else None)
    assert tend_mentors()["requests"] == 2 and FriendRequest.objects.count() == 2


def statements_with(pairs: int) -> int:
    """Half of the pupils gain a level, and half have learnt everything."""
    pupils = [make_pupil(make_mentor()).pk for _ in range(pairs)]
    Character.objects.filter(pk__in=pupils[::2]).update(level=4)
    Character.objects.filter(pk__in=pupils[1::2]).update(level=30)
    with CaptureQueriesContext(connection) as statements:
        counts = tend_mentors()
    assert min(counts["rose"], counts["ended"], counts["bonuses"]) > 0
    return len(statements)


def test_the_job_takes_as_many_statements_for_few_as_for_many() -> None:
    assert statements_with(2) == statements_with(20)
