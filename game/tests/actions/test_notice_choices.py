"""What players choose to hear about: kinds and channels, mail only to a verified address, and that choices are obeyed."""

import pytest
from allauth.account.models import EmailAddress
from django.db import IntegrityError, transaction

from accounts.models import User
from game.actions.actor import UserActor
from game.actions.notice_choices import choose_notices, stop_mail
from game.actions.notices import NewNotice, notify, notify_all
from game.models import Notice, NoticeChoice
from game.queries.notice_choices import choices_of
from game.rules.errors import GameError
from game.tests.make import make_character, make_user, owner_of

pytestmark = pytest.mark.django_db


def actor(user: User, key: str | None = None) -> UserActor:
    return UserActor(user.id, key)


def make_verified() -> User:
    user = make_user()
    EmailAddress.objects.create(user=user, email=f"{user.username}@example.org", verified=True, primary=True)
    return user


def test_a_choice_holds_until_the_next_one_and_other_kinds_stay() -> None:
    user = make_verified()
    assert set(choices_of(user.id).values()) == {"page"}
    choose_notices(actor(user), choices={"letter": "mail", "missions": "none"})
    answer = choose_notices(actor(user), choices={"letter": "none", "staff": "mail"})
    assert answer.choices == choices_of(user.id)
    assert {k: v for k, v in answer.choices.items() if v != "page"} == {"letter": "none", "missions": "none", "staff": "mail"}


def test_the_same_key_gets_the_first_answer_and_changes_nothing_again() -> None:
    user = make_user()
    first = choose_notices(actor(user, "key-00000001"), choices={"letter": "none"})
    choose_notices(actor(user), choices={"letter": "page"})
    assert choose_notices(actor(user, "key-00000001"), choices={"letter": "none"}) == first
    assert choices_of(user.id)["letter"] == "page"


@pytest.mark.parametrize(
    ("choices", "field"),
    [
        ({"letter": "pigeon"}, "letter"),
        ({"weather": "page"}, "choices"),
        ({"staff": "none"}, "staff"),
        ({"letter": "mail"}, "letter"),
    ],
)
def test_what_cannot_be_chosen_is_refused_by_name_and_nothing_changes(choices: dict[str, str], field: str) -> None:
    user = make_user()
    with pytest.raises(GameError) as refused:
        choose_notices(actor(user), choices={"missions": "none", **choices})
    assert (refused.value.code, refused.value.field) == ("invalid", field) and not NoticeChoice.objects.exists()


def test_the_refusal_of_mail_says_what_to_do() -> None:
    guest, user = make_user(is_guest=True), make_user()
    for who, way in ((guest, "Sign up"), (user, "account settings")):
        with pytest.raises(GameError, match=way):
            choose_notices(actor(who), choices={"letter": "mail"})


def test_mail_that_was_chosen_stays_chosen_when_the_address_is_lost() -> None:
    user = make_verified()
    choose_notices(actor(user), choices={"letter": "mail"})
    EmailAddress.objects.all().delete()
    assert choose_notices(actor(user), choices={"letter": "mail", "missions": "none"}).choices["letter"] == "mail"
    with pytest.raises(GameError):
        choose_notices(actor(user), choices={"raid_pays": "mail"})


def test_no_row_can_hide_what_the_staff_did() -> None:
    with pytest.raises(IntegrityError, match="notices_of_staff_are_always_shown"), transaction.atomic():
        NoticeChoice.objects.create(user=make_user(), kind="staff", channel="none")


def test_stopping_the_mails_twice_leaves_everything_on_the_page() -> None:
    user, other = make_verified(), make_verified()
    for each in (user, other):
        choose_notices(actor(each), choices={"letter": "mail", "staff": "mail", "missions": "none"})
    assert (stop_mail(user.id), stop_mail(user.id)) == (2, 0)
    assert {k: v for k, v in choices_of(user.id).items() if v != "page"} == {"missions": "none"}
    assert choices_of(other.id)["letter"] == "mail"


def test_a_kind_that_is_switched_off_is_not_written_and_takes_no_number() -> None:
    one, two = make_character(), make_character()
    choose_notices(actor(owner_of(one)), choices={"reward": "none"})
    assert notify_all([NewNotice(c.id, "reward", "You won.") for c in (one, two)]) == 1
    notify(one.id, "The staff did it.")
    assert list(Notice.objects.order_by("pk").values_list("character_id", "number", "kind")) == [
        (two.pk, 1, "reward"), (one.pk, 1, "staff"),
    ]  # fmt: skip
