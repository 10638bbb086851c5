"""Events in the admin: made from the list, changed, started and stopped from their page, with clear words for wrong values."""

import pytest
from django.test import Client

from accounts.models import AuditEntry, User
from accounts.queries.rank import Rank
from game.actions.event_plan import plan_events
from game.models import GameEvent
from game.tests.admin.pages import admin_url, change_page, panel, send, staff_form_url
from game.tests.events import make_event
from game.tests.staff import in_days, make_staff
from vvw_site.foundation.database.clock import database_now

pytestmark = pytest.mark.django_db
MAKE = admin_url(GameEvent, "list_staff", "make")
TYPED = "%Y-%m-%dT%H:%M"


def filled(**other: object) -> dict[str, object]:
    values: dict[str, object] = {
        "title": "A Night at the Mill", "text": "The door is open.", "starts_at": "", "ends_at": f"{in_days(1):{TYPED}}", "xp": 150,
        "gold": 100, "drop": 100, "marked": "Flour Rat, shutter-moth",
    }  # fmt: skip
    return values | other


def test_an_event_is_made_from_the_list_by_names_and_slugs(client: Client, master: User) -> None:
    assert send(client, MAKE, **filled()).status_code == 302
    event = GameEvent.objects.get()
    assert (event.title, event.xp_percent, event.marked) == ("A Night at the Mill", 150, ["flour-rat", "shutter-moth"])
    assert event.starts_at <= database_now() < event.ends_at and event.ends_at.second == 0
    page = change_page(client, event)
    assert "XP +50\xa0%" in page and "Flour Rat, " in page and "lost in a bug" in page and f"/events/{event.pk}/" in page
    assert "staff.make_event" in panel(page, "Audit") and str(master) in page
    assert "A Night at the Mill" in client.get(admin_url(GameEvent, "changelist")).content.decode()


@pytest.mark.parametrize(("values", "says"), [
    ({"title": "ab"}, "at least 3"), ({"title": "x" * 61}, "at most 60"), ({"xp": 49}, "greater than or equal to 50"),
    ({"gold": 301}, "less than or equal to 300"), ({"drop": "many"}, "whole number"), ({"ends_at": ""}, "required"),
    ({"ends_at": "tomorrow"}, "valid date"), ({"ends_at": "2020-01-01T00:00"}, "an end after the start"),
    ({"ends_at": "2999-01-01T00:00"}, "31 days at most"), ({"marked": "Flour Rat, the mayor"}, "There is no monster “the mayor”"),
    ({"starts_at": "2020-01-01T00:00"}, "to begin at once"), ({"starts_at": "2999-01-01T00:00"}, "an end after the start"),
    ({"reason": "x"}, "at least 3"),
])  # fmt: skip
def test_a_wrong_value_is_told_at_its_field_and_nothing_is_made(
    client: Client, master: User, values: dict[str, object], says: str
) -> None:
    answer = send(client, MAKE, **filled(**values))
    assert answer.status_code == 400 and says in answer.content.decode()
    assert not GameEvent.objects.exists() and not AuditEntry.objects.exists()


def test_an_event_that_is_on_is_changed_without_its_start_and_stopped(client: Client, master: User) -> None:
    event = make_event(xp_percent=150, marked=["flour-rat"])
    address = staff_form_url(event, "change")
    form = client.get(address).content.decode()
    assert 'name="starts_at"' not in form and 'value="Lanterns Out"' in form and ">flour-rat</textarea>" in form
    assert send(client, address, **filled(title="Longer", xp=300)).status_code == 302
    event.refresh_from_db()
    assert (event.title, event.xp_percent) == ("Longer", 300)
    assert staff_form_url(event, "start") not in change_page(client, event), "it has begun"
    assert send(client, staff_form_url(event, "stop")).status_code == 302
    page = change_page(client, event)
    assert "stopped" in page and staff_form_url(event, "change") not in page and "staff.stop_event" in panel(page, "Audit")
    assert send(client, staff_form_url(event, "stop")).status_code == 409


def test_an_event_to_come_is_started_now(client: Client, master: User) -> None:
    event = make_event(starts=86_400, ends=90_000)
    form = client.get(staff_form_url(event, "change")).content.decode()
    assert f'value="{event.starts_at:{TYPED}}"' in form
    assert send(client, staff_form_url(event, "start")).status_code == 302
    event.refresh_from_db()
    assert event.starts_at <= database_now()


def test_the_form_of_a_blood_moon_has_no_times(client: Client, master: User) -> None:
    plan_events()
    moon = GameEvent.objects.order_by("starts_at")[2]
    address = staff_form_url(moon, "change")
    form = client.get(address).content.decode()
    assert 'name="starts_at"' not in form and 'name="ends_at"' not in form
    assert send(client, address, **filled(title="Blood Moon", marked="")).status_code == 302
    before = (moon.starts_at, moon.ends_at)
    moon.refresh_from_db()
    assert (moon.starts_at, moon.ends_at) == before and moon.text == "The door is open."
    assert staff_form_url(moon, "start") not in change_page(client, moon)


def test_an_event_that_marks_a_monster_that_left_is_shown_and_asks_to_take_it_out(client: Client, master: User) -> None:
    event = make_event(marked=["left-the-world"])
    assert "left-the-world" in change_page(client, event)
    answer = send(client, staff_form_url(event, "change"), **filled(marked="left-the-world"))
    assert answer.status_code == 400 and "There is no monster “left-the-world”" in answer.content.decode()


@pytest.mark.parametrize(("rank", "listed", "form"), [(Rank.MODERATOR, 200, 403), (Rank.GAME_MASTER, 200, 200)])
def test_moderators_see_events_and_game_masters_make_them(client: Client, rank: Rank, listed: int, form: int) -> None:
    client.force_login(make_staff(rank))
    event = make_event()
    assert client.get(admin_url(GameEvent, "changelist")).status_code == listed
    assert client.get(admin_url(event, "change", event.pk)).status_code == listed
    for address in (MAKE, staff_form_url(event, "change"), staff_form_url(event, "stop")):
        assert client.get(address).status_code == form, address


def test_players_see_none_of_it(client: Client) -> None:
    client.force_login(make_staff(Rank.PLAYER))
    event = make_event()
    for address in (admin_url(GameEvent, "changelist"), MAKE, staff_form_url(event, "stop")):
        assert client.get(address).status_code in (302, 403)
