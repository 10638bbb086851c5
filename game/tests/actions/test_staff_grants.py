"""What one member of the staff may give alone, and how a second one confirms the rest."""

from collections.abc import Callable
from datetime import timedelta
from functools import partial

import pytest
from django.db import IntegrityError, transaction
from django.utils import timezone
from msgspec import Struct

from accounts.models import AuditEntry, User
from accounts.queries.rank import Rank
from game.actions import staff_goods
from game.actions.staff_action import StaffOutcome
from game.actions.staff_grants import confirm_grant, given_alone, refuse_grant
from game.content import catalogue
from game.models import Character, Notice, PendingGrant, Transfer
from game.rules.errors import GameError
from game.rules.staff_limits import ALONE_MAX, needs_second_person
from game.tests.make import make_character
from game.tests.staff import by, make_staff

pytestmark = pytest.mark.django_db
DEAR = max(catalogue().items.values(), key=lambda item: item.price)


@pytest.fixture
def asker() -> User:
    return make_staff(Rank.GAME_MASTER)


@pytest.fixture
def second() -> User:
    return make_staff(Rank.GAME_MASTER)


def gold_of(character: Character) -> int:
    return Character.objects.get(pk=character.pk).gold


class Asked(Struct, frozen=True):
    """A grant that waits for a second person."""

    waits: int


def grant(asker: User, character: Character, quantity: int) -> StaffOutcome:
    return staff_goods.grant_gold(by(asker, "the prize of the tournament"), character=character.id, quantity=quantity)


def ask(asker: User, character: Character) -> Asked:
    """A grant above the limit."""
    outcome = grant(asker, character, ALONE_MAX + 1)
    assert outcome.waits is not None
    return Asked(outcome.waits)


def refused(call: Callable[[], object]) -> str:
    with pytest.raises(GameError) as refusal:
        call()
    return refusal.value.code


@pytest.mark.parametrize(("worth", "given", "needs"), [
    (ALONE_MAX, 0, False), (ALONE_MAX + 1, 0, True), (1, ALONE_MAX, True), (0, ALONE_MAX, False), (600_000, 600_000, True),
])  # fmt: skip
def test_the_limit_counts_what_was_given_before(worth: int, given: int, needs: bool) -> None:
    assert needs_second_person(worth, given) == needs


def test_above_the_limit_nothing_is_given_until_another_confirms_and_the_audit_names_both(asker: User, second: User) -> None:
    character = make_character()
    asked = ask(asker, character)
    assert asked.waits and gold_of(character) == character.gold and not Notice.objects.exists()
    done = confirm_grant(by(second, "checked the bracket"), grant=asked.waits)
    after = Character.objects.get(pk=character.pk)
    assert (after.gold, after.gold_earned) == (character.gold + ALONE_MAX + 1, character.gold_earned)
    entries = AuditEntry.objects.filter(target=f"character:{character.pk}").order_by("pk")
    assert [(e.actor, e.action) for e in entries] == [(asker, "staff.grant_gold_asked"), (second, "staff.confirm_grant")]
    assert entries[1].detail["asked_by"] == asker.pk and entries[1].pk == done.audit
    assert Transfer.objects.get(reason="staff").reference == f"audit:{done.audit}"
    assert "the prize of the tournament" in Notice.objects.get().text
    grant = PendingGrant.objects.get()
    assert (grant.state, grant.decided_by) == ("granted", second)


def test_granted_items_count_at_their_shop_price(asker: User, second: User) -> None:
    character = make_character()
    many = ALONE_MAX // DEAR.price + 1
    asked = staff_goods.grant_item(by(asker), character=character.id, item=DEAR.slug, quantity=many)
    assert asked.waits and not character.holdings.filter(item=DEAR.slug).exists()
    confirm_grant(by(second), grant=asked.waits)
    assert sum(character.holdings.filter(item=DEAR.slug).values_list("quantity", flat=True)) == many
    alone = staff_goods.grant_item(by(second), character=character.id, item=DEAR.slug, quantity=1)
    assert alone.waits is None


