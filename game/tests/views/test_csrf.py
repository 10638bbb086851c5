"""A form whose CSRF token is missing or out of date does nothing, and its page has a next step."""

import re

import pytest
from django.http.response import HttpResponseBase
from django.test import Client
from pytest_django import Settings

from accounts.login_redirect.form_draft import COOKIE
from game.models import Battle, Character
from game.tests.make import held, make_character
from game.tests.views.browsers import HTMX, Player, page_of, user_of
from game.tests.views.forms import Form, form_in, form_to

pytestmark = pytest.mark.django_db
WORDS = "four unlike words here"
OURS = {"Origin": "http://testserver"}


@pytest.fixture
def player(settings: Settings) -> Player:
    """A browser whose CSRF tokens are checked; nobody is logged in yet."""
    settings.LIMITS_ENFORCED = False
    return Player(Client(enforce_csrf_checks=True), with_password(make_character(gold=900, level=5)))


def with_password(character: Character) -> Character:
    user = user_of(character)
    user.set_password(WORDS)
    user.save()
    return character


def log_in(client: Client, character: Character, **more: str) -> HttpResponseBase:
    form = login_form(client)
    return client.post(form.action, form.data(login=user_of(character).username, password=WORDS, **more), headers=OURS)


def login_form(client: Client) -> Form:
    return form_in(page_of(client, "/accounts/login/"), "/accounts/login/")


def change_token(client: Client) -> None:
    """As a login in another tab does."""
    client.cookies["csrftoken"] = "x" * 32


def test_a_second_login_tab_continues_when_the_first_has_logged_in(player: Player) -> None:
    client, character = player
    second = login_form(client)
    assert log_in(client, character).status_code == 302
    answer = client.post(second.action, second.data(login=user_of(character).username, password=WORDS), headers=OURS)
    assert (answer.status_code, answer["Location"]) == (302, "/play/")
    answer = client.post(second.action, second.data(login="x", password="y", next="/play/shop/"), headers=OURS)
    assert answer["Location"] == "/play/shop/"
    for aim in ("//evil.example/", "https://evil.example/", "javascript:alert(1)"):
        answer = client.post(second.action, second.data(login="x", password="y", next=aim), headers=OURS)
        assert answer["Location"] == "/play/"


def test_a_sign_up_that_is_sent_twice_continues_to_the_game(player: Player) -> None:
    client, _ = player
    page = client.get("/accounts/signup/").content.decode()
    form = form_in(page, "/accounts/signup/")
    sent = form.data(username="Quietpaw", email="quiet@example.org", password1=WORDS)
    assert client.post(form.action, sent, headers=OURS).status_code == 302
    again = client.post(form.action, sent, headers=OURS)
    assert (again.status_code, again["Location"]) == (302, "/play/")


def test_a_guest_who_presses_play_in_a_second_tab_continues_as_the_same_guest(player: Player) -> None:
    client, _ = player
    form = form_in(page_of(client, "/"), "/play/guest/")
    assert client.post(form.action, form.data(), headers=OURS).status_code == 302
    again = client.post(form.action, form.data(), headers=OURS)
    assert again["Location"] == "/play/" and Character.objects.count() == 2


def test_a_form_of_an_old_tab_is_shown_again_with_all_its_values(player: Player) -> None:
    client, character = player
    log_in(client, character)
    form = form_to(client, "/play/shop/?kind=consumable", "/buy/")
    sent = form.data(quantity="3")
    have = held(character, sent["item"][0])
    change_token(client)
    answer = client.post(form.action, sent, headers=OURS | {"Referer": "http://testserver/play/shop/?kind=consumable"})
    html = answer.content.decode()
    assert answer.status_code == 403 and "grown old" in html and 'href="/play/shop/?kind=consumable"' in html
    fresh = form_in(html, form.action)
    assert client.post(fresh.action, fresh.data(), headers=OURS).status_code == 302
    assert held(character, sent["item"][0]).quantity == (have.quantity if have else 0) + 3


