"""A password validator beside Django's own."""

import unicodedata

from django.contrib.auth.models import AbstractBaseUser
from django.core.exceptions import ValidationError

_SEPARATORS = frozenset(".,:;/-_+·•…。．・")
"""Characters that people put between the digits of dates and phone numbers."""


class NotOnlyDigits:
    """Refuses passwords made of digits and separators only, and those that repeat one or two characters.

    For AUTH_PASSWORD_VALIDATORS.
    """

    HELP = "Not only digits, dots or spaces, and not one or two characters over and over."

    def validate(self, password: str, user: AbstractBaseUser | None = None) -> None:
        if all(character in _SEPARATORS or unicodedata.category(character)[0] in "NZC" for character in password):
            raise ValidationError(
                "A password of digits, dots or spaces alone is quickly guessed. Add words.", code="password_plain"
            )
        if len(set(password.casefold())) < 3:
            raise ValidationError("One or two characters over and over are quickly guessed.", code="password_repeats")

    def get_help_text(self) -> str:
        return self.HELP
