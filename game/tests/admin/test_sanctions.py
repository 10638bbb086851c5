"""The forms of sanctions, appeals, notes and names; closing many; CSV."""

import csv
import io

import pytest
from django.test import Client

from accounts.models import AuditEntry, User
from accounts.models.ids import UserId
from accounts.queries.rank import Rank
from game.actions.actor import UserActor
from game.actions.appeal import appeal
from game.actions.report import report
from game.actions.staff_account import mute
from game.actions.staff_note import write_note
from game.admin.csv_export import csv_of, harmless
from game.models import Appeal, Character, Notice, Report, Sanction, SanctionText, SeasonRank, StaffNote
from game.tests.admin.pages import admin_url, change_page, owner_of, panel, send, staff_form_url
from game.tests.make import by as player
from game.tests.make import make_character
from game.tests.staff import by, in_days, make_staff

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("limits_off")]


@pytest.fixture
def mallory() -> Character:
    return make_character(name="Mallory")


def a_report(about: Character, remark: str = "") -> Report:
    report(player(make_character()), target=f"profile:{about.pk}", reason="cheat", remark=remark)
    return Report.objects.latest("pk")


def test_the_form_proposes_the_next_step_and_sends_a_prewritten_reason(
    client: Client, moderator: User, mallory: Character
) -> None:
    found, text = a_report(mallory), SanctionText.objects.create(title="Program", text="A program played.")
    mute(by(moderator), user=owner_of(mallory).id, until=in_days(1.5))
    opened = client.get(staff_form_url(found, "sanction")).content.decode()
    assert "Mute for 7 days (proposed)" in opened and "Ban for good" not in opened and "Earlier sanctions" in opened
    answer = send(client, staff_form_url(found, "sanction"), step="warning", text=text.pk, reason="")
    assert answer.status_code == 302
    made = Sanction.objects.latest("pk")
    assert (made.kind, made.reason, made.text) == ("warning", text.text, text)
    empty = send(client, staff_form_url(a_report(mallory), "sanction"), step="warning", reason="")
    assert empty.status_code == 400 and Sanction.objects.count() == 2


def test_a_report_is_claimed_with_one_button_and_the_queue_says_who_has_it(
    client: Client, moderator: User, mallory: Character
) -> None:
    found, address = a_report(mallory), ""
    address = staff_form_url(found, "claim")
    assert send(client, address, reason="as part of the daily work").status_code == 302
    other = Client()
    other.force_login(make_staff(Rank.MODERATOR))
    assert f"{moderator} looks at it" in other.get(admin_url(Report, "changelist")).content.decode()
    assert send(other, staff_form_url(found, "close"), outcome="dismissed").status_code == 403
    page = change_page(client, found)
    assert "count as 1.00 by their records" in page and "for the time that it waits" in page


def test_a_report_of_a_name_shows_it_and_the_other_names_of_the_account(
    client: Client, moderator: User, mallory: Character
) -> None:
    make_character(owner_of(mallory), name="Malice")
    found = a_report(mallory, "uses a <b>bot</b>")
    written = panel(change_page(client, found), "What was written")
    assert "Mallory, level 1" in written and "Malice, level 1" in written and written.count(">reported<") == 1


def test_selected_reports_are_closed_with_one_reason(client: Client, moderator: User, mallory: Character) -> None:
    reports = [a_report(mallory) for _ in range(2)] + [a_report(make_character())]
    wanted = sorted({r.pk for r in reports})
    chosen = client.post(admin_url(Report, "changelist"), {"action": "close_selected", "_selected_action": wanted})
    address = chosen["Location"]
    assert chosen.status_code == 302 and not Report.objects.filter(state="closed")
    numbers = ",".join(str(pk) for pk in wanted)
    assert f'value="{numbers}"' in client.get(address).content.decode()
    assert send(client, address, reports=numbers, outcome="dismissed").status_code == 302
    assert Report.objects.filter(state="closed", outcome="dismissed").count() == len(wanted)


def test_a_list_is_downloaded_and_no_cell_is_a_formula(client: Client, moderator: User, mallory: Character) -> None:
    found = a_report(mallory)
    Report.objects.filter(pk=found.pk).update(quote='=HYPERLINK("https://evil.example")')
    answer = client.post(admin_url(Report, "changelist"), {"action": "download_csv", "_selected_action": [found.pk]})
    assert answer["Content-Type"].startswith("text/csv") and "attachment" in answer["Content-Disposition"]
    assert AuditEntry.objects.latest("pk").target == "list:game.report"
    header, row = csv.reader(io.StringIO(answer.content.decode()))
    assert row[header.index("quote")] == '\'=HYPERLINK("https://evil.example")' and "Mallory" in row


