"""The forms in which somebody chooses a password, with our words."""

from typing import Any

from allauth.account import forms as allauth_forms
from django.forms import Field

from accounts.forms.max_length import PASSWORD_MAX, limit_length

HELP = "At least 10 characters, not only digits, dots or spaces. Four words that do not belong together make a good one."
LABELS = {"oldpassword": "Current password", "password1": "New password", "password2": "New password again"}


def spell_new_password(field: Field) -> None:
    """Give the field of a new password our help, and its limits."""
    field.help_text = HELP
    field.widget.attrs |= {"minlength": "10"}
    limit_length(field, PASSWORD_MAX)


class NewPasswordForm:
    """What three forms of allauth do besides: the two fields of a new password, and that of the old one where there is one, have our
    words. The labels say all that allauth's placeholders repeat."""

    fields: dict[str, Field]

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        spell_new_password(self.fields["password1"])
        for name, label in LABELS.items():
            if name in self.fields:
                self.fields[name].label = label
                self.fields[name].widget.attrs.pop("placeholder", None)


class ChangePasswordForm(NewPasswordForm, allauth_forms.ChangePasswordForm):  # type: ignore[misc]  # allauth has no types
    pass


class SetPasswordForm(NewPasswordForm, allauth_forms.SetPasswordForm):  # type: ignore[misc]  # allauth has no types
    pass


class ResetPasswordKeyForm(NewPasswordForm, allauth_forms.ResetPasswordKeyForm):  # type: ignore[misc]  # allauth has no types
    pass
