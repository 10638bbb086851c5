"""A link into a clan survives the sign-up, the login and the making of a character."""

import pytest
from django.test import Client
from pytest_django import Settings

from accounts.models import User
from accounts.tests.make import PASSWORD
from clans.actions.share_links import make_link
from clans.models import Member
from clans.tests.make import leader_of, make_clan
from game.tests.make import by, make_user
from game.tests.views.browsers import page_of
from game.tests.views.forms import form_in

pytestmark = pytest.mark.django_db


@pytest.fixture(autouse=True)
def _no_limits(settings: Settings) -> None:
    settings.LIMITS_ENFORCED = False


def link_of_a_clan() -> str:
    return f"/clans/join/{make_link(by(leader_of(make_clan()))).code}/"


def make_and_join(client: Client, link: str, page: str) -> None:
    """From the link's page to a member, by its buttons. page: the link's page, for an account without a character."""
    new = f"/play/new/?next={link}"
    assert f'href="{new}"' in page
    form = form_in(page_of(client, new), "/play/new/")
    made = client.post("/play/new/", form.data(**{"class": "courtblade", "emblem": "3", "name": "Linked_One"}))
    assert (made.status_code, made["Location"]) == (302, link)
    form = form_in(page_of(client, link), link)
    assert client.post(link, form.data())["Location"] == "/play/clan/"
    assert Member.objects.filter(character__name="Linked_One", rank="initiate").exists()


def test_a_stranger_signs_up_makes_a_character_and_joins() -> None:
    client, link = Client(), link_of_a_clan()
    sign_up = f"/accounts/signup/?next={link}"
    assert f'href="{sign_up}"' in page_of(client, link)
    form = form_in(page_of(client, sign_up), "/accounts/signup/")
    answer = client.post(
        "/accounts/signup/", form.data(username="linked", email="linked@example.test", password1=PASSWORD), follow=True
    )
    assert answer.redirect_chain[-1][0] == link, answer.redirect_chain
    make_and_join(client, link, answer.content.decode())


def test_somebody_with_an_account_logs_in_and_joins() -> None:
    client, link, user = Client(), link_of_a_clan(), make_user()
    user.set_password(PASSWORD)
    user.save()
    log_in = f"/accounts/login/?next={link}"
    assert f'href="{log_in}"' in page_of(client, link)
    form = form_in(page_of(client, log_in), "/accounts/login/")
    answer = client.post("/accounts/login/", form.data(login=user.username, password=PASSWORD), follow=True)
    assert answer.redirect_chain[-1][0] == link, answer.redirect_chain
    make_and_join(client, link, answer.content.decode())


@pytest.mark.parametrize("page", ["/accounts/login/", "/accounts/signup/"])
def test_login_and_sign_up_lead_to_each_other_with_the_link(page: str) -> None:
    link = link_of_a_clan()
    other = "/accounts/signup/" if page == "/accounts/login/" else "/accounts/login/"
    shown = page_of(Client(), page, {"next": link})
    assert f"{other}?next={link}" in shown.replace("%2F", "/")


def test_a_guest_who_follows_the_link_joins_at_once_with_the_right_side() -> None:
    client, link = Client(), link_of_a_clan()
    form = form_in(page_of(client, link), "/play/guest/")
    assert client.post("/play/guest/", form.data())["Location"] == link
    form = form_in(page_of(client, link), link)
    assert client.post(link, form.data())["Location"] == "/play/clan/"


@pytest.mark.parametrize("wanted", ["https://evil.test/", "//evil.test/", "javascript:alert(1)", "play/clan"])
def test_a_character_is_made_for_no_page_of_another_site(wanted: str) -> None:
    client, user = Client(), User.objects.get(pk=make_user().pk)
    client.force_login(user)
    shown = page_of(client, "/play/new/", {"next": wanted})
    assert wanted not in shown
    form = form_in(shown, "/play/new/")
    made = client.post("/play/new/", form.data(next=wanted, **{"class": "courtblade", "emblem": "3", "name": "Safe_One"}))
    assert (made.status_code, made["Location"]) == (302, "/play/")
