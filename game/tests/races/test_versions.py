"""Between the reading and the writing of a hunt, or of a hit in a raid, each other action of the character happens. The battle or
hit that is written fits the state before or after that action, never a mixture of both. The twin locks without changing the
version."""

import importlib
import inspect
import pkgutil
import threading
from collections.abc import Callable
from datetime import timedelta
from typing import Any

import msgspec
import pytest
from django.db import connections
from django.utils import timezone
from msgspec import Struct

from accounts.actions.erase import erase
from accounts.queries.rank import Rank
from game import actions
from game.actions import character as characters
from game.actions import drafts, friends, letter_goods, locking, mail, staff_goods
from game.actions import hunt as hunting
from game.actions.chat import take_back
from game.actions.chat_rooms import open_private
from game.actions.fairness import reveal_seed
from game.actions.forge import craft, repair, repair_all, upgrade
from game.actions.hunt_series import hunt_series
from game.actions.inventory import equip, unequip, use
from game.actions.letter_return import return_unclaimed
from game.actions.missions import claim, deal
from game.actions.notices import notify, put_away
from game.actions.optimistic_action import OptimisticContext
from game.actions.player_action import ActionContext, Actor
from game.actions.raid_reminder import forget_reminder, remind
from game.actions.report import report, report_letter
from game.actions.reversal import reverse
from game.actions.shop import Portion, buy, sell, sell_if_sure
from game.actions.staff_action import StaffActor
from game.actions.stats import ask_for_stats
from game.actions.titles import wear_title
from game.content import catalogue
from game.content.raid_windows import windows_after
from game.models import Battle, Character, DailyMission, DiceSeed, Holding, Notice, RaidHit, Transfer
from game.models.ids import CharacterId, HoldingId, LetterId, RaidId
from game.queries.battle import inputs_of, verdict
from game.queries.characters import seen
from game.queries.dice_seed import server_seed_of
from game.queries.hunt import hunt_snapshot
from game.queries.raid_hit import hit_snapshot
from game.queries.sheet import derived, loadout_of, worn_by
from game.rules.dice import Dice
from game.rules.errors import GameError
from game.rules.mail import GOODS_LEVEL, RETURN_DAYS
from game.rules.raid import resolve_hit
from game.rules.raid_hit import HitInputs, HitOutcome, Striker
from game.rules.sheet import Sheet, sheet_of
from game.tests.chat import make_private_room, make_talker, say_in
from game.tests.friends import make_friends
from game.tests.letters import WORDS, id_of, make_letter
from game.tests.make import by, give, held, make_character, owner_of
from game.tests.races.together import DRAUGHT, two_weapons
from game.tests.raids import make_raid, strike
from game.tests.staff import by as by_staff
from game.tests.staff import make_staff
from vvw_site.foundation.database.statement import Statement

pytestmark = pytest.mark.django_db(transaction=True)
RECIPE = "two-from-the-cellar"


class Ids(Struct, frozen=True):
    """What the hunter of the tests holds and was given."""

    worn: HoldingId
    other: HoldingId
    draught: HoldingId
    task: int
    gift: int
    notice: int
    friend: CharacterId
    received: LetterId
    sent: LetterId
    plain: LetterId
    raid: RaidId


Act = Callable[[Character, Ids], object]


def by_master() -> StaffActor:
    return by_staff(make_staff(Rank.GAME_MASTER))