@pytest.mark.parametrize("cell", ["=1+1", "+1", "-1", "@SUM(A1)", "\t=1", "\r=1", " =1", "＝1"])
def test_a_cell_that_a_spreadsheet_would_compute_is_made_text(cell: str) -> None:
    assert harmless(cell) == f"'{cell}"
    assert list(csv.reader(io.StringIO(csv_of(["a"], [[cell]]), newline="")))[1] == [f"'{cell}"]
    assert harmless("plain = text") == "plain = text"


def test_an_appeal_is_decided_from_its_page_by_somebody_else(client: Client, moderator: User, mallory: Character) -> None:
    mute(by(moderator), user=owner_of(mallory).id, until=in_days(1))
    appeal(UserActor(UserId(owner_of(mallory).pk), None), sanction=Sanction.objects.get().pk, text="It was <b>not</b> me.")
    found = Appeal.objects.get()
    assert "It was &lt;b&gt;not&lt;/b&gt; me." in client.get(staff_form_url(found, "decide")).content.decode()
    assert send(client, staff_form_url(found, "decide"), outcome="dismissed").status_code == 403
    client.force_login(make_staff(Rank.MODERATOR))
    assert send(client, staff_form_url(found, "decide"), outcome="upheld").status_code == 302
    found.refresh_from_db()
    assert (
        found.state == "upheld"
        and admin_url(Appeal, "change", found.pk) not in client.get(admin_url(Appeal, "changelist")).content.decode()
    )


def test_staff_see_no_report_or_appeal_about_themselves(client: Client, moderator: User) -> None:
    own = a_report(make_character(moderator))
    sanction = Sanction.objects.create(user=moderator, kind="warning", reason="too loud")
    row = Appeal.objects.create(sanction=sanction, text="I was not.")
    for record, slug in ((own, "claim"), (own, "sanction"), (row, "decide")):
        assert client.get(staff_form_url(record, slug)).status_code == 404
        assert "I was not." not in client.get(admin_url(record, "change", record.pk), follow=True).content.decode()


def test_a_note_is_seen_by_staff_and_not_kept_by_the_audit(client: Client, moderator: User, mallory: Character) -> None:
    user = owner_of(mallory)
    answer = send(
        client, staff_form_url(user, "note"), text="Asked for gold\nin three letters.", reason="as part of the daily work"
    )
    assert answer.status_code == 302
    assert "in three letters." in panel(change_page(client, user), "Notes of the staff")
    assert "three letters" not in str(AuditEntry.objects.latest("pk").detail) and StaffNote.objects.get().author == moderator
    assert not Notice.objects.filter(character=mallory)
    own = write_note(by(make_staff(Rank.GAME_MASTER)), user=moderator.id, text="Closes reports too fast.")
    assert own.audit and "too fast" not in client.get(admin_url(StaffNote, "changelist")).content.decode()


def test_prewritten_reasons_are_edited_by_game_masters(client: Client, moderator: User) -> None:
    text = SanctionText.objects.create(title="Noise", text="That was noise.")
    assert client.get(staff_form_url(text, "change")).status_code == 403
    client.force_login(make_staff(Rank.GAME_MASTER))
    assert send(client, staff_form_url(text, "change"), title="Noise", text="Please, no more of that.").status_code == 302
    text.refresh_from_db()
    assert text.text == "Please, no more of that."
    assert send(client, "/admin/game/sanctiontext/staff/write/", title="Noise", text="Again.").status_code == 400
    assert send(client, staff_form_url(text, "retire")).status_code == 302
    assert send(client, "/admin/game/sanctiontext/staff/write/", title="Noise", text="Again.").status_code == 302


def test_a_moderator_renames_a_character_everywhere_and_its_player_is_told(
    client: Client, moderator: User, mallory: Character
) -> None:
    make_character(name="Taken")
    for name, status in (("Taken", 409), ("x", 400), ("Mallory", 409)):
        assert send(client, staff_form_url(mallory, "rename"), name=name).status_code == status
    assert send(client, staff_form_url(mallory, "rename"), name="Melody").status_code == 302
    mallory.refresh_from_db()
    assert mallory.name == "Melody" and "Melody" in Notice.objects.get(character=mallory).text
    assert client.get("/characters/melody/").status_code == 200 and client.get("/characters/mallory/").status_code == 404
    assert "Melody" not in str(AuditEntry.objects.latest("pk").detail) and not SeasonRank.objects.filter(name="Mallory")
