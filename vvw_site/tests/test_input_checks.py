"""What no address, parameter, header or cookie can hold is a 404 or a 400 that names it, at every address that there is."""

import logging
import re
from urllib.parse import quote

import pytest
from django.contrib.admindocs.views import extract_views_from_urlpatterns, simplify_regex
from django.test import Client
from django.urls import get_resolver

from accounts.tests.make import make_staff
from game.actions import tokens
from game.models import Battle
from game.tests.make import held, make_character

pytestmark = pytest.mark.django_db
NO_IDS = [
    "0", "-1", "+1", " 1", "1 ", "01", "1.0", "1e1", "1_0", "0x1", "١", "²", "１", "9223372036854775808", "9" * 30, "9" * 400,
    "9" * 5000, "1\0", "\0", "a", "'", "%", "..", "\u202e1",
]  # fmt: skip
LISTS = ("accounts/user", "game/character", "game/transfer", "game/holding", "account/emailaddress", "admin/logentry")
OF_A_LIST = re.compile(r"/admin/[a-z_]+/[a-z_]+/")
PART = re.compile(r"<([^>]+)>")


@pytest.fixture(autouse=True)
def unpaced(settings):
    settings.LIMITS_ENFORCED = False
    logging.disable(logging.CRITICAL)
    yield
    logging.disable(logging.NOTSET)


@pytest.fixture
def staff() -> Client:
    """A superuser who plays, seen from a browser: no exception comes through to the test."""
    user = make_staff()
    make_character(user)
    client = Client(raise_request_exception=False)
    client.force_login(user)
    client.user = user
    return client


def addresses() -> list[str]:
    """Every address of the site, its parts as <int:pk>."""
    found = extract_views_from_urlpatterns(get_resolver().url_patterns)
    every = {simplify_regex(regex) for _, regex, _, _ in found if "logout" not in regex}
    # The lists of the admin are alike: some stand for all.
    return sorted(a for a in every if not OF_A_LIST.match(a) or a.startswith(tuple(f"/admin/{name}/" for name in LISTS)))


def filled(address: str, value: str) -> str:
    return PART.sub(lambda _: quote(value, safe=""), address)


WITH_PARTS = [address for address in addresses() if PART.search(address)]
FIXED = [address for address in addresses() if not PART.search(address)]


def test_there_are_addresses():
    assert len(WITH_PARTS) > 50 and len(FIXED) > 70


@pytest.mark.parametrize("value", ["\0", "a\0b", "9" * 30, "a" * 5000])
def test_no_address_fails_whatever_its_parts_hold(staff, value):
    for address in WITH_PARTS:
        answer = staff.get(filled(address, value))
        assert answer.status_code < 500, address
        if "\0" in value or len(value) > 1000:
            assert answer.status_code == 404, address


def test_what_is_no_id_is_404_in_pages_and_calls(staff):
    api = {"authorization": f"Bearer {tokens.issue(staff.user).token}"}
    ids = [a for a in WITH_PARTS if re.search(r"<(id|int):", a) and not a.startswith("/admin/")]
    assert len(ids) > 15
    for address in ids:
        for value in NO_IDS:
            for ask in (staff.get, staff.post, staff.delete):
                answer = ask(filled(address, value), headers=api)
                assert answer.status_code == 404, (address, value)


def test_what_is_no_id_is_404_in_the_admin(staff):
    character = Battle._meta.get_field("character").related_model.objects.get()
    base = "/admin/game/character"
    assert staff.get(f"{base}/{character.pk}/change/").status_code == 200
    for value in NO_IDS:
        value = value.replace("1", str(character.pk))
        for page in ("change", "history", "delete"):
            assert staff.get(f"{base}/{quote(value, safe='')}/{page}/").status_code in (403, 404), (value, page)
        for model in ("accounts/user", "game/transfer", "game/battle", "account/emailaddress"):
            assert staff.get(f"/admin/{model}/{quote(value, safe='')}/change/").status_code in (403, 404), (model, value)


