"""The page of one's own data. game/tests/test_personal_data.py tests the export and the erasure."""

from html import unescape

import pytest

from accounts.tests.make import guest_client, logged_in_as

pytestmark = pytest.mark.django_db


def test_the_data_page_of_a_guest_offers_to_sign_up() -> None:
    client, guest = guest_client()
    page = unescape(client.get("/accounts/data/").content.decode())
    assert "You are playing as a guest" in page
    assert client.post("/accounts/data/", {"do": "erase"}).status_code == 400
    assert logged_in_as(client) == guest.pk
