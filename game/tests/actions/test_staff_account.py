"""Bans, mutes, sessions, and characters that come back."""

from collections.abc import Callable
from datetime import timedelta

import pytest
from django.utils import timezone

from accounts.actions.erase import erase
from accounts.models import User
from accounts.queries.rank import Rank
from game.actions import staff_account
from game.actions.sanctions import FOR_GOOD
from game.actions.staff_action import StaffOutcome
from game.models import ApiToken, Character, Notice
from game.rules.errors import GameError
from game.tests.make import make_character, make_user, owner_of
from game.tests.staff import by, in_days, make_staff

pytestmark = pytest.mark.django_db


def test_a_ban_logs_out_everywhere_and_tells_until_when_and_why() -> None:
    actor, character = make_staff(Rank.MODERATOR), make_character()
    ApiToken.objects.create(user=owner_of(character), digest="0" * 64, expires_at=in_days(1))
    staff_account.ban(by(actor, "insults in chat"), user=owner_of(character).id, until=in_days(2))
    user = User.objects.get(pk=owner_of(character).pk)
    assert user.is_banned and user.ban_reason == "insults in chat"
    assert not ApiToken.objects.exists()
    assert "suspended until" in Notice.objects.get(character=character).text


def test_moderators_ban_for_a_week_at_the_most_and_do_not_touch_longer_bans() -> None:
    moderator, master, user = make_staff(Rank.MODERATOR), make_staff(Rank.GAME_MASTER), make_user()
    with pytest.raises(GameError) as refusal:
        staff_account.ban(by(moderator), user=user.id, until=in_days(8))
    assert refusal.value.code == "forbidden"
    staff_account.ban(by(moderator), user=user.id, until=in_days(7))
    staff_account.ban(by(master), user=user.id, until=FOR_GOOD)
    attempts: list[Callable[[], StaffOutcome]] = [
        lambda: staff_account.ban(by(moderator), user=user.id, until=in_days(1)),
        lambda: staff_account.unban(by(moderator), user=user.id),
    ]
    for act in attempts:
        with pytest.raises(GameError) as refusal:
            act()
        assert refusal.value.code == "forbidden"
    assert User.objects.get(pk=user.pk).banned_until == FOR_GOOD


@pytest.mark.parametrize("verb", [staff_account.ban, staff_account.mute])
@pytest.mark.parametrize("days", [-1, 0])
def test_a_ban_or_mute_until_a_past_moment_is_refused(verb: Callable[..., StaffOutcome], days: float) -> None:
    with pytest.raises(GameError) as refusal:
        verb(by(make_staff(Rank.GAME_MASTER)), user=make_user().pk, until=in_days(days))
    assert refusal.value.code == "invalid" and refusal.value.field == "until"


@pytest.mark.parametrize("verb", [staff_account.unban, staff_account.unmute])
def test_lifting_a_ban_or_mute_that_does_not_exist_is_refused(verb: Callable[..., StaffOutcome]) -> None:
    with pytest.raises(GameError) as refusal:
        verb(by(make_staff(Rank.MODERATOR)), user=make_user().pk)
    assert refusal.value.code == "nothing_to_do"


def test_a_mute_is_set_and_lifted() -> None:
    actor, user = make_staff(Rank.MODERATOR), make_user()
    staff_account.mute(by(actor), user=user.id, until=in_days(1))
    assert User.objects.get(pk=user.pk).is_muted
    staff_account.unmute(by(actor), user=user.id)
    assert not User.objects.get(pk=user.pk).is_muted


def test_a_guest_cannot_become_staff() -> None:
    with pytest.raises(GameError) as refusal:
        staff_account.set_rank(by(make_staff(Rank.SUPERUSER)), user=make_user(is_guest=True).id, rank="moderator")
    assert refusal.value.code == "invalid"


@pytest.mark.parametrize(("rank", "hours", "comes_back"), [
    (Rank.GAME_MASTER, 71, True), (Rank.GAME_MASTER, 73, False), (Rank.ADMINISTRATOR, 1000, True),
])  # fmt: skip
def test_deleted_characters_come_back_within_72_hours_and_later_by_administrators(
    rank: Rank, hours: int, comes_back: bool
) -> None:
    character = make_character()
    Character.objects.filter(pk=character.pk).update(deleted_at=timezone.now() - timedelta(hours=hours))
    try:
        staff_account.restore(by(make_staff(rank)), character=character.id)
    except GameError as refusal:
        assert refusal.code == "not_found" and not comes_back
    assert (Character.objects.get(pk=character.pk).deleted_at is None) == comes_back


def test_a_character_of_an_erased_account_does_not_come_back() -> None:
    character = make_character()
    Character.objects.filter(pk=character.pk).update(deleted_at=in_days(-1), user=None)
    with pytest.raises(GameError) as refusal:
        staff_account.restore(by(make_staff(Rank.ADMINISTRATOR)), character=character.id)
    assert refusal.value.code == "not_found"


def test_a_character_is_not_restored_to_an_account_with_three() -> None:
    user = make_user()
    gone, *_ = [make_character(user) for _ in range(3)]
    Character.objects.filter(pk=gone.pk).update(deleted_at=in_days(-1))
    make_character(user)
    with pytest.raises(GameError) as refusal:
        staff_account.restore(by(make_staff(Rank.ADMINISTRATOR)), character=gone.id)
    assert refusal.value.code == "too_many_characters"


@pytest.mark.parametrize("verb", ["ban", "mute", "end_sessions"])
def test_staff_do_not_act_on_an_erased_account(verb: str) -> None:
    user = make_user()
    erase(user_id=user.pk)
    until = {} if verb == "end_sessions" else {"until": in_days(2)}
    with pytest.raises(GameError) as refusal:
        getattr(staff_account, verb)(by(make_staff(Rank.MODERATOR)), user=user.pk, **until)
    assert refusal.value.code == "not_found"
