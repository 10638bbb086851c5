"""The reasons for a report, and what a remark may contain."""

from game.rules.errors import GameError

REASONS = {
    "insult": "insult or threat",
    "spam": "spam or advertising",
    "fraud": "fraud or begging",
    "staff": "pretends to be staff",
    "other": "something else",
}
REMARK_MAX = 300


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
