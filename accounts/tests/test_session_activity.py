"""Recording sessions in the list."""

from typing import Any
from unittest import mock

import pytest
from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext

from accounts.middleware.session_activity import SessionActivityMiddleware
from accounts.sessions.activity import RECORDED_AT
from accounts.sessions.store import SessionStore
from accounts.tests.make import guest_client, make_user

pytestmark = [pytest.mark.django_db(transaction=True)]


def test_recording_a_session_costs_a_page_no_statement_for_ten_minutes() -> None:
    client = Client()
    client.force_login(make_user())
    client.get("/healthz/live")
    with CaptureQueriesContext(connection) as read:
        client.get("/healthz/live")
    assert len(read) == 0
    session = client.session
    session[RECORDED_AT] -= SessionActivityMiddleware.INTERVAL + 1
    session.save()
    with CaptureQueriesContext(connection) as recorded:
        client.get("/healthz/live")
    # The user, the entry of the list, and the session with the time of the record.
    assert [query["sql"].split()[0] for query in recorded] == ["SELECT", "INSERT", "UPDATE"]


@pytest.mark.django_db(transaction=True)
def test_a_session_that_ended_after_it_was_read_is_no_error() -> None:
    """The other request of a double click gave the session a new key after this request read it and before it recorded it."""
    client, _ = guest_client()
    real = SessionStore.load

    def read_and_ended(store: SessionStore) -> dict[str, Any]:
        data = real(store)
        SessionStore().delete(store.session_key)
        return data

    with mock.patch.object(SessionStore, "load", read_and_ended):
        assert client.get("/accounts/signup/").status_code == 200
