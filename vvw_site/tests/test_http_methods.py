"""HEAD works like GET, and a wrong method gets a page with a next step, or the API's error."""

import re

import pytest
from django.test import Client

from vvw_site.tests.every_address import StaffClient, addresses, filled
from vvw_site.tests.players import bearer

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("no_limits")]
FORMS = {
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


def test_head_has_the_status_and_headers_of_get_at_every_address(staff: StaffClient) -> None:
    api, seen = bearer(staff.user), 0
    for address in addresses():
        path = filled(address, "1")
        if path.startswith(("/accounts/confirm-email/", "/accounts/google/")):
            continue
        get, head = staff.get(path, headers=api), staff.head(path, headers=api)
        assert (head.status_code, head.content) == (get.status_code, b""), path
        for name in ("Content-Type", "Allow", "Location", "ETag", "Cache-Control", "Access-Control-Allow-Origin"):
            assert head.get(name) == get.get(name), (path, name)
        seen += get.status_code == 200
    assert seen > 40


def test_get_of_an_address_for_forms_gives_a_page_that_leads_to_its_screen(staff: StaffClient) -> None:
    for browser in (staff, Client()):
        for path, screen in FORMS.items():
            answer = browser.get(path)
            if path.startswith(("/admin/", "/accounts/")) and browser is not staff:
                assert answer.status_code in (302, 405)
                continue
            assert (answer.status_code, answer["Allow"]) == (405, "POST" if "logout" not in path else "POST, OPTIONS"), path
            page = answer.content.decode()
            assert f'<a class="btn btn--primary" href="{screen}">' in page and "<h1>" in page, path
            assert staff.get(screen).status_code != 405


def test_no_address_answers_a_wrong_method_with_an_empty_page(staff: StaffClient) -> None:
    seen = 0
    for n, address in enumerate(addresses()):
        path = filled(address, "1")
        for method in ("GET", ("PUT", "DELETE")[n % 2]):
            answer = staff.generic(method, path)
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
