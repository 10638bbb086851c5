"""The drill of raids, once for each part: sockets tier, worker, beat, web worker, the whole site, Redis, and Redis emptied die mid-raid."""

import tempfile
from pathlib import Path

import pytest

from bench import drill_raid
from bench.accounts import make_accounts
from bench.drill_raid import KINDS, RaidDrill
from bench.drill_stage import Stage, make_tokens
from game.models import Raid, RaidHit
from vvw_site.tests.tiers import SERVED, database_url

pytestmark = [pytest.mark.slow, pytest.mark.django_db(transaction=True)]
HUNTERS, HITS, HITS_A_SECOND = 10, 600, 30


def test_parts_that_are_killed_during_a_raid_lose_and_double_nothing(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(drill_raid, "HITS_A_SECOND", HITS_A_SECOND)
    make_accounts(first=1, last=HUNTERS, prefix="load", password="pw")
    said: list[str] = []
    given = {"DATABASE_URL": database_url(), "DJANGO_SETTINGS_MODULE": SERVED}
    with tempfile.TemporaryDirectory(prefix="drill-") as folder, Stage(Path(folder), given) as stage:
        drill = RaidDrill(stage, make_tokens(HUNTERS), HITS, said.append)
        assert drill.run(1) == []
        assert drill.kills == len(said) == len(KINDS) == 7
        acknowledged = sum(map(len, drill.hitters.acknowledged.values()))
        assert acknowledged == RaidHit.objects.count() > HITS // 2
        assert sum(watcher.connections for watcher in drill.watchers.values()) > 1, "a spectator came back after the kill"
        assert not Raid.objects.filter(pk__in=drill.raids).exclude(state=Raid.WON).exists()
        # The check can fail: a hit that was acknowledged and is gone, a reward that was paid and is not noted.
        drill.hitters.acknowledged[drill.raids[-1]].append(10**9)
        assert len(drill.problems()) == 1
