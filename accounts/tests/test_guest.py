import re
from datetime import timedelta
from unittest import mock

import pytest
from django.utils import timezone

from accounts.actions import guest
from accounts.actions.guest import make_guest
from accounts.models import User
from accounts.tests.race import at_once

pytestmark = pytest.mark.django_db


def test_a_guest_has_a_name_and_no_password() -> None:
    user = make_guest(key="first-click")
    assert re.fullmatch(r"guest_[2-9a-z]{8}", user.username)
    assert user.is_guest
    assert not user.has_usable_password()


def test_the_same_key_finds_the_same_guest_for_two_minutes() -> None:
    user = make_guest(key="a-click")
    assert make_guest(key="a-click") == user
    User.objects.filter(pk=user.pk).update(date_joined=timezone.now() - timedelta(minutes=3))
    assert make_guest(key="a-click") != user


def test_a_key_does_not_find_a_guest_who_has_signed_up() -> None:
    user = make_guest(key="a-click")
    User.objects.filter(pk=user.pk).update(is_guest=False)
    assert make_guest(key="a-click") != user


def test_a_key_has_1_to_64_characters() -> None:
    for key in ("", "x" * 65):
        with pytest.raises(ValueError, match="64"):
            make_guest(key=key)


@pytest.mark.django_db(transaction=True)
def test_two_clicks_with_one_key_make_one_guest() -> None:
    made = at_once(*[lambda: make_guest(key="double-click")] * 4)
    assert len({user.pk for user in made}) == 1
    assert User.objects.count() == 1


@pytest.mark.django_db(transaction=True)
def test_without_a_second_try_two_clicks_with_one_key_fail() -> None:
    with mock.patch.object(guest, "_MAX_TRIES", 1), mock.patch.object(guest, "_guest_of_form", return_value=None):
        made = at_once(*[lambda: make_guest(key="double-click")] * 4)
    assert sum(isinstance(answer, RuntimeError) for answer in made) == 3
