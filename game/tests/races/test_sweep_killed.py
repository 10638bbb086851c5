"""The jobs that erase guests, forget characters and delete their letters die before many of their statements: each batch is done or not,
and the next run does the rest."""

from collections.abc import Callable
from datetime import timedelta
from itertools import count

import pytest
from django.utils import timezone

from accounts.actions.sweep_accounts import sweep_accounts
from accounts.models import AuditEntry, User
from game.actions.letter_copies import delete_copies_of_the_gone
from game.actions.sweep import sweep
from game.models import Character, Letter
from game.tests.make import make_character, make_user
from game.tests.races.mortal import Mortal

pytestmark = pytest.mark.django_db(transaction=True)
DYING = "dying_sweep.py"
LONG_AGO = timedelta(days=90)


def guests() -> tuple[list[Character], Callable[[], object]]:
    found = [make_character(make_user(is_guest=True, date_joined=timezone.now() - LONG_AGO)) for _ in range(2)]
    return found, sweep_accounts


def deleted() -> tuple[list[Character], Callable[[], object]]:
    found = [make_character(deleted_at=timezone.now() - LONG_AGO) for _ in range(2)]
    return found, sweep


def gone() -> tuple[list[Character], Callable[[], object]]:
    found = [make_character() for _ in range(2)]
    for one in found:
        Letter.objects.create(recipient=one, subject="Bye", text="Bye.")
    Character.objects.filter(pk__in=[one.pk for one in found]).update(user=None)
    return found, delete_copies_of_the_gone


def is_done(character: Character) -> bool:
    """Whether nothing of what the jobs take away is left; half of it must not be."""
    row = Character.objects.get(pk=character.pk)
    copies = Letter.objects.filter(recipient=row, deleted_by_recipient_at=None).count()
    erased = User.objects.filter(pk=character.user_id or 0, erased_at__isnull=False).count()
    assert erased == AuditEntry.objects.filter(target=f"user:{character.user_id}", action="user.erase").count()
    assert not erased or row.user_id is None
    if character.user_id == row.user_id or copies:
        assert row.name == character.name
        return False
    return True


JOBS = {"accounts": (guests, 7, 20), "characters": (deleted, 4, 10), "copies": (gone, 1, 3)}
"""What each has to do; at which of its statements it dies, for example at each seventh; and the least number of statements."""


@pytest.mark.parametrize("job", JOBS)
def test_a_sweep_killed_before_a_statement_has_done_all_of_a_batch_or_nothing(mortal: Mortal, job: str) -> None:
    make, step, least = JOBS[job]
    seen = set()
    for dies_at in count(0, step):
        characters, run = make()
        mortal.begin({"action": job, "dies_at": dies_at})
        died = mortal.end()
        done = {is_done(character) for character in characters}
        assert len(done) == 1, f"statement {dies_at}"
        seen |= done
        run()
        assert all(is_done(character) for character in characters)
        if not died:
            break
    assert dies_at >= least and seen == {True, False}
