"""Reading raids: one as everybody sees it, the current one, and the earlier ones. One statement each."""

from datetime import datetime

from msgspec import Struct

from game.models import Raid
from game.models.ids import RaidId
from game.queries.archive import one_hit
from game.queries.raid_now import THE_ONE_THAT_IS_ON
from game.rules import tuning
from game.rules.errors import GameError
from game.rules.raid import PhaseBegin, RaidState, phase_at, state_at, wound_kept
from game.rules.raid_fold import LatestHit, TopHunter
from vvw_site.foundation.database.statement import Statement


class StoredPhase(PhaseBegin, frozen=True):
    """A phase of the boss as the raid keeps it."""

    name: str
    text: str


class RaidView(Struct, frozen=True, array_like=True):
    """A raid at the moment `now`, by the database's clock. killer: name of the hunter of the killing blow; its hit's number."""

    id: RaidId
    boss: str
    stored_state: str
    opened_at: datetime
    starts_at: datetime
    ends_at: datetime
    ended_at: datetime | None
    reason: str
    hp_max: int
    health: int
    hp: int
    phases: list[StoredPhase]
    gold: int
    seq: int
    number: int
    counted: int
    hunters: int
    vampire: int
    werewolf: int
    top: list[TopHunter]
    latest: list[LatestHit]
    killing_hit: int | None
    killer: str | None
    killing_number: int | None
    window: datetime | None
    now: datetime

    @property
    def state(self) -> RaidState:
        starts_in, ends_in = (self.starts_at - self.now).total_seconds(), (self.ends_at - self.now).total_seconds()
        return state_at(self.stored_state, hp=self.hp, starts_in=starts_in, ends_in=ends_in)

    @property
    def is_on(self) -> bool:
        """Whether hunters gather or fight."""
        return self.state in ("gathering", "fighting")

    @property
    def phase(self) -> int:
        return phase_at(self.phases, self.hp, self.hp_max)

    @property
    def vampire_percent(self) -> int | None:
        """The vampires' share of the damage; the rest is the werewolves'. None before the first hit."""
        dealt = self.vampire + self.werewolf
        return round(self.vampire * 100 / dealt) if dealt else None


def find_raid(raid: RaidId) -> RaidView | None:
    found: RaidView | None = _BY_ID.row(raid=raid)
    return found


def access_raid(raid: RaidId) -> RaidView:
    """Any raid: raids are public. GameError not_found."""
    found = find_raid(raid)
    if found is None:
        raise GameError("not_found", "There is no such raid.")
    return found


def current_raid() -> RaidView | None:
    """The raid for which hunters gather or fight; None if there is none. If several are on, the one that began to fight last."""
    found: RaidView | None = _CURRENT.row()
    return found


def recent_raids(before: int | None, count: int) -> list[RaidView]:
    """Raids that have ended, newest first; before: the id of the last one shown."""
    return _ENDED.rows(before=before, count=count)


class RaidToFold(Struct, frozen=True, array_like=True):
    """starts_in: seconds until the fight, 0 or less once it is on. due_in: seconds until a fold may run."""

    id: RaidId
    starts_in: float
    due_in: float
    is_over: bool
    has_new_hits: bool


def raids_to_fold() -> list[RaidToFold]:
    """The raids that are not settled, as the fold needs them."""
    return _TO_FOLD.rows(pause=tuning.RAID_FOLD_MS)


def unpaid_raids() -> list[RaidId]:
    """Settled raids that owe a reward or a refund. Hits may be committed after a raid was paid, too."""
    return _UNPAID.rows()


def wound_of(boss: str) -> int:
    """The damage that the boss kept from its last raid. One statement, served by raids_of_boss."""
    ended = Raid.objects.filter(boss=boss).exclude(state=Raid.OPEN).order_by("-id")
    last = ended.values_list("state", "hp_max", "health", "hp").first()
    return 0 if last is None else wound_kept(last[0], hp_max=last[1], health=last[2], hp=last[3])


# The name of the killer comes with the killing blow, by the primary keys; the board of a settled raid by one_hunter_per_rank.
_VIEW = f"""SELECT json_build_array(r.id, r.boss, r.state, r.opened_at, r.starts_at, r.ends_at, r.ended_at, r.reason, r.hp_max,
    r.health, r.hp, r.phases, r.gold, r.seq, r.number, r.counted, r.hunters, r.vampire, r.werewolf,
    CASE WHEN r.state = 'open' THEN r.top ELSE coalesce((
        SELECT jsonb_agg(jsonb_build_array(w.character_id, n.name, w.damage) ORDER BY w.rank)
        FROM game_raidreward w JOIN game_character n ON n.id = w.character_id WHERE w.raid_id = r.id AND w.rank <= 10
    ), '[]') END, r.latest, r.killing_hit,
    c.name, h.number, r.window, statement_timestamp())::text
FROM game_raid r LEFT JOIN LATERAL {one_hit("h.id = r.killing_hit")} h ON true LEFT JOIN game_character c ON c.id = h.character_id"""  # noqa: S608 (constants of the code)
_BY_ID = Statement(f"{_VIEW} WHERE r.id = %(raid)s", RaidView)
# Served by raids_open.
_CURRENT = Statement(
    f"{_VIEW} {THE_ONE_THAT_IS_ON}",
    RaidView,
)
# Served by the primary key.
_ENDED = Statement(
    f"{_VIEW} WHERE (r.state <> 'open' OR r.ends_at <= statement_timestamp()) AND r.id < coalesce(%(before)s::bigint, 9223372036854775807) "
    "ORDER BY r.id DESC LIMIT %(count)s::int",
    RaidView,
)
# Served by raids_open and hits_to_number.
_TO_FOLD = Statement(
    """SELECT json_build_array(r.id, extract(epoch FROM r.starts_at - statement_timestamp())::float8,
    CASE WHEN r.folded_at <= statement_timestamp()
        THEN greatest(0, extract(epoch FROM r.folded_at - statement_timestamp())::float8 + %(pause)s / 1000.0) ELSE 0 END,
    r.ends_at <= statement_timestamp(), EXISTS (SELECT FROM game_raidhit h WHERE h.raid_id = r.id AND h.number IS NULL))::text
FROM game_raid r WHERE r.state = 'open' ORDER BY r.id""",
    RaidToFold,
)
# Served by raids_unpaid, and by the partial indexes hits_to_number and hits_to_refund, which hold few rows.
_UNPAID = Statement(
    """SELECT id::text FROM game_raid WHERE state <> 'open' AND paid_at IS NULL
UNION SELECT h.raid_id::text FROM game_raidhit h JOIN game_raid r ON r.id = h.raid_id
    WHERE (h.number IS NULL OR (h.late AND h.refunded_at IS NULL)) AND r.state <> 'open' AND r.paid_at IS NOT NULL
ORDER BY 1""",
    RaidId,
)
