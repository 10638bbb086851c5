"""Taking out of the bank: the limit of a rank, new ranks and rights, and what takes signatures."""

from datetime import timedelta

import pytest
from django.utils import timezone

from clans.actions.membership import change_rank
from clans.actions.withdraw import withdraw
from clans.models import Member, RankRights, Withdrawal
from clans.tests.bank import DRAUGHT, EPIC, asked, gold_in, long_ago, make_bank, make_senior, put_item
from clans.tests.make import leader_of, make_member
from game.models import Character, Holding, Notice, Transfer
from game.models.ids import HoldingId
from game.rules.errors import GameError
from game.tests.make import by, holds

pytestmark = pytest.mark.django_db(transaction=True)


def _refusal(taker: Character, quantity: int = 1, holding: HoldingId | None = None) -> str:
    with pytest.raises(GameError) as refused:
        withdraw(by(taker), holding=holding, quantity=quantity)
    return refused.value.code


def test_an_officer_takes_gold_out_up_to_the_limit_of_24_hours() -> None:
    clan = make_bank(100_000, daily_gold=1_000)
    officer = make_senior(clan)
    before = officer.gold
    assert withdraw(by(officer), quantity=700).gold == before + 700
    assert _refusal(officer, 301) == "forbidden"
    assert withdraw(by(officer), quantity=300).withdrawal is None
    assert _refusal(officer, 1) == "forbidden" and gold_in(clan) == 99_000


def test_things_count_at_their_price_and_stay_the_same_row() -> None:
    clan = make_bank(100, daily_gold=40)
    officer, sabre, draughts = make_senior(clan), put_item(clan), put_item(clan, DRAUGHT, 5)
    Holding.objects.filter(pk=sabre).update(upgrade=3)
    withdraw(by(officer), holding=sabre, quantity=1)
    assert Holding.objects.get(pk=sabre).character == officer and Holding.objects.get(pk=sabre).upgrade == 3
    assert _refusal(officer, 2, draughts) == "forbidden", "33 and 14 are more than 40"
    withdraw(by(officer), holding=draughts, quantity=1)
    assert Holding.objects.get(account=clan.account, item=DRAUGHT).quantity == 4


def test_what_was_taken_more_than_24_hours_ago_does_not_count() -> None:
    clan = make_bank(10_000, daily_gold=1_000)
    officer = make_senior(clan)
    withdraw(by(officer), quantity=1_000)
    from clans.queries import treasury

    assert treasury.taken_by(clan, officer.id, timezone.now()) == 1_000
    assert treasury.taken_by(clan, officer.id, timezone.now() + timedelta(hours=24, minutes=1)) == 0


def test_a_new_rank_and_a_new_right_open_the_bank_72_hours_later() -> None:
    clan = make_bank(10_000)
    member = make_senior(clan, "initiate")
    change_rank(by(leader_of(clan)), member=member.id, rank="officer")
    assert _refusal(member) == "too_early"
    Member.objects.filter(character=member).update(rank_at=timezone.now() - timedelta(hours=71, minutes=59))
    assert _refusal(member) == "too_early"
    Member.objects.filter(character=member).update(rank_at=timezone.now() - timedelta(hours=72, seconds=1))
    assert withdraw(by(member), quantity=1).quantity == 1
    RankRights.objects.filter(clan=clan, rank="officer").update(daily_gold=1_000_000)
    assert _refusal(member) == "too_early", "the database notes when a rank may take more, whoever changes the row"
    RankRights.objects.filter(clan=clan, rank="officer").update(bank_rights_at=long_ago(4))
    RankRights.objects.filter(clan=clan, rank="officer").update(daily_gold=5)
    assert withdraw(by(member), quantity=1).quantity == 1, "less needs no waiting"


def test_an_officer_cannot_give_himself_more() -> None:
    clan = make_bank(10_000)
    officer = make_senior(clan)
    with pytest.raises(GameError):
        change_rank(by(officer), member=officer.id, rank="officer")
    with pytest.raises(GameError):
        change_rank(by(officer), member=officer.id, rank="leader")
    RankRights.objects.filter(clan=clan, rank="officer").update(capabilities=["ranks"])
    assert _refusal(officer) == "forbidden"
    RankRights.objects.filter(clan=clan, rank="officer").update(capabilities=["ranks", "withdraw"])
    assert _refusal(officer) == "too_early"


def test_who_lacks_the_right_or_the_clan_is_refused() -> None:
    clan = make_bank(1_000)
    other = make_bank(1_000)
    assert _refusal(make_senior(clan, "initiate")) == "forbidden"
    assert _refusal(make_senior(clan), 1, put_item(other)) == "not_found"
    assert _refusal(make_senior(clan), 1_001) == "not_enough_gold"
    assert _refusal(make_senior(clan), 0) == "invalid"


def test_more_than_50_000_gold_in_24_hours_takes_signatures_also_in_parts_and_for_the_leader() -> None:
    clan = make_bank(200_000)
    leader = leader_of(clan)
    assert withdraw(by(leader), quantity=50_000).withdrawal is None
    answer = withdraw(by(leader), quantity=1)
    assert answer.withdrawal is not None and gold_in(clan) == 150_000
    assert _refusal(leader, 1) == "nothing_to_do", "one is open"


def test_an_epic_item_takes_signatures_and_stays_in_the_bank() -> None:
    clan = make_bank()
    officer, epic = make_senior(clan), put_item(clan, EPIC)
    answer = withdraw(by(officer), holding=epic, quantity=1)
    found = Withdrawal.objects.get(pk=answer.withdrawal or 0)
    assert (found.asset, found.holding, found.state) == (EPIC, epic, "asked")
    assert not holds(officer, EPIC) and not Transfer.objects.filter(reason="clan_withdrawal").exists()


def test_who_may_sign_is_told_of_a_large_withdrawal() -> None:
    clan = make_bank(100_000)
    officer, veteran, initiate = make_senior(clan), make_senior(clan, "veteran"), make_member(clan)
    asked(clan, officer)
    told = set(Notice.objects.filter(kind="clan").values_list("character_id", flat=True))
    assert told == {leader_of(clan).pk, veteran.pk} and initiate.pk not in told
