"""A form of an ended session does nothing. It leads through the login back to its page, which shows the values again."""

import secrets
from datetime import timedelta

import pytest
from django.core import signing
from django.http.response import HttpResponseBase
from django.test import Client
from django.utils import timezone

from accounts.login_redirect.form_draft import COOKIE, MAX_BYTES
from game.models import Character
from game.tests.make import held, make_character
from game.tests.views.browsers import HTMX, Player, browser_of, user_of
from game.tests.views.forms import form_to

pytestmark = pytest.mark.django_db
WORDS = "four unlike words here"


@pytest.fixture
def player() -> Player:
    character = make_character(gold=900, level=5)
    user = user_of(character)
    user.set_password(WORDS)
    user.save()
    return Player(browser_of(character), character)


def end_session(client: Client) -> None:
    client.session.flush()


def log_in(client: Client, character: Character, login_page: str) -> HttpResponseBase:
    back = login_page.partition("next=")[2]
    return client.post("/accounts/login/", {"login": user_of(character).username, "password": WORDS, "next": back})


FORMS = {
    "/play/shop/?kind=consumable": "/buy/", "/play/hunt/": "/hunt/", "/play/inventory/": "/sell/", "/play/character/": "/points/",
    "/fairness/": "/rotate/", "/play/characters/": "/let-go/", "/play/new/": "/new/", "/play/mail/new/": "/new/",
}  # fmt: skip
"""Pages, and the end of the address that one of their forms is sent to."""


@pytest.mark.parametrize("page", FORMS)
def test_a_form_leads_through_the_login_back_to_its_page(player: Player, page: str) -> None:
    client, character = player
    form = form_to(client, page, FORMS[page])
    end_session(client)
    before = Character.objects.filter(user=character.user).values().get()
    answer = client.post(form.action, form.data(), headers={"Referer": f"http://testserver{page}"})
    assert answer.status_code == 302 and answer["Location"].startswith("/accounts/login/?next=")
    assert "so nothing was done" in client.get(answer["Location"]).content.decode()
    back = log_in(client, character, answer["Location"].replace("%3F", "?").replace("%3D", "="))
    assert back["Location"] == page and client.get(page).status_code == 200
    after = Character.objects.filter(user=character.user).values().get()
    assert before | {"seen_at": None} == after | {"seen_at": None}


@pytest.mark.parametrize(
    ("path", "page"),
    [
        ("/play/shop/buy/", "/play/shop/"), ("/play/missions/7/claim/", "/play/missions/"), ("/play/hunt/", "/play/hunt/"),
        ("/play/inventory/7/equip/", "/play/inventory/7/"), ("/play/characters/7/let-go/", "/play/characters/"),
        ("/play/notices/read/", "/play/notices/"), ("/play/mail/7/take-back/", "/play/mail/7/"), ("/play/mail/7/read/", "/play/mail/7/"),
        ("/play/mail/7/report/", "/play/mail/7/"), ("/play/mail/7/delete/", "/play/mail/7/"), ("/play/mail/new/", "/play/mail/new/"),
        ("/fairness/rotate/", "/fairness/"), ("/play/friends/ask/", "/play/friends/"), ("/play/friends/block/", "/play/friends/"),
        ("/play/mail/drafts/save/", "/play/mail/drafts/"), ("/play/mail/drafts/7/delete/", "/play/mail/drafts/"),
        ("/play/battles/7/reveal/", "/play/battles/7/"), ("/accounts/sessions/end-all/", "/accounts/sessions/"),
        ("/accounts/sessions/7/end/", "/accounts/sessions/"), ("/accounts/data/", "/accounts/data/"),
    ],
)  # fmt: skip
@pytest.mark.parametrize("came", ["", "https://evil.example/play/", "http://testserver//evil.example/", "http://["])
def test_without_a_usable_referer_the_login_leads_to_the_page_that_the_address_belongs_to(
    client: Client, path: str, page: str, came: str
) -> None:
    answer = client.post(path, headers={"Referer": came} if came else {})
    assert answer["Location"] == f"/accounts/login/?next={page}"