def test_small_grants_add_up_to_the_limit(asker: User) -> None:
    for _ in range(4):
        assert grant(asker, make_character(), ALONE_MAX // 4).waits is None
    assert given_alone(asker) == ALONE_MAX
    assert grant(asker, make_character(), 1).waits
    assert staff_goods.grant_item(by(asker), character=make_character().id, item="cellar-draught", quantity=1).waits
    assert grant(make_staff(Rank.GAME_MASTER), make_character(), 1).waits is None


def test_confirmed_grants_and_grants_older_than_a_day_do_not_count(
    asker: User, second: User, monkeypatch: pytest.MonkeyPatch
) -> None:
    confirm_grant(by(second), grant=ask(asker, make_character()).waits)
    assert given_alone(asker) == given_alone(second) == 0
    grant(asker, make_character(), 5)
    later = timezone.now() + timedelta(hours=25)
    monkeypatch.setattr("game.actions.staff_grants.timezone.now", lambda: later)
    assert given_alone(asker) == 0


@pytest.mark.parametrize("rank", [r for r in Rank if r >= Rank.GAME_MASTER])
def test_no_rank_confirms_its_own_grant(rank: Rank) -> None:
    asker, character = make_staff(rank), make_character()
    asked = ask(asker, character)
    assert refused(lambda: confirm_grant(by(asker), grant=asked.waits)) == "forbidden"
    assert gold_of(character) == character.gold
    grant = PendingGrant.objects.get()
    with pytest.raises(IntegrityError, match="nobody_confirms_their_own_grant"), transaction.atomic():
        PendingGrant.objects.filter(pk=grant.pk).update(state="granted", decided_by=asker)


@pytest.mark.parametrize("rank", [Rank.PLAYER, Rank.MODERATOR])
def test_a_lower_rank_neither_confirms_nor_refuses_a_grant(asker: User, rank: Rank) -> None:
    asked = ask(asker, make_character())
    for verb in (confirm_grant, refuse_grant):
        assert refused(partial(verb, by(make_staff(rank)), grant=asked.waits)) == "forbidden"


def test_the_receiver_does_not_confirm_a_grant() -> None:
    receiver = make_staff(Rank.GAME_MASTER)
    asked = ask(make_staff(Rank.ADMINISTRATOR), make_character(receiver))
    assert refused(lambda: confirm_grant(by(receiver), grant=asked.waits)) == "forbidden"
    assert refused(lambda: confirm_grant(by(make_staff(Rank.GAME_MASTER)), grant=asked.waits)) == "forbidden"
    confirm_grant(by(make_staff(Rank.ADMINISTRATOR)), grant=asked.waits)


@pytest.mark.parametrize("lost", [{"is_staff": False}, {"is_active": False}, {"banned_until": "soon"}, "rank"])
def test_the_grant_of_a_former_staff_member_is_not_given(asker: User, second: User, lost: dict[str, object] | str) -> None:
    asked = ask(asker, make_character())
    if isinstance(lost, str):
        asker.groups.clear()
    else:
        fields = {n: timezone.now() + timedelta(days=1) if v == "soon" else v for n, v in lost.items()}
        User.objects.filter(pk=asker.pk).update(**fields)
    assert refused(lambda: confirm_grant(by(second), grant=asked.waits)) == "forbidden"
    refuse_grant(by(second), grant=asked.waits)


def test_a_grant_is_decided_once_and_a_form_sent_twice_decides_once(asker: User, second: User) -> None:
    character = make_character()
    asked = ask(asker, character)
    first = confirm_grant(by(second, key="same-form-1"), grant=asked.waits)
    again = confirm_grant(by(second, key="same-form-1"), grant=asked.waits)
    assert again.again and again.audit == first.audit
    for verb in (confirm_grant, refuse_grant):
        assert refused(partial(verb, by(make_staff(Rank.GAME_MASTER)), grant=asked.waits)) == "nothing_to_do"
    assert gold_of(character) == character.gold + ALONE_MAX + 1


def test_a_form_sent_twice_stores_one_pending_grant(asker: User) -> None:
    character = make_character()
    for number in range(2):
        done = staff_goods.grant_gold(by(asker, key="same-form-1"), character=character.id, quantity=ALONE_MAX + 1)
        assert done.again == (number == 1) and done.waits == PendingGrant.objects.get().pk


def test_the_person_who_asked_may_refuse_the_grant_and_nothing_is_given(asker: User, second: User) -> None:
    character = make_character()
    asked = ask(asker, character)
    refuse_grant(by(asker), grant=asked.waits)
    assert refused(lambda: confirm_grant(by(second), grant=asked.waits)) == "nothing_to_do"
    assert gold_of(character) == character.gold and PendingGrant.objects.get().state == "refused"


def test_after_three_days_a_grant_has_expired(asker: User, second: User) -> None:
    asked = ask(asker, make_character())
    PendingGrant.objects.update(expires_at=timezone.now() - timedelta(seconds=1))
    assert refused(lambda: confirm_grant(by(second), grant=asked.waits)) == "nothing_to_do"


def test_a_grant_that_does_not_exist_is_not_found(second: User) -> None:
    for verb in (confirm_grant, refuse_grant):
        assert refused(partial(verb, by(second), grant=99_999_999)) == "not_found"
    assert not AuditEntry.objects.exists()


def test_an_item_that_has_left_the_catalogue_is_not_given(asker: User, second: User) -> None:
    asked = ask(asker, make_character())
    PendingGrant.objects.update(asset="no-such-thing")
    assert refused(lambda: confirm_grant(by(second), grant=asked.waits)) == "invalid"
