"""Several hunts in one action: each is a battle of its own, one receipt covers them, and they stop for a reason."""

from typing import Any

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext
from pytest_django import Settings

from game.actions import hunt_series as module
from game.actions.hunt import hunt
from game.actions.hunt_series import hunt_series
from game.content import catalogue
from game.models import Battle, Character, DailyMission, DiceSeed, Receipt, Transfer
from game.queries.battle import verdict
from game.rules import tuning
from game.rules.errors import GameError
from game.tests.make import by, make_character

pytestmark = pytest.mark.django_db
STRONG: dict[str, Any] = {"strength": 200, "vitality": 200, "hp": 100_000, "energy": 120}


def strong(**fields: Any) -> Character:
    return make_character(**STRONG | fields)


@pytest.fixture
def no_finds(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(module, "finds", lambda outcome: False)


@pytest.mark.usefixtures("no_finds")
def test_each_hunt_is_a_battle_with_its_own_dice_and_the_sums_agree() -> None:
    character = strong()
    answer = hunt_series(by(character, "key-00000001"), place="old-mill", times=5)
    assert (len(answer.hunts), answer.stopped_by) == (5, "times")
    battles = list(Battle.objects.order_by("pk"))
    assert [b.pk for b in battles] == [h.battle_id for h in answer.hunts]
    assert [b.nonce for b in battles] == [0, 1, 2, 3, 4] and DiceSeed.objects.get().next_nonce == 5
    assert all(verdict(b, sealed_too=True).state == "true" for b in battles)
    after, last = Character.objects.get(pk=character.pk), answer.hunts[-1]
    assert (after.energy, after.hunts, after.kills) == (110, 5, sum(h.won for h in answer.hunts))
    assert (after.gold, after.xp, after.level, after.hp, after.energy) == (
        last.gold_now,
        last.xp_now,
        last.level,
        last.hp,
        last.energy,
    )
    assert after.gold == character.gold + sum(h.gold for h in answer.hunts)
    for won in (h for h in answer.hunts if h.won):
        moved = Transfer.objects.filter(reference=f"battle:{won.battle_id}")
        assert sum(moved.filter(asset="gold").values_list("quantity", flat=True)) == won.gold
        assert {t.asset for t in moved} - {"gold"} == {loot.item for loot in won.loot}


@pytest.mark.usefixtures("no_finds")
def test_each_hunt_begins_with_the_health_that_the_one_before_left() -> None:
    answers = hunt_series(by(strong(hp=200)), place="old-mill", times=4).hunts
    began = [battle.inputs["hunter"]["hp"] for battle in Battle.objects.order_by("pk")]
    assert began[1:] == [answer.hp for answer in answers[:-1]] and len(began) == len(answers)


@pytest.mark.usefixtures("no_finds")
def test_the_same_key_gets_the_first_answer_and_hunts_no_more() -> None:
    character = strong()
    first = hunt_series(by(character, "key-00000001"), place="old-mill", times=3)
    assert hunt_series(by(character, "key-00000001"), place="old-mill", times=3) == first
    assert (Battle.objects.count(), Receipt.objects.filter(key="key-00000001").count()) == (3, 1)
    with pytest.raises(GameError) as refused:
        hunt_series(by(character, "key-00000001"), place="old-mill", times=4)
    assert refused.value.code == "key_reused"


@pytest.mark.limits
@pytest.mark.usefixtures("no_finds")
def test_the_pause_afterwards_is_that_of_all_hunts(settings: Settings) -> None:
    settings.LIMITS_ENFORCED = True
    character = strong()
    hunt_series(by(character), place="old-mill", times=10)

    def passed(seconds: float) -> None:
        with connection.cursor() as cursor:
            cursor.execute(
                "UPDATE game_character SET hunted_at = statement_timestamp() - make_interval(secs => %s) WHERE id = %s",
                [seconds, character.pk],
            )

    for again in (lambda: hunt(by(character), place="old-mill"), lambda: hunt_series(by(character), place="old-mill", times=2)):
        passed(7)
        with pytest.raises(GameError) as refused:
            again()
        assert refused.value.code == "too_fast"
    passed(8.1)
    hunt(by(character), place="old-mill")
    passed(0.9)
    hunt(by(character), place="old-mill")  # after a single hunt the pause is short again


def test_it_stops_when_hurt_when_tired_and_at_a_find() -> None:
    weak = make_character(hp=1, strength=1, vitality=1, dexterity=1)
    hurt = hunt_series(by(weak), place="old-mill", times=10)
    assert hurt.stopped_by == "hurt" and hurt.hunts[-1].hp * 2 < hurt.hunts[-1].hp_max
    found = hunt_series(by(strong()), place="old-mill", times=10)
    singles = [any(not catalogue().items[loot.item].stacks for loot in h.loot) for h in found.hunts]
    assert found.stopped_by in ("find", "times") and not any(singles[:-1]) and singles[-1] == (found.stopped_by == "find")


@pytest.mark.usefixtures("no_finds")
def test_it_stops_when_tired() -> None:
    answer = hunt_series(by(strong(energy=5)), place="old-mill", times=10)
    assert (len(answer.hunts), answer.stopped_by, answer.hunts[-1].energy) == (2, "energy", 1)


def test_a_find_stops_it(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(module, "finds", lambda outcome: True)
    answer = hunt_series(by(strong()), place="old-mill", times=10)
    assert (len(answer.hunts), answer.stopped_by) == (1, "find")


@pytest.mark.parametrize("times", [0, 11, -1])
def test_a_wrong_number_is_refused_by_name_and_nothing_is_done(times: int) -> None:
    character = strong()
    with pytest.raises(GameError) as refused:
        hunt_series(by(character), place="old-mill", times=times)
    assert (refused.value.code, refused.value.field) == ("invalid", "times") and not Battle.objects.exists()


@pytest.mark.usefixtures("no_finds")
def test_missions_move_by_all_hunts_and_not_beyond_their_goal() -> None:
    character = strong()
    hunt(by(character), place="old-mill")  # deals the day's missions
    DailyMission.objects.filter(character=character).delete()
    mission = next(m for m in catalogue().missions.values() if m.goal.event == "hunt")
    row = DailyMission.objects.create(
        character=character, mission=mission.slug, day=Battle.objects.get().at.toordinal() - 719163, target=3, gold=1, xp=1
    )
    Character.objects.filter(pk=character.pk).update(hunted_at=None)
    hunt_series(by(character), place="old-mill", times=5)
    row.refresh_from_db()
    assert row.progress == 3


@pytest.mark.usefixtures("no_finds")
def test_a_level_within_the_series_counts_for_the_next_hunt_and_learns_its_skill() -> None:
    character = strong(level=2, xp=0)
    had = list(character.loadout)
    Character.objects.filter(pk=character.pk).update(xp=10_000)
    answer = hunt_series(by(character), place="old-mill", times=2)
    first, second = answer.hunts
    after = Character.objects.get(pk=character.pk)
    skills = [s.slug for s in catalogue().class_skills[character.class_slug]]
    assert first.level_up and first.new_skills[0].slotted and after.loadout[: len(had)] == had
    assert after.loadout == skills[: len(after.loadout)] and len(after.loadout) == tuning.LOADOUT_SIZE
    fought = Battle.objects.get(pk=second.battle_id).inputs["hunter"]
    assert fought["level"] == first.level and len(fought["skills"]) == len(after.loadout)


def test_five_hunts_take_as_many_statements_as_one() -> None:
    def statements(times: int) -> int:
        character = strong()
        hunt(by(character), place="old-mill")
        Character.objects.filter(pk=character.pk).update(hunted_at=None)
        with CaptureQueriesContext(connection) as asked:
            hunt_series(by(character), place="old-mill", times=times)
        return len([q for q in asked if "game_holding_id_seq" not in q["sql"]])

    assert statements(1) == statements(5)
