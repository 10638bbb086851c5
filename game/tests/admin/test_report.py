"""The queue of reports, and a report's page: what was written, with its context, for moderators."""

import pytest
from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext
from django.urls import reverse

from accounts.actions.erase import erase
from accounts.models import User
from accounts.models.ids import UserId
from accounts.queries.rank import Rank
from game.actions.mail import delete
from game.actions.report import report_letter
from game.actions.sweep import sweep
from game.models import Character, Report
from game.queries.report import open_reports
from game.tests.admin.pages import admin_url, change_page, owner_of, panel, send, staff_form_url
from game.tests.letters import id_of, make_letter, pass_a_day
from game.tests.make import by, make_character
from game.tests.plans import plan_of
from game.tests.staff import make_staff
from vvw_site.tests.index_plans import expect_indexes

pytestmark = pytest.mark.django_db


@pytest.fixture
def writer() -> Character:
    return make_character(name="Mallory")


@pytest.fixture
def reader() -> Character:
    return make_character(name="Bob")


def a_report(writer: Character, reader: Character, *, subject: str = "A word", text: str = "Meet me at the mill.") -> Report:
    letter = make_letter(writer, reader, subject=subject, text=text)
    report_letter(by(reader), letter=id_of(letter), reason="insult", remark="He <b>shouts</b>")
    return Report.objects.latest("pk")


def queue(client: Client, **query: str) -> list[int]:
    response = client.get(admin_url(Report, "changelist"), query)
    assert response.status_code == 200
    return [report.pk for report in response.context["cl"].result_list]


def test_the_queue_holds_open_reports_the_most_urgent_first(client: Client, moderator: User) -> None:
    reports = [a_report(make_character(), make_character()) for _ in range(4)]
    for report, reporters in zip(reports, (1, 7, 3, 9), strict=True):
        Report.objects.filter(pk=report.pk).update(urgency=reporters)
    send(client, staff_form_url(reports[3], "close"), outcome="dismissed")
    assert queue(client) == [reports[n].pk for n in (1, 2, 0)]
    assert queue(client, queue="closed") == [reports[3].pk]
    assert queue(client, queue="every") == [reports[n].pk for n in (1, 2, 0, 3)]
    overview = panel(client.get(reverse("admin:index")).content.decode(), "Open reports")
    links = [overview.index(f'href="{admin_url(Report, "change", reports[n].pk)}"') for n in (1, 2, 0)]
    assert links == sorted(links) and admin_url(Report, "change", reports[3].pk) not in overview


def test_the_queue_is_read_from_its_index() -> None:
    expect_indexes(sorted_by_index=True)
    assert "reports_by_urgency" in plan_of(lambda: open_reports(10))
    assert "reports_by_urgency" in plan_of(lambda: open_reports(10, UserId(1)))


def test_a_reports_page_shows_the_letter_with_its_context_and_who_reported_it(
    client: Client, moderator: User, writer: Character, reader: Character
) -> None:
    make_letter(reader, writer, text="Good evening.")
    make_letter(writer, make_character(), text="Of no concern.")
    report = a_report(writer, reader, subject="You <i>oaf</i>", text="First line.\n<script>alert(1)</script>")
    page = change_page(client, report)
    written = panel(page, "What was written")
    assert "Good evening." in written and "Of no concern." not in page
    assert "You &lt;i&gt;oaf&lt;/i&gt;" in written and "&lt;script&gt;alert(1)" in written and "<script>alert(1)" not in page
    assert written.index("Good evening.") < written.index(">reported<") < written.index("First line.")
    filed = panel(page, "Who reported it")
    assert "He &lt;b&gt;shouts&lt;/b&gt;" in filed and f'href="{admin_url(Character, "change", reader.pk)}"' in filed
    assert f'href="{admin_url(Character, "change", writer.pk)}"' in page
    assert f'href="{admin_url(User, "change", owner_of(writer).pk)}"' in page


def test_a_reports_page_does_not_show_what_the_two_write_later(
    client: Client, moderator: User, writer: Character, reader: Character
) -> None:
    report = a_report(writer, reader)
    make_letter(reader, writer, text="Said at once.")
    pass_a_day()
    make_letter(reader, writer, text="Said much later.")
    page = change_page(client, report)
    assert "Meet me at the mill." in page and "Said at once." in page and "Said much later." not in page


def test_a_reports_page_takes_as_many_statements_for_many_letters_as_for_one(
    client: Client, moderator: User, writer: Character, reader: Character
) -> None:
    report = a_report(writer, reader)
    change_page(client, report)
    with CaptureQueriesContext(connection) as few:
        change_page(client, report)
    for _ in range(15):
        make_letter(writer, reader)
    with CaptureQueriesContext(connection) as many:
        change_page(client, report)
    assert len(many) == len(few) == 12, "\n".join(q["sql"][:120] for q in many)


