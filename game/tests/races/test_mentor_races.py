"""A pair ends at the moment when the job sets the mentor's bonus. Each race has a twin without the locks."""

from collections.abc import Callable
from functools import partial

import pytest

from game.actions import friends
from game.actions.mentors_job import tend_mentors
from game.models import Character, Mentorship
from game.models.friend_request import MENTOR
from game.tests.friends import make_mentor, make_pupil
from game.tests.make import by
from game.tests.races.gate import in_turn_through_gate, while_first_waits
from game.tests.races.no_locks import without_locks
from game.tests.races.together import won

pytestmark = pytest.mark.django_db(transaction=True)
ENDING = ("BEFORE INSERT ON game_notice", "NEW.text LIKE '%no longer%'")
BONUS = ("BEFORE UPDATE ON game_character", "NEW.mentor_bonus <> OLD.mentor_bonus")


def a_pair() -> tuple[Character, Callable[[], object]]:
    """A mentor whose pupil has gained a level, which the job has not seen, and the end of the two by the pupil."""
    mentor = make_mentor()
    pupil = make_pupil(mentor)
    Character.objects.filter(pk=pupil.pk).update(level=9)
    return mentor, partial(friends.end, by(pupil), other=mentor.id, kind=MENTOR)


def left(mentor: Character) -> tuple[int, int]:
    """The bonus, and the number of pupils."""
    return Character.objects.get(pk=mentor.pk).mentor_bonus, Mentorship.objects.count()


def test_a_job_that_comes_while_the_pair_ends_gives_no_bonus() -> None:
    mentor, end = a_pair()
    # The job waits for the pupil's row of the pair, or for the mentor's.
    assert len(won(in_turn_through_gate(*ENDING, end, tend_mentors))) == 2
    assert left(mentor) == (0, 0)


def test_a_pair_that_ends_while_the_job_sets_the_bonus_takes_it_away() -> None:
    mentor, end = a_pair()
    assert len(won(in_turn_through_gate(*BONUS, tend_mentors, end))) == 2
    assert left(mentor) == (0, 0)


def test_twin_without_locks_a_bonus_stays_without_a_pupil(monkeypatch: pytest.MonkeyPatch) -> None:
    mentor, end = a_pair()
    without_locks(monkeypatch)
    assert len(won(while_first_waits(*BONUS, tend_mentors, end))) == 2
    assert left(mentor) == (15, 0)


def test_two_jobs_at_once_give_one_bonus() -> None:
    mentor, _ = a_pair()
    assert len(won(in_turn_through_gate(*BONUS, tend_mentors, tend_mentors))) == 2
    assert left(mentor) == (15, 1)
