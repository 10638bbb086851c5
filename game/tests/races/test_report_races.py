"""Reports that are filed at the same moment. Each test has a twin with the guards taken away."""

import threading
from collections.abc import Callable, Sequence
from typing import Any

import pytest
from django.db import connection
from django.db.models import Model, QuerySet
from django.db.models.signals import pre_save
from django.utils import timezone

from accounts.tests.race import at_once
from game.actions.locking import lock_for_action
from game.actions.player_action import ActionContext
from game.actions.report import file, report_letter
from game.actions.transaction import TransactionContext, in_transaction
from game.models import Character, Report, ReportFiling
from game.queries.missions import day_of
from game.tests.letters import id_of, make_letter
from game.tests.make import by, make_character
from game.tests.races.together import without_the_lock

pytestmark = pytest.mark.django_db(transaction=True)


def two_reports(reader: Character, writer: Character) -> list[Any]:
    letter = id_of(make_letter(writer, reader))
    return at_once(*[lambda: report_letter(by(reader), letter=letter, reason="spam", remark="")] * 2)


def without_the_shared_lock(monkeypatch: pytest.MonkeyPatch) -> None:
    def unlocked(context: TransactionContext, model: type[Model], ids: Sequence[int]) -> list[Model]:
        return list(model._default_manager.filter(pk__in=ids).order_by("pk"))

    monkeypatch.setattr(TransactionContext, "lock_shared", unlocked)


def gate(signal: Any, request: pytest.FixtureRequest) -> None:
    """Both filings are at this point before either goes on."""
    barrier = threading.Barrier(2)

    def wait(**params: object) -> None:
        barrier.wait(10)

    signal.connect(wait, sender=ReportFiling, weak=False)
    request.addfinalizer(lambda: signal.disconnect(wait, sender=ReportFiling))


def test_one_who_reports_twice_at_once_is_counted_once() -> None:
    answers = two_reports(make_character(), make_character())
    assert sorted(answer.again for answer in answers) == [False, True]
    assert Report.objects.get().reporters == ReportFiling.objects.count() == 1


def test_twin_without_locks_and_constraint_one_reporter_is_filed_twice(
    monkeypatch: pytest.MonkeyPatch, request: pytest.FixtureRequest
) -> None:
    reader, writer = make_character(), make_character()
    letter = id_of(make_letter(writer, reader))
    Report.objects.create(target=f"letter:{letter}", reason="spam", day=day_of(timezone.now()), about=writer)
    without_the_lock(monkeypatch)
    without_the_shared_lock(monkeypatch)
    gate(pre_save, request)
    with connection.cursor() as cursor:
        cursor.execute("ALTER TABLE game_reportfiling DROP CONSTRAINT one_filing_per_reporter")
    try:
        at_once(*[lambda: report_letter(by(reader), letter=letter, reason="spam", remark="")] * 2)
        assert ReportFiling.objects.count() == 2
    finally:
        ReportFiling.objects.all().delete()
        with connection.cursor() as cursor:
            cursor.execute(
                "ALTER TABLE game_reportfiling ADD CONSTRAINT one_filing_per_reporter UNIQUE (report_id, reporter_id)"
            )


def filing_by(reporter: Character, about: Character) -> Callable[[], object]:
    """A report of something that several people can read, as an action files it."""

    def attempt() -> bool:
        character, _, _ = lock_for_action(reporter.id, None)
        return file(ActionContext(character), "line:1", about.id, "spam", "")

    return lambda: in_transaction(attempt)


def test_two_reporters_at_once_are_two() -> None:
    writer = make_character()
    assert at_once(filing_by(make_character(), writer), filing_by(make_character(), writer)) == [True, True]
    assert Report.objects.get().reporters == 2


def test_twin_without_the_lock_of_the_report_one_of_two_is_not_counted(monkeypatch: pytest.MonkeyPatch) -> None:
    writer = make_character()
    calls = [filing_by(make_character(), writer) for _ in range(2)]
    Report.objects.create(target="line:1", reason="spam", day=day_of(timezone.now()), about=writer)
    without_the_shared_lock(monkeypatch)
    counted, count = threading.Barrier(2), QuerySet.aggregate

    def count_together(rows: QuerySet[Any], **sums: Any) -> dict[str, Any]:
        numbers = count(rows, **sums)
        counted.wait(10)
        return numbers

    monkeypatch.setattr(QuerySet, "aggregate", count_together)
    results = at_once(*calls)
    monkeypatch.undo()
    assert results == [True, True]
    assert ReportFiling.objects.count() == 2 and Report.objects.get().reporters == 1
