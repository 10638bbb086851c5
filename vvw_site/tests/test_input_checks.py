"""Values that no address, parameter, header or cookie may have get a 404, or a 400 that names them, at every address."""

import re
from urllib.parse import quote

import pytest
from django.test import Client

from game.models import Character
from game.tests.make import held, make_character
from vvw_site.tests.every_address import LISTS, PART, StaffClient, addresses, filled
from vvw_site.tests.players import bearer, user_of

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("no_limits")]
NO_IDS = [
    "0", "-1", "+1", " 1", "1 ", "01", "1.0", "1e1", "1_0", "0x1", "١", "²", "１", "9223372036854775808", "9" * 30, "9" * 400,
    "9" * 5000, "1\0", "\0", "a", "'", "%", "..", "\u202e1",
]  # fmt: skip
WITH_PARTS = [address for address in addresses() if PART.search(address)]
FIXED = [address for address in addresses() if not PART.search(address)]


def test_the_lists_of_addresses_are_not_empty() -> None:
    assert len(WITH_PARTS) > 50 and len(FIXED) > 70


@pytest.mark.parametrize("value", ["\0", "a\0b", "9" * 30, "a" * 5000])
def test_no_value_in_a_part_of_an_address_causes_an_error(staff: StaffClient, value: str) -> None:
    for address in WITH_PARTS:
        answer = staff.get(filled(address, value))
        assert answer.status_code < 500, address
        if "\0" in value or len(value) > 1000:
            assert answer.status_code == 404, address


def test_a_value_that_is_not_an_id_is_404_on_pages_and_calls(staff: StaffClient) -> None:
    api = bearer(staff.user)
    ids = [a for a in WITH_PARTS if re.search(r"<(id|int):", a) and not a.startswith("/admin/")]
    assert len(ids) > 15
    for n, address in enumerate(ids):
        for m, value in enumerate(NO_IDS):
            method = ("GET", "POST", "DELETE")[(n + m) % 3]  # each value meets each method, at a third of the addresses each
            answer = staff.generic(method, filled(address, value), headers=api)
            assert answer.status_code == 404, (method, address, value)


def test_a_value_that_is_not_an_id_is_404_in_the_admin(staff: StaffClient) -> None:
    character = Character.objects.get()
    base = "/admin/game/character"
    assert staff.get(f"{base}/{character.pk}/change/").status_code == 200
    for value in NO_IDS:
        value = value.replace("1", str(character.pk))
        for page in ("change", "history", "delete"):
            assert staff.get(f"{base}/{quote(value, safe='')}/{page}/").status_code in (403, 404), (value, page)
        for model in ("accounts/user", "game/transfer", "game/battle", "account/emailaddress"):
            assert staff.get(f"/admin/{model}/{quote(value, safe='')}/change/").status_code in (403, 404), (model, value)


PAGE_PARAMETERS = ("q", "kind", "rarity", "region", "sort", "next", "v", "username", "_to_field", "_popup")
LIST_PARAMETERS = (
    "q",
    "o",
    "e",
    "all",
    "_facets",
    "_to_field",
    "id__exact",
    "pk",
    "user__id__exact",
    "character__id__exact",
    "at__gte",
)


def test_no_value_of_a_parameter_causes_an_error(staff: StaffClient) -> None:
    values = ("9" * 30, "1e1", "\u202e'\"", "١")
    for n, address in enumerate(FIXED):
        value = values[n % 4]  # each kind of page has several addresses, so it meets several values
        assert staff.get(address, dict.fromkeys(PAGE_PARAMETERS, value)).status_code < 500, (address, value)
        answer = staff.get(address, {"words": "a", "anything": "a\0b"})
        if answer.status_code != 405:
            assert answer.status_code == 400 and "anything" in answer.content.decode(), address
    for n, model in enumerate(LISTS):
        for m, name in enumerate(LIST_PARAMETERS):
            value = values[(n + m) % 4]  # each name meets each value, at a quarter of the lists each
            assert staff.get(f"/admin/{model}/", {name: value}).status_code < 500, (model, name, value)


@pytest.mark.parametrize("value", ["1.0", "1e1", "-1", "+1", " 1", "1 ", "١", "²", "1_0", "9" * 30, "", "one", "0x1"])
def test_a_parameter_that_is_not_a_number_is_400_with_its_name(staff: StaffClient, value: str) -> None:
    for address, name in [
        ("/api/public/v1/items", "page"), ("/api/public/v1/monsters", "page_size"), ("/api/public/v1/items", "level_min"),
        ("/play/log/", "before"), ("/play/log/", "page"), ("/leaderboards/level/", "page"), ("/wiki/items/", "page"),
        ("/admin/game/character/", "p"), ("/admin/game/transfer/", "p"),
    ]:  # fmt: skip
        answer = staff.get(address, {name: value})
        assert answer.status_code == 400 and name in answer.content.decode(), (address, name)


def test_the_page_of_a_refused_number_has_the_frame_of_the_player(staff: StaffClient) -> None:
    for path in ("/leaderboards/level/?page=abc", "/play/log/?before=abc", "/news/?page=abc"):
        html = staff.get(path).content.decode()
        assert 'id="hud"' in html and 'class="rail"' in html and ">Log in</a>" not in html, path


