"""The sign-up form."""

from typing import Any

from allauth.account import forms as allauth_forms
from django.forms import CharField, TextInput

from accounts.forms.email_words import spell_email
from accounts.forms.new_password import spell_new_password

USERNAME_TAKEN = "username_taken"
"""Allauth's error code."""


class SignupForm(allauth_forms.SignupForm):  # type: ignore[misc]  # allauth has no types
    """Allauth's form, with our help texts."""

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        name, email, password = self.fields["username"], self.fields["email"], self.fields["password1"]
        name.max_length = 20
        name.widget.attrs |= {"minlength": "3", "maxlength": "20", "pattern": "[A-Za-z0-9_]+", "autocapitalize": "none"}
        name.help_text = "3 to 20 letters, digits or underscores. You log in with it; your characters have names of their own."
        spell_email(email)
        email.help_text = "We send one mail to see that it is yours. With it you can get back in when a password is lost."
        spell_new_password(password)


class GuestSignupForm(SignupForm):
    """With the name of the guest's character, which the guest may change here. Empty: it keeps its name."""

    character = CharField(
        required=False, max_length=20, label="Name of your character",
        help_text="A guest's name was drawn by chance. Keep it, or choose one now: 3 to 20 letters, digits or underscores.",
        widget=TextInput(attrs={"maxlength": "20", "autocomplete": "off", "autocapitalize": "words", "spellcheck": "false"}),
    )  # fmt: skip

    field_order = ("character", "username", "email", "password1")
