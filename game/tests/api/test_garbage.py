"""A call leaves no view and no request of REST framework to the garbage collector: reference counts free them at once."""

import gc

import pytest

from game.tests.api.talk import Program
from game.tests.make import make_character

pytestmark = pytest.mark.django_db


@pytest.mark.parametrize("path", ["dashboard", "inventory", "mail"])
def test_a_call_leaves_no_reference_cycle(path: str) -> None:
    player = Program(make_character())
    for _ in range(3):
        assert player.get(path).status == 200
    gc.collect()
    gc.disable()
    try:
        for _ in range(5):
            player.get(path)
        gc.set_debug(gc.DEBUG_SAVEALL)
        gc.collect()
        kinds = [type(each).__name__ for each in gc.garbage]  # the test's client leaves Django's request
        left = [kind for kind in kinds if kind == "Request" or "Endpoint" in kind]
    finally:
        gc.set_debug(0)
        gc.garbage.clear()
        gc.enable()
    assert left == []
