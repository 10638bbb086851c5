"""What is unread is counted up to a hundred, from two small indexes, in the statement that reads the character."""

import json
from collections.abc import Iterator
from typing import Any

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext
from django.utils import timezone
from pytest_django import DjangoAssertNumQueries

from game.actions.notices import notify
from game.models import Character, Letter, Notice
from game.queries.access import _PLAYED, access_character
from game.queries.notices import _NEWEST, UNREAD_MAX, Unread, last_numbers, newest_notices, notices_of, unread_of
from game.tests.letters import make_letter
from game.tests.make import make_character, owner_of
from vvw_site.tests.index_plans import expect_indexes

pytestmark = pytest.mark.django_db
MANY = 100_000


def make_many_notices(character: Character, count: int = MANY, *, days_old: int = 0) -> None:
    """Half of them read, of two kinds. Without ANALYZE: what it counts outlives the test's transaction."""
    with connection.cursor() as cursor:
        # The time limit of production is too short for so many rows on a busy machine.
        cursor.execute("SET LOCAL statement_timeout = '60s'")
        cursor.execute(
            """INSERT INTO game_notice (character_id, kind, number, text, link, at, read_at)
            SELECT %s, CASE WHEN n %% 3 = 0 THEN 'letter' ELSE 'staff' END, n, 'notice ' || n, '', now() - %s * interval '1 day',
                CASE WHEN n %% 2 = 0 THEN now() END FROM generate_series(1, %s) n""",
            [character.pk, days_old, count],
        )
        cursor.execute("INSERT INTO game_noticesequence (character_id, last) VALUES (%s, %s)", [character.pk, count])


@pytest.fixture
def crowded() -> Character:
    character = make_character()
    make_many_notices(character)
    return character


def scans(plan: dict[str, Any]) -> Iterator[dict[str, Any]]:
    if "Relation Name" in plan:
        yield plan
    for part in plan.get("Plans", []):
        yield from scans(part)


def touched(text: str, params: Any, table: str) -> list[tuple[str, float]]:
    """Of each scan of the table: its index, and how many rows it read."""
    expect_indexes(sorted_by_index=True)
    with connection.cursor() as cursor:
        cursor.execute(f"EXPLAIN (ANALYZE, FORMAT JSON) {text}", params)
        found = cursor.fetchone()[0]
    plan = (json.loads(found) if isinstance(found, str) else found)[0]["Plan"]
    return [
        (one.get("Index Name", "all rows"), (one["Actual Rows"] + one.get("Rows Removed by Filter", 0)) * one["Actual Loops"])
        for one in scans(plan) if one["Relation Name"] == table
    ]  # fmt: skip


def test_with_a_hundred_thousand_notices_each_page_touches_a_few_rows(crowded: Character) -> None:
    """Of the statement that reads the character for every page, and of the notices page without and with a filter."""
    [(_, counted)] = touched(_PLAYED.text, {"user": crowded.user_id, "chosen": crowded.pk}, "game_notice")
    assert UNREAD_MAX <= counted <= 2 * UNREAD_MAX and unread_of(crowded.id) == Unread(notices=UNREAD_MAX, letters=0)
    for kind, rows in (("", 31), ("letter", 31), ("reward", 0)):
        with CaptureQueriesContext(connection) as asked:
            found = notices_of(crowded.pk, 31, kind=kind)
        [(_, read)] = touched(asked[0]["sql"], None, "game_notice")
        assert len(found) == rows <= read <= 4 * rows, kind
    found_new = newest_notices(crowded.id, after=MANY - 3, limit=40)
    assert found_new is not None and found_new.last == MANY
    assert [(n.number, n.read) for n in found_new.notices] == [(MANY, True), (MANY - 1, False), (MANY - 2, True)]
    params = {"character": crowded.pk, "after": MANY, "limit": 40}
    assert sum(seen for _, seen in touched(_NEWEST.text, params, "game_notice")) <= 2 * UNREAD_MAX


def test_a_character_comes_with_what_is_unread_in_one_statement(django_assert_num_queries: DjangoAssertNumQueries) -> None:
    reader, writer = make_character(), make_character()
    read, deleted, *_ = [make_letter(writer, reader).pk for _ in range(4)]
    make_letter(reader, writer)
    Letter.objects.filter(pk=read).update(read_at=timezone.now())
    Letter.objects.filter(pk=deleted).update(deleted_by_recipient_at=timezone.now())
    Notice.objects.filter(character=reader).update(read_at=timezone.now())
    notify(reader.id, "news")
    user = owner_of(reader)
    with django_assert_num_queries(1):
        found = access_character(user, reader.id)
    assert found is not None and found.unread == unread_of(reader.id) == Unread(notices=1, letters=2)
    assert unread_of(writer.id) == Unread(notices=1, letters=1)


def test_letters_are_counted_from_the_index_of_unread_ones() -> None:
    reader = make_character()
    with connection.cursor() as cursor:
        cursor.execute(
            "INSERT INTO game_letter (sender_id, recipient_id, subject, text, attachments, state, read_at)"
            " SELECT NULL, %s, 's', 't', '[]', 'plain', CASE WHEN n > 20 THEN now() END FROM generate_series(1, 20000) n",
            [reader.pk],
        )
        cursor.execute("ANALYZE game_letter")
    params = {"user": reader.user_id, "chosen": reader.pk}
    assert touched(_PLAYED.text, params, "game_letter") == [("letters_unread", 20)]


def test_the_newest_notices_come_with_the_last_number_and_the_counts() -> None:
    character, other = make_character(), make_character()
    for n in range(3):
        notify(character.id, f"news {n}", "/play/log/")
    found = newest_notices(character.id, after=1, limit=40)
    assert found is not None and (found.last, found.unread) == (3, Unread(3, 0))
    assert [(n.number, n.text, n.link, n.kind) for n in found.notices] == [
        (3, "news 2", "/play/log/", "staff"), (2, "news 1", "/play/log/", "staff"),
    ]  # fmt: skip
    empty = newest_notices(other.id, after=0, limit=5)
    assert empty is not None and (empty.last, empty.notices, empty.unread) == (0, [], Unread(0, 0))
    assert last_numbers([character.id, other.id]) == {character.pk: 3}
    Character.objects.filter(pk=other.pk).update(deleted_at=timezone.now())
    assert newest_notices(other.id, after=0, limit=5) is None
