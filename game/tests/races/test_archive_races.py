"""The archive beside itself, beside an erasure and under SIGKILL: each battle and hit stays exactly one to every reader."""

import os
import signal
from itertools import count
from typing import Any

import pytest
from django.db import transaction
from django.utils import timezone

from accounts.tests.race import at_once
from game.actions import archive as archive_actions
from game.actions.archive import archive
from game.actions.forget import forget
from game.actions.hunt import hunt
from game.models import ArchivedBattle, ArchivedRaidHit, Battle, Character, RaidHit
from game.queries.access import access_battle
from game.queries.archive import archived_battles
from game.queries.battle import recent_battles
from game.queries.raid_proof import raid_problems
from game.tests.archive import YEAR, archive_now, copy_only, make_old
from game.tests.make import by, make_character
from game.tests.queries.test_raid_proof import make_won_raid
from game.tests.races.gate import closed_gate, in_turn_through_gate, while_first_waits
from game.tests.races.mortal import Mortal, others
from vvw_site.foundation.database.snapshot import one_snapshot
from vvw_site.tests.tiers import until

pytestmark = pytest.mark.django_db(transaction=True)
DYING = "dying_archive.py"
Rows = list[dict[str, Any]]


def order(dies_at: int | None) -> dict[str, Any]:
    return {"action": "archive", "now": timezone.now().isoformat(), "dies_at": dies_at}


def make_battles(number: int) -> Character:
    """A character with so many old battles."""
    character = make_character(level=11, energy=10_000)
    for _ in range(number):
        hunt(by(character), place="old-mill")
        Character.objects.filter(pk=character.pk).update(hunted_at=None, energy=10_000)
    return character


def rows_of(*models: Any) -> Rows:
    return [row for model in models for row in model.objects.order_by("pk").values()]


def everything() -> tuple[Rows, Rows]:
    """Battles and hits, each once, whichever table they are in; equal rows of both tables count as one."""
    found = []
    for models in ((Battle, ArchivedBattle), (RaidHit, ArchivedRaidHit)):
        by_id: dict[int, dict[str, Any]] = {}
        for row in rows_of(*models):
            assert by_id.setdefault(row["id"], row) == row
        found.append([by_id[pk] for pk in sorted(by_id)])
    return found[0], found[1]


def test_an_archive_killed_before_any_statement_loses_nothing_and_the_next_run_finishes(mortal: Mortal) -> None:
    hunter = make_battles(3)
    make_old()
    before, live_and_both = everything(), set()
    assert len(before[0]) == 3
    for dies_at in count():
        mortal.begin(order(dies_at))
        died = mortal.end()
        assert everything() == before, f"statement {dies_at}"
        live_and_both.add((Battle.objects.count(), ArchivedBattle.objects.count()))
        assert [b.pk for b in recent_battles(hunter.pk)] == [row["id"] for row in reversed(before[0])]
        restore(before[0])
        if not died:
            break
    assert live_and_both == {(3, 0), (3, 2), (1, 2), (1, 3), (0, 3)} and dies_at >= 10
    archive_now(batch=2)
    assert not Battle.objects.exists() and everything() == before


def restore(battles: Rows) -> None:
    """Everything is live again."""
    ArchivedBattle.objects.all().delete()
    Battle.objects.all().delete()
    Battle.objects.bulk_create(Battle(**row) for row in battles)


@pytest.mark.parametrize("event", [
    "BEFORE INSERT ON game_archivedbattle", "AFTER DELETE ON game_battle", "BEFORE INSERT ON game_archivedraidhit",
    "AFTER DELETE ON game_raidhit",
])  # fmt: skip
def test_an_archive_killed_within_a_statement_is_finished_by_the_next_run(mortal: Mortal, event: str) -> None:
    make_battles(1)
    raid = make_won_raid()
    make_old()
    before = everything()
    with closed_gate(event) as gate:
        child = mortal.begin(order(None))
        gate.wait_for(1)
        os.kill(child, signal.SIGKILL)
        assert mortal.read() == "died"
    until(lambda: others() == 0, 10)
    assert everything() == before and (Battle.objects.exists() or RaidHit.objects.exists()) and raid_problems(raid) == []
    archive_now()
    assert everything() == before and not Battle.objects.exists() and not RaidHit.objects.exists() and raid_problems(raid) == []


