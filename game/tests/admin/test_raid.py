"""Raids in the admin: readable numbers, found by hunter, started from the list and called off from their page."""

from html import unescape
from typing import Any

import pytest
from django.db.models import Model
from django.test import Client

from accounts.models import AuditEntry, User
from accounts.queries.rank import Rank
from game.actions.raid_pay import pay_raids
from game.content import catalogue
from game.models import Raid, RaidHit, RaidHunter, RaidReward
from game.models.ids import RaidId
from game.presenters.names import item_name
from game.tests.admin.pages import admin_url, change_page, panel, send, staff_form_url
from game.tests.admin.test_find_rows import found
from game.tests.raids import BOSS, end_now, fold_now, make_hunter, make_raid, strike
from game.tests.staff import make_staff

pytestmark = pytest.mark.django_db
START = admin_url(Raid, "list_staff", "start")


def raid_with_hits(health: int = 1_000_000) -> Raid:
    """A raid that two hunters have hit, and one fold has counted."""
    raid = make_raid(health=health)
    for name in ("Anna", "Boris"):
        strike(make_hunter(name=name), raid)
    fold_now(raid)
    return Raid.objects.get(pk=raid)


def words_of(client: Client, record: Model) -> str:
    return " ".join(unescape(change_page(client, record)).split())


def test_the_page_of_a_raid_shows_its_numbers_readably(client: Client, master: User) -> None:
    raid = raid_with_hits()
    text = words_of(client, raid)
    percent = raid.hp * 100 // raid.hp_max
    for words in (
        catalogue().raid_bosses[BOSS].title, "fighting", f"{raid.hp:,} of 1,000,000 ({percent} %)", "2 hits of 2 hunters in 1 update",
        f"vampires {raid.vampire:,}, werewolves 0", f'href="/raids/{raid.pk}/"', f"{raid.gold:,} gold",
    ):  # fmt: skip
        assert words in text, words
    assert "Anna" in panel(text, "Hunters") and "Boris" in panel(text, "Last hits")
    assert ">1</td>" in panel(text, "Last updates") and "decided when the raid ends" in panel(text, "Rewards")


def test_a_settled_raid_shows_what_was_paid_and_what_is_to_pay(client: Client, master: User) -> None:
    raid = raid_with_hits(health=1)
    gold = sum(RaidReward.objects.filter(raid=raid).values_list("gold", flat=True))
    text = words_of(client, raid)
    assert f"0 paid, 1 to pay; {gold:,} gold in all; energy of 0 of 1 late hit given back" in text
    assert "by Anna" in text and "1 hit of 1 hunter in 1 update, and 1 late hit" in text
    pay_raids()
    text = words_of(client, raid)
    assert f"1 paid, 0 to pay; {gold:,} gold in all; energy of 1 of 1 late hit given back" in text
    assert "Anna" in panel(text, "Rewards") and item_name(catalogue().raid_bosses[BOSS].trophy) in panel(text, "Rewards")


def test_a_raid_whose_time_is_over_is_shown_as_ended_before_it_is_settled(client: Client, master: User) -> None:
    raid = make_raid()
    end_now(raid)
    assert Raid.objects.get().state == "open"
    for page in (change_page(client, Raid.objects.get()), client.get(admin_url(Raid, "changelist")).content.decode()):
        assert "escaped" in page


def test_raids_and_their_rows_are_found_by_hunter_and_by_raid(client: Client, master: User) -> None:
    raid, other = raid_with_hits(health=1), raid_with_hits_of("Clara")
    assert found(client, Raid, "anna") == {raid.pk} and found(client, Raid, "clara") == {other.pk}
    assert found(client, Raid, BOSS) == {raid.pk, other.pk} and found(client, Raid, str(other.pk)) == {other.pk}
    of_raid = {
        model: set(model.objects.filter(raid=raid).values_list("pk", flat=True)) for model in (RaidHit, RaidHunter, RaidReward)
    }
    for model, rows in of_raid.items():
        assert rows and found(client, model, f"raid:{raid.pk}") == rows
        assert found(client, model, "raid:99999") == found(client, model, "clara anna") == set()
        assert found(client, model, f"anna raid:{raid.pk}") == set(
            model.objects.filter(raid=raid, character__name="Anna").values_list("pk", flat=True)
        )


def raid_with_hits_of(name: str) -> Raid:
    raid = make_raid()
    strike(make_hunter(name=name), raid)
    fold_now(raid)
    return Raid.objects.get(pk=raid)


