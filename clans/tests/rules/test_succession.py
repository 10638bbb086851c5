"""Who leads next."""

from clans.rules.succession import Candidate, successor

DAY = 86_400


def test_the_officer_who_served_longest_comes_first() -> None:
    found = successor([
        Candidate(1, "initiate", 900 * DAY, 900 * DAY, 0),
        Candidate(2, "officer", 3 * DAY, 800 * DAY, 0),
        Candidate(3, "officer", 5 * DAY, 10 * DAY, 0),
        Candidate(4, "veteran", 700 * DAY, 700 * DAY, 0),
    ])  # fmt: skip
    assert found == 3


def test_without_officers_the_veteran_who_served_longest_leads() -> None:
    found = successor([
        Candidate(1, "initiate", 900 * DAY, 900 * DAY, 0),
        Candidate(2, "veteran", 3 * DAY, 800 * DAY, 0),
        Candidate(3, "veteran", 4 * DAY, 4 * DAY, 0),
    ])  # fmt: skip
    assert found == 3


def test_initiates_follow_in_the_order_of_joining() -> None:
    found = successor([Candidate(1, "initiate", 9 * DAY, 10 * DAY, 0), Candidate(2, "initiate", 8 * DAY, 20 * DAY, 0)])
    assert found == 2


def test_an_active_initiate_comes_before_an_officer_who_is_away() -> None:
    found = successor([Candidate(1, "officer", 90 * DAY, 90 * DAY, 31 * DAY), Candidate(2, "initiate", DAY, DAY, 0)])
    assert found == 2


def test_somebody_leads_even_if_all_are_away() -> None:
    away = [Candidate(1, "initiate", 90 * DAY, 90 * DAY, 99 * DAY), Candidate(2, "veteran", DAY, DAY, 99 * DAY)]
    assert successor(away) == 2


def test_nobody_follows_in_an_empty_clan() -> None:
    assert successor([]) is None
