"""How much one member of the staff may grant alone, and how much one grant may hold. Gold, and items at their price."""

GOLD_MAX = 1_000_000_000
STACK_MAX = 9_999
INSTANCES_MAX = 50
"""The most of one grant."""

ALONE_MAX = 1_000_000
"""Worth in gold that one person may grant alone within ALONE_HOURS, all grants together. More needs a second person."""
ALONE_HOURS = 24
WAITS_HOURS = 72
"""How long a grant waits for its second person."""


def needs_second_person(worth: int, given: int) -> bool:
    """worth: of this grant. given: what the same person granted alone within the last ALONE_HOURS."""
    return given + worth > ALONE_MAX
