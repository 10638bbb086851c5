"""What an account may be called: 3 to 20 letters, digits and underscores, and not like the staff or the house."""

import re

_SHAPE = re.compile(r"[A-Za-z0-9_]{3,20}")
RESERVED = frozenset((
    "about", "account", "accounts", "admin", "administrator", "anonymous", "api", "everyone", "game_master", "gamemaster",
    "guest", "help", "host", "mail", "me", "mod", "moderator", "nobody", "noreply", "null", "official", "owner", "police",
    "postmaster", "root", "security", "server", "site", "staff", "support", "sysop", "system", "undefined", "vvw",
    "warden", "webmaster", "wiki",
))  # fmt: skip
KEPT_PREFIXES = ("guest_", "erased_", "vvw_", "staff_", "admin_", "mod_")


def problem_with(username: str) -> str:
    """Why the name cannot be had, in a sentence; empty when it can. Whether it is taken, the database knows."""
    if not _SHAPE.fullmatch(username):
        return "A name has 3 to 20 letters (A to Z), digits or underscores."
    if not any(letter.isalpha() for letter in username):
        return "A name needs at least one letter."
    folded = username.lower()
    if folded.strip("_") in RESERVED or folded.startswith(KEPT_PREFIXES):
        return "That name is kept for the house. Choose another."
    return ""