@pytest.mark.parametrize("event", ["BEFORE INSERT ON game_archivedbattle", "AFTER DELETE ON game_battle"])
def test_two_archives_at_once_move_each_battle_once(event: str) -> None:
    make_battles(3)
    make_old()
    before = everything()
    # The rows that the first one has locked wait for a later run.
    first, other = while_first_waits(event, "true", archive_now, archive_now)
    assert everything() == before
    assert [type(line) for line in (first, other)] == [str, str], (first, other)
    moved = sorted(line.partition(" ")[0] for line in (first, other))
    assert moved == ["0", "3"], (first, other)
    assert not Battle.objects.exists() and ArchivedBattle.objects.count() == 3


def test_an_erasure_waits_for_the_copy_and_takes_the_name_out_of_it() -> None:
    hunter = make_battles(1)
    make_old()
    results = in_turn_through_gate("BEFORE INSERT ON game_archivedbattle", "true", archive_now, lambda: forgotten(hunter))
    assert not [result for result in results if isinstance(result, Exception)]
    assert names() == [f"gone_{hunter.pk}"]


def test_twin_without_the_lock_the_name_stays_in_the_copy(monkeypatch: pytest.MonkeyPatch) -> None:
    copy = archive_actions._copy
    monkeypatch.setattr(archive_actions, "_copy", lambda table: copy(table).replace("FOR UPDATE OF l SKIP LOCKED", ""))
    hunter = make_battles(1)
    make_old()
    with closed_gate("BEFORE INSERT ON game_archivedbattle") as gate:

        def second() -> None:
            gate.wait_for(1)
            forgotten(hunter)
            gate.open()

        at_once(archive_now, second)
    assert hunter.name in names()


def test_what_an_erasure_changes_between_copy_and_trim_is_trimmed_with_the_new_name() -> None:
    hunter = make_battles(1)
    make_old()
    copy_only()
    forgotten(hunter)
    assert archive_now().startswith("1 battles") and names() == [f"gone_{hunter.pk}"]


def forgotten(hunter: Character) -> None:
    with transaction.atomic():
        forget(Character.objects.select_for_update().get(pk=hunter.pk))


def names() -> list[str]:
    return sorted({row["inputs"]["hunter"]["name"] for row in rows_of(Battle, ArchivedBattle)})


def test_a_reader_who_looked_into_the_live_table_before_the_trim_finds_the_battle_in_the_archive() -> None:
    """The battle moves between the two statements of a page: live first, so it is found. The twin reads the archive first."""
    hunter = make_battles(1)
    make_old()
    battle = Battle.objects.get()

    assert Battle.objects.filter(pk=battle.pk).first() is not None  # read before the archive
    archive(timezone.now())
    assert access_battle(battle.pk).pk == battle.pk and hunter.pk == ArchivedBattle.objects.get().character_id


def test_twin_a_reader_who_looks_into_the_archive_first_misses_a_battle_that_moves() -> None:
    make_battles(1)
    make_old()
    battle = Battle.objects.get()
    in_archive = ArchivedBattle.objects.filter(pk=battle.pk).first()
    archive(timezone.now())
    assert in_archive is None and Battle.objects.filter(pk=battle.pk).first() is None


def test_an_export_reads_each_battle_once_although_it_moves_between_two_of_its_statements() -> None:
    make_battles(2)
    make_old()
    expected = set(Battle.objects.values_list("pk", flat=True))
    with one_snapshot():
        live = set(Battle.objects.values_list("pk", flat=True))
        at_once(archive_now)
        archived = set(archived_battles().values_list("pk", flat=True))
    assert (live, archived) == (expected, set()) and not Battle.objects.exists()


def test_twin_without_the_snapshot_an_export_has_both() -> None:
    make_battles(1)
    make_old()
    live = set(Battle.objects.values_list("pk", flat=True))
    at_once(archive_now)
    assert live == set(archived_battles().values_list("pk", flat=True)) != set()


def test_a_copy_that_differs_is_never_trimmed_and_the_run_goes_past_it() -> None:
    make_battles(3)
    make_old()
    copy_only()
    first = Battle.objects.order_by("pk")[0]
    ArchivedBattle.objects.filter(pk=first.pk).update(gold=first.gold + 1)
    assert archive_now(batch=1).startswith("2 battles and 0 hits moved; 1 stay")
    assert Battle.objects.get().gold == first.gold and first.at > timezone.now() - 2 * YEAR
