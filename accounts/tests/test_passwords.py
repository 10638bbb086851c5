"""The password validator, through the forms that use it."""

import pytest
from django.test import Client

from accounts.models import User
from accounts.tests.make import PASSWORD, log_in, make_user, sign_up

pytestmark = pytest.mark.django_db
WEAK = [
    "4815162342", "8" * 12, "1234567890.1", "..........", "          ", "12 11 1987 05", "12.11.1987.", "+49 170 1234567",
    "\u0661\u0662\u0663\u0664\u0665\u0666\u0667\u0668\u0669\u0660", "4815\u00a0162\u200b342", "aaaaaaaaaaaa", "aAaAaAaAaA", "xyxyxyxyxyxy",
]  # fmt: skip


@pytest.mark.parametrize("password", WEAK)
def test_passwords_of_digits_dots_spaces_or_repeats_are_refused(password: str) -> None:
    answer = sign_up(Client(), "Mirela", password1=password)
    assert answer.context["form"].errors.keys() == {"password1"}
    assert not User.objects.exists()


@pytest.mark.parametrize("password", ["4815162342lost", "four unlike words", "12.11.1987 rain", "!?#%&()=*$§"])
def test_passwords_with_words_are_accepted(password: str) -> None:
    assert sign_up(Client(), "Mirela", password1=password).status_code == 302


def test_weak_passwords_are_refused_when_a_password_is_changed() -> None:
    user, client = make_user(), Client()
    log_in(client, user.username)
    for password in WEAK[:5]:
        form = {"oldpassword": PASSWORD, "password1": password, "password2": password}
        assert client.post("/accounts/password/change/", form, REMOTE_ADDR="10.0.0.1").context["form"].errors
    user.refresh_from_db()
    assert user.check_password(PASSWORD)
