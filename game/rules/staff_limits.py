"""What one member of the staff may give alone, and how much anybody may give at once. Gold, and goods at their price."""

GOLD_MAX = 1_000_000_000
STACK_MAX = 9_999
INSTANCES_MAX = 50
"""The most of one grant."""

ALONE_MAX = 1_000_000
"""Gold's worth that one member of the staff gives alone within ALONE_HOURS, all grants together; more takes a second person."""
ALONE_HOURS = 24
WAITS_HOURS = 72
"""So long a grant waits for its second person."""


def needs_second_person(worth: int, given: int) -> bool:
    """worth: of this grant. given: what the same person gave alone in the last ALONE_HOURS."""
    return given + worth > ALONE_MAX
