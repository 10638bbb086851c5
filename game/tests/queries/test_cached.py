"""What is remembered for many: a value that was forgotten while it was being made is not kept."""

import pytest

from game.queries.cached import forget, remembered


@pytest.fixture
def key(request):
    yield request.node.name
    forget(request.node.name)


def test_a_value_forgotten_while_it_was_made_is_not_kept(key):
    def outdated() -> int:
        forget(key)  # what it was read from has changed meanwhile
        return 1

    assert remembered(key, int, 300, outdated) == 1
    assert remembered(key, int, 300, lambda: 2) == 2


def test_a_value_is_kept_until_it_is_forgotten(key):
    assert remembered(key, int, 300, lambda: 1) == remembered(key, int, 300, lambda: 2) == 1
    forget(key)
    assert remembered(key, int, 300, lambda: 3) == remembered(key, int, 300, lambda: 4) == 3
