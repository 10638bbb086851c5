"""The page that a form's address belongs to, for every address of the site."""

import re

import pytest
from django.test import Client
from django.urls import get_resolver

from accounts.login_redirect.previous_page import POST_ONLY_ENDINGS, page_of_form
from game.tests.make import make_character
from game.tests.views.test_nasty import addresses
from vvw_site.tests.players import user_of

pytestmark = pytest.mark.django_db


def posts_only(client: Client) -> set[str]:
    """The addresses of the game and of our own account pages that refuse GET; their numbers are 7."""
    ours = [a for a in every_address() if a.startswith(("/play/", "/fairness/", "/accounts/sessions/"))]
    return {a for a in ours if client.get(a).status_code == 405}


def every_address() -> list[str]:
    found = [a.replace("<part>", "7") for a in addresses()] + ["/play/characters/7/let-go/", "/accounts/sessions/end-all/"]
    return [a for a in found if re.fullmatch(r"[\w/-]+", a)]


def test_an_address_for_forms_belongs_to_a_page() -> None:
    client = Client()
    client.force_login(user_of(make_character()))
    found = posts_only(client)
    assert len(found) > 10
    assert {a.strip("/").split("/")[-1] for a in found} == POST_ONLY_ENDINGS
    for address in found:
        assert get_resolver().resolve(page_of_form(address)), address
        assert client.get(page_of_form(address)).status_code in (200, 302, 404, 409), (address, page_of_form(address))


def test_a_page_belongs_to_itself() -> None:
    for page in (
        "/",
        "/play/",
        "/play/hunt/",
        "/play/new/",
        "/play/inventory/7/",
        "/play/battles/7/",
        "/accounts/data/",
        "/characters/use/",
    ):
        assert page_of_form(page) == page
