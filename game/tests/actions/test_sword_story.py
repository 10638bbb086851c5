"""The story of one sword: upgraded, worn, sent, returned, sold, bought back by the staff, sent again. It is one row throughout."""

import pytest
from pytest_django import Settings

from accounts.queries.rank import Rank
from game.actions.forge import repair, upgrade
from game.actions.hunt import hunt
from game.actions.inventory import equip, unequip
from game.actions.letter_goods import claim
from game.actions.letter_return import return_unclaimed
from game.actions.reversal import reverse
from game.actions.shop import Portion, sell
from game.models import Character, Holding, Transfer
from game.models.ids import HoldingId
from game.queries.ledger import history_of
from game.queries.ledger_proof import problems
from game.tests.letters import SWORD, escrow_of, gold_of, make_older, make_sender, make_sword, send_letter
from game.tests.make import by
from game.tests.staff import by as by_staff
from game.tests.staff import make_staff

pytestmark = pytest.mark.django_db
STRONG = {"strength": 400, "dexterity": 400, "vitality": 400}
FIGHTS = 3


def state_of(sword: HoldingId) -> tuple[int | None, int | None, int, int, str | None]:
    """Who holds it, and what an instance must not lose."""
    held = Holding.objects.get(pk=sword, item=SWORD, stacked=False, quantity=1)
    return held.character_id, held.account_id, held.upgrade, held.durability, held.slot


def a_worn_sword(owner: Character) -> tuple[HoldingId, int]:
    """A sword +5 that was in some fights, and how many it still lasts."""
    sword = make_sword(owner)
    for better in range(1, 6):
        assert upgrade(by(owner), holding=sword).upgrade == better
    new = Holding.objects.get(pk=sword).durability
    equip(by(owner), holding=sword)
    for _ in range(FIGHTS):
        hunt(by(owner), place="old-mill")
    unequip(by(owner), holding=sword)
    return sword, new - FIGHTS


def test_a_sword_stays_itself_and_its_whole_history_is_in_order(settings: Settings) -> None:
    settings.LIMITS_ENFORCED = False
    owner, friend = make_sender(gold=100_000, level=20, **STRONG), make_sender(level=20)
    sword, wear = a_worn_sword(owner)
    swords = Holding.objects.filter(item=SWORD).count()  # a hunt may have found others
    at_home, with_friend, in_the_world = (
        (owner.pk, None, 5, wear, None),
        (friend.pk, None, 5, wear, None),
        (None, None, 5, wear, None),
    )
    assert state_of(sword) == at_home and wear > 0

    def is_proven() -> bool:
        return problems() == [] and Holding.objects.filter(item=SWORD).count() == swords

    first = send_letter(owner, friend, items=[Portion(sword, 1)])
    account = int(escrow_of(first).removeprefix("escrow:"))
    assert state_of(sword) == (None, account, 5, wear, None) and is_proven()

    make_older(first)
    assert return_unclaimed()["returned"] == 1
    assert state_of(sword) == at_home and is_proven()

    before = gold_of(owner)
    earned = sell(by(owner), portions=[Portion(sword, 1)]).earned
    assert state_of(sword) == in_the_world and gold_of(owner) == before + earned and is_proven()

    sale = Transfer.objects.get(holding=sword, reason="sell")
    reverse(by_staff(make_staff(Rank.GAME_MASTER)), transfer=sale.pk, whole=True)
    assert state_of(sword) == at_home and gold_of(owner) == before and is_proven()

    second = send_letter(owner, friend, items=[Portion(sword, 1)])
    answer = claim(by(friend), letter=second)
    assert [(a.holding, a.upgrade) for a in answer.attachments] == [(sword, 5)]
    assert state_of(sword) == with_friend and is_proven()

    here, there = f"character:{owner.pk}", f"character:{friend.pk}"
    history = Transfer.objects.filter(history_of(sword)).order_by("pk")
    assert list(history.values_list("reason", "source", "destination", "reference")) == [
        ("test", "faucet:staff", here, ""),
        *[("upgrade", here, "sink:upgrade", f"holding:{sword}")] * 5,
        ("letter", here, escrow_of(first), f"letter:{first}"),
        ("letter_returned", escrow_of(first), here, f"letter:{first}"),
        ("sell", here, "sink:sold", ""),
        ("reversal", "sink:sold", here, history.get(reason="reversal").reference),
        ("letter", here, escrow_of(second), f"letter:{second}"),
        ("letter_claimed", escrow_of(second), there, f"letter:{second}"),
    ]
    assert history.get(reason="reversal").reverses_id == sale.pk

    equip(by(friend), holding=sword)
    assert repair(by(friend), holding=sword).items[0].left > wear
    assert state_of(sword)[2] == 5, "its new owner wears and mends it as it is"
