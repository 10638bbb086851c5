"""A guest may rename the character in the sign-up form."""

import pytest
from django.test import Client

from accounts.models import User
from accounts.tests.make import sign_up
from game.models import Character
from game.tests.make import make_character, owner_of
from game.tests.views.browsers import page_of
from game.tests.views.forms import form_in

pytestmark = pytest.mark.django_db


@pytest.fixture
def guest() -> Client:
    client = Client()
    form = form_in(page_of(client, "/"), "/play/guest/")
    client.post(form.action, form.data(faction="vampire"))
    return client


def test_the_form_shows_the_drawn_name_and_the_sign_up_changes_it(guest: Client) -> None:
    drawn = Character.objects.get().name
    assert f'value="{drawn}"' in page_of(guest, "/accounts/signup/")
    assert sign_up(guest, "Mirela", character="Ilka_of_Kiln").status_code == 302
    character = Character.objects.get()
    assert character.name == "Ilka_of_Kiln" and not owner_of(character).is_guest
    assert "Ilka_of_Kiln" in page_of(guest, "/play/")


def test_an_empty_or_the_same_name_keeps_it(guest: Client) -> None:
    drawn = Character.objects.get().name
    sign_up(guest, "Mirela", character="")
    assert Character.objects.get().name == drawn and User.objects.filter(username="Mirela").exists()


@pytest.mark.parametrize(("name", "why"), [
    ("Taken_Name", "is taken"), ("no spaces!", "A name has 3 to 20 letters"), ("admin", "kept for the staff"),
    ("12345", "at least one letter"),
])  # fmt: skip
def test_a_refused_name_leaves_the_form_filled_and_nothing_written(guest: Client, name: str, why: str) -> None:
    drawn = Character.objects.get().name
    make_character(name="Taken_Name")
    answer = sign_up(guest, "Mirela", character=name)
    html = answer.content.decode()
    assert answer.status_code == 200 and why in html
    assert 'value="Mirela"' in html and 'value="mirela@example.org"' in html and f'value="{name}"' in html
    assert not User.objects.filter(username="Mirela").exists() and Character.objects.filter(name=drawn).exists()


def test_a_failed_sign_up_does_not_rename(guest: Client) -> None:
    drawn = Character.objects.get().name
    answer = sign_up(guest, "Mirela", character="Ilka_of_Kiln", password1="1234")
    assert answer.status_code == 200 and Character.objects.get().name == drawn


def test_others_are_not_asked_for_a_character(client: Client) -> None:
    assert 'name="character"' not in page_of(client, "/accounts/signup/")
