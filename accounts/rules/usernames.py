"""Which usernames are allowed: 3 to 20 letters, digits and underscores, and none that looks like the staff or the site."""

from vvw_site.foundation import naming

RESERVED = frozenset((
    "about", "account", "accounts", "anonymous", "api", "everyone", "game_master", "guest", "help", "host", "mail", "me",
    "nobody", "noreply", "owner", "police", "postmaster", "security", "server", "site", "undefined", "webmaster", "wiki",
))  # fmt: skip
RESERVED_PREFIXES = ("guest_", "erased_")


def problem_with(username: str) -> str:
    """Why the name is not allowed, as a sentence; empty when it is allowed. Does not check whether the name is taken."""
    if not naming.SHAPE.fullmatch(username):
        return "A name has 3 to 20 letters (A to Z), digits or underscores."
    if not any(letter.isalpha() for letter in username):
        return "A name needs at least one letter."
    folded = username.lower()
    if folded.strip("_") in RESERVED or folded.startswith(RESERVED_PREFIXES) or naming.is_reserved(username):
        return "That name is kept for the house. Choose another."
    if naming.contains_slur(username):
        return "That name would hurt people. Choose another."
    return ""
