"""Who may act on whom, with which reason, and how often."""

from collections.abc import Callable

import pytest

from accounts.models import AuditEntry, User
from accounts.queries.rank import Rank, rank_of
from game.actions import staff_account, staff_goods
from game.actions.reversal import reverse
from game.actions.staff_action import StaffActor, StaffOutcome
from game.models import Character, Notice, Transfer
from game.rules.errors import GameError
from game.tests.make import make_character
from game.tests.staff import by, in_days, make_staff

pytestmark = pytest.mark.django_db


Act = Callable[[StaffActor, User, Character, Transfer], StaffOutcome]
VERBS: dict[str, tuple[Rank, Act]] = {
    "grant_gold": (Rank.GAME_MASTER, lambda s, u, c, t: staff_goods.grant_gold(s, character=c.id, quantity=5)),
    "grant_item": (
        Rank.GAME_MASTER,
        lambda s, u, c, t: staff_goods.grant_item(s, character=c.id, item="cellar-draught", quantity=1),
    ),
    "take_gold": (Rank.GAME_MASTER, lambda s, u, c, t: staff_goods.take_gold(s, character=c.id, quantity=5)),
    "take_item": (
        Rank.GAME_MASTER,
        lambda s, u, c, t: staff_goods.take_item(s, character=c.id, holding=c.holdings.all()[0].id, quantity=1),
    ),
    "reverse": (Rank.GAME_MASTER, lambda s, u, c, t: reverse(s, transfer=t.pk, whole=False)),
    "restore": (Rank.GAME_MASTER, lambda s, u, c, t: _restore(s, c)),
    "ban": (Rank.MODERATOR, lambda s, u, c, t: staff_account.ban(s, user=u.id, until=in_days(1))),
    "unban": (Rank.MODERATOR, lambda s, u, c, t: _unban(s, u)),
    "mute": (Rank.MODERATOR, lambda s, u, c, t: staff_account.mute(s, user=u.id, until=in_days(1))),
    "unmute": (Rank.MODERATOR, lambda s, u, c, t: _unmute(s, u)),
    "end_sessions": (Rank.MODERATOR, lambda s, u, c, t: staff_account.end_sessions(s, user=u.id)),
    "set_rank": (Rank.ADMINISTRATOR, lambda s, u, c, t: _set_rank(s, u)),
}


def _restore(s: StaffActor, c: Character) -> StaffOutcome:
    Character.objects.filter(pk=c.pk).update(deleted_at=in_days(-1))
    return staff_account.restore(s, character=c.id)


def _unban(s: StaffActor, u: User) -> StaffOutcome:
    User.objects.filter(pk=u.pk).update(banned_until=in_days(1))
    return staff_account.unban(s, user=u.id)


def _unmute(s: StaffActor, u: User) -> StaffOutcome:
    User.objects.filter(pk=u.pk).update(muted_until=in_days(1))
    return staff_account.unmute(s, user=u.id)


def _set_rank(s: StaffActor, u: User) -> StaffOutcome:
    return staff_account.set_rank(s, user=u.id, rank="player" if rank_of(u) else "moderator")


@pytest.mark.parametrize("verb", VERBS)
@pytest.mark.parametrize("target_rank", Rank, ids=lambda r: f"on_{r.name}")
@pytest.mark.parametrize("actor_rank", Rank, ids=lambda r: f"by_{r.name}")
def test_staff_act_only_on_lower_ranks_and_within_their_own_rank(actor_rank: Rank, target_rank: Rank, verb: str) -> None:
    actor, target = make_staff(actor_rank), make_staff(target_rank)
    character = make_character(target, gold=10)
    movement = Transfer.objects.filter(asset="gold", destination=f"character:{character.pk}").latest("pk")
    least, act = VERBS[verb]
    if actor_rank >= least and actor_rank > target_rank:
        done = act(by(actor), target, character, movement)
        entry = AuditEntry.objects.get(pk=done.audit)
        assert (entry.actor, entry.action, entry.reason) == (actor, f"staff.{verb}", "a good reason")
        assert Notice.objects.filter(character=character, text__contains="a good reason").count() == 1
    else:
        with pytest.raises(GameError) as refusal:
            act(by(actor), target, character, movement)
        assert refusal.value.code == "forbidden"
        assert not AuditEntry.objects.exists() and not Notice.objects.exists()


