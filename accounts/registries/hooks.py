"""Functions of other apps that accounts calls. Each app adds its functions in AppConfig.ready()."""

from collections.abc import Callable, Sequence

from accounts.models import User

on_sessions_ended: list[Callable[[Sequence[int]], None]] = []
"""Called with the ids of users when all their sessions end, in the same transaction. Revoke here every other kind of login."""

on_sessions_deleted: list[Callable[[list[str]], None]] = []
"""Called with the row keys of sessions that have ended, after the commit. What is still open for them can be closed."""

before_erasure: list[Callable[[Sequence[int]], None]] = []
"""Called with the ids of users first in the transaction that erases them. Take here the locks that the erasure needs, in the
order in which actions take them."""

guest_possessions: list[Callable[[int], list[str]]] = []
"""Called with a guest's id before the guest confirms a logout. Returns what the guest would lose, a few words each."""

users_in_use: list[Callable[[list[int]], set[int]]] = []
"""Called with the ids of abandoned accounts. Returns those that must not be erased."""

on_banned: list[Callable[[int], None]] = []
"""Called with a user's id in the transaction that bans the account, with its row locked and no character's. Take locks in the order
of every action, and none that others share after this call returns."""

ban_links: list[Callable[[int], str]] = []
"""Called with the id of a banned user who has typed the right password. Returns the path of a page that works without a login, such
as the appeal, or "". It writes nothing."""

guest_character_names: list[Callable[[User], str]] = []
"""Called with a guest who opens the sign-up form. Returns the name of the guest's character, or ""."""

guest_renamings: list[Callable[[User, str], str]] = []
"""Called with a guest and the name that the form gives the character, in the transaction of the sign-up. Returns why the name is refused,
or "" when the character has it."""
