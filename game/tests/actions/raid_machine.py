"""Eight hunters in several raids at once, who hit, hunt, leave and come back at random, and whose hits commit late; and the jobs, the
staff and the clock, which do what they do at any time."""

from collections import Counter
from collections.abc import Callable
from datetime import UTC, datetime, timedelta
from random import Random
from typing import Any

from django.db import connection

from accounts.actions.erase import erase
from accounts.models import User
from accounts.queries.rank import Rank
from game.actions.character import let_go, restore
from game.actions.hunt import hunt
from game.actions.raid_hit import hit
from game.actions.raid_job import tick
from game.actions.raid_open import open_scheduled
from game.actions.raid_pay import pay_raids
from game.actions.staff_raid import call_off_raid
from game.models import Character, Raid, RaidHit, RaidReward
from game.models.ids import RaidHitId, RaidId
from game.queries.raid_proof import raid_problems
from game.rules import tuning
from game.rules.errors import GameError
from game.tests.make import by, owner_of
from game.tests.raids import begin_in, end_now, fold_now, make_hit, make_hunter, make_raid, next_hit_id
from game.tests.staff import by as by_staff
from game.tests.staff import make_staff

HUNTERS, ENERGY, NOWHERE = 8, 10_000, RaidId(2**62)
_OF_RAID = ", ':', ".join(
    f"(SELECT concat(count(*), '-', max(xmin::text::bigint)) FROM {table} WHERE raid_id = r.id)"
    for table in ("game_raidhit", "game_raidhunter", "game_raidfold", "game_raidreward")
)
# All that the proof of a raid reads, as counts of rows and the newest transaction that wrote one. Movements are only added.
_STATES = f"""SELECT r.id, concat(r.xmin, ':', {_OF_RAID}, ':', (SELECT count(*) FROM game_transfer t
    WHERE t.reason = 'raid' AND t.reference = 'raid:' || r.id)) FROM game_raid r"""
_COUNTS = (
    """SELECT (SELECT count(*) FROM game_raidhit), (SELECT count(*) FROM game_transfer), (SELECT count(*) FROM game_raid)"""
)
_TWICE = """SELECT seed_id, nonce FROM (SELECT seed_id, nonce FROM game_raidhit UNION ALL SELECT seed_id, nonce FROM game_battle) d
    GROUP BY 1, 2 HAVING count(*) > 1"""


def _rows(sql: str) -> list[tuple[Any, ...]]:
    with connection.cursor() as cursor:
        cursor.execute(sql)
        found: list[tuple[Any, ...]] = cursor.fetchall()
    return found


