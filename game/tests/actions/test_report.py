"""Reports of letters: who may file one, and what a repeated one does."""

from datetime import timedelta
from typing import Any

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext
from django.utils import timezone

from game.actions import mail
from game.actions.letter_delivery import Delivery, deliver
from game.actions.report import report_letter
from game.models import Character, Letter, Report, ReportFiling
from game.models.ids import LetterId
from game.queries.missions import day_of
from game.rules.errors import GameError
from game.rules.report import REASONS, REMARK_MAX, REPORTS_A_DAY
from game.tests.letters import id_of, make_letter
from game.tests.make import by, make_character, owner_of

pytestmark = pytest.mark.django_db


@pytest.fixture
def writer() -> Character:
    return make_character()


@pytest.fixture
def reader() -> Character:
    return make_character()


def refused(reader: Character, letter: LetterId, **params: Any) -> tuple[str, str | None]:
    with pytest.raises(GameError) as refusal:
        report_letter(by(reader), letter=letter, **({"reason": "spam", "remark": ""} | params))
    return refusal.value.code, refusal.value.field


def test_a_report_names_the_letter_its_writer_and_the_reporter(writer: Character, reader: Character) -> None:
    letter = make_letter(writer, reader)
    filed = report_letter(by(reader), letter=id_of(letter), reason="fraud", remark="  asks for\nmy \0password ")
    report = Report.objects.get()
    assert (filed.letter, filed.again) == (letter.pk, False)
    assert (report.target, report.reason, report.about) == (f"letter:{letter.pk}", "fraud", writer)
    assert (report.reporters, report.state, report.day) == (1, "open", day_of(report.first_at))
    filing = ReportFiling.objects.get(report=report)
    assert (filing.reporter, filing.remark) == (reader, "asks for my password")


def test_a_repeated_report_changes_nothing(writer: Character, reader: Character) -> None:
    letter = id_of(make_letter(writer, reader))
    report_letter(by(reader), letter=letter, reason="spam", remark="first")
    rows = list(Report.objects.values()), list(ReportFiling.objects.values())
    assert report_letter(by(reader), letter=letter, reason="spam", remark="second").again
    assert (list(Report.objects.values()), list(ReportFiling.objects.values())) == rows


def test_the_same_key_gets_the_first_answer(writer: Character, reader: Character) -> None:
    letter = id_of(make_letter(writer, reader))
    answers = [report_letter(by(reader, "same-key-1"), letter=letter, reason="spam", remark="") for _ in range(2)]
    assert answers[0] == answers[1] and not answers[1].again and ReportFiling.objects.count() == 1


def test_another_reason_is_another_report(writer: Character, reader: Character) -> None:
    letter = id_of(make_letter(writer, reader))
    for reason in REASONS:
        assert not report_letter(by(reader), letter=letter, reason=reason, remark="").again
    assert set(Report.objects.values_list("reason", "reporters")) == {(reason, 1) for reason in REASONS}


def test_only_the_recipient_reports_a_letter(writer: Character, reader: Character) -> None:
    letter = id_of(make_letter(writer, reader))
    assert refused(writer, letter) == ("forbidden", "id")
    assert refused(make_character(), letter) == ("not_found", "id")
    assert refused(reader, LetterId(2**62)) == ("not_found", "id")
    mail.delete(by(reader), letter=letter)
    assert refused(reader, letter) == ("not_found", "id")
    assert not Report.objects.exists()


def test_a_letter_of_the_city_is_not_reported(reader: Character) -> None:
    letter = deliver(
        Delivery(sender=None, recipient=reader.id, from_name="The city", subject="News", text="All is well."),
        source="faucet:staff",
    )
    assert refused(reader, letter) == ("forbidden", "id")


@pytest.mark.parametrize(("params", "field"), [
    ({"reason": ""}, "reason"), ({"reason": "rude\0"}, "reason"), ({"reason": "x" * 5_000}, "reason"),
    ({"remark": "x" * (REMARK_MAX + 1)}, "remark"), ({"remark": "word " * 1_000_000}, "remark"),
])  # fmt: skip
def test_bad_input_names_the_field_and_files_nothing(
    writer: Character, reader: Character, params: dict[str, str], field: str
) -> None:
    assert refused(reader, id_of(make_letter(writer, reader)), **params) == ("invalid", field)
    assert not Report.objects.exists()


def test_a_remark_of_the_full_length_is_kept(writer: Character, reader: Character) -> None:
    letter = id_of(make_letter(writer, reader))
    report_letter(by(reader), letter=letter, reason="other", remark="x" * REMARK_MAX)
    assert ReportFiling.objects.get().remark == "x" * REMARK_MAX


def test_a_report_takes_thirteen_statements(writer: Character, reader: Character) -> None:
    letter = id_of(make_letter(writer, reader))
    with CaptureQueriesContext(connection) as statements:
        report_letter(by(reader, "a-new-key-1"), letter=letter, reason="spam", remark="")
    assert len(statements) == 13, "\n".join(q["sql"][:120] for q in statements)


def test_a_letter_can_be_read_and_deleted_after_its_report(writer: Character, reader: Character) -> None:
    letter = id_of(make_letter(writer, reader))
    report_letter(by(reader), letter=letter, reason="spam", remark="")
    mail.delete(by(reader), letter=letter)
    assert Letter.objects.get(pk=letter).deleted_by_recipient_at is not None and Report.objects.get().state == "open"


def test_an_account_files_fifty_reports_a_day_with_all_its_characters(writer: Character, reader: Character) -> None:
    second, letters = make_character(owner_of(reader)), []
    for each in (reader, second):
        make_letter(each, writer)
    for n in range(REPORTS_A_DAY):
        to = (reader, second)[n % 2]
        letters.append(id_of(make_letter(writer, to)))
        report_letter(by(to), letter=letters[-1], reason="spam", remark="")
    with pytest.raises(GameError) as refused:
        report_letter(by(reader), letter=letters[0], reason="insult", remark="")
    assert refused.value.code == "too_fast" and refused.value.retry_after
    assert not Report.objects.filter(reason="insult").exists()
    assert report_letter(by(reader), letter=letters[0], reason="spam", remark="").again
    ReportFiling.objects.filter(report__target=f"letter:{letters[1]}").update(at=timezone.now() - timedelta(days=1, seconds=1))
    assert not report_letter(by(reader), letter=letters[0], reason="insult", remark="").again
