"""The ladder of sanctions: which steps there are, and which one follows from a person's record. It is only proposed; staff decide."""

from collections.abc import Sequence

from msgspec import Struct

WARNING, MUTE, SUSPENSION, BAN, NO_REPORTS = "warning", "mute", "suspension", "ban", "no_reports"
KINDS = {
    WARNING: "warning", MUTE: "mute", SUSPENSION: "suspension", BAN: "ban", NO_REPORTS: "ban from reporting",
}  # fmt: skip
BANNING = (SUSPENSION, BAN)
"""The kinds that keep the account from logging in."""
HOUR, DAY = 3_600, 86_400
MODERATOR_BAN = 7 * DAY
"""The longest suspension that a moderator imposes, in seconds."""
REMEMBERED = 180 * DAY
"""A sanction that began longer ago does not raise the next one."""
APPEAL_DAYS = 20
"""For so long a sanction can be appealed."""
APPEAL_MIN, APPEAL_MAX = 10, 1000


class LadderStep(Struct, frozen=True):
    """slug: in forms. lasts: seconds; None for a warning, and for a ban, which has no end."""

    slug: str
    kind: str
    lasts: int | None
    title: str

    @property
    def is_above_moderators(self) -> bool:
        return self.kind in BANNING and (self.lasts is None or self.lasts > MODERATOR_BAN)


LADDER = (
    LadderStep("warning", WARNING, None, "Warning"),
    LadderStep("mute-1h", MUTE, HOUR, "Mute for 1 hour"),
    LadderStep("mute-24h", MUTE, DAY, "Mute for 24 hours"),
    LadderStep("mute-7d", MUTE, 7 * DAY, "Mute for 7 days"),
    LadderStep("suspension-1d", SUSPENSION, DAY, "Suspension for 1 day"),
    LadderStep("suspension-7d", SUSPENSION, 7 * DAY, "Suspension for 7 days"),
    LadderStep("suspension-30d", SUSPENSION, 30 * DAY, "Suspension for 30 days"),
    LadderStep("ban", BAN, None, "Ban for good"),
)
STEPS = {step.slug: step for step in LADDER}


class PastSanction(Struct, frozen=True):
    """starts, ends: seconds since 1970; ends is None without an end. lifted: by an appeal or by the staff, so that it does not count."""

    kind: str
    starts: float
    ends: float | None
    lifted: bool


def next_step(record: Sequence[PastSanction], now: float) -> LadderStep:
    """The step after the highest one that the person had within REMEMBERED; the first one without a record."""
    had = [_rung(past) for past in record if not past.lifted and past.starts > now - REMEMBERED and past.kind != NO_REPORTS]
    return LADDER[min(max(had, default=-1) + 1, len(LADDER) - 1)]


def _rung(past: PastSanction) -> int:
    """The highest step of the same kind that lasts no longer than the sanction did; the lowest of the kind at least."""
    same = [n for n, step in enumerate(LADDER) if step.kind == past.kind]
    if past.ends is None:
        return same[-1]
    lasted = past.ends - past.starts + 60
    return max((n for n in same if (LADDER[n].lasts or 0) <= lasted), default=same[0])
