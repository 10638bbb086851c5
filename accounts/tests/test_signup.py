"""Signing up, as a stranger and as a guest."""

from html import unescape
from unittest import mock

import pytest
from allauth.account.models import EmailAddress
from django.conf import settings
from django.http import HttpRequest
from django.test import Client
from pytest_django import DjangoCaptureOnCommitCallbacks

from accounts.allauth.account_adapter import AccountAdapter
from accounts.models import OutboxMessage, User
from accounts.sessions.request_user import logged_in_user
from accounts.tests.make import PASSWORD, guest_client, log_in, logged_in_as, make_user, matched, sent_mails, sign_up
from accounts.tests.race import at_once, at_once_at

pytestmark = pytest.mark.django_db


def test_signing_up_logs_in_and_sends_a_link_that_verifies(client: Client) -> None:
    answer = sign_up(client, "Mirela")
    assert (answer.status_code, answer["Location"]) == (302, "/play/")
    user = User.objects.get(username="Mirela")
    assert logged_in_as(client) == user.pk
    [mail] = sent_mails()
    assert mail.to == ["mirela@example.org"]
    link = matched(r"https?://\S+/accounts/confirm-email/\S+", mail.body)
    client.post(link.removeprefix(settings.SITE_URL))
    assert EmailAddress.objects.get(user=user).verified


def test_a_guest_who_signs_up_stays_the_same_user_in_the_same_session() -> None:
    client, guest = guest_client()
    session = client.session
    session["character"] = 42
    session.save()
    before = client.session.session_key
    answer = sign_up(client, "Radu")
    assert (answer.status_code, answer["Location"]) == (302, "/play/")
    guest.refresh_from_db()
    assert (guest.username, guest.email, guest.is_guest, guest.guest_key) == ("Radu", "radu@example.org", False, None)
    assert guest.check_password(PASSWORD)
    assert User.objects.count() == 1
    assert logged_in_as(client) == guest.pk
    assert client.session["character"] == 42
    assert client.session.session_key != before
    assert [mail.to for mail in sent_mails()] == [["radu@example.org"]]


def test_a_guest_sees_the_form_and_a_full_account_is_redirected_to_the_game(client: Client) -> None:
    assert guest_client()[0].get("/accounts/signup/").status_code == 200
    client.force_login(make_user())
    for page in ("/accounts/signup/", "/accounts/login/"):
        answer = client.get(page)
        assert (answer.status_code, answer["Location"]) == (302, "/play/")


@pytest.mark.parametrize("name", [
    "ab", "x" * 21, "with space", "dash-ed", "Ünlaut", "12345", "Admin", "guest_1", "erased_7", "_root_", "warden", "a\x00bc",
])  # fmt: skip
def test_a_forbidden_name_is_an_error_at_its_field(client: Client, name: str) -> None:
    answer = sign_up(client, name, email="someone@example.org")
    assert answer.status_code == 200
    assert answer.context["form"].errors.keys() == {"username"}
    assert not User.objects.exists()


def test_a_name_in_another_case_is_taken(client: Client) -> None:
    make_user(username="Mirela")
    answer = sign_up(client, "mIRELA")
    assert answer.context["form"].errors.keys() == {"username"}
    assert User.objects.count() == 1


def test_a_weak_password_is_an_error_at_its_field(client: Client) -> None:
    answer = sign_up(client, "Mirela", password1="password")
    assert answer.context["form"].errors.keys() == {"password1"}


def test_signing_up_does_not_reveal_whether_an_address_is_known(client: Client) -> None:
    owner = make_user(username="Owner", email="known@example.org")
    EmailAddress.objects.create(user=owner, email="known@example.org", verified=True, primary=True)
    assert sign_up(client, "Stranger", email="Known@Example.org").status_code == 302
    assert not EmailAddress.objects.get(user__username="Stranger").can_set_verified()


def test_a_sign_up_is_rolled_back_when_its_mail_cannot_be_written() -> None:
    client, guest = guest_client()
    client.raise_request_exception = False
    with mock.patch("accounts.allauth.account_adapter.queue_mail", side_effect=RuntimeError):
        assert sign_up(client, "Radu").status_code == 500
    guest.refresh_from_db()
    assert guest.is_guest
    assert not EmailAddress.objects.exists()