def test_a_raid_is_started_from_the_list_and_the_audit_is_on_its_page(client: Client, master: User) -> None:
    listed = client.get(admin_url(Raid, "changelist")).content.decode()
    assert f'href="{START}"' in listed and "Start a raid" in listed
    assert send(client, START, boss=BOSS, gather=60, fight="", health=5_000, reason="a rainy evening").status_code == 302
    raid = Raid.objects.get()
    assert (raid.boss, raid.hp_max, (raid.ends_at - raid.starts_at).seconds) == (BOSS, 5_000, 1800)
    audit = panel(change_page(client, raid), "Audit")
    assert "staff.start_raid" in audit and "a rainy evening" in audit and str(master) in audit


def test_an_empty_form_starts_the_usual_raid(client: Client, master: User) -> None:
    assert send(client, START, boss="", gather="", fight="", health="").status_code == 302
    assert AuditEntry.objects.get().detail == {"boss": None, "gather": None, "fight": None, "health": None}


@pytest.mark.parametrize(("values", "status", "says"), [
    ({"boss": "<script>"}, 400, "Select a valid choice"), ({"gather": "-1"}, 400, "greater than or equal"),
    ({"fight": "0"}, 400, "greater than or equal"), ({"gather": "9" * 30}, 400, "less than or equal"),
    ({"health": "abc"}, 400, "whole number"), ({"health": str(10**16)}, 400, "less than or equal"), ({"reason": "x"}, 400, "at least 3"),
])  # fmt: skip
def test_bad_values_are_errors_and_start_nothing(
    client: Client, master: User, values: dict[str, object], status: int, says: str
) -> None:
    answer = send(client, START, **values)
    assert answer.status_code == status and says in answer.content.decode()
    assert not Raid.objects.exists() and not AuditEntry.objects.exists()


def test_a_second_raid_is_started_while_one_is_on(client: Client, master: User) -> None:
    make_raid()
    assert send(client, START).status_code == 302
    assert Raid.objects.filter(state="open").count() == 2


def test_a_raid_is_called_off_from_its_page_and_the_form_says_who_reads_the_reason(client: Client, master: User) -> None:
    raid = raid_with_hits()
    address = staff_form_url(raid, "call-off")
    assert f'href="{address}"' in change_page(client, raid)
    form = client.get(address).content.decode()
    assert "All players read it" in form and "Anna" in panel(form, "Hunters") and 'maxlength="200"' in form
    assert send(client, address, reason="x" * 201).status_code == 400
    assert send(client, address, reason="a flood in the cellar").status_code == 302
    raid.refresh_from_db()
    text = words_of(client, raid)
    assert raid.state == "called_off" and "called off" in text and "a flood in the cellar" in text
    assert address not in text and "staff.call_off_raid" in panel(text, "Audit")
    again = send(client, address)
    assert again.status_code == 409 and "over already" in again.content.decode()


@pytest.mark.parametrize(("rank", "rows"), [(Rank.MODERATOR, 403), (Rank.GAME_MASTER, 200)])
def test_moderators_see_raids_and_hits_but_neither_rewards_nor_the_forms(client: Client, rank: Rank, rows: int) -> None:
    client.force_login(make_staff(rank))
    raid = raid_with_hits()
    for model in (Raid, RaidHit, RaidHunter):
        assert client.get(admin_url(model, "changelist")).status_code == 200
    page = change_page(client, raid)
    assert ("<h2>Rewards</h2>" in page, "<h2>Audit</h2>" in page) == (rows == 200, rows == 200)
    assert (staff_form_url(raid, "call-off") in page) == (START in client.get(admin_url(Raid, "changelist")).content.decode())
    for address in (admin_url(RaidReward, "changelist"), START, staff_form_url(raid, "call-off")):
        assert client.get(address).status_code == rows, address


def test_players_see_none_of_it(client: Client) -> None:
    raid = raid_with_hits()
    client.force_login(make_staff(Rank.PLAYER))
    for address in (admin_url(Raid, "changelist"), admin_url(raid, "change", raid.pk), START, staff_form_url(raid, "call-off")):
        assert client.get(address).status_code in (302, 403)


@pytest.mark.parametrize("slug", ["call-off", "nothing"])
def test_an_unknown_form_is_404(client: Client, master: User, slug: str) -> None:
    assert client.get(admin_url(Raid, "list_staff", slug)).status_code == 404
    assert client.get(staff_form_url(Raid.objects.get(pk=make_raid()), "start")).status_code == 404


def test_the_page_of_a_raid_takes_a_fixed_number_of_statements(
    client: Client, master: User, django_assert_max_num_queries: Any
) -> None:
    raid = raid_with_hits()
    change_page(client, raid)
    with django_assert_max_num_queries(100) as few:
        change_page(client, raid)
    for _ in range(5):
        strike(make_hunter(), RaidId(raid.pk))
        fold_now(RaidId(raid.pk))
    with django_assert_max_num_queries(100) as many:
        change_page(client, raid)
    assert len(few) == len(many), [q["sql"][:120] for q in many]