@pytest.mark.parametrize("value", ["1.0", "1e1", "-1", "+1", " 1", "١", "²", "9" * 30, "1\0"])
def test_a_form_field_that_is_not_a_number_is_400_with_its_name_and_nothing_is_done(staff: StaffClient, value: str) -> None:
    character = Character.objects.get()
    had = held(character, "cellar-draught").quantity
    pk = held(character, "cellar-draught").pk
    for path, fields, name in [
        ("/play/inventory/sell/", {"one": pk, "quantity": value}, "quantity"),
        ("/play/inventory/sell/", {"one": value}, "one"),
        ("/play/inventory/sell/", {"sell": [f"{pk}x{value}"]}, "sell"),
        ("/play/inventory/sell/", {"sell": [f"{value}x1"]}, "sell"),
        ("/play/shop/buy/", {"item": "cellar-draught", "quantity": value}, "quantity"),
        ("/play/forge/repair/", {"one": value}, "one"),
        ("/play/forge/craft/", {"recipe": "x", "times": value}, "times"),
        ("/play/character/points/", {"str": value}, "str"),
    ]:
        answer = staff.post(path, fields)
        assert answer.status_code == 400 and name in answer.content.decode(), (path, name, answer.content.decode()[-700:])
    assert held(character, "cellar-draught").quantity == had


@pytest.mark.parametrize("body", [
    b"not json at all", b"[]", b"null", b"1", b'{"more": 1}', b"\xef\xbb\xbf{}", b"\xff", b"{", b"[" * 10_000, b"NaN", b"{}{}",
    b'{"quantity": 1, "quantity": 1}', b'{"quantity": NaN}', b'{"quantity": 1e0}', b'{"client_seed": "\\u0000"}',
])  # fmt: skip
def test_a_call_with_a_wrong_body_does_nothing(body: bytes) -> None:
    character = make_character()
    holding = held(character, "cellar-draught")
    client, api = Client(), bearer(user_of(character))
    paths = ["fairness/rotate", "auth/logout", f"characters/{character.pk}/choose", "forge/repair"]
    paths += [f"inventory/{holding.pk}/{verb}" for verb in ("sell", "use", "equip", "unequip")]
    for path in paths:
        answer = client.post(f"/api/v1/{path}", body, content_type="application/json", headers=api)
        assert (answer.status_code, answer.json()["error"]["code"]) == (400, "invalid"), path
    deleted = client.delete(f"/api/v1/characters/{character.pk}", body, content_type="application/json", headers=api)
    assert deleted.status_code == 400
    character.refresh_from_db()
    assert character.deleted_at is None and held(character, "cellar-draught").quantity == holding.quantity
    assert character.seeds.count() == 1
    assert client.get("/api/v1/dashboard", headers=api).status_code == 200


def test_a_nul_in_a_header_cookie_or_form_is_400_and_names_it(staff: StaffClient) -> None:
    for path in ("/play/", "/api/v1/dashboard", "/admin/", "/accounts/login/", "/no/such/page/"):
        answer = staff.get(path, headers={"user-agent": "a\0b"})
        assert answer.status_code == 400 and "user-agent" in answer.content.decode()
        for cookie in ('sessionid="\\000bcdefgh"', "csrftoken=a\0b"):
            answer = Client(raise_request_exception=False).get(path, headers={"cookie": cookie})
            assert answer.status_code == 400 and cookie.partition("=")[0] in answer.content.decode(), path
        if not path.startswith(("/api/", "/accounts/")):
            answer = staff.post(path, {"username": "a\0b"})
            assert answer.status_code == 400
            answer = staff.post(path, "username=a%00b", content_type="application/x-www-form-urlencoded")
            assert answer.status_code == 400 and "username" in answer.content.decode()


def test_no_value_of_a_form_field_causes_an_error(staff: StaffClient) -> None:
    names = (
        "login",
        "password",
        "username",
        "email",
        "name",
        "next",
        "code",
        "do",
        "key",
        "action",
        "_selected_action",
        "reason",
    )
    for n, address in enumerate(addresses()):
        if not address.startswith("/api/") and "end-all" not in address:
            value = ("a\0b", "9" * 30, "\u202e")[n % 3]
            answer = staff.post(filled(address, "1"), dict.fromkeys(names, value))
            assert answer.status_code < 500, (address, value)
        staff.force_login(staff.user)


@pytest.mark.parametrize("charset", ["utf-16", "rot13", "base64", "no-such-charset"])
def test_a_charset_other_than_utf_8_is_415(staff: StaffClient, charset: str) -> None:
    for path in ("/play/inventory/?q=a", "/accounts/login/", "/admin/game/character/?q=a", "/api/public/v1/items?page=1"):
        for method in ("GET", "POST"):
            assert staff.generic(method, path, headers={"content-type": f"text/plain; charset={charset}"}).status_code == 415
    assert staff.get("/play/inventory/?q=a", headers={"content-type": 'text/plain; charset="UTF-8"'}).status_code == 200