def test_the_unsent_values_of_a_new_character_are_shown_once_and_create_nothing(player: Player) -> None:
    client, character = player
    form = form_to(client, "/play/new/", "/new/")
    end_session(client)
    typed = form.data(name="Quietpaw", emblem="7") | {"class": "redclaw"}
    answer = client.post(form.action, typed, headers={"Referer": "http://testserver/play/new/"})
    assert log_in(client, character, answer["Location"])["Location"] == "/play/new/"
    html = client.get("/play/new/").content.decode()
    assert 'value="Quietpaw"' in html and 'value="redclaw" required checked' in html and 'value="7" checked' in html
    assert "The page is as you left it" in html and not Character.objects.filter(name="Quietpaw").exists()
    assert 'value="Quietpaw"' not in client.get("/play/new/").content.decode()


def test_an_unsent_quantity_and_seed_are_shown_in_the_form_they_were_typed_into(player: Player) -> None:
    client, character = player
    for page, action, field, value in (
        ("/play/shop/?kind=consumable", "/buy/", "quantity", "4"), ("/fairness/", "/rotate/", "client_seed", "my-own-seed"),
    ):  # fmt: skip
        form = form_to(client, page, action)
        assert value not in form.data().get(field, "")
        end_session(client)
        answer = client.post(form.action, form.data(**{field: value}), headers={"Referer": f"http://testserver{page}"})
        log_in(client, character, answer["Location"])
        html = client.get(page).content.decode()
        assert html.count(f'value="{value}"') == 1, page


def test_unsent_values_of_one_character_are_not_shown_to_another(player: Player) -> None:
    client, character = player
    form = form_to(client, "/play/shop/?kind=consumable", "/buy/")
    end_session(client)
    answer = client.post(
        form.action, form.data(quantity="4"), headers={"Referer": "http://testserver/play/shop/?kind=consumable"}
    )
    make_character(character.user, seen_at=timezone.now())
    Character.objects.filter(pk=character.pk).update(seen_at="2026-01-01T00:00Z")
    log_in(client, character, answer["Location"])
    assert (
        'name="quantity" type="number" inputmode="numeric" min="1" max="999" value="4"'
        not in client.get("/play/shop/").content.decode()
    )


@pytest.mark.parametrize(
    ("method", "page"),
    [
        ("get", "/play/inventory/"),
        ("get", "/play/characters/"),
        ("get", "/play/new/"),
        ("post", "/play/hunt/"),
        ("post", "/play/new/"),
    ],
)
def test_an_htmx_request_without_a_session_is_redirected_as_a_whole_page(player: Player, page: str, method: str) -> None:
    client, _ = player
    end_session(client)
    answer = getattr(client, method)(page, headers=HTMX | {"Referer": f"http://testserver{page}"})
    assert answer["HX-Redirect"] == f"/accounts/login/?next={page}" and answer.content == b""


def test_an_htmx_request_without_a_character_is_redirected_as_a_whole_page(player: Player) -> None:
    client, character = player
    client.post(f"/play/characters/{character.pk}/let-go/")
    assert client.get("/play/inventory/", headers=HTMX)["HX-Redirect"] == "/play/new/"


def test_a_form_of_a_banned_player_does_nothing_and_leads_to_the_login(player: Player) -> None:
    client, character = player
    form = form_to(client, "/play/shop/?kind=consumable", "/buy/")
    have = held(character, "cellar-draught").quantity
    user = user_of(character)
    user.banned_until = timezone.now() + timedelta(days=1)
    user.save()
    answer = client.post(form.action, form.data())
    assert answer["Location"] == "/accounts/login/?next=/play/shop/" and held(character, "cellar-draught").quantity == have


def test_unsent_secrets_are_not_stored_and_neither_are_large_forms(client: Client) -> None:
    client.post("/accounts/data/", {"do": "erase", "password": "a-secret-word", "code": "123456", "word": "delete"})
    _, to, fields = signing.loads(client.cookies[COOKIE].value, salt=COOKIE)
    assert to == "/accounts/data/" and fields == {"do": ["erase"], "word": ["delete"]}
    assert client.cookies[COOKIE]["httponly"] and client.cookies[COOKIE]["samesite"] == "Lax"
    other = Client()
    other.post("/play/new/", {"name": secrets.token_urlsafe(MAX_BYTES)})
    assert COOKIE not in other.cookies


@pytest.mark.parametrize("forged", ["", "x", '{"page":"/play/new/","to":"/play/new/","fields":{"name":["Evil"]}}', "a:b:c"])
def test_a_forged_cookie_fills_nothing_in(player: Player, forged: str) -> None:
    client, _ = player
    client.cookies[COOKIE] = forged
    html = client.get("/play/new/").content.decode()
    assert "Evil" not in html and "still here" not in html
