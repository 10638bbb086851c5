"""One spelling of e-mail in the fields of allauth's forms."""

from typing import Any

from allauth.account import forms as allauth_forms
from django.forms import Field


def spell_email(field: Field) -> None:
    """Give an address field our words: its label, its placeholder, and the error for what is no address."""
    field.label = "E-mail"
    field.widget.attrs["placeholder"] = "E-mail address"
    field.error_messages["invalid"] = "Type an e-mail address, such as mina@example.org."


class AddEmailForm(allauth_forms.AddEmailForm):  # type: ignore[misc]  # allauth has no types
    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        spell_email(self.fields["email"])
