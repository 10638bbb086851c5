"""Redirects and links never lead to another site. test_form_owner.py, test_nasty.py and the screens' tests have other attacks."""

import pytest
from django.test import Client

from game.tests.make import make_character
from game.tests.views.browsers import make_player, user_of

pytestmark = pytest.mark.django_db


@pytest.mark.parametrize("came", ["http://[", "http://testserver//evil.example/", "https://evil.example/play/", "javascript:a"])
def test_a_refusal_leads_to_no_other_site(came: str) -> None:
    client, _ = make_player()
    for each in (client, Client(enforce_csrf_checks=True)):
        answer = each.post("/play/hunt/", {"location": "nowhere"}, headers={"Referer": came})
        html = answer.content.decode()
        assert answer.status_code in (400, 403)
        assert "evil.example" not in html and "javascript:" not in html and 'href="/play/"' in html


@pytest.mark.parametrize("aim", ["//evil.example", "https://evil.example", "/\\evil.example", "javascript:alert(1)"])
def test_a_log_in_leads_to_no_other_host(aim: str) -> None:
    user = user_of(make_character())
    user.set_password("four unlike words here")
    user.save()
    answer = Client().post("/accounts/login/", {"login": user.username, "password": "four unlike words here", "next": aim})
    assert (answer.status_code, answer["Location"]) == (302, "/play/")
