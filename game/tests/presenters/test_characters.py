"""Which character of an account is played."""

from datetime import timedelta

from game.presenters.characters import characters_page, played_of
from game.rules import tuning
from game.tests.presenters.unsaved import NOW, unsaved_character

OLD = unsaved_character(pk=1, seen_at=NOW - timedelta(days=2))
NEW = unsaved_character(pk=2, seen_at=NOW)
SAME = unsaved_character(pk=3, seen_at=NOW)


def test_the_chosen_character_or_the_last_played_one_is_played() -> None:
    assert played_of([OLD, NEW], 1) is OLD
    assert played_of([OLD, NEW, SAME], None) is NEW, "of two that were seen together the older one"
    assert played_of([OLD, NEW], 99) is NEW
    assert played_of([], 1) is None


def test_the_page_names_the_played_character_and_the_limit() -> None:
    page = characters_page([OLD, NEW], [], NEW)
    assert (page.playing, page.most) == (2, tuning.CHARACTERS_PER_ACCOUNT)
    assert characters_page([], [OLD], None).playing is None
