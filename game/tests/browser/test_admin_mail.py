"""Reports and letters in the admin, in a real browser: they fit every screen, axe finds no fault, and they work without script."""

from typing import Literal

import pytest
from django.urls import reverse

from accounts.queries.rank import Rank
from game.actions.report import report_letter
from game.models import Letter, Report
from game.tests.browser.openers import OpenStaffPage
from game.tests.browser.test_admin_accessibility import faults_of_pages
from game.tests.letters import id_of, make_letter
from game.tests.make import by, make_character

pytestmark = [pytest.mark.browser, pytest.mark.django_db(transaction=True)]
LONG = f"{'very ' * 60}\n\n{'x' * 300}\n<b>not bold</b>"


def a_reported_letter() -> tuple[Letter, Report]:
    """A letter with gold and long words, after another one, and a report about it."""
    writer, reader = make_character(level=3, gold=500), make_character()
    make_letter(reader, writer, text="Good evening.")
    letter = make_letter(writer, reader, gold=70, subject="x" * 80, text=LONG)
    report_letter(by(reader), letter=id_of(letter), reason="insult", remark="y" * 300)
    return letter, Report.objects.get()


def pages_of(letter: Letter, report: Report) -> list[str]:
    return [
        reverse("admin:index"), reverse("admin:game_report_changelist"),
        reverse("admin:game_report_change", args=[report.pk]), reverse("admin:game_report_staff", args=[report.pk, "close"]),
        reverse("admin:game_letter_changelist"), reverse("admin:game_letter_change", args=[letter.pk]),
        reverse("admin:game_letter_staff", args=[letter.pk, "return"]), reverse("admin:game_ledgeraccount_changelist"),
        reverse("admin:game_ledgeraccount_change", args=[letter.escrow_id]),
        reverse("admin:game_character_staff", args=[letter.sender_id, "send-letter"]),
    ]  # fmt: skip


@pytest.mark.parametrize(("width", "scheme"), [(390, "dark"), (1440, "light")])
def test_the_pages_fit_the_screen_and_axe_finds_no_fault(
    staff_page: OpenStaffPage, width: int, scheme: Literal["light", "dark"]
) -> None:
    letter, report = a_reported_letter()
    page = staff_page(reverse("admin:index"), width=width, rank=Rank.GAME_MASTER)
    page.emulate_media(color_scheme=scheme)
    found = faults_of_pages(page, pages_of(letter, report))
    assert not found, "\n".join(found)


def test_a_moderator_reads_and_closes_a_report_without_script(staff_page: OpenStaffPage) -> None:
    _, report = a_reported_letter()
    page = staff_page(reverse("admin:game_report_changelist"), script=False, rank=Rank.MODERATOR)
    page.get_by_role("link", name=str(report.pk), exact=True).first.click()
    written = page.get_by_role("region", name="What was written")
    assert "Good evening." in written.inner_text() and "<b>not bold</b>" in written.inner_text()
    page.get_by_role("link", name="Close the report").click()
    page.get_by_label("Reason").fill("was warned")
    page.get_by_role("button", name="Close the report").click()
    page.get_by_text("Done: close the report.").wait_for()
    assert Report.objects.get().state == "closed"


def test_a_letter_of_the_city_is_sent_without_script(staff_page: OpenStaffPage) -> None:
    character = make_character()
    page = staff_page(reverse("admin:game_character_change", args=[character.pk]), script=False, rank=Rank.GAME_MASTER)
    page.get_by_role("link", name="Send a letter").click()
    page.get_by_label("Subject").fill("A prize")
    page.get_by_label("Text").fill("For you.")
    page.get_by_label("Gold").fill("5")
    page.get_by_label("Item 1", exact=True).fill("cellar-draught")
    page.get_by_label("Reason").fill("the tournament")
    page.get_by_role("button", name="Send a letter").click()
    page.get_by_text("Done: send a letter.").wait_for()
    assert [a["asset"] for a in Letter.objects.get().attachments] == ["gold", "cellar-draught"]
