"""What readers see of battles and hits is the same while they are live, while they are in both tables, and once they are archived."""

import io
import json
import re
import zipfile
from typing import Any

import pytest
from django.core.management import call_command
from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext
from django.utils import timezone
from pytest_django import Settings

from accounts.actions.export import export
from accounts.models import User
from game.actions.archive import archive
from game.actions.fairness import reveal_seed
from game.actions.hunt import hunt
from game.admin.raid import hits_of
from game.models import ArchivedBattle, ArchivedRaidHit, Battle, Character, Raid, RaidHit
from game.models.ids import RaidId
from game.queries.access import access_battle
from game.queries.battle import recent_battles, verdict
from game.queries.raid import find_raid, recent_raids
from game.queries.raid_dice_proof import prove_raid
from game.queries.raid_hits import hits_page, stored_hit
from game.queries.raid_payment import payment_of
from game.queries.raid_proof import raid_problems
from game.queries.raid_record import _curve, raid_board
from game.tests.api.talk import make_program
from game.tests.archive import archive_all, archive_now, copy_only, make_old
from game.tests.make import by, make_character, owner_of
from game.tests.raids import end_now, fold_now, make_hunter, make_raid, strike
from game.tests.views.browsers import browser_of, page_of

pytestmark = pytest.mark.django_db


@pytest.fixture(autouse=True)
def unpaced(settings: Settings) -> None:
    settings.LIMITS_ENFORCED = False


def hunted(hunter: Character, times: int) -> list[int]:
    """The ids of so many new battles."""
    found = []
    for _ in range(times):
        found.append(hunt(by(hunter), place="old-mill").battle_id)
        Character.objects.filter(pk=hunter.pk).update(hunted_at=None, energy=1000)
    return found


def make_ended_raid() -> tuple[RaidId, Character]:
    """Three counted hits, the last of which is the killing blow, and a late hit."""
    raid, hunter = make_raid(), make_hunter(name="Ada_Lamplight")
    for _ in range(3):
        strike(hunter, raid)
    killing = RaidHit.objects.order_by("pk").last()
    assert killing is not None
    damage = sum(RaidHit.objects.values_list("damage", flat=True))
    Raid.objects.filter(pk=raid).update(health=damage, hp=damage)
    strike(hunter, raid)
    fold_now(raid)
    assert Raid.objects.get().killing_hit == killing.pk
    return raid, hunter


def command(name: str, *words: object) -> str:
    out = io.StringIO()
    call_command(name, *words, stdout=out)
    return out.getvalue()


def main_of(html: str) -> str:
    found = re.search(r"<main.*</main>", html, re.DOTALL)
    assert found is not None
    return re.sub(r'name="(csrfmiddlewaretoken|idempotency_key|form)"[^>]*|nonce="[^"]*"|"now": [^,]*', "", found[0])


def read_battle(battle: int, hunter: Character) -> dict[str, Any]:
    found = access_battle(battle)
    return {
        "page": main_of(page_of(Client(), f"/play/battles/{battle}/")),
        "verdict": verdict(found),
        "seen": (found.character.name, found.seed.commit, found.inputs, found.outcome, found.at),
        "command": command("verify_battle", battle),
        "recent": recent_battles(hunter.pk, 5),
        "profile": main_of(page_of(Client(), f"/characters/{hunter.name}/")),
        "dashboard": re.findall(r"/play/battles/\d+/", page_of(browser_of(hunter), "/play/")),
        "exported": exported(owner_of(hunter), "battle"),
    }


def exported(user: User, kind: str) -> list[dict[str, Any]]:
    with zipfile.ZipFile(export(user_id=user.pk)) as folder:
        rows = [row for table in (kind, f"archived{kind}") for row in json.loads(folder.read(f"game.{table}.json"))]
    assert len({row["id"] for row in rows}) == len(rows) > 0
    return sorted(rows, key=lambda row: int(row["id"]))


def read_raid(raid: RaidId, hunter: Character) -> dict[str, Any]:
    found = find_raid(raid)
    assert found is not None and found.ended_at is not None and found.killing_number == 3
    now = {"now": None}
    return {
        "raid": {name: getattr(found, name) for name in found.__struct_fields__} | now,
        "recent": [(other.id, other.killer, other.killing_number) for other in recent_raids(None, 5)],
        "hits": hits_page(raid, 1), "hit": [stored_hit(raid, number) for number in (1, 3, 4)],
        "pages": [main_of(page_of(Client(), f"/raids/{raid}/{part}")) for part in ("", "hits/", "hits/3/")],
        "curve": _curve(raid, found.ended_at), "board": raid_board(raid), "payment": payment_of(raid),
        "dice": prove_raid(raid), "command": command("verify_raid", raid),
        "admin": [row[1:] for row in hits_of(Raid.objects.get()).rows],
        "exported": exported(owner_of(hunter), "raidhit"),
    }  # fmt: skip


