"""Missions: three a day, the same ones however they are dealt; progress is counted; a reward is taken once, until tomorrow."""

from datetime import timedelta

import pytest
from django.utils import timezone

from game.actions.hunt import hunt
from game.actions.missions import claim, deal, deal_all, deal_and_left
from game.content import catalogue
from game.models import Character, DailyMission
from game.rules.errors import GameError
from game.tests.make import by, make_character

pytestmark = pytest.mark.django_db


def finished(character: Character) -> int:
    mission = deal(character, timezone.now())[0]
    DailyMission.objects.filter(pk=mission.pk).update(progress=mission.target)
    return mission.pk


def test_three_missions_are_dealt_once_by_the_job_or_the_first_visit() -> None:
    character, now = make_character(), timezone.now()
    Character.objects.filter(pk=character.pk).update(seen_at=now)
    first = deal(character, now)
    assert len(first) == 3 and [m.pk for m in deal(character, now)] == [m.pk for m in first]
    deal_all()
    assert DailyMission.objects.filter(character=character).count() == 3


def test_hunts_move_the_missions_on_and_never_beyond_their_target() -> None:
    character = make_character()
    deal(character, timezone.now())
    hunting = next(m.slug for m in catalogue().missions.values() if m.goal.event == "hunt")
    mission = DailyMission.objects.filter(character=character)[0]
    DailyMission.objects.filter(character=character).exclude(pk=mission.pk).delete()  # one of them may be the hunting mission
    DailyMission.objects.filter(pk=mission.pk).update(mission=hunting, progress=0, target=2)
    for done in (1, 2, 2):
        Character.objects.filter(pk=character.pk).update(hunted_at=None)
        hunt(by(character), place="old-mill")
        assert DailyMission.objects.get(pk=mission.pk).progress == done


def test_a_reward_is_paid_once_through_the_ledger() -> None:
    character = make_character()
    task = finished(character)
    before = Character.objects.get(pk=character.pk).gold
    paid = claim(by(character, "claim-00000001"), task=task)
    assert claim(by(character, "claim-00000001"), task=task) == paid
    assert paid.gold > 0 and Character.objects.get(pk=character.pk).gold == before + paid.gold
    with pytest.raises(GameError) as refused:
        claim(by(character), task=task)
    assert refused.value.code == "already_claimed"


@pytest.mark.parametrize("code", ["not_done", "not_found"])
def test_an_unfinished_mission_and_one_of_another_character_are_not_claimed(code: str) -> None:
    character, other = make_character(), make_character()
    task = deal(character, timezone.now())[0].pk if code == "not_done" else finished(character)
    claimant = character if code == "not_done" else other
    with pytest.raises(GameError) as refused:
        claim(by(claimant), task=task)
    assert refused.value.code == code
    assert Character.objects.get(pk=claimant.pk).gold == claimant.gold


def test_a_mission_of_yesterday_can_be_claimed_and_an_older_one_cannot() -> None:
    character, now = make_character(), timezone.now()
    task = finished(character)
    DailyMission.objects.filter(pk=task).update(day=DailyMission.objects.get(pk=task).day - 1)
    today, left = deal_and_left(character, now)
    assert [m.pk for m in left] == [task] and task not in [m.pk for m in today]
    DailyMission.objects.filter(pk=task).update(day=DailyMission.objects.get(pk=task).day - 1)
    assert deal_and_left(character, now + timedelta(seconds=1))[1] == []
    with pytest.raises(GameError) as refused:
        claim(by(character), task=task)
    assert refused.value.code == "not_found"