ACTIONS: dict[str, Act] = {
    "reveal_seed": lambda c, has: reveal_seed(by(c)),
    "report": lambda c, has: report(by(c), target=f"profile:{has.friend}", reason="cheat", remark=""),
    "report_letter": lambda c, has: report_letter(by(c), letter=a_letter_to(c), reason="spam", remark=""),
    "equip": lambda c, has: equip(by(c), holding=has.other),
    "unequip": lambda c, has: unequip(by(c), holding=has.worn),
    "use": lambda c, has: use(by(c), holding=has.draught),
    "sell": lambda c, has: sell(by(c), portions=[Portion(has.other, 1)]),
    "sell_if_sure": lambda c, has: sell_if_sure(by(c), portions=[Portion(has.draught, 1)], sure=""),
    "buy": lambda c, has: buy(by(c), item=DRAUGHT, quantity=1),
    "craft": lambda c, has: craft(by(c), recipe=RECIPE),
    "upgrade": lambda c, has: upgrade(by(c), holding=has.worn),
    "repair": lambda c, has: repair(by(c), holding=has.worn),
    "repair_all": lambda c, has: repair_all(by(c)),
    "spend_points": lambda c, has: characters.spend_points(by(c), points={"str": 5}),
    "choose_loadout": lambda c, has: characters.choose_loadout(by(c), skills=[]),
    "claim": lambda c, has: claim(by(c), task=has.task),
    "put_away": lambda c, has: put_away(by(c), notices=[has.notice]),
    "send_letter": lambda c, has: mail.send(by(c), to=has.friend, items=[Portion(has.other, 1)], **WORDS),
    "send_letter_if_sure": lambda c, has: mail.send_if_sure(
        by(c), to=has.friend, gold=0, items=[], answers=has.plain, sure="", **WORDS
    ),
    "read_letter": lambda c, has: mail.mark_read(by(c), letter=has.plain),
    "delete_letter": lambda c, has: mail.delete(by(c), letter=has.plain),
    "claim_letter": lambda c, has: letter_goods.claim(by(c), letter=has.received),
    "take_back_letter": lambda c, has: letter_goods.take_back(by(c), letter=has.sent),
    "a letter of another": lambda c, has: mail.send(Actor(has.friend), to=c.id, gold=5, **WORDS),
    "the return of a letter": lambda c, has: return_unclaimed(timezone.now() + timedelta(days=RETURN_DAYS)),
    "raid_hit": lambda c, has: strike(c, has.raid),
    "remind_of_raid": lambda c, has: remind(by(c), window=next_window()),
    "forget_raid_reminder": lambda c, has: forget_reminder(by(c), window=next_window()),
    "ask_for_stats": lambda c, has: ask_for_stats(by(c)),
    "wear_title": lambda c, has: wear_title(by(c), title=""),
    "ask_friend": lambda c, has: friends.ask(by(c), to=has.friend, kind="friend"),
    "accept_friend": lambda c, has: friends.accept(by(c), asker=asker_of(c), kind="friend"),
    "decline_friend": lambda c, has: friends.decline(by(c), asker=asker_of(c), kind="friend"),
    "take_back_friend_request": lambda c, has: friends.take_back(by(c), asked=asked_by(c), kind="friend"),
    "end_friendship": lambda c, has: friends.end(by(c), other=friend_of(c), kind="friend"),
    "keep_draft": lambda c, has: drafts.keep(by(c), draft=None, to="", subject="", text="Dear"),
    "throw_draft_away": lambda c, has: drafts.throw_away(by(c), draft=a_draft_of(c)),
    "open_private_room": lambda c, has: open_private(by(c), to=has.friend),
    "take_back_message": lambda c, has: take_back(by(c), message=a_message_of(c)),
    "another hunt": lambda c, has: hunting.hunt(by(c), place="old-mill"),
    "hunt_series": lambda c, has: hunt_series(by(c), place="old-mill", times=3),
    "let_go": lambda c, has: characters.let_go(by(c)),
    "erase": lambda c, has: erase(user_id=owner_of(c).id),
    "grant_item": lambda c, has: staff_goods.grant_item(by_master(), character=c.id, item=DRAUGHT, quantity=1),
    "take_item": lambda c, has: staff_goods.take_item(by_master(), character=c.id, holding=has.worn, quantity=1),
    "reverse": lambda c, has: reverse(by_master(), transfer=has.gift, whole=False),
}
GONE = {"let_go", "erase"}


def next_window() -> int:
    return windows_after(timezone.now(), 1)[0].number


def lock_without_a_new_version(monkeypatch: pytest.MonkeyPatch) -> None:
    returned = locking._LOCK_ONE.text.partition("RETURNING ")[2]
    where = "FROM game_character c WHERE c.id = %(character)s AND c.deleted_at IS NULL FOR UPDATE"
    monkeypatch.setattr(locking, "_LOCK_ONE", Statement(f"SELECT {returned} {where}", locking._SHAPE))


def a_letter_to(character: Character) -> LetterId:
    return id_of(make_letter(make_character(), character))


def asker_of(character: Character) -> CharacterId:
    asker = make_character()
    friends.ask(by(asker), to=character.id, kind="friend")
    return asker.id


