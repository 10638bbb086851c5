"""A duration as text."""

import pytest

from accounts.limits.duration_text import duration_text

pytestmark = pytest.mark.django_db


def test_durations_are_written_in_seconds_minutes_or_hours() -> None:
    assert [duration_text(n) for n in (1, 42, 90, 3600)] == ["1 second", "42 seconds", "2 minutes", "60 minutes"]
