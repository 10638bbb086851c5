"""`make drill-raid`: hunters hit a raid through the API while its parts die by SIGKILL one after the other, and nothing is lost.

It has an instance of its own (Postgres, Redis, web process, sockets tier, worker, beat), and a spectator for each raid. Each kill
prints a line; the last line is the result. Ctrl-C stops everything. Exit 1 if a hit, a reward or a payment is lost or doubled, or if
the spectator sees an update that does not follow the last one, or not the end.
"""

import argparse
import json
import os
import signal
import subprocess
import sys
import tempfile
from collections.abc import Callable
from pathlib import Path
from typing import TYPE_CHECKING

sys.path.insert(0, str(Path(__file__).resolve().parent.parent))
from bench.drill_stage import PARTS, WAIT_SECONDS, Stage, fill_database, make_tokens, wait_until
from bench.hitters import Hitters
from bench.raid_watcher import RaidWatcher
from tools.terminal import CHECKOUT, UserError, exit_on_error, line, step

if TYPE_CHECKING:
    from game.models import Raid

KINDS = ("sockets", "worker", "beat", "web worker", "site", "redis", "redis emptied")
BOSS = "yourself-shortly"
"""It is enraged only for the last twelfth of its health: an enraged boss beats the hunters out of the fight."""
SOME = 20
"""Hits that show that hunters go on."""
HITS_A_SECOND = 60
"""Of all hunters together, while parts are killed; at the end they hit as fast as they can."""


