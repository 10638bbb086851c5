"""The forms that ask for a code of the authenticator app, or for a recovery code."""

from typing import Any

from allauth.mfa.base import forms as allauth_forms
from django.forms import Field


def spell_code(field: Field, label: str) -> None:
    """Give the field of a code its label, and a phone's keys of digits: recovery codes are digits too."""
    field.label = label
    field.widget.attrs.pop("placeholder", None)
    field.widget.attrs |= {"inputmode": "numeric"}


class CodeForm:
    """What both forms of allauth do besides. Their pages ask for nothing else, so the cursor is in the field."""

    fields: dict[str, Field]

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        spell_code(self.fields["code"], "Code of the app, or a recovery code")
        self.fields["code"].widget.attrs["autofocus"] = True


class AuthenticateForm(CodeForm, allauth_forms.AuthenticateForm):  # type: ignore[misc]  # allauth has no types
    pass


class ReauthenticateForm(CodeForm, allauth_forms.ReauthenticateForm):  # type: ignore[misc]  # allauth has no types
    pass
