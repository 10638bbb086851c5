from datetime import UTC, datetime, timedelta

import pytest
from allauth.mfa.models import Authenticator
from allauth.mfa.totp.internal.auth import (
    TOTP,
    format_hotp_value,
    generate_totp_secret,
    hotp_value,
    yield_hotp_counters_from_time,
)
from django.utils import timezone
from pytest_django.fixtures import Settings

from accounts.models import User
from game.models import ApiToken, Character
from game.queries.token import digest_of
from game.tests.api.talk import Answer, Program, make_program, owner_of
from game.tests.make import make_character, make_user

pytestmark = pytest.mark.django_db


def log_in(username: str, password: str = "pw", **more: str) -> Answer:
    return Program().post("auth/login", {"username": username, "password": password, **more})


def test_a_login_returns_a_token_for_the_last_played_character() -> None:
    character = make_character()
    answer = log_in(owner_of(character).username)
    assert answer.status == 200
    assert set(answer.json) == {"token", "expires_at", "character_id"}
    assert answer.json["character_id"] == character.pk
    assert answer.json["expires_at"].endswith("Z")
    assert Program(token=answer.json["token"]).get("dashboard").json["character"]["id"] == character.pk
    assert len(answer.statements) == 3


def test_only_the_hash_of_a_token_is_stored() -> None:
    token = log_in(owner_of(make_character()).username).json["token"]
    (row,) = ApiToken.objects.values()
    assert row["digest"] == digest_of(token)
    assert token not in str(row)


def test_a_token_is_invalid_after_logout() -> None:
    program = make_program()
    other = Program(program.character)
    answer = program.post("auth/logout")
    assert answer.status == 204 and answer.response.content == b""
    assert program.get("dashboard").refusal == (401, "not_logged_in")
    assert other.get("dashboard").status == 200


@pytest.mark.parametrize("password", ["wrong", "pw ", "PW"])
def test_a_wrong_password_is_401(password: str) -> None:
    answer = log_in(make_user().username, password)
    assert answer.refusal == (401, "bad_login")
    assert answer.response["WWW-Authenticate"] == "Bearer"


def test_an_unknown_name_gets_the_same_response_as_a_wrong_password() -> None:
    assert log_in("nobody_here").json == log_in(make_user().username, "wrong").json


def test_an_inactive_user_has_no_valid_token_and_gets_no_new_one() -> None:
    program = make_program()
    User.objects.filter(pk=owner_of(program.character).pk).update(is_active=False)
    assert log_in(owner_of(program.character).username).refusal == (401, "bad_login")
    assert program.get("dashboard").refusal == (401, "not_logged_in")


def test_a_banned_user_gets_the_reason() -> None:
    program = make_program()
    user = owner_of(program.character)
    user.banned_until, user.ban_reason = timezone.now() + timedelta(days=2), "bots"
    user.save()
    for answer in (log_in(user.username), program.get("dashboard")):
        assert answer.refusal == (403, "banned")
        assert "bots" in answer.json["error"]["message"]


def test_an_expired_token_is_401() -> None:
    program = make_program()
    ApiToken.objects.update(expires_at=timezone.now() - timedelta(seconds=1))
    assert program.get("dashboard").refusal == (401, "not_logged_in")


@pytest.mark.parametrize(
    "header", ["", "Bearer", "Bearer x", "Basic abc", "Token " + "x" * 43, "Bearer " + "ü" * 43, "Bearer " + "x" * 43]
)
def test_a_malformed_or_unknown_token_is_401(header: str) -> None:
    answer = Program().get("dashboard", headers={"authorization": header})
    assert answer.refusal == (401, "not_logged_in")


def test_an_account_without_a_character_can_log_in_and_gets_no_character() -> None:
    answer = log_in(make_user(username="newcomer_1").username)
    assert answer.status == 200 and answer.json["character_id"] is None
    assert Program(token=answer.json["token"]).get("dashboard").refusal == (409, "no_character")


def test_an_account_with_an_authenticator_app_needs_a_code() -> None:
    user = owner_of(make_character())
    secret = generate_totp_secret()
    TOTP.activate(user, secret)
    assert Authenticator.objects.filter(user=user).exists()
    refused = log_in(user.username)
    assert refused.field_refusal == (401, "bad_login", "code")
    assert log_in(user.username, code="000000").field_refusal == (401, "bad_login", "code")
    code = format_hotp_value(hotp_value(secret, next(iter(yield_hotp_counters_from_time()))))
    assert log_in(user.username, code=code).status == 200


@pytest.mark.limits
def test_the_sixth_login_of_a_minute_from_one_address_is_429() -> None:
    answers = [log_in("nobody_here") for _ in range(6)]
    assert [a.status for a in answers] == [401] * 5 + [429]
    assert answers[5].refusal == (429, "too_fast")
    assert 0 < int(answers[5].response["Retry-After"]) <= 60
    assert answers[5].json["error"]["retry_after"] == int(answers[5].response["Retry-After"])


def test_the_token_of_a_deleted_character_gets_no_character() -> None:
    program = make_program()
    Character.objects.filter(pk=program.character.pk).update(deleted_at=timezone.now())
    assert program.get("dashboard").refusal == (409, "no_character")


@pytest.mark.parametrize(("until", "says"), [(datetime(9999, 12, 31, tzinfo=UTC), "for good"), (None, "until 2")])
def test_the_refusal_of_a_suspended_account_names_the_end_and_the_contact_address(
    settings: Settings, until: datetime | None, says: str
) -> None:
    settings.CONTACT_EMAIL = "staff@example.test"
    program = make_program()
    User.objects.filter(pk=owner_of(program.character).pk).update(banned_until=until or timezone.now() + timedelta(days=3))
    answer = program.get("dashboard")
    message = answer.json["error"]["message"]
    assert answer.refusal == (403, "banned") and says in message and "Questions: staff@example.test" in message