OF_PAGES = ("q", "kind", "rarity", "region", "sort", "next", "v", "username", "_to_field", "_popup")
OF_LISTS = (
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


def test_no_address_fails_whatever_its_parameters_hold(staff):
    for address in FIXED:
        for value in ("9" * 30, "1e1", "\u202e'\""):
            assert staff.get(address, dict.fromkeys(OF_PAGES, value)).status_code < 500, (address, value)
        answer = staff.get(address, {"words": "a", "anything": "a\0b"})
        if answer.status_code != 405:
            assert answer.status_code == 400 and "anything" in answer.content.decode(), address
    for model in LISTS:
        for name in OF_LISTS:
            for value in ("9" * 30, "1e1", "١", "\u202e'\""):
                assert staff.get(f"/admin/{model}/", {name: value}).status_code < 500, (model, name, value)


@pytest.mark.parametrize("value", ["1.0", "1e1", "-1", "+1", " 1", "1 ", "١", "²", "1_0", "9" * 30, "", "one", "0x1"])
def test_a_page_that_is_no_number_is_400_with_the_field(staff, value):
    for address, name in [
        ("/api/public/v1/items", "page"), ("/api/public/v1/monsters", "page_size"), ("/api/public/v1/items", "level_min"),
        ("/play/log/", "before"), ("/play/log/", "page"), ("/leaderboards/level/", "page"), ("/wiki/items/", "page"),
        ("/admin/game/character/", "p"), ("/admin/game/transfer/", "p"),
    ]:  # fmt: skip
        answer = staff.get(address, {name: value})
        assert answer.status_code == 400 and name in answer.content.decode(), (address, name)


@pytest.mark.parametrize("value", ["1.0", "1e1", "-1", "+1", " 1", "١", "²", "9" * 30, "1\0"])
def test_a_number_of_a_form_that_is_none_is_400_with_the_field_and_nothing_is_done(staff, value):
    character = Battle._meta.get_field("character").related_model.objects.get()
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
def test_a_call_does_nothing_when_its_body_is_not_what_it_takes(body):
    character = make_character()
    holding = held(character, "cellar-draught")
    client, api = Client(), {"authorization": f"Bearer {tokens.issue(character.user).token}"}
    paths = ["fairness/rotate", "auth/logout", f"characters/{character.pk}/choose", "forge/repair"]
    paths += [f"inventory/{holding.pk}/{verb}" for verb in ("sell", "use", "equip", "unequip")]
    for path in paths:
        answer = client.post(f"/api/v1/{path}", body, content_type="application/json", headers=api)
        assert (answer.status_code, answer.json()["error"]["code"]) == (400, "invalid"), path
    gone = client.delete(f"/api/v1/characters/{character.pk}", body, content_type="application/json", headers=api)
    assert gone.status_code == 400
    character.refresh_from_db()
    assert character.deleted_at is None and held(character, "cellar-draught").quantity == holding.quantity
    assert character.seeds.count() == 1
    assert client.get("/api/v1/dashboard", headers=api).status_code == 200


def test_a_nul_in_a_header_a_cookie_or_a_form_is_400_and_names_it(staff):
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


def test_no_form_fails_whatever_its_fields_hold(staff):
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
    for address in addresses():
        if not address.startswith("/api/") and "end-all" not in address:
            for value in ("a\0b", "9" * 30, "\u202e"):
                answer = staff.post(filled(address, "1"), dict.fromkeys(names, value))
                assert answer.status_code < 500, (address, value)
        staff.force_login(staff.user)


@pytest.mark.parametrize("charset", ["utf-16", "rot13", "base64", "no-such-charset"])
def test_text_that_says_it_is_not_utf_8_is_415(staff, charset):
    for path in ("/play/inventory/?q=a", "/accounts/login/", "/admin/game/character/?q=a", "/api/public/v1/items?page=1"):
        for ask in (staff.get, staff.post):
            assert ask(path, headers={"content-type": f"text/plain; charset={charset}"}).status_code == 415
    assert staff.get("/play/inventory/?q=a", headers={"content-type": 'text/plain; charset="UTF-8"'}).status_code == 200