class Machine:
    """One run. Every step is an action with random parameters, mostly sensible ones; a refusal is fine, anything else is not."""

    def __init__(self, seed: int) -> None:
        self.dice = Random(seed)
        self.master: User = make_staff(Rank.GAME_MASTER)
        self.hunters = [self._hunter(n) for n in range(HUNTERS)]
        self.raids = [make_raid(health=3000)]
        self.windows = datetime(2026, 11, 28, tzinfo=UTC)
        self.answers: dict[str, tuple[Character, RaidId, Any]] = {}
        """Acknowledged hits by key."""
        self.proven: dict[int, str] = {}
        """What each raid was like when it was proven last."""
        self.in_flight: list[tuple[Character, RaidId, RaidHitId]] = []
        self.hunted: Counter[int] = Counter()
        self.done: Counter[str] = Counter()
        self.refused: Counter[str] = Counter()
        self.steps: dict[str, tuple[int, Callable[[], object]]] = {
            "strike": (44, self.strike), "again": (5, self.again), "read": (6, self.read), "commit": (6, self.commit),
            "fold": (16, self.fold), "tick": (5, tick), "pay": (5, pay_raids), "open": (5, self.open), "window": (2, self.window),
            "call off": (3, self.call_off), "end": (3, self.end), "jump": (3, self.jump), "hunt": (4, self.hunt),
            "leave": (2, self.leave), "return": (3, self.come_back), "erase": (1, self.erase),
        }  # fmt: skip

    def step(self) -> str:
        """Runs one action; returns what it was."""
        name = self.dice.choices(list(self.steps), [weight for weight, _ in self.steps.values()])[0]
        before = _rows(_COUNTS)
        try:
            self.steps[name][1]()
        except GameError as refusal:
            self.refused[f"{name}: {refusal.code}"] += 1
            assert _rows(_COUNTS) == before, "a refused action wrote something"
        else:
            self.done[name] += 1
        return name

    def check(self, *, whole: bool = True) -> None:
        """Every raid holds; every acknowledged hit is a row; no two blows share their dice. whole=False proves only the raids of
        which something has changed since the last check."""
        states = dict(_rows(_STATES))
        for raid, state in states.items():
            if whole or self.proven.get(raid) != state:
                assert raid_problems(RaidId(raid)) == [], f"raid {raid}"
        self.proven = states
        rows = set(RaidHit.objects.values_list("pk", flat=True))
        assert {answer.hit for _, _, answer in self.answers.values()} <= rows, "an acknowledged hit is gone"
        assert _rows(_TWICE) == [], "dice were used twice"

    def finish(self) -> None:
        """All raids end, all hits commit, and all is paid. Everybody's energy is what it was, less what counted hits cost."""
        while self.in_flight:
            self.commit()
        for raid in Raid.objects.filter(state=Raid.OPEN):
            end_now(raid.id)
            fold_now(raid.id)
        pay_raids()
        self.check()
        assert not RaidHit.objects.filter(number=None).exists() and not RaidReward.objects.filter(paid_at=None).exists()
        struck = Counter(hunter.pk for hunter, _, _ in self.answers.values())
        for hunter in Character.objects.filter(pk__in=[h.pk for h in self.hunters], user__isnull=False):
            late = RaidHit.objects.filter(character=hunter, late=True, refunded_at__isnull=False).count()
            given = sum(RaidReward.objects.filter(character=hunter).values_list("energy", flat=True))
            spent = struck[hunter.pk] * tuning.RAID_HIT_ENERGY + self.hunted[hunter.pk] * tuning.HUNT_ENERGY
            assert hunter.energy == ENERGY - spent + late * tuning.RAID_HIT_ENERGY + given, f"energy of {hunter.pk}"

    # --- steps ----------------------------------------------------------------------------------------------------------
    def strike(self) -> None:
        hunter, raid = self._any(), self.dice.choice(self._open() or self.raids)
        if self.dice.random() < 0.2:
            raid = self._raid()
        Character.objects.filter(pk=hunter.pk).update(hp=1_000_000)  # an enraged boss beats nobody out of this run
        key = f"machine-key-{len(self.answers):06}"
        self.answers[key] = hunter, raid, hit(by(hunter, key), raid=raid)

    def again(self) -> None:
        """The same request once more gets the same answer, whatever happened meanwhile."""
        if self.answers:
            key, (hunter, raid, answer) = self.dice.choice(list(self.answers.items()))
            assert hit(by(hunter, key), raid=raid) == answer

    def read(self) -> None:
        """A hit takes its id, and does not commit yet."""
        if open_raids := self._open():
            self.in_flight.append((self._any(), self.dice.choice(open_raids), next_hit_id()))

    def commit(self) -> None:
        """Such a hit commits, in whatever order, and perhaps long after the end."""
        if self.in_flight:
            hunter, raid, number = self.in_flight.pop(self.dice.randrange(len(self.in_flight)))
            make_hit(hunter, raid, self.dice.choice([0, 7, 300]), id=number)

    def fold(self) -> None:
        fold_now(self._raid())

    def open(self) -> None:
        self.raids.append(make_raid(health=self.dice.randint(1, 6000), gather=self.dice.choice([0, 0, 0, 60])))

    def window(self) -> None:
        if self.dice.random() < 0.7:
            self.windows += timedelta(hours=tuning.RAID_EVERY_HOURS)
        raid = open_scheduled(self.windows)
        self.raids += [] if raid is None else [raid]

    def call_off(self) -> None:
        call_off_raid(by_staff(self.master), raid=self._raid())

    def end(self) -> None:
        end_now(self._raid())

    def jump(self) -> None:
        begin_in(self._raid(), self.dice.randint(-500, 300))

    def hunt(self) -> None:
        hunter = self._any()
        hunt(by(hunter), place="old-mill")
        self.hunted[hunter.pk] += 1

    def leave(self) -> None:
        let_go(by(self._any()))

    def come_back(self) -> None:
        gone = [h for h in self.hunters if Character.objects.get(pk=h.pk).deleted_at is not None and self._owner(h)]
        for hunter in gone[:1]:
            restore(user_id=owner_of(hunter).id, character_id=hunter.id)

    def erase(self) -> None:
        hunter = self._any()
        if self._owner(hunter):
            erase(user_id=owner_of(hunter).pk)
            self.hunters.append(self._hunter(len(self.hunters)))

    # --- choices --------------------------------------------------------------------------------------------------------
    def _hunter(self, number: int) -> Character:
        return make_hunter(faction=("vampire", "werewolf")[number % 2], energy=ENERGY)

    def _owner(self, hunter: Character) -> bool:
        """Whether the hunter's account was not erased."""
        return Character.objects.get(pk=hunter.pk).user_id is not None

    def _any(self) -> Character:
        return self.dice.choice(self.hunters)

    def _open(self) -> list[RaidId]:
        return [raid.id for raid in Raid.objects.filter(state=Raid.OPEN, pk__in=self.raids).order_by("pk")]

    def _raid(self) -> RaidId:
        """Mostly one of the newest."""
        return NOWHERE if self.dice.random() < 0.02 else self.dice.choice(self.raids[-3:] * 3 + self.raids)
