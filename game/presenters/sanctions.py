"""A player's own sanctions: what each means, until when, and whether it can be appealed. Also the steps that staff may choose."""

from collections.abc import Sequence
from datetime import datetime

from msgspec import Struct

from accounts.queries.rank import Rank
from game.models import Appeal, Sanction
from game.queries.sanctions import appeal_of, appeal_until, why_no_appeal
from game.rules.sanctions import (
    APPEAL_DAYS,
    APPEAL_MAX,
    APPEAL_MIN,
    BAN,
    LADDER,
    MUTE,
    NO_REPORTS,
    STEPS,
    SUSPENSION,
    WARNING,
    LadderStep,
    PastSanction,
    next_step,
)

_TITLES = {
    WARNING: "Warning", MUTE: "Mute", SUSPENSION: "Suspension", BAN: "Suspension for good", NO_REPORTS: "No more reports",
}  # fmt: skip
_MEANS = {
    WARNING: "Nothing is taken from you. It is remembered for half a year.",
    MUTE: "You can play, but not write to anybody, and not name a new character.",
    SUSPENSION: "Nobody can log in to the account. Your characters and all they hold are kept.",
    BAN: "Nobody can log in to the account any more. Your characters and all they hold are kept.",
    NO_REPORTS: "You cannot report anything to the staff. You can still block people.",
}
_ICONS = {WARNING: "info", MUTE: "speech", SUSPENSION: "lock", BAN: "lock", NO_REPORTS: "flag"}


class SanctionView(Struct, frozen=True):
    """state: "holds", "over", "lifted" or "told" (a warning). no_appeal: why it cannot be appealed; "" if it can, until appeal_until."""

    id: int
    kind: str
    title: str
    icon: str
    means: str
    reason: str
    starts_at: datetime
    ends_at: datetime | None
    state: str
    lifted_at: datetime | None
    lifted_why: str
    no_appeal: str
    appeal_until: datetime
    appeal: Appeal | None


class SanctionsPage(Struct, frozen=True):
    sanctions: list[SanctionView]
    appeal_min: int = APPEAL_MIN
    appeal_max: int = APPEAL_MAX
    appeal_days: int = APPEAL_DAYS


class AppealPage(Struct, frozen=True):
    """sanction: None for a link that is not whole."""

    sanction: SanctionView | None
    name: str
    appeal_min: int = APPEAL_MIN
    appeal_max: int = APPEAL_MAX


def sanctions_page(found: Sequence[Sanction], now: datetime) -> SanctionsPage:
    return SanctionsPage([sanction_view(one, now) for one in found])


def appeal_page(sanction: Sanction, name: str, now: datetime) -> AppealPage:
    """name: of the account."""
    return AppealPage(sanction_view(sanction, now), name)


def sanction_view(sanction: Sanction, now: datetime) -> SanctionView:
    """sanction: with its appeal."""
    return SanctionView(
        id=sanction.pk, kind=sanction.kind, title=_TITLES[sanction.kind], icon=_ICONS[sanction.kind], means=_MEANS[sanction.kind],
        reason=sanction.reason, starts_at=sanction.starts_at, ends_at=sanction.ends_at, state=state_of(sanction, now),
        lifted_at=sanction.lifted_at, lifted_why=Sanction.LIFTED.get(sanction.lifted_why, ""),
        no_appeal=why_no_appeal(sanction, now), appeal_until=appeal_until(sanction), appeal=appeal_of(sanction),
    )  # fmt: skip


def state_of(sanction: Sanction, now: datetime) -> str:
    if sanction.lifted_at is not None:
        return "lifted"
    if sanction.kind == WARNING:
        return "told"
    return "over" if sanction.ends_at is not None and sanction.ends_at <= now else "holds"


def step_title(slug: str) -> str:
    """Of a step of the ladder, within a sentence; "" for no step."""
    step = STEPS.get(slug)
    return step.title.lower() if step else ""


def proposed_step(record: Sequence[PastSanction], now: datetime) -> LadderStep:
    """What the ladder proposes after a record."""
    return next_step(record, now.timestamp())


def step_choices(proposed: LadderStep, rank: Rank) -> list[tuple[str, str]]:
    """The steps that a rank may impose, for a form."""
    mine = [step for step in LADDER if rank > Rank.MODERATOR or not step.is_above_moderators]
    return [(step.slug, f"{step.title}{' (proposed)' if step == proposed else ''}") for step in mine]
