"""The token in the link that ends a user's mails."""

from accounts.models.ids import UserId
from game.queries.number_token import number_of, token_of

PURPOSE = "ends the mails with notices"


def unsubscribe_token(user: UserId) -> str:
    """Fits into an address."""
    return token_of(user, PURPOSE)


def user_of_token(token: str) -> UserId | None:
    """None for a token that is not ours, or not whole."""
    number = number_of(token, PURPOSE)
    return None if number is None else UserId(number)
