"""The reasons for a report, and what a remark may contain."""

from game.rules.errors import GameError

REASONS = {
    "insult": "insult or threat",
    "spam": "spam or advertising",
    "fraud": "fraud or begging",
    "staff": "pretends to be staff",
    "cheat": "cheating, or a bot",
    "other": "something else",
}
REMARK_MAX = 300
REPORTS_A_DAY = 50
"""That one account files."""


def check_reason(reason: str) -> None:
    """GameError invalid for a reason that does not exist."""
    if reason not in REASONS:
        raise GameError("invalid", "Choose one of the reasons.", field="reason")


def clean_remark(remark: str) -> str:
    """The remark as it is stored: one line without control characters; it may be empty. GameError invalid when it is too long."""
    remark = " ".join("".join(c for c in remark if c.isprintable() or c.isspace()).split())
    if len(remark) > REMARK_MAX:
        words = f"A remark has {REMARK_MAX} characters at the most; this one has {len(remark):,}."
        raise GameError("invalid", words, field="remark")
    return remark


def check_pace(filed: int) -> None:
    """filed: by the account in the last 24 hours. GameError too_fast."""
    if filed >= REPORTS_A_DAY:
        words = f"You have filed {REPORTS_A_DAY} reports in a day, and the staff have them all. Report more tomorrow."
        raise GameError("too_fast", words, retry_after=3600)
