"""What a password may not be, beside what Django's own validators say."""

import unicodedata

from django.contrib.auth.models import AbstractBaseUser
from django.core.exceptions import ValidationError

_PLAIN = frozenset(".,:;/-_+·•…。．・")
"""What stands between digits in dates, phone numbers and the like."""


class NotOnlyDigits:
    """Digits, dots, spaces and what else people put between digits do not make a password, nor do one or two characters over
    and over. Meant for AUTH_PASSWORD_VALIDATORS."""

    HELP = "Not only digits, dots or spaces, and not one or two characters over and over."

    def validate(self, password: str, user: AbstractBaseUser | None = None) -> None:
        if all(character in _PLAIN or unicodedata.category(character)[0] in "NZC" for character in password):
            raise ValidationError(
                "A password of digits, dots or spaces alone is quickly guessed. Add words.", code="password_plain"
            )
        if len(set(password.casefold())) < 3:
            raise ValidationError("One or two characters over and over are quickly guessed.", code="password_repeats")

    def get_help_text(self) -> str:
        return self.HELP