@pytest.mark.parametrize(("rank", "sees"), [(Rank.MODERATOR, False), (Rank.GAME_MASTER, True)])
def test_a_report_leads_to_the_forms_of_the_account_and_to_the_letter_for_those_who_see_letters(
    client: Client, writer: Character, reader: Character, rank: Rank, sees: bool
) -> None:
    report = a_report(writer, reader)
    client.force_login(make_staff(rank))
    page = change_page(client, report)
    for slug in ("mute", "ban"):
        address = staff_form_url(owner_of(writer), slug)
        assert f'href="{address}"' in page and client.get(address).status_code == 200
    assert (f'href="/admin/game/letter/{report.target.removeprefix("letter:")}/change/"' in page) == sees


def test_other_reports_about_the_writer_are_listed(
    client: Client, moderator: User, writer: Character, reader: Character
) -> None:
    earlier, report, other = a_report(writer, make_character()), a_report(writer, reader), a_report(reader, writer)
    others = panel(change_page(client, report), "Other reports about the writer")
    links = {r.pk: f'href="{admin_url(Report, "change", r.pk)}"' in others for r in (earlier, report, other)}
    assert links == {earlier.pk: True, report.pk: False, other.pk: False}
    assert "All of it" in others and queue(client, q="mallory", queue="every") == [earlier.pk, report.pk]


def test_a_moderator_closes_a_report_from_its_page(
    client: Client, moderator: User, writer: Character, reader: Character
) -> None:
    report = a_report(writer, reader)
    assert "/staff/close/" in change_page(client, report)
    assert send(client, staff_form_url(report, "close"), outcome="dismissed").status_code == 302
    report.refresh_from_db()
    assert (report.state, report.closed_by) == ("closed", moderator)
    assert "/staff/close/" not in change_page(client, report)
    assert send(client, staff_form_url(report, "close"), outcome="dismissed").status_code == 409


def test_reports_are_found_by_the_writer_and_by_the_letter(
    client: Client, moderator: User, writer: Character, reader: Character
) -> None:
    report, other = a_report(writer, reader), a_report(reader, writer)
    assert queue(client, q="mallory") == [report.pk] and queue(client, q="bob") == [other.pk]
    assert queue(client, q=report.target) == [report.pk]


def test_a_report_about_an_erased_character_or_a_letter_that_is_gone_is_still_shown(
    client: Client, moderator: User, writer: Character, reader: Character
) -> None:
    report = a_report(writer, reader)
    erase(user_id=owner_of(writer).pk)
    page = change_page(client, report)
    assert "Mallory" not in page and "Meet me at the mill." in page and "erased" in page
    send(client, staff_form_url(report, "close"), outcome="dismissed")
    delete(by(reader), letter=id_of(make_letter(make_character(), reader)))
    erase(user_id=owner_of(reader).pk)
    pass_a_day()
    assert sweep()["letters"] == 1
    page = change_page(client, report)
    assert "does not exist any more" in page and "Meet me at the mill." not in page


def test_the_page_of_a_letter_leads_to_its_reports(client: Client, master: User, writer: Character, reader: Character) -> None:
    report = a_report(writer, reader)
    letter = report.target.removeprefix("letter:")
    page = client.get(reverse("admin:game_letter_change", args=[letter])).content.decode()
    assert f'href="{admin_url(Report, "change", report.pk)}"' in panel(page, "Reports")


def test_a_moderator_is_not_shown_who_reported_their_own_letters(client: Client, moderator: User, reader: Character) -> None:
    own, other = a_report(make_character(moderator, name="Warm_Hand"), reader), a_report(make_character(), reader)
    assert queue(client) == queue(client, queue="every") == [other.pk]
    overview = panel(client.get(reverse("admin:index")).content.decode(), "Open reports")
    assert admin_url(Report, "change", other.pk) in overview and admin_url(Report, "change", own.pk) not in overview
    for address in (admin_url(Report, "change", own.pk), staff_form_url(own, "close")):
        answer = client.get(address, follow=True)
        assert "He &lt;b&gt;shouts" not in answer.content.decode() and "Meet me" not in answer.content.decode()
    assert "He &lt;b&gt;shouts" in change_page(client, other)
    client.force_login(make_staff(Rank.MODERATOR))
    assert queue(client) == [own.pk, other.pk] and "He &lt;b&gt;shouts" in change_page(client, own)