def test_a_battle_reads_the_same_live_in_both_tables_and_archived() -> None:
    hunter = make_character(level=11)
    battles = hunted(hunter, 7)
    reveal_seed(by(hunter))
    make_old()
    live = read_battle(battles[0], hunter)
    assert live["verdict"].state == "true" and len(live["recent"]) == 5 and len(live["dashboard"]) > 1
    copy_only()
    assert read_battle(battles[0], hunter) == live
    archive_now()
    assert not Battle.objects.exists() and ArchivedBattle.objects.count() == 7
    assert read_battle(battles[0], hunter) == live


def test_a_raid_reads_the_same_live_in_both_tables_and_archived() -> None:
    raid, hunter = make_ended_raid()
    make_old()
    Raid.objects.update(paid_at=timezone.now())
    live = read_raid(raid, hunter)
    assert live["hits"].total == 4 and live["dice"].hits == 4 and live["payment"].refunded == 1
    assert live["curve"].parts and live["board"].killing_number == 3
    problems = raid_problems(raid)
    copy_only()
    assert read_raid(raid, hunter) == live and raid_problems(raid) == problems
    archive_now()
    assert not RaidHit.objects.exists() and ArchivedRaidHit.objects.count() == 4
    assert read_raid(raid, hunter) == live and raid_problems(raid) == problems


def test_a_list_crosses_the_boundary_without_a_gap_or_a_double() -> None:
    hunter = make_character(level=11)
    old = hunted(hunter, 4)
    archive_all()
    young = hunted(hunter, 3)
    expected = [*reversed(young), *reversed(old)]
    for limit in range(1, 9):
        assert [battle.pk for battle in recent_battles(hunter.pk, limit)] == expected[:limit]


def test_the_hits_of_a_page_cross_the_boundary() -> None:
    raid, hunter = make_raid(), make_hunter()
    for _ in range(6):
        strike(hunter, raid)
    fold_now(raid)
    end_now(raid)
    fold_now(raid)
    make_old()
    before = hits_page(raid, 1)
    archive(timezone.now(), most_batches=1, batch=4)
    assert (RaidHit.objects.count(), ArchivedRaidHit.objects.count()) == (2, 4)
    assert hits_page(raid, 1) == before and [hit.number for hit in before.hits] == [1, 2, 3, 4, 5, 6]
    proof = prove_raid(raid)
    assert proof is not None and proof.hits == 6


def test_a_live_battle_takes_one_statement_and_an_archived_one_two() -> None:
    hunter = make_character(level=11)
    [battle] = hunted(hunter, 1)
    counts = []
    for _ in range(2):
        with CaptureQueriesContext(connection) as asked:
            access_battle(battle)
        counts.append(len(asked))
        archive_all()
    assert counts == [1, 2]


def test_a_list_takes_one_statement_wherever_the_battles_are() -> None:
    hunter = make_character(level=11)
    hunted(hunter, 2)
    archive_all()
    with CaptureQueriesContext(connection) as asked:
        assert len(recent_battles(hunter.pk)) == 2
    assert len(asked) == 1


def test_the_api_shows_an_archived_battle() -> None:
    program = make_program(level=11)
    [battle] = hunted(program.character, 1)
    before = program.get(f"battles/{battle}")
    archive_all()
    after = program.get(f"battles/{battle}")
    assert (before.status, after.status) == (200, 200) and len(after.statements) == len(before.statements) + 1
    assert after.json | {"at": None} == before.json | {"at": None}


def test_the_owner_opens_the_seal_of_an_archived_battle() -> None:
    hunter = make_character(level=11)
    [battle] = hunted(hunter, 1)
    archive_all()
    browser = browser_of(hunter)
    page = page_of(browser, f"/play/battles/{battle}/")
    assert f"/play/battles/{battle}/reveal/" in page
    reveal_seed(by(hunter))
    assert verdict(access_battle(battle)).state == "true"
    assert '"server_seed"' in page_of(browser, f"/play/battles/{battle}/")
