"""What other apps want to be told. They add their functions when they are ready; accounts knows none of them."""

from collections.abc import Callable

on_sessions_ended: list[Callable[[int], None]] = []
"""Called with a user's id when all his sessions end, inside the transaction: whatever else logs him in must die too."""

before_erasure: list[Callable[[int], None]] = []
"""Called first in the transaction that erases a user: lock here what the erasure will change, in the order of the actions."""

what_a_guest_has: list[Callable[[int], list[str]]] = []
"""Called with a guest's id before the guest is asked whether to leave: what would be lost, a few words each."""

in_use: list[Callable[[list[int]], set[int]]] = []
"""Called with the ids of accounts that nobody has come back to: those among them that must stay all the same."""
