"""Limits on the length of fields that are hashed or looked up."""

from django import forms
from django.core.validators import MaxLengthValidator

LOGIN_MAX = 254
PASSWORD_MAX = 1000


def limit_length(field: forms.Field, characters: int) -> None:
    """Refuse longer values, with an error at the field."""
    field.validators.append(MaxLengthValidator(characters))
