"""Characters and their accounts, for tests that call the site as a client."""

from accounts.models import User
from game.actions import tokens
from game.models import Character

PASSWORD = "the moon is up 7"


def user_of(character: Character) -> User:
    assert character.user is not None
    return character.user


def bearer(user: User) -> dict[str, str]:
    """The header of an API call by this user, with a new token."""
    return {"Authorization": f"Bearer {tokens.issue(user).token}"}


def set_password(user: User) -> None:
    user.set_password(PASSWORD)
    user.save()