def test_a_form_of_an_old_tab_of_another_account_is_refused_as_not_yours(player: Player) -> None:
    client, character = player
    log_in(client, character)
    form = form_to(client, "/play/hunt/", "/hunt/")
    other = with_password(make_character())
    client.cookies.pop("sessionid")
    log_in(client, other)
    answer = client.post(form.action, form.data(), headers=OURS)
    assert answer.status_code == 409 and "not yours" in answer.content.decode() and not Battle.objects.exists()


def test_a_form_of_an_old_tab_without_a_session_leads_to_the_login_and_back(player: Player) -> None:
    client, character = player
    log_in(client, character)
    form = form_to(client, "/play/shop/", "/buy/")
    client.session.flush()
    change_token(client)
    answer = client.post(form.action, form.data(), headers=OURS | {"Referer": "http://testserver/play/shop/"})
    assert answer["Location"] == "/accounts/login/?next=/play/shop/"


def test_an_htmx_form_of_an_old_tab_loads_its_page_again_with_its_values(player: Player) -> None:
    client, character = player
    log_in(client, character)
    form = form_to(client, "/play/shop/?kind=consumable", "/buy/")
    change_token(client)
    here = OURS | HTMX | {"Referer": "http://testserver/play/shop/?kind=consumable"}
    answer = client.post(form.action, form.data(quantity="7"), headers=here)
    assert answer["HX-Redirect"] == "/play/shop/?kind=consumable" and answer.status_code == 403
    html = client.get(answer["HX-Redirect"]).content.decode()
    assert 'value="7"' in html and "grown old" in html


@pytest.mark.parametrize(
    "came", [{"Origin": "https://evil.example"}, {"Origin": "null"}, {"Sec-Fetch-Site": "cross-site"}, {"Referer": "https://evil.example/"}, {}]
)  # fmt: skip
def test_a_form_of_another_site_is_not_offered_for_sending_again(player: Player, came: dict[str, str]) -> None:
    client, character = player
    log_in(client, character)
    client.get("/play/")
    answer = client.post("/play/shop/buy/", {"item": "cellar-draught", "quantity": "99"}, headers=came)
    html = answer.content.decode()
    assert answer.status_code == 403 and 'action="/play/shop/buy/"' not in html and 'href="/play/"' in html
    assert "unsent" not in answer.cookies


def test_a_browser_without_cookies_gets_a_page_that_asks_to_allow_them() -> None:
    client = Client(enforce_csrf_checks=True)
    for path in ("/play/guest/", "/accounts/login/", "/accounts/signup/", "/play/hunt/"):
        answer = client.post(path, {"faction": "vampire", "idempotency_key": "a" * 32}, headers=OURS)
        html = answer.content.decode()
        assert answer.status_code == 403 and "sent no cookie" in html and "allow them for this site" in html, path
        assert re.search(r'<a class="btn btn--primary" href="/[^/]', html), path


def test_a_log_out_form_without_a_session_leads_to_the_landing_page(player: Player) -> None:
    client, character = player
    log_in(client, character)
    form = form_in(page_of(client, "/play/"), "/accounts/logout/")
    client.session.flush()
    change_token(client)
    assert client.post(form.action, form.data(), headers=OURS)["Location"] == "/"


def test_a_sign_up_form_of_an_old_tab_is_filled_in_again_except_for_the_password(player: Player) -> None:
    client, _ = player
    page = client.get("/accounts/signup/").content.decode()
    form = form_in(page, "/accounts/signup/")
    change_token(client)
    sent = form.data(username="Quietpaw", email="quiet@example.org", password1=WORDS)
    answer = client.post(form.action, sent, headers=OURS | {"Referer": "http://testserver/accounts/signup/"})
    assert answer.status_code == 403 and 'href="/accounts/signup/"' in answer.content.decode()
    html = client.get("/accounts/signup/").content.decode()
    assert 'value="Quietpaw"' in html and 'value="quiet@example.org"' in html and WORDS not in html
    assert COOKIE in client.cookies and WORDS not in str(client.cookies[COOKIE])
