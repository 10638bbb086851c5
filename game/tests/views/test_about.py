"""Help, changes, privacy, terms, contact, all pages, security.txt and the icon."""

import re
from datetime import UTC, datetime
from itertools import pairwise

import pytest
from django.conf import settings
from django.core.checks import run_checks
from django.test import Client
from django.urls import resolve
from pytest_django import Settings

from accounts.rules import agreements
from game.presenters import help as help_texts
from game.presenters.document import text_of
from game.presenters.site_map import ABOUT, GROUPS, listed
from game.queries.board_kinds import board_kinds
from game.rules import tuning
from game.tests.views.browsers import make_player, page_of

pytestmark = pytest.mark.django_db
PAGES = [address for address, _ in ABOUT if address != "/status/"]


@pytest.mark.parametrize("address", PAGES)
def test_a_visitor_and_a_player_read_it_with_one_title_and_links_to_all_others(address: str) -> None:
    client, _ = make_player()
    for html in (Client().get(address).content.decode(), page_of(client, address)):
        assert len(re.findall(r"<h1\b", html)) == 1 and "style=" not in html
        foot = html.partition('<footer class="foot">')[2]
        assert [other for other, _ in ABOUT if f'href="{other}"' not in foot] == []
        assert 'href="/wiki/"' in foot


@pytest.mark.parametrize("address", PAGES)
def test_no_level_of_heading_is_left_out(address: str) -> None:
    levels = [int(level) for level in re.findall(r"<h([1-6])\b", Client().get(address).content.decode())]
    assert levels[0] == 1
    assert [(one, next_one) for one, next_one in pairwise(levels) if next_one > one + 1] == []


def test_every_page_of_the_site_map_exists() -> None:
    addresses = [address for group in GROUPS for address, _ in group.pages]
    assert len(addresses) > 20
    for address in addresses:
        resolve(address)


def test_no_number_of_the_help_is_typed_in_its_text() -> None:
    text = re.sub(r"\{[A-Z_]+\}|\]\([^)]*\)", "", text_of("players/help"))
    assert re.findall(r"\d+", text) == []
    assert set(re.findall(r"\{([A-Z_]+)\}", text_of("players/help"))) <= help_texts.numbers().keys()


def test_the_numbers_of_the_help_are_the_numbers_of_the_rules(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(tuning, "ENERGY_MAX", 1237)
    monkeypatch.setattr(tuning, "HUNT_PAUSE_MS", 4500)
    monkeypatch.setattr(tuning, "DODGE_CAP", 123)
    made = help_texts.made_of(text_of("players/help"), help_texts.numbers())
    words = " ".join(section.words for section in made)
    assert "up to 1237" in words and "4.5 seconds" in words and "12.3 %" in words
    assert "{" not in words


def test_the_help_is_searched_without_scripts() -> None:
    html = Client().get("/help/", {"q": "Pause  HUNTS"}).content.decode()
    assert 'id="hunting"' in html and 'id="forge"' not in html and 'value="Pause  HUNTS"' in html
    nothing = Client().get("/help/", {"q": '"><b>xyzzy'}).content.decode()
    assert "Nothing in the help has" in nothing and "<b>xyzzy" not in nothing


def test_the_question_mark_of_each_page_leads_to_a_part_that_exists() -> None:
    anchors = {section.anchor for section in help_texts.sections()}
    assert {part for _, part in help_texts.PARTS} <= anchors and len(anchors) > 15
    client, _ = make_player()
    for path, part in (("/play/hunt/", "hunting"), ("/play/forge/", "forge"), ("/play/", "start"), ("/play/mail/", "people")):
        assert f'href="/help/#{part}"' in page_of(client, path).partition("</header>")[0]


@pytest.mark.parametrize("name", ["terms", "privacy"])
def test_texts_to_agree_to_show_their_version_and_its_date(name: str) -> None:
    version, day = (getattr(agreements, f"{name.upper()}_{part}") for part in ("VERSION", "DATE"))
    assert f"Version {version}, {day.day} {day:%B %Y}." in Client().get(f"/{name}/").content.decode()


def test_the_contact_is_the_operator_of_the_settings(settings: Settings) -> None:
    settings.OPERATOR_NAME, settings.OPERATOR_ADDRESS = "Lamp & Co", "3 Old Mill Lane, Harbour Town"
    settings.CONTACT_EMAIL = "staff@example.test"
    html = Client().get("/contact/").content.decode()
    assert "Lamp &amp; Co" in html and "3 Old Mill Lane<br>Harbour Town<br>" in html and "mailto:staff@example.test" in html
    settings.OPERATOR_NAME = settings.OPERATOR_ADDRESS = ""
    assert "has not entered a name and an address yet" in Client().get("/contact/").content.decode()


def test_security_txt_names_a_contact_and_has_not_expired(settings: Settings) -> None:
    settings.CONTACT_EMAIL = "staff@example.test"
    answer = Client().get("/.well-known/security.txt")
    text = answer.content.decode()
    assert answer["Content-Type"] == "text/plain; charset=utf-8" and "Contact: mailto:staff@example.test\n" in text
    expires = datetime.strptime(re.findall(r"^Expires: (.+)$", text, re.M)[0], "%Y-%m-%dT%H:%M:%SZ").replace(tzinfo=UTC)
    assert 30 < (expires - datetime.now(UTC)).days < 365


def test_the_check_of_production_settings_misses_the_operator(settings: Settings) -> None:
    settings.OPERATOR_NAME, settings.OPERATOR_ADDRESS = "Lamp & Co", ""
    found = [m.msg for m in run_checks(include_deployment_checks=True) if m.id == "vvw.W001"]
    assert len(found) == 1 and found[0].startswith("OPERATOR_ADDRESS")


def test_the_icon_has_the_address_that_browsers_try() -> None:
    answer = Client().get("/favicon.ico")
    assert answer.status_code == 302 and "icon-192" in answer["Location"]


def test_search_engines_get_the_pages_about_the_site() -> None:
    xml = Client().get("/sitemap-about.xml").content.decode()
    assert [page for page in PAGES if f"{page}</loc>" not in xml] == [] and "/status/" not in xml
    boards = [f"/leaderboards/{category}/" for category in board_kinds()]
    assert (
        len(boards) > 3
        and [page for page in ("/", "/fairness/", *boards) if f"{settings.SITE_URL}{page}</loc>" not in xml] == []
    )
    addresses = re.findall(r"<loc>([^<]+)</loc>", xml)
    assert len(addresses) == len(set(addresses))


def test_every_page_that_search_engines_get_may_be_indexed() -> None:
    for address in listed():
        answer = Client().get(address)
        assert answer.status_code == 200 and 'name="robots"' not in answer.content.decode(), address
