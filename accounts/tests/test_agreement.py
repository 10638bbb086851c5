"""Agreeing to the terms: at the sign-up, and once more when they change."""

import json
import zipfile
from io import BytesIO

import pytest
from django.test import Client

from accounts.actions.export import export
from accounts.models import User
from accounts.rules import agreements
from accounts.tests.make import guest_client, log_in, make_user, sign_up

pytestmark = pytest.mark.django_db
PAGE = "/accounts/agreement/"


def test_a_sign_up_stores_the_versions_that_it_showed(client: Client) -> None:
    assert "/terms/" in client.get("/accounts/signup/").content.decode()
    sign_up(client, "Mirela")
    user = User.objects.get(username="Mirela")
    assert (user.terms_version, user.privacy_version) == (agreements.TERMS_VERSION, agreements.PRIVACY_VERSION)
    assert user.agreed_at is not None and not user.must_agree


def test_a_guest_agrees_at_the_sign_up_and_not_before() -> None:
    client, guest = guest_client()
    assert not guest.must_agree and guest.agreed_at is None
    sign_up(client, "Mirela")
    guest.refresh_from_db()
    assert not guest.is_guest and guest.agreed_at is not None


def test_new_terms_are_asked_for_between_log_in_and_game_and_lead_on(client: Client, monkeypatch: pytest.MonkeyPatch) -> None:
    user = make_user()
    monkeypatch.setattr(agreements, "TERMS_VERSION", agreements.TERMS_VERSION + 1)
    log_in(client, user.username)
    asked = client.get("/play/hunt/")
    assert asked["Location"] == f"{PAGE}?next=/play/hunt/"
    html = client.get(asked["Location"]).content.decode()
    assert 'value="/play/hunt/"' in html and f'name="terms" value="{agreements.TERMS_VERSION}"' in html
    form = {"next": "/play/hunt/", "terms": agreements.TERMS_VERSION, "privacy": agreements.PRIVACY_VERSION}
    assert client.post(PAGE, form)["Location"] == "/play/hunt/"
    assert client.get("/play/hunt/")["Location"] == "/play/new/"  # on, to the first character
    user.refresh_from_db()
    assert user.terms_version == agreements.TERMS_VERSION and user.agreed_at is not None


def test_a_form_is_not_executed_before_the_answer(client: Client) -> None:
    user = make_user(terms_version=0)
    client.force_login(user)
    answer = client.post("/play/hunt/", {"location": "old-mill"}, HTTP_REFERER="http://testserver/play/hunt/")
    assert answer["Location"] == f"{PAGE}?next=/play/hunt/"
    assert "nothing was done yet" in client.get(answer["Location"]).content.decode()


def test_an_old_form_asks_again_and_a_foreign_address_is_not_followed(client: Client) -> None:
    user = make_user(terms_version=0)
    client.force_login(user)
    old = client.post(PAGE, {"next": "//evil.test/", "terms": 0, "privacy": 1})
    assert old.status_code == 200 and 'name="next" value="/play/"' in old.content.decode()
    form = {"next": "//evil.test/", "terms": agreements.TERMS_VERSION, "privacy": agreements.PRIVACY_VERSION}
    assert client.post(PAGE, form)["Location"] == "/play/"


def test_who_does_not_agree_still_gets_the_data(client: Client) -> None:
    client.force_login(make_user(terms_version=0))
    for page in ("/accounts/data/", "/terms/", "/privacy/", "/help/", "/"):
        assert client.get(page).status_code == 200, page


def test_the_export_says_what_was_agreed_to() -> None:
    user = make_user(terms_version=agreements.TERMS_VERSION)
    with export(user_id=user.pk) as file, zipfile.ZipFile(BytesIO(file.read())) as archive:
        texts = [archive.read(name).decode() for name in archive.namelist()]
    assert any(f'"terms_version": {agreements.TERMS_VERSION}' in text for text in texts), json.dumps(texts)[:500]