def test_a_sign_up_works_without_the_broker(
    client: Client, django_capture_on_commit_callbacks: DjangoCaptureOnCommitCallbacks
) -> None:
    with (
        mock.patch("celery.app.base.Celery.send_task", side_effect=OSError("no broker")),
        django_capture_on_commit_callbacks(execute=True),
    ):
        assert sign_up(client, "Mirela").status_code == 302
    assert OutboxMessage.objects.filter(sent_at=None).count() == 1
    assert len(sent_mails()) == 1


@pytest.mark.django_db(transaction=True)
def test_a_double_click_of_a_guest_signs_up_once_and_stays_logged_in() -> None:
    client, guest = guest_client()
    twin = Client()
    twin.cookies.update(client.cookies)
    answers = at_once_at(guest, lambda: sign_up(client, "Radu"), lambda: sign_up(twin, "Radu"))
    assert [answer.status_code for answer in answers] == [302, 302]
    assert User.objects.get().username == "Radu"
    assert OutboxMessage.objects.count() == 1
    assert guest.pk in {logged_in_as(client), logged_in_as(twin)}


@pytest.mark.django_db(transaction=True)
def test_two_sign_ups_of_one_guest_under_two_names_one_wins() -> None:
    client, guest = guest_client()
    twin = Client()
    twin.cookies.update(client.cookies)
    answers = at_once_at(guest, lambda: sign_up(client, "Radu"), lambda: sign_up(twin, "Mirela"))
    assert [answer.status_code for answer in answers] == [302, 302]
    assert User.objects.count() == 1
    assert EmailAddress.objects.get().email == User.objects.get().email


@pytest.mark.django_db(transaction=True)
def test_without_the_lock_two_sign_ups_of_one_guest_collide() -> None:
    def unlocked(self: AccountAdapter, request: HttpRequest) -> User:
        return User.objects.get(pk=logged_in_user(request).pk)

    client, guest = guest_client()
    twin = Client()
    twin.cookies.update(client.cookies)
    with mock.patch.object(AccountAdapter, "new_user", unlocked):
        answers = at_once_at(guest, lambda: sign_up(client, "Radu"), lambda: sign_up(twin, "Mirela"))
    # The second one overwrites the first, or fails at the address that the first one wrote.
    assert any(isinstance(answer, Exception) for answer in answers) or EmailAddress.objects.count() == 2


@pytest.mark.django_db(transaction=True)
def test_of_two_sign_ups_with_one_name_one_gets_an_error() -> None:
    both = at_once(
        lambda: sign_up(Client(), "Radu", email="one@example.org"), lambda: sign_up(Client(), "RADU", email="two@example.org")
    )
    assert sorted(answer.status_code for answer in both) == [200, 302]
    refused = next(answer for answer in both if answer.status_code == 200)
    assert refused.context["form"].errors.keys() == {"username"}
    assert User.objects.count() == 1


def test_sending_a_sign_up_again_logs_in(client: Client) -> None:
    sign_up(client, "Mirela")
    again = Client()
    assert sign_up(again, "Mirela").status_code == 302
    assert logged_in_as(again) == User.objects.get().pk
    wrong = Client()
    assert sign_up(wrong, "Mirela", password1="quite another secret").status_code == 200
    assert logged_in_as(wrong) is None


def test_a_guest_may_log_in_to_another_account_after_a_warning() -> None:
    client, guest = guest_client()
    page = client.get("/accounts/login/")
    context = page.context_data
    assert context and context["is_guest"]
    assert context["guest_warning"] in unescape(page.content.decode())
    other = make_user()
    confirmation = log_in(client, other.username)["Location"]
    assert logged_in_as(client) == guest.pk
    assert client.post(confirmation, {"leave": "yes"})["Location"] == "/play/"
    assert logged_in_as(client) == other.pk
    guest.refresh_from_db()
    assert guest.is_guest
