"""Staff close reports."""

import pytest

from accounts.actions.erase import erase
from accounts.models import AuditEntry
from accounts.queries.rank import Rank
from game.actions.report import report_letter
from game.actions.staff_report import close_report
from game.models import Character, Notice, Report
from game.rules.errors import GameError
from game.tests.letters import id_of, make_letter
from game.tests.make import by as player
from game.tests.make import make_character, owner_of
from game.tests.staff import by, make_staff

pytestmark = pytest.mark.django_db


def a_report(writer: Character | None = None) -> Report:
    reader = make_character()
    letter = make_letter(writer or make_character(), reader)
    report_letter(player(reader), letter=id_of(letter), reason="insult", remark="")
    Notice.objects.all().delete()
    return Report.objects.latest("pk")


def test_a_moderator_closes_a_report_and_the_reporter_is_told_why() -> None:
    moderator, report = make_staff(Rank.MODERATOR), a_report()
    done = close_report(by(moderator, "was warned"), report=report.pk)
    report.refresh_from_db()
    assert (report.state, report.closed_by) == ("closed", moderator) and report.closed_at is not None
    entry = AuditEntry.objects.get(pk=done.audit)
    assert (entry.action, entry.target, entry.detail["about"]) == ("staff.close_report", f"report:{report.pk}", report.target)
    notice = Notice.objects.get()
    assert notice.character == report.filings.get().reporter and "was warned" in notice.text


def test_a_report_is_closed_once_and_a_form_sent_twice_closes_it_once() -> None:
    moderator, report = make_staff(Rank.MODERATOR), a_report()
    for again in (False, True):
        assert close_report(by(moderator, key="same-form-1"), report=report.pk).again == again
    with pytest.raises(GameError) as refusal:
        close_report(by(moderator), report=report.pk)
    assert refusal.value.code == "nothing_to_do" and Notice.objects.count() == 1


@pytest.mark.parametrize("rank", [r for r in Rank if r <= Rank.MODERATOR])
def test_nobody_closes_a_report_about_an_equal_or_without_the_rank(rank: Rank) -> None:
    report = a_report(make_character(make_staff(Rank.MODERATOR)))
    with pytest.raises(GameError) as refusal:
        close_report(by(make_staff(rank)), report=report.pk)
    assert refusal.value.code == "forbidden" and Report.objects.get().state == "open"
    close_report(by(make_staff(Rank.GAME_MASTER)), report=report.pk)


def test_an_erased_reporter_is_told_nothing() -> None:
    report = a_report()
    erase(user_id=owner_of(report.filings.get().reporter).pk)
    close_report(by(make_staff(Rank.MODERATOR)), report=report.pk)
    assert Report.objects.get().state == "closed" and not Notice.objects.exists()


def test_a_moderator_closes_what_another_moderator_reported() -> None:
    reader = make_character(make_staff(Rank.MODERATOR))
    letter = make_letter(make_character(), reader)
    report_letter(player(reader), letter=id_of(letter), reason="spam", remark="")
    close_report(by(make_staff(Rank.MODERATOR)), report=Report.objects.get().pk)
    assert Report.objects.get().state == "closed"


def test_a_report_that_does_not_exist_is_not_found() -> None:
    with pytest.raises(GameError) as refusal:
        close_report(by(make_staff(Rank.MODERATOR)), report=99_999_999)
    assert refusal.value.code == "not_found" and not AuditEntry.objects.exists()
