"""What the forge offers for the holdings of a character."""

from game.presenters.forge import repair_offers, repairs_part, upgrade_offers, upgrades_part
from game.rules import tuning
from game.rules.forge import repair_cost, upgrade_cost, upgraded
from game.tests.presenters.unsaved import unsaved_holding

SABRE = "clerks-sabre"


def test_only_damaged_gear_is_offered_for_repair_worn_things_first() -> None:
    held = [
        unsaved_holding(SABRE, 1),
        unsaved_holding(SABRE, 2, left=3),
        unsaved_holding(SABRE, 3, left=50, slot="weapon"),
        unsaved_holding(SABRE, 4, left=0),
        unsaved_holding("cellar-draught", 5, left=0),
    ]
    offers = repair_offers(held)
    assert [offer.thing.id for offer in offers] == [3, 4, 2]
    item = held[0].item
    assert [offer.cost for offer in offers] == [repair_cost(item.price, item.durability, left) for left in (50, 0, 3)]
    assert repairs_part(offers).total == sum(offer.cost for offer in offers) > 0


def test_an_upgrade_shows_its_price_and_each_gain_and_the_last_one_shows_neither() -> None:
    sabre, best = unsaved_holding(SABRE, 1, upgrade=2), unsaved_holding(SABRE, 2, upgrade=tuning.UPGRADE_MAX, slot="weapon")
    last, next_one = upgrade_offers([sabre, best, unsaved_holding("cellar-draught", 3)])
    assert (last.thing.id, last.cost, last.gains) == (2, None, [])
    assert (next_one.thing.id, next_one.cost) == (1, upgrade_cost(sabre.item.price, 2))
    plain = {"attack": 6, "crit": 10}
    assert {g.stat: (g.before, g.after) for g in next_one.gains} == {
        stat: (upgraded(plain, 2)[stat], upgraded(plain, 3)[stat]) for stat in plain
    }
    assert upgrades_part([sabre]).most == tuning.UPGRADE_MAX
