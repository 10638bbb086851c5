"""API tokens: issued for a password, stored as hashes, dead once revoked, playing only characters of their account."""

import pytest

from game.actions import tokens
from game.models import ApiToken
from game.queries.token import access_token, digest_of
from game.rules.errors import GameError
from game.tests.make import make_character, make_user, owner_of

pytestmark = [pytest.mark.django_db, pytest.mark.limits]
ADDRESS = "10.20.30.40"


def test_a_log_in_gives_a_token_that_plays_the_last_character_and_is_stored_as_a_hash() -> None:
    character = make_character()
    issued = tokens.log_in(address=ADDRESS, username=owner_of(character).username, password="pw")
    assert issued.character_id == character.pk
    row = ApiToken.objects.get()
    assert row.digest == digest_of(issued.token) and issued.token not in row.digest
    caller = access_token(issued.token)
    assert caller is not None and caller.user_id == owner_of(character).id


def test_a_wrong_password_and_an_unknown_name_are_the_same_refusal() -> None:
    make_user(username="Mirela")
    for name, password in (("Mirela", "wrong"), ("Nobody_x", "pw")):
        with pytest.raises(GameError) as refused:
            tokens.log_in(address=ADDRESS, username=name, password=password)
        assert refused.value.code == "bad_login"
    assert not ApiToken.objects.exists()


def test_an_address_that_tries_too_often_waits_with_the_right_password_too() -> None:
    make_user(username="Mirela")
    for _ in range(5):
        with pytest.raises(GameError):
            tokens.log_in(address=ADDRESS, username="Mirela", password="wrong")
    with pytest.raises(GameError) as refused:
        tokens.log_in(address=ADDRESS, username="Mirela", password="pw")
    assert refused.value.code == "too_fast" and refused.value.retry_after
    assert tokens.log_in(address="10.99.0.1", username="Mirela", password="pw").token


def test_a_revoked_token_is_dead() -> None:
    issued = tokens.issue(make_user())
    caller = access_token(issued.token)
    assert caller is not None
    tokens.revoke(caller.pk)
    assert access_token(issued.token) is None


def test_a_token_plays_no_character_of_another_account() -> None:
    mine, other = make_character(), make_character()
    tokens.issue(owner_of(mine))
    with pytest.raises(GameError) as refused:
        tokens.choose(token=ApiToken.objects.get().pk, user=owner_of(mine).id, character=other.id)
    assert refused.value.code == "not_found" and ApiToken.objects.get().character_id == mine.pk
