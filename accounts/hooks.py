"""What other apps want to be told. They add their functions when they are ready; accounts knows none of them."""

from collections.abc import Callable

on_sessions_ended: list[Callable[[int], None]] = []
"""Called with a user's id when all his sessions end, inside the transaction: whatever else logs him in must die too."""

before_erasure: list[Callable[[int], None]] = []
"""Called first in the transaction that erases a user: lock here what the erasure will change, in the order of the actions."""
