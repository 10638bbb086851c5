"""Notices: written for one character, and put away only by it and only if it saw them."""

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext
from django.utils import timezone

from game.actions.notices import NewNotice, notify, notify_all, put_away
from game.actions.sweep import sweep
from game.models import Letter, Notice, NoticeChoice
from game.queries.notices import notices_of
from game.tests.letters import make_letter
from game.tests.make import by, make_character, owner_of
from game.tests.queries.test_notices import MANY, make_many_notices, touched

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


def test_every_writer_of_notices_names_its_kind() -> None:
    """What a player hears of, with the kind of each and a link that leads somewhere."""
    reader, friend = make_character(level=6), make_character(level=6)
    make_letter(friend, reader)
    assert Notice.objects.get().kind == "letter"
    notify(reader.id, "The staff did something.")
    assert Notice.objects.order_by("pk").values_list("kind", flat=True).last() == "staff"


def test_a_letter_of_an_unwanted_kind_comes_without_a_notice() -> None:
    reader, friend = make_character(), make_character()
    NoticeChoice.objects.create(user=owner_of(reader), kind="letter", channel="none")
    make_letter(friend, reader)
    assert Letter.objects.get().recipient_id == reader.pk and not Notice.objects.exists()


@pytest.mark.parametrize("count", [10, 1_000])
def test_many_are_told_in_one_statement(count: int) -> None:
    characters = [make_character().id for _ in range(3)]
    told = [NewNotice(characters[n % 3], "reward", f"news {n}") for n in range(count)]
    with CaptureQueriesContext(connection) as asked:
        assert notify_all(told) == count
    assert len(asked) == 1
    numbers = {
        c: list(Notice.objects.filter(character=c).order_by("number").values_list("number", flat=True)) for c in characters
    }
    assert all(found == list(range(1, len(found) + 1)) and found for found in numbers.values())
    first = Notice.objects.filter(character=characters[0]).order_by("number").values_list("text", flat=True)
    assert list(first)[:3] == ["news 0", "news 3", "news 6"]


def test_of_a_hundred_thousand_notices_thirty_are_marked_and_old_ones_are_swept_in_a_fixed_number_of_statements() -> None:
    character = make_character()
    make_many_notices(character, days_old=61)
    shown = [n.pk for n in notices_of(character.pk, 30)]
    fresh = Notice.objects.filter(pk__in=shown, read_at=None).count()
    with CaptureQueriesContext(connection) as asked:
        assert put_away(by(character), notices=shown).count == fresh == 15
    [update] = [q["sql"] for q in asked if q["sql"].startswith('UPDATE "game_notice"')]
    assert max(rows for _, rows in touched(update, None, "game_notice")) <= 30
    Notice.objects.filter(pk__in=shown).update(at=timezone.now())
    with CaptureQueriesContext(connection) as asked:
        assert sweep()["notices"] == MANY - 30
    assert len([q for q in asked if 'game_notice"' in q["sql"]]) == 1
    notify(character.id, "the next one")
    assert Notice.objects.latest("pk").number == MANY + 1
