"""What is remembered for many: a value that was forgotten while it was being made is not kept."""

import pytest

from vvw_site.foundation.read_through import invalidate, stale_while_revalidate


@pytest.fixture
def key(request):
    yield request.node.name
    invalidate(request.node.name)


def test_a_value_forgotten_while_it_was_made_is_not_kept(key):
    def outdated() -> int:
        invalidate(key)  # what it was read from has changed meanwhile
        return 1

    assert stale_while_revalidate(key, int, 300, outdated) == 1
    assert stale_while_revalidate(key, int, 300, lambda: 2) == 2


def test_a_value_is_kept_until_it_is_forgotten(key):
    assert stale_while_revalidate(key, int, 300, lambda: 1) == stale_while_revalidate(key, int, 300, lambda: 2) == 1
    invalidate(key)
    assert stale_while_revalidate(key, int, 300, lambda: 3) == stale_while_revalidate(key, int, 300, lambda: 4) == 3
