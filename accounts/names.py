"""What an account may be called: 3 to 20 letters, digits and underscores, and not like the staff or the house."""

from vvw_site.foundation import naming

RESERVED = frozenset((
    "about", "account", "accounts", "anonymous", "api", "everyone", "game_master", "guest", "help", "host", "mail", "me",
    "nobody", "noreply", "owner", "police", "postmaster", "security", "server", "site", "undefined", "webmaster", "wiki",
))  # fmt: skip
KEPT_PREFIXES = ("guest_", "erased_")


def problem_with(username: str) -> str:
    """Why the name cannot be had, in a sentence; empty when it can. Whether it is taken, the database knows."""
    if not naming.SHAPE.fullmatch(username):
        return "A name has 3 to 20 letters (A to Z), digits or underscores."
    if not any(letter.isalpha() for letter in username):
        return "A name needs at least one letter."
    folded = username.lower()
    if folded.strip("_") in RESERVED or folded.startswith(KEPT_PREFIXES) or naming.is_reserved(username):
        return "That name is kept for the house. Choose another."
    if naming.contains_slur(username):
        return "That name would hurt people. Choose another."
    return ""