def asked_by(character: Character) -> CharacterId:
    asked = make_character()
    friends.ask(by(character), to=asked.id, kind="friend")
    return asked.id


def friend_of(character: Character) -> CharacterId:
    friend = make_character()
    make_friends(friend, character)
    return friend.id


def a_draft_of(character: Character) -> int:
    return drafts.keep(by(character), draft=None, to="", subject="", text="Dear").draft


def a_message_of(character: Character) -> int:
    return say_in(make_private_room(character, make_talker()), character).id


class FightState(Struct, frozen=True):
    """What a battle is fought with, but for the health, which comes back with time."""

    sheet: Sheet
    commit: str


def state_of(character: Character) -> FightState:
    now = seen(character.id)
    sheet = sheet_of(now.name, now.level, now.hp, derived(now, worn_by(now).values()), loadout_of(now))
    return FightState(msgspec.structs.replace(sheet, hp=0), DiceSeed.objects.get(character=now, revealed_at=None).commit)


def fought_with(battle: Battle) -> FightState:
    return FightState(msgspec.structs.replace(inputs_of(battle).hunter, hp=0), battle.seed.commit)


def a_hunter() -> tuple[Character, Ids]:
    """Somebody for whom each of the actions has something to do."""
    character, friend = make_character(level=GOODS_LEVEL), make_character(level=GOODS_LEVEL)
    one, other = two_weapons(character)
    equip(by(character), holding=one.id)
    Holding.objects.filter(pk=other.pk).update(upgrade=1)  # so that wearing it changes the sheet
    give(character, "gold", 5_000)
    for need in catalogue().recipes[RECIPE].needs:
        give(character, need.item, need.quantity)
    task = deal(character, timezone.now())[0]
    DailyMission.objects.filter(pk=task.pk).update(progress=task.target)
    notify(character.id, "news")
    received = mail.send(by(friend), to=character.id, gold=5, **WORDS)
    sent = mail.send(by(character), to=friend.id, gold=5, **WORDS)
    plain = mail.send(by(friend), to=character.id, **WORDS)
    gift = Transfer.objects.filter(asset="gold", reason="test").latest("pk")
    Character.objects.filter(pk=character.pk).update(unspent=5, hp=120, hp_at=timezone.now(), hunts=20)
    return character, Ids(
        worn=one.id, other=other.id, task=task.pk, draught=held(character, DRAUGHT).id, gift=gift.pk,
        notice=Notice.objects.filter(character=character)[0].pk, friend=friend.id,
        received=LetterId(received.letter), sent=LetterId(sent.letter), plain=LetterId(plain.letter),
        raid=make_raid(),
    )  # fmt: skip


def in_between(monkeypatch: pytest.MonkeyPatch, read: Callable[..., Any], where: str, act: Callable[[], Any]) -> None:
    """The next call of `read` through the name `where` returns when the other action has begun and committed."""

    def read_and_let_act(*args: Any) -> Any:
        monkeypatch.setattr(where, read)
        found, failed = read(*args), []

        def run() -> None:
            try:
                act()
            except Exception as error:
                failed.append(error)
            finally:
                connections.close_all()

        thread = threading.Thread(target=run)
        thread.start()
        thread.join(20)
        assert not failed, failed
        return found

    monkeypatch.setattr(where, read_and_let_act)


def hunt_while(monkeypatch: pytest.MonkeyPatch, character: Character, act: Callable[[], Any]) -> None:
    """A hunt that has read what it needs when the other action begins, and writes when that one has committed."""
    in_between(monkeypatch, hunt_snapshot, "game.actions.hunt.hunt_snapshot", act)
    hunting.hunt(by(character), place="old-mill")


class HitState(Struct, frozen=True):
    """What a hit is struck with, but for the health."""

    hunter: Striker
    commit: str


def hit_state_of(character: Character, raid: RaidId) -> HitState:
    read = hit_snapshot(seen(character.id), raid, timezone.now())
    assert read.inputs is not None
    return HitState(msgspec.structs.replace(read.inputs.hunter, hp=0), read.commit)


def struck_with(row: RaidHit) -> HitState:
    inputs = msgspec.convert(row.inputs, HitInputs)
    return HitState(msgspec.structs.replace(inputs.hunter, hp=0), row.seed.commit)


