"""The pages of reports, sanctions, appeals and log-ins in a browser: they fit, axe finds nothing, and a reader without scripts can appeal."""

from typing import Any

import pytest
from django.test import Client
from playwright.sync_api import expect
from pytest_django.live_server_helper import LiveServer

from accounts.models.ids import UserId
from accounts.queries.rank import Rank
from accounts.tests.make import log_in as log_in_client
from game.actions.actor import UserActor
from game.actions.appeal import appeal
from game.actions.report import report
from game.actions.staff_account import ban, mute, warn
from game.actions.staff_appeal import decide_appeal
from game.actions.staff_report import claim_report
from game.models import Appeal, Report, Sanction
from game.queries.appeal_token import appeal_path
from game.tests.browser.openers import OpenPage, OpenStaffPage, log_in
from game.tests.browser.test_admin_accessibility import COLOURS, RULES, faults_in_both_schemes, faults_of
from game.tests.browser.test_pages import FAULTS
from game.tests.make import by as player
from game.tests.make import make_character
from game.tests.staff import by, in_days, make_staff
from game.tests.views.browsers import user_of

pytestmark = [pytest.mark.browser, pytest.mark.slow, pytest.mark.django_db(transaction=True)]
SHOTS = ""


@pytest.mark.parametrize(("scheme", "width"), [("dark", 390), ("light", 1440)])
def test_the_pages_fit_and_axe_finds_nothing(open_page: OpenPage, live_server: LiveServer, scheme: Any, width: int) -> None:
    hero, other, staff = make_character(name="Wet_Nose_Longname_20"), make_character(name="Mallory"), make_staff(Rank.MODERATOR)
    user = user_of(hero)
    log_in_client(Client(), user.username, "wrong wrong wrong")
    warn(by(staff, "You sent the same advertisement to eleven people who did not ask for it."), user=user.id)
    mute(
        by(staff, "You insulted somebody. Say what you like about the weather; leave people alone."),
        user=user.id,
        until=in_days(1),
    )
    appeal(UserActor(UserId(user.pk), None), sanction=Sanction.objects.latest("pk").pk, text="It was my sister.\nShe is sorry.")
    decide_appeal(
        by(make_staff(Rank.MODERATOR), "It was your sister, this time."), appeal=Appeal.objects.get().pk, outcome="upheld"
    )
    page = log_in(open_page("about:blank", width=width), live_server, user)
    page.emulate_media(color_scheme=scheme)
    first, second = Sanction.objects.order_by("pk")
    paths = {
        "sanctions": "/play/sanctions/", "open": f"/play/sanctions/{first.pk}/", "decided": f"/play/sanctions/{second.pk}/",
        "report": f"/play/report/?target=profile:{other.pk}", "profile": "/characters/Mallory/", "sessions": "/accounts/sessions/",
        "link": appeal_path(first.pk),
    }  # fmt: skip
    faults = []
    for name, path in paths.items():
        page.goto(path)
        faults += [f"{path} {fault}" for fault in page.evaluate(FAULTS)]
        faults += faults_of(page, path, RULES if width < 1000 else COLOURS)
        if SHOTS:
            page.screenshot(path=f"{SHOTS}/{name}-{scheme}-{width}.png", full_page=True)
    assert faults == []


def test_a_banned_player_without_scripts_logs_in_reads_why_and_appeals(open_page: OpenPage) -> None:
    hero = make_character()
    ban(by(make_staff(Rank.MODERATOR), "You were rude."), user=user_of(hero).id, until=in_days(2))
    page = open_page("/accounts/login/", script=False, refusals=True)
    page.get_by_label("Username").or_(page.locator("#id_login")).first.fill(user_of(hero).username)
    page.locator("#id_password").fill("pw")
    page.locator("#id_password").press("Enter")
    if SHOTS:
        page.screenshot(path=f"{SHOTS}/banned.png", full_page=True)
    page.get_by_role("link", name="Look at it, and appeal").click()
    page.get_by_label("Why this was wrong").fill("It was my sister, and she is sorry.")
    page.get_by_role("button", name="Send the appeal").click()
    expect(page.get_by_role("heading", name="Your appeal")).to_be_visible()
    assert Appeal.objects.get().text == "It was my sister, and she is sorry."


def test_axe_finds_no_fault_on_the_pages_of_the_staff(staff_page: OpenStaffPage) -> None:
    hero, moderator = make_character(), make_staff(Rank.MODERATOR)
    report(player(make_character()), target=f"profile:{hero.pk}", reason="cheat", remark="Hunts all night.")
    found = Report.objects.get()
    claim_report(by(moderator), report=found.pk)
    warn(by(moderator), user=user_of(hero).id)
    sanction = Sanction.objects.get()
    appeal(UserActor(UserId(user_of(hero).pk), None), sanction=sanction.pk, text="It was my sister.")
    page = staff_page("/admin/", rank=Rank.SUPERUSER, width=1440)
    page.emulate_media(color_scheme="light")
    paths = [
        "/admin/game/report/", f"/admin/game/report/{found.pk}/change/", f"/admin/game/report/{found.pk}/staff/sanction/",
        f"/admin/game/report/{found.pk}/staff/claim/", "/admin/game/appeal/", f"/admin/game/appeal/{Appeal.objects.get().pk}/change/",
        f"/admin/game/appeal/{Appeal.objects.get().pk}/staff/decide/", f"/admin/game/sanction/{sanction.pk}/change/",
        f"/admin/accounts/user/{user_of(hero).pk}/change/", "/admin/game/report/staff/close-many/?reports=1,2",
    ]  # fmt: skip
    faults: list[str] = []
    for n, path in enumerate(paths):
        page.goto(path)
        faults += faults_in_both_schemes(page, path)
        if SHOTS:
            page.screenshot(path=f"{SHOTS}/admin-{n}.png", full_page=True)
    assert faults == []