@pytest.mark.parametrize("rank", [r for r in Rank if r >= Rank.MODERATOR])
def test_staff_do_not_act_on_themselves(rank: Rank) -> None:
    actor = make_staff(rank)
    with pytest.raises(GameError) as refusal:
        staff_account.set_rank(by(actor), user=actor.id, rank="superuser")
    assert refusal.value.code == "forbidden"
    character = make_character(actor)
    with pytest.raises(GameError):
        staff_goods.grant_gold(by(actor), character=character.id, quantity=5)
    assert rank_of(User.objects.get(pk=actor.pk)) == rank


@pytest.mark.parametrize("given", Rank, ids=lambda r: f"gives_{r.name}")
@pytest.mark.parametrize("actor_rank", Rank, ids=lambda r: f"by_{r.name}")
def test_staff_give_only_ranks_below_their_own_and_superusers_give_any(actor_rank: Rank, given: Rank) -> None:
    actor, target = make_staff(actor_rank), make_staff(Rank.MODERATOR if given == Rank.PLAYER else Rank.PLAYER)
    before = rank_of(target)
    allowed = actor_rank == Rank.SUPERUSER or (actor_rank == Rank.ADMINISTRATOR and given < Rank.ADMINISTRATOR)
    try:
        staff_account.set_rank(by(actor), user=target.id, rank=given.name.lower())
    except GameError as refusal:
        assert refusal.code == "forbidden" and not allowed
        assert rank_of(User.objects.get(pk=target.pk)) == before
    else:
        assert allowed
        after = User.objects.get(pk=target.pk)
        assert rank_of(after) == given and after.is_staff == (given > Rank.PLAYER)
        assert after.is_superuser == (given == Rank.SUPERUSER)


@pytest.mark.parametrize("lost", [{"is_staff": False}, {"is_active": False}, {"banned_until": "soon"}])
def test_a_former_inactive_or_banned_staff_member_is_refused(lost: dict[str, object]) -> None:
    actor, character = make_staff(Rank.ADMINISTRATOR), make_character()
    fields = {name: in_days(1) if value == "soon" else value for name, value in lost.items()}
    User.objects.filter(pk=actor.pk).update(**fields)
    with pytest.raises(GameError) as refusal:
        staff_goods.grant_gold(by(actor), character=character.id, quantity=5)
    assert refusal.value.code == "forbidden"


@pytest.mark.parametrize("reason", ["", "  ", "ab", " a   ", "\0\0\0\0", "x" * 301])
def test_without_a_reason_nothing_is_done(reason: str) -> None:
    actor, character = make_staff(Rank.GAME_MASTER), make_character()
    with pytest.raises(GameError) as refusal:
        staff_goods.grant_gold(by(actor, reason), character=character.id, quantity=5)
    assert (refusal.value.code, refusal.value.field) == ("invalid", "reason")
    assert not AuditEntry.objects.exists()


def test_a_form_that_is_sent_twice_acts_once() -> None:
    actor, character = make_staff(Rank.GAME_MASTER), make_character()
    first = staff_goods.grant_gold(by(actor, key="same-form-1"), character=character.id, quantity=5)
    second = staff_goods.grant_gold(by(actor, key="same-form-1"), character=character.id, quantity=5)
    assert second.again and second.audit == first.audit and not first.again
    assert Character.objects.get(pk=character.pk).gold == character.gold + 5
    assert Notice.objects.count() == 1


def test_a_repeated_form_that_took_all_gold_gets_its_first_outcome() -> None:
    actor, character = make_staff(Rank.GAME_MASTER), make_character()
    for _ in range(2):
        staff_goods.take_gold(by(actor, key="same-form-1"), character=character.id, quantity=character.gold)
    assert Character.objects.get(pk=character.pk).gold == 0


@pytest.mark.parametrize("change", ["quantity", "reason", "character", "actor"])
def test_a_key_that_was_used_with_other_values_is_refused(change: str) -> None:
    actor, character, other = make_staff(Rank.GAME_MASTER), make_character(), make_character()
    staff_goods.grant_gold(by(actor, key="same-form-1"), character=character.id, quantity=5)
    again = {
        "quantity": (by(actor, key="same-form-1"), character, 6),
        "reason": (by(actor, "another reason", key="same-form-1"), character, 5),
        "character": (by(actor, key="same-form-1"), other, 5),
        "actor": (by(make_staff(Rank.GAME_MASTER), key="same-form-1"), character, 5),
    }[change]
    with pytest.raises(GameError) as refusal:
        staff_goods.grant_gold(again[0], character=again[1].id, quantity=again[2])
    assert refusal.value.code == "key_reused"
    assert Transfer.objects.filter(reason="staff").count() == 1