def hit_while(monkeypatch: pytest.MonkeyPatch, character: Character, raid: RaidId, act: Callable[[], Any]) -> None:
    """As hunt_while, for a hit."""
    in_between(monkeypatch, hit_snapshot, "game.actions.raid_hit.hit_snapshot", act)
    strike(character, raid)


@pytest.mark.parametrize("name", ACTIONS)
def test_a_battle_fits_the_state_before_or_after_the_other_action(monkeypatch: pytest.MonkeyPatch, name: str) -> None:
    character, has = a_hunter()
    states = [state_of(character)]
    fought = Battle.objects.filter(character=character)

    def act() -> None:
        ACTIONS[name](character, has)
        if name not in GONE:
            states.append(state_of(character))

    if name in GONE:
        with pytest.raises(GameError) as refused:
            hunt_while(monkeypatch, character, act)
        assert refused.value.code == "not_found" and not fought.exists()
        return
    hunt_while(monkeypatch, character, act)
    battle = fought.latest("pk")
    assert len(states) == 2 and fought_with(battle) in states
    assert battle.seed.revealed_at is None and verdict(battle, sealed_too=True).state == "true"


@pytest.mark.parametrize("name", ACTIONS)
def test_a_hit_fits_the_state_before_or_after_the_other_action(monkeypatch: pytest.MonkeyPatch, name: str) -> None:
    character, has = a_hunter()
    states = [hit_state_of(character, has.raid)]
    struck = RaidHit.objects.filter(character=character)

    def act() -> None:
        ACTIONS[name](character, has)
        if name == "another hunt":  # a lost one would leave too little health to hit
            Character.objects.filter(pk=character.pk).update(hp=120)
        if name not in GONE:
            states.append(hit_state_of(character, has.raid))

    if name in GONE:
        with pytest.raises(GameError) as refused:
            hit_while(monkeypatch, character, has.raid, act)
        assert refused.value.code == "not_found" and not struck.exists()
        return
    hit_while(monkeypatch, character, has.raid, act)
    row = struck.latest("nonce")
    assert len(states) == 2 and struck_with(row) in states and row.seed.revealed_at is None
    dice = Dice(server_seed_of(row.seed), row.seed.client_seed, row.nonce)
    assert resolve_hit(msgspec.convert(row.inputs, HitInputs), dice) == HitOutcome(row.outcome, row.damage, row.lost)  # type: ignore[arg-type]
    now = Character.objects.get(pk=character.pk)
    fought = Battle.objects.filter(character=character).count()
    assert (now.raid_hits, DiceSeed.objects.get(character=now, revealed_at=None).next_nonce) == (
        struck.count(), struck.filter(seed=row.seed).count() + fought,
    )  # fmt: skip


@pytest.mark.parametrize("name", ["reveal_seed", "equip", "unequip"])
def test_twin_with_a_lock_that_does_not_change_the_version_a_hit_fits_no_state(
    monkeypatch: pytest.MonkeyPatch, name: str
) -> None:
    lock_without_a_new_version(monkeypatch)
    character, has = a_hunter()
    states = []

    def act() -> None:
        ACTIONS[name](character, has)
        states.append(hit_state_of(character, has.raid))

    hit_while(monkeypatch, character, has.raid, act)
    assert struck_with(RaidHit.objects.get(character=character)) not in states


@pytest.mark.parametrize("name", ["reveal_seed", "equip", "unequip"])
def test_twin_with_a_lock_that_does_not_change_the_version_a_battle_fits_no_state(
    monkeypatch: pytest.MonkeyPatch, name: str
) -> None:
    lock_without_a_new_version(monkeypatch)
    character, has = a_hunter()
    states = []

    def act() -> None:
        ACTIONS[name](character, has)
        states.append(state_of(character))

    hunt_while(monkeypatch, character, act)
    assert fought_with(Battle.objects.get(character=character)) not in states


def test_every_player_action_is_tested_against_a_hunt_and_a_hit() -> None:
    found = set()
    for module in pkgutil.iter_modules(actions.__path__, f"{actions.__name__}."):
        for verb in vars(importlib.import_module(module.name)).values():
            wrapped = getattr(verb, "__wrapped__", None)
            if wrapped and next(iter(inspect.get_annotations(wrapped).values()), None) in (ActionContext, OptimisticContext):
                found.add(verb.stored_as.name)
    assert found - {"hunt"} <= set(ACTIONS) and "hunt" in found
