"""The forms in which somebody chooses a password, with our words."""

from typing import Any

from allauth.account import forms as allauth_forms
from django.forms import Field

from accounts.forms.max_length import PASSWORD_MAX, limit_length

HELP = "At least 10 characters, not only digits, dots or spaces. Four words that do not belong together make a good one."


def spell_new_password(field: Field) -> None:
    """Give the field of a new password our help, and its limits."""
    field.help_text = HELP
    field.widget.attrs |= {"minlength": "10"}
    limit_length(field, PASSWORD_MAX)


def spell_fields(fields: dict[str, Field]) -> None:
    """Give the two fields of a new password, and that of the old one where there is one, our words. The labels say all that
    allauth's placeholders repeat."""
    spell_new_password(fields["password1"])
    for name, label in (
        ("oldpassword", "Current password"),
        ("password1", "New password"),
        ("password2", "New password again"),
    ):
        if name in fields:
            fields[name].label = label
            fields[name].widget.attrs.pop("placeholder", None)


class ChangePasswordForm(allauth_forms.ChangePasswordForm):  # type: ignore[misc]  # allauth has no types
    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        spell_fields(self.fields)


class SetPasswordForm(allauth_forms.SetPasswordForm):  # type: ignore[misc]  # allauth has no types
    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        spell_fields(self.fields)


class ResetPasswordKeyForm(allauth_forms.ResetPasswordKeyForm):  # type: ignore[misc]  # allauth has no types
    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        spell_fields(self.fields)
