"""What watchers of a raid are sent, over sockets and over the API. docs/socket.md lists the fields."""

from datetime import datetime

from msgspec import Struct

from game.content import catalogue
from game.queries.raid import RaidView, StoredPhase
from game.rules.raid import RaidState
from game.rules.raid_fold import LatestHit, TopHunter
from game.rules.raid_update import RaidUpdate

NameAndDamage = tuple[str, int]


class RaidSnapshotFrame(Struct, frozen=True, tag_field="type", tag="raid.snapshot", kw_only=True):
    """A raid as it is now. top: [name, damage] of the first ten. phase: index of the current one in phases.

    hp_max: full health; health: what the boss began with. vampire, werewolf: damage by faction. counted: hits.
    latest: [name, damage, outcome] of the last hits, newest first. killer: who struck the killing blow. sent_at: seconds since 1970.
    """

    seq: int
    hp: int
    hp_max: int
    ends_at: datetime
    top: list[NameAndDamage]
    id: int
    boss: str
    title: str
    state: RaidState
    starts_at: datetime
    health: int
    phase: int
    phases: list[StoredPhase]
    vampire: int
    werewolf: int
    hunters: int
    counted: int
    latest: list[LatestHit]
    killer: str | None
    sent_at: float


class RaidUpdateFrame(Struct, frozen=True, tag_field="type", tag="raid.update", kw_only=True):
    """What one update changed. hits: how many it numbered. The other fields are as in the snapshot."""

    seq: int
    sent_at: float
    hp: int
    top: list[NameAndDamage]
    hits: int
    state: RaidState
    phase: int
    vampire: int
    werewolf: int
    hunters: int
    counted: int
    latest: list[LatestHit]
    killer: str | None


def snapshot_frame(raid: RaidView) -> RaidSnapshotFrame:
    return RaidSnapshotFrame(
        seq=raid.seq, hp=raid.hp, hp_max=raid.hp_max, ends_at=raid.ends_at, top=_lines(raid.top), id=raid.id, boss=raid.boss,
        title=title_of(raid.boss), state=raid.state, starts_at=raid.starts_at, health=raid.health, phase=raid.phase,
        phases=raid.phases, vampire=raid.vampire, werewolf=raid.werewolf, hunters=raid.hunters, counted=raid.counted,
        latest=raid.latest, killer=raid.killer, sent_at=raid.now.timestamp(),
    )  # fmt: skip


def update_frame(update: RaidUpdate, *, sent_at: float) -> RaidUpdateFrame:
    tally = update.tally
    return RaidUpdateFrame(
        seq=update.seq, sent_at=sent_at, hp=tally.hp, top=_lines(tally.top), hits=update.hits, state=update.state,
        phase=update.phase, vampire=tally.vampire, werewolf=tally.werewolf, hunters=tally.hunters, counted=tally.counted,
        latest=tally.latest, killer=update.killer,
    )  # fmt: skip


def title_of(boss: str) -> str:
    known = catalogue().raid_bosses.get(boss)
    return known.title if known is not None else boss.replace("-", " ").title()


def _lines(top: list[TopHunter]) -> list[NameAndDamage]:
    return [(one.name, one.damage) for one in top]
