"""HEAD where GET is, a page with a next step where a method is wrong, and what pages of other sites may read."""

import re
from urllib.robotparser import RobotFileParser

import pytest
from django.test import Client

from game.actions import tokens
from game.tests.make import held, make_character
from vvw_site.tests.test_input_checks import addresses, filled, staff, unpaced  # noqa: F401

pytestmark = pytest.mark.django_db
OF_FORMS = {
    "/play/guest/": "/", "/play/characters/1/choose/": "/play/characters/", "/play/characters/1/let-go/": "/play/characters/",
    "/play/characters/1/restore/": "/play/characters/", "/play/notices/read/": "/play/notices/", "/play/battles/1/reveal/": "/play/battles/1/",
    "/play/inventory/sell/": "/play/inventory/", "/play/inventory/1/equip/": "/play/inventory/1/",
    "/play/inventory/1/unequip/": "/play/inventory/1/", "/play/inventory/1/use/": "/play/inventory/1/",
    "/play/character/points/": "/play/character/", "/play/character/loadout/": "/play/character/", "/play/shop/buy/": "/play/shop/",
    "/play/forge/repair/": "/play/forge/", "/play/forge/1/upgrade/": "/play/forge/", "/play/forge/craft/": "/play/forge/",
    "/play/missions/1/claim/": "/play/missions/", "/fairness/rotate/": "/fairness/",
    "/accounts/sessions/1/end/": "/accounts/sessions/", "/accounts/sessions/end-all/": "/accounts/sessions/",
    "/admin/logout/": "/admin/",
}  # fmt: skip


def test_head_is_answered_wherever_get_is_with_the_same_headers(staff):  # noqa: F811
    api, seen = {"authorization": f"Bearer {tokens.issue(staff.user).token}"}, 0
    for address in addresses():
        path = filled(address, "1")
        if path.startswith(("/accounts/confirm-email/", "/accounts/google/")):
            continue
        get, head = staff.get(path, headers=api), staff.head(path, headers=api)
        assert (head.status_code, head.content) == (get.status_code, b""), path
        for name in ("Content-Type", "Allow", "Place", "ETag", "Cache-Control", "Access-Control-Allow-Origin"):
            assert head.get(name) == get.get(name), (path, name)
        seen += get.status_code == 200
    assert seen > 40


def test_an_address_that_takes_forms_only_answers_get_with_a_page_that_leads_to_its_screen(staff):  # noqa: F811
    for browser in (staff, Client()):
        for path, screen in OF_FORMS.items():
            answer = browser.get(path)
            if path.startswith(("/admin/", "/accounts/")) and browser is not staff:
                assert answer.status_code in (302, 405)
                continue
            assert (answer.status_code, answer["Allow"]) == (405, "POST" if "logout" not in path else "POST, OPTIONS"), path
            page = answer.content.decode()
            assert f'<a class="btn btn--primary" href="{screen}">' in page and "<h1>" in page, path
            assert staff.get(screen).status_code != 405


def test_no_address_answers_a_wrong_method_with_an_empty_page(staff):  # noqa: F811
    seen = 0
    for address in addresses():
        path = filled(address, "1")
        for ask in (staff.get, staff.put, staff.delete):
            answer = ask(path)
            if answer.status_code == 405:
                seen += 1
                assert answer["Allow"] and answer.content, path
                if path.startswith("/api/"):
                    assert answer.json()["error"]["code"] == "wrong_method"
                else:
                    assert re.search(r'<a class="btn btn--primary" href="/', answer.content.decode()), path
        if path == "/admin/logout/" or "end-all" in path:
            staff.force_login(staff.user)
    assert seen > 100


@pytest.mark.parametrize("path", ["/api/public/v1/items", "/api/schema/"])
def test_pages_of_other_sites_may_read_what_is_public(path):
    client = Client()
    asked = {"origin": "https://tools.example.org", "access-control-request-method": "GET",
             "access-control-request-headers": "x-vvw-client"}  # fmt: skip
    may = client.options(path, headers=asked)
    assert (may.status_code, may.content, may["Access-Control-Allow-Origin"]) == (204, b"", "*")
    assert "GET" in may["Access-Control-Allow-Methods"] and "x-vvw-client" in may["Access-Control-Allow-Headers"].lower()
    for ask in (client.get, client.head):
        answer = ask(path, headers={"origin": "https://tools.example.org", "x-vvw-client": "charts"})
        assert (answer.status_code, answer["Access-Control-Allow-Origin"]) == (200, "*")
        assert {"ETag", "Retry-After"} <= set(answer["Access-Control-Expose-Headers"].split(", "))
        assert "Access-Control-Allow-Credentials" not in answer
    kept = client.get(path, headers={"if-none-match": answer["ETag"]})
    assert (kept.status_code, kept["Access-Control-Allow-Origin"]) == (304, "*")


def test_a_refusal_of_the_public_calls_can_be_read_by_other_sites_too(settings):
    settings.LIMITS_ENFORCED = True
    client = Client()
    for path in ("/api/public/v1/items?page=0", "/api/public/v1/nothing", "/api/public/v1/items?page=%00"):
        assert client.get(path)["Access-Control-Allow-Origin"] == "*"
    while (answer := client.get("/api/public/v1/monsters")).status_code == 200:
        pass
    assert (answer.status_code, answer["Access-Control-Allow-Origin"]) == (429, "*") and answer["Retry-After"]


@pytest.mark.parametrize(
    "path", ["/api/v1/dashboard", "/api/v1/auth/login", "/api/docs/", "/play/", "/accounts/login/", "/admin/", "/"]
)
def test_nothing_else_is_opened_to_other_sites(path):
    client = Client()
    asked = {"origin": "https://evil.example.org", "access-control-request-method": "GET"}
    for answer in (client.options(path, headers=asked), client.get(path, headers=asked)):
        assert not [name for name in answer.headers if name.lower().startswith("access-control")]


def test_a_profile_has_one_address_whatever_case_it_was_asked_in(client):
    character = make_character(name="Bela_Nightfall")
    for name in ("bela_nightfall", "BELA_NIGHTFALL", "Bela_Nightfall"):
        page = client.get(f"/characters/{name}/").content.decode()
        assert re.search(r'<link rel="canonical" href="[^"]*/characters/Bela_Nightfall/">', page)
        assert re.search(r'<meta property="og:url" content="[^"]*/characters/Bela_Nightfall/">', page)
    assert held(character, "cellar-draught")


def test_card_fetchers_may_read_battles_and_others_may_not(robots):
    for fetcher in ("Twitterbot/1.0", "facebookexternalhit/1.1", "Slackbot-LinkExpanding 1.0", "Slackbot 1.0", "Discordbot/2.0",
                    "LinkedInBot/1.0", "TelegramBot (like TwitterBot)", "WhatsApp/2.23"):  # fmt: skip
        assert robots.can_fetch(fetcher, "/play/battles/17/"), fetcher
        assert robots.can_fetch(fetcher, "/characters/Bela/") and robots.can_fetch(fetcher, "/wiki/items/")
        for closed in ("/play/", "/play/inventory/", "/accounts/login/", "/admin/", "/api/v1/dashboard"):
            assert not robots.can_fetch(fetcher, closed), (fetcher, closed)
    for other in ("Googlebot", "GPTBot", "SomethingElse/1.0"):
        assert not robots.can_fetch(other, "/play/battles/17/") and robots.can_fetch(other, "/wiki/items/")


@pytest.fixture
def robots() -> RobotFileParser:
    from seo_pages.build.outputs import _robots

    read = RobotFileParser()
    read.parse(_robots("https://vvw.example").what.decode().splitlines())
    return read