class RaidDrill:
    """hits: about how many a boss stands. say: is told of each kill."""

    def __init__(self, stage: Stage, tokens: list[str], hits: int, say: Callable[[str], None]) -> None:
        self.stage, self.tokens, self.hits, self.say = stage, tokens, hits, say
        self.hitters = Hitters(stage.ports["site"], tokens)
        self.raids: list[int] = []
        self.watchers: dict[int, RaidWatcher] = {}
        self.kills = 0

    def run(self, rounds: int) -> list[str]:
        """Kill each part so often, then let the boss fall. Returns what does not hold."""
        self.stage.start("redis")
        self.stage.start(*[part for part in PARTS if part != "redis"])
        self.hitters.pause = len(self.tokens) / HITS_A_SECOND
        self._next_raid()
        for _ in range(rounds):
            for kind in KINDS:
                self._kill(kind, of=rounds * len(KINDS))
                if self._raid.state != "open":
                    self._next_raid()
        self.hitters.pause = 0.0
        self._until("the boss falls", lambda: self._raid.state != "open", 600)
        self.hitters.stop()
        self._until("all is paid", self._all_is_paid, 120)
        self._until("spectators see the end", lambda: all(watcher.saw_the_end for watcher in self.watchers.values()))
        for watcher in self.watchers.values():
            watcher.stop()
        return self.problems()

    def problems(self) -> list[str]:
        """What does not hold of the raids, the hits and the ledger."""
        from game.models import Raid, RaidHit, RaidReward, Transfer
        from game.models.ids import RaidId
        from game.queries.ledger_proof import problems
        from game.queries.raid_dice_proof import prove_raid
        from game.queries.raid_proof import raid_problems

        found = [*self.hitters.surprises, *problems()]
        for number in self.raids:
            raid = RaidId(number)
            rows = sorted(RaidHit.objects.filter(raid=raid).values_list("pk", flat=True))
            paid = Transfer.objects.filter(reason="raid", reference=f"raid:{raid}", asset="gold").count()
            hunters = RaidHit.objects.filter(raid=raid, late=False).values("character").distinct().count()
            proof = prove_raid(raid)
            assert proof is not None
            checks = {
                f"{len(rows)} hits are written, and {self.hitters.count(raid)} were acknowledged": (
                    rows == sorted(self.hitters.acknowledged[raid])
                ),
                f"{proof.waiting} hits have no number": proof.waiting == 0,
                f"{hunters} hunters, but {paid} payments": paid == hunters == RaidReward.objects.filter(raid=raid).count(),
                "the boss did not fall": Raid.objects.get(pk=raid).state == Raid.WON,
            }
            wrong = [what for what, holds in checks.items() if not holds]
            wrong += [f"a spectator saw {what}" for what in self.watchers[number].surprises]
            found += [f"raid {raid}: {what}" for what in [*wrong, *proof.problems, *raid_problems(raid)]]
        return found

    def summary(self) -> str:
        hits = sum(map(len, self.hitters.acknowledged.values()))
        failures = sum(self.hitters.failures.values())
        return (
            f"{self.kills} kills, {len(self.raids)} raids, {hits:,} acknowledged hits, {failures:,} attempts without an answer"
        )

    @property
    def _raid(self) -> "Raid":
        from game.models import Raid

        return Raid.objects.get(pk=self.raids[-1])

    def _kill(self, kind: str, of: int) -> None:
        """Kill a part, start it again, and wait until new hits are counted."""
        if kind == "web worker":
            self.stage.kill_web_worker()
        else:
            self._kill_and_start(kind)
        after, counted = self._hits(), self._raid.number
        self._until(
            f"hits are counted after {kind}",
            lambda: (self._hits() >= after + SOME and self._raid.number > counted) or self._is_over(),
        )
        self.kills += 1
        self.say(f"  {self.kills:>3}/{of}  {kind:<14} {self._hits():>6,} hits, update {self._raid.seq:,}")

    def _kill_and_start(self, kind: str) -> None:
        """Between the two, hunters go on without the part, or fail without the site."""
        part = kind.split()[0]
        before, failed = self._hits(), sum(self.hitters.failures.values())
        self.stage.kill(part)
        if kind == "redis emptied":
            self.stage.empty_redis()
        if part == "site":
            self._until("hunters notice", lambda: sum(self.hitters.failures.values()) > failed or self._is_over())
        else:
            self._until(f"hunters hit without {part}", lambda: self._hits() >= before + SOME or self._is_over())
        self.stage.start(part)

    def _hits(self) -> int:
        return self.hitters.count(self.raids[-1])

    def _is_over(self) -> bool:
        return self._raid.state != "open"

    def _next_raid(self) -> None:
        from game.content import catalogue
        from game.rules.raid import typical_damage

        health = self.hits * typical_damage(10, catalogue().monsters[BOSS].defence)
        done = subprocess.run(
            [sys.executable, "manage.py", "start_raid", "--boss", BOSS, "--gather", "0", "--fight", "7200", "--health", str(health)],
            cwd=CHECKOUT, env=self.stage.environment, capture_output=True, text=True, check=False,
        )  # fmt: skip
        if done.returncode:
            raise UserError(f"The raid does not start: {done.stderr.strip()}")
        self.raids.append(int(json.loads(done.stdout.splitlines()[-1])["id"]))
        watcher = self.watchers[self.raids[-1]] = RaidWatcher(self.stage.ports["sockets"], self.raids[-1])
        watcher.start()
        self._until("a spectator sees the raid", lambda: watcher.state)
        self.hitters.hit(self.raids[-1])

    def _all_is_paid(self) -> bool:
        from game.models import Raid
        from game.queries.raid import unpaid_raids

        unpaid = Raid.objects.filter(pk__in=self.raids, paid_at=None).exists()
        return not unpaid and not set(unpaid_raids()) & set(self.raids)

    def _until(self, what: str, is_true: Callable[[], object], seconds: float = WAIT_SECONDS) -> None:
        def unless_surprised() -> object:
            if self.hitters.surprises:
                raise UserError(f"A hunter got an answer that should not be: {self.hitters.surprises[0]}")
            return is_true()

        wait_until(what, unless_surprised, seconds, self.summary)


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--rounds", type=int, default=10, help="how often each part is killed (10)")
    parser.add_argument("--hunters", type=int, default=30, help="hunters who hit at once (30)")
    parser.add_argument("--hits", type=int, default=5000, help="about how many hits a boss stands (5,000)")
    options = parser.parse_args()
    signal.signal(signal.SIGINT, signal.default_int_handler)
    signal.signal(signal.SIGTERM, lambda *_: sys.exit(143))
    from bench.instance import SETTINGS, only_one
    from vvw_site.foundation import services

    with only_one("drill"), tempfile.TemporaryDirectory(prefix="drill-") as folder, services.hold("drill"):
        os.environ |= {"DJANGO_SETTINGS_MODULE": SETTINGS, "DATABASE_URL": services.postgres_url("drill")}
        with Stage(Path(folder), {}) as stage:
            os.environ["REDIS_URL"] = stage.redis_url
            with step("Database, content and hunters"):
                fill_database(options.hunters)
            import django

            django.setup()
            drill = RaidDrill(stage, make_tokens(options.hunters), options.hits, line)
            found = drill.run(options.rounds)
            for problem in found:
                line(f"  {problem}")
            line(f"{'Nothing was lost or doubled' if not found else f'{len(found)} faults'}: {drill.summary()}.")
            if found:
                sys.exit(1)


if __name__ == "__main__":
    with exit_on_error():
        main()
