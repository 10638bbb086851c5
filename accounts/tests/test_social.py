import pytest
from allauth.account.models import EmailAddress
from allauth.core import context
from allauth.socialaccount.adapter import get_adapter
from allauth.socialaccount.helpers import complete_social_login
from allauth.socialaccount.models import SocialAccount
from django.contrib.auth import get_user
from django.contrib.auth.models import AnonymousUser
from django.contrib.messages.storage.fallback import FallbackStorage
from django.test import Client, RequestFactory
from pytest_django import Settings

from accounts.limits.signup import SIGNUPS_PER_ADDRESS
from accounts.models import User
from accounts.sessions.store import SessionStore
from accounts.tests.make import guest_client, logged_in_as, make_user

pytestmark = pytest.mark.django_db


@pytest.fixture(autouse=True)
def google(settings: Settings) -> None:
    settings.SOCIALACCOUNT_PROVIDERS = {"google": {"APPS": [{"client_id": "id", "secret": "secret", "key": ""}]}}


def log_in_by_google(
    session_key: str | None = None, uid: str = "g-1", email: str = "mirela@example.org"
) -> User | AnonymousUser:
    """A request as Google redirects it back. Returns its user afterwards."""
    request = RequestFactory().get("/accounts/google/login/callback/")
    request.session = SessionStore(session_key)
    request.user = get_user(request)
    request._messages = FallbackStorage(request)  # type: ignore[attr-defined]  # as the middleware of messages does
    with context.request_context(request):
        provider = get_adapter(request).get_provider(request, "google")
        person = {"sub": uid, "email": email, "email_verified": True, "given_name": "Mirela"}
        complete_social_login(request, provider.sociallogin_from_response(request, person))
    request.session.save()
    return request.user


def test_a_new_google_user_gets_an_account() -> None:
    user = log_in_by_google()
    assert isinstance(user, User)
    assert (user.email, user.is_guest) == ("mirela@example.org", False)
    assert EmailAddress.objects.get(user=user).verified


def test_a_guest_who_uses_google_stays_the_same_user() -> None:
    client, guest = guest_client()
    assert log_in_by_google(client.session.session_key) == guest
    guest.refresh_from_db()
    assert (guest.is_guest, guest.guest_key, guest.email) == (False, None, "mirela@example.org")
    assert not guest.username.startswith("guest_")
    assert User.objects.count() == 1
    assert log_in_by_google() == guest


def test_a_guest_with_a_known_google_account_confirms_and_logs_in_to_that_account() -> None:
    known = make_user()
    SocialAccount.objects.create(user=known, provider="google", uid="g-1")
    client, guest = guest_client()
    session = client.session.session_key
    assert log_in_by_google(session) == guest
    assert "nobody can get back to" in client.get("/accounts/login/leave-guest/").content.decode()
    assert logged_in_as(client) == guest.pk
    assert client.post("/accounts/login/leave-guest/", {"leave": "yes"})["Location"] == "/play/"
    assert logged_in_as(client) == known.pk


def test_accounts_by_google_count_as_sign_ups() -> None:
    for number in range(SIGNUPS_PER_ADDRESS[0]):
        assert log_in_by_google(uid=f"g-{number}", email=f"mirela{number}@example.org").is_authenticated
    assert not log_in_by_google(uid="g-more", email="more@example.org").is_authenticated


def test_google_is_offered_once_its_keys_are_set(client: Client) -> None:
    assert "google" in client.get("/accounts/login/").content.decode().lower()
