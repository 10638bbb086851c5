"""A duration as text."""

import pytest

from accounts.limits.duration_text import duration_text

pytestmark = pytest.mark.django_db


def test_a_wait_is_told_as_people_say_it() -> None:
    assert [duration_text(n) for n in (1, 42, 90, 3600)] == ["1 second", "42 seconds", "2 minutes", "60 minutes"]
