"""The rewards of a season: each of the hundred places once, less for a later place, and little gold in all."""

from game.rules.season_reward import PLACES, REWARDS, gold_of_board, reward_of


def test_each_place_has_one_reward_and_the_next_one_none() -> None:
    places = [place for one in REWARDS for place in range(one.first, one.last + 1)]
    assert places == list(range(1, PLACES + 1))
    assert all(reward_of(place) for place in places) and reward_of(0) is None and reward_of(PLACES + 1) is None


def test_a_later_place_gets_no_more() -> None:
    gold = [one.gold for place in range(1, PLACES + 1) if (one := reward_of(place))]
    assert gold == sorted(gold, reverse=True) and gold[0] > gold[1] > gold[2] > gold[3] > gold[-1] > 0


def test_the_gold_of_a_board_is_that_of_its_places() -> None:
    for ranked in (0, 1, 3, 4, 57, PLACES, PLACES + 5):
        assert gold_of_board(ranked) == sum(one.gold for place in range(1, ranked + 1) if (one := reward_of(place)))


def test_a_board_gives_less_than_two_days_of_one_hunter_at_the_last_level() -> None:
    """360 hunts a day at 80 gold each; docs/seasons.md."""
    assert gold_of_board() < 2 * 360 * 80 and REWARDS[0].gold < 360 * 18
