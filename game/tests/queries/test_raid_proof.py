"""The proof of a raid finds whatever is lost, doubled or counted wrongly. Each case changes one row behind the actions' back."""

import pytest
from django.db import connection

from game.actions.raid_pay import pay_raids
from game.models import Raid
from game.models.ids import RaidId
from game.queries.raid_proof import raid_problems
from game.tests.raids import fold_now, make_hit, make_hunter, make_raid

pytestmark = pytest.mark.django_db(transaction=True)


def make_won_raid() -> RaidId:
    """Two hunters, two folds, a killing blow, a late hit; paid."""
    raid, one, other = make_raid(health=100), make_hunter(), make_hunter(faction="werewolf")
    make_hit(one, raid, 30)
    fold_now(raid)
    for hunter, damage in ((other, 40), (one, 50), (other, 9)):
        make_hit(hunter, raid, damage)
    fold_now(raid)
    pay_raids()
    assert Raid.objects.get(pk=raid).state == Raid.WON
    return raid


def change(statement: str, raid: RaidId) -> None:
    with connection.cursor() as cursor:
        cursor.execute(statement, {"raid": raid})
        assert cursor.rowcount == 1, "the case changes one row"


def test_the_proof_finds_nothing_about_raids_that_are_as_they_should_be() -> None:
    assert raid_problems(make_won_raid()) == [] and raid_problems(make_raid()) == [] and raid_problems(RaidId(999_999)) == []


CASES = {
    "the numbers have gaps": "DELETE FROM game_raidhit WHERE raid_id = %(raid)s AND number = 2",
    "the counted damage is not the health that is gone": (
        "UPDATE game_raidhit SET counted = 29 WHERE raid_id = %(raid)s AND number = 1"
    ),
    "a hit counted more than it did, or not what was left": (
        "UPDATE game_raidhit SET damage = 31 WHERE raid_id = %(raid)s AND number = 1"
    ),
    "a late hit counted": "UPDATE game_raidhit SET counted = 9 WHERE raid_id = %(raid)s AND number = 4",
    "the killing blow is not the hit at which the sum reaches the health": (
        "UPDATE game_raid SET killing_hit = (SELECT id FROM game_raidhit WHERE raid_id = %(raid)s AND number = 2) WHERE id = %(raid)s"
    ),
    "the number of counted hits is wrong": "UPDATE game_raid SET counted = 4 WHERE id = %(raid)s",
    "the totals of the hunters are not those of their hits": (
        "UPDATE game_raidhunter SET damage = damage + 1 WHERE raid_id = %(raid)s AND damage = 60"
    ),
    "the number of hunters is wrong": "UPDATE game_raid SET hunters = 3 WHERE id = %(raid)s",
    "the updates have gaps or doubles": "DELETE FROM game_raidfold WHERE raid_id = %(raid)s AND seq = 1",
    "the rewards are not one for each hunter": "UPDATE game_raidreward SET hits = 9 WHERE raid_id = %(raid)s AND rank = 2",
    "a paid reward is not one movement of its gold": (
        "UPDATE game_raidreward SET gold = gold + 1 WHERE raid_id = %(raid)s AND rank = 1"
    ),
    "something was paid without a reward": "UPDATE game_raidreward SET paid_at = NULL WHERE raid_id = %(raid)s AND rank = 1",
}


@pytest.mark.parametrize("sentence", CASES)
def test_the_proof_finds_one_changed_row(sentence: str) -> None:
    raid = make_won_raid()
    change(CASES[sentence], raid)
    assert sentence in raid_problems(raid)


def test_the_proof_finds_a_reward_of_an_open_raid_and_a_trophy_that_was_not_given() -> None:
    raid, hunter = make_raid(health=100), make_hunter()
    make_hit(hunter, raid, 30)
    fold_now(raid)
    change(
        "INSERT INTO game_raidreward (raid_id, character_id, rank, hits, damage, share, gold, energy, trophy) "
        "SELECT raid_id, character_id, 1, hits, damage, 1000, 5, 0, '' FROM game_raidhunter WHERE raid_id = %(raid)s",
        raid,
    )
    assert raid_problems(raid) == ["there are rewards before the end"]
    won = make_won_raid()
    change("UPDATE game_raidreward SET trophy = 'another' WHERE raid_id = %(raid)s AND trophy = ''", won)
    assert raid_problems(won) == ["a paid reward is not one movement of its gold"]
