"""Every event that ends the sessions of an account also revokes its API tokens."""

from collections.abc import Callable
from typing import Any

import pytest
from allauth.account.forms import default_token_generator
from allauth.account.utils import user_pk_to_url_str
from django.contrib.auth import authenticate
from django.test import Client

from accounts.actions.sessions import end_all
from accounts.models import User
from accounts.queries.rank import Rank
from accounts.tests.make import PASSWORD, log_in
from game.actions import staff_account, tokens
from game.models import ApiToken
from game.tests.api.talk import Program
from game.tests.make import make_character, make_user
from game.tests.staff import by as by_staff
from game.tests.staff import in_days, make_staff

pytestmark = pytest.mark.django_db
NEW = "quite other words now"


def reset_password(client: Client, user: User) -> None:
    key = default_token_generator.make_token(User.objects.get(pk=user.pk))
    stranger = Client()
    page = stranger.get(f"/accounts/password/reset/key/{user_pk_to_url_str(user)}-{key}/")
    answer = stranger.post(page["Location"], {"password1": NEW, "password2": NEW})
    assert answer.status_code == 302, answer.content.decode()


def expired_ban(client: Client, user: User) -> None:
    staff_account.ban(by_staff(make_staff(Rank.GAME_MASTER)), user=user.id, until=in_days(1))
    User.objects.filter(pk=user.pk).update(banned_until=in_days(-1))


def set_password(client: Client, user: User) -> None:
    user.set_password(NEW)
    user.save()


ENDINGS: dict[str, Callable[[Client, User], Any]] = {
    "change": lambda client, user: client.post(
        "/accounts/password/change/", {"oldpassword": PASSWORD, "password1": NEW, "password2": NEW}
    ),
    "reset": reset_password,
    "set_password": set_password,
    "ban": expired_ban,
    "end sessions by staff": lambda client, user: staff_account.end_sessions(
        by_staff(make_staff(Rank.MODERATOR)), user=user.id
    ),
    "log out everywhere": lambda client, user: client.post("/accounts/sessions/end-all/"),
    "log out the others": lambda client, user: client.post("/accounts/sessions/"),
}


@pytest.mark.parametrize("how", ENDINGS)
def test_all_tokens_and_all_other_sessions_end(how: str) -> None:
    user = make_user(password=PASSWORD)
    here, elsewhere, program = Client(), Client(), Program(make_character(user))
    for client in (here, elsewhere):
        log_in(client, user.username)
    assert program.get("dashboard").status == 200
    ENDINGS[how](here, user)
    assert program.get("dashboard").status == 401
    assert elsewhere.get("/accounts/data/").status_code == 302
    stays = how in ("change", "log out the others")
    assert here.get("/accounts/data/").status_code == (200 if stays else 302)


def test_a_token_from_before_a_password_change_is_invalid_even_if_its_row_is_left() -> None:
    """A token that is issued while the password changes can escape the deletion of the others."""
    user = make_user(password=PASSWORD)
    program = Program(make_character(user))
    set_password(Client(), user)
    assert ApiToken.objects.filter(user=user).exists() and program.get("dashboard").status == 401


def test_a_token_issued_for_a_password_check_from_before_the_end_of_all_sessions_is_invalid() -> None:
    user = make_user(password=PASSWORD)
    make_character(user)
    checked = authenticate(None, username=user.username, password=PASSWORD)
    end_all(User.objects.get(pk=user.pk))
    assert isinstance(checked, User)
    late = tokens.issue(checked)
    assert Program(token=late.token).get("dashboard").status == 401
