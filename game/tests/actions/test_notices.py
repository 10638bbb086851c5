"""Notices: written for one character, and put away only by it and only if it saw them."""

import pytest

from game.actions.notices import notify, put_away
from game.models import Notice
from game.tests.make import by, make_character

pytestmark = pytest.mark.django_db


def test_a_notice_fits_its_column_and_keeps_its_link() -> None:
    character = make_character()
    notify(character.id, "x" * 400, "/play/log/")
    notice = Notice.objects.get()
    assert (len(notice.text), notice.link, notice.read_at) == (300, "/play/log/", None)


def test_only_the_notices_that_were_shown_are_put_away_and_once() -> None:
    character = make_character()
    for text in ("first", "second"):
        notify(character.id, text)
    shown = Notice.objects.get(text="first")
    assert put_away(by(character, "away-00000001"), notices=[shown.pk]).count == 1
    assert put_away(by(character, "away-00000001"), notices=[shown.pk]).count == 1, "the receipt's answer"
    assert put_away(by(character), notices=[shown.pk]).count == 0
    assert list(Notice.objects.filter(read_at=None).values_list("text", flat=True)) == ["second"]


def test_a_notice_of_another_character_stays_unread() -> None:
    mine, other = make_character(), make_character()
    notify(other.id, "not yours")
    assert put_away(by(mine), notices=[Notice.objects.get().pk]).count == 0
    assert Notice.objects.get().read_at is None
