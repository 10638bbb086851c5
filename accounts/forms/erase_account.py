"""The form that deletes one's own account."""

from typing import Any

from allauth.account.adapter import get_adapter
from allauth.mfa.base.forms import AuthenticateForm
from allauth.mfa.utils import is_mfa_enabled
from django import forms
from django.core.exceptions import ValidationError
from django.http import HttpRequest

from accounts.forms.max_length import PASSWORD_MAX
from accounts.sessions.request_user import logged_in_user

ERASE_WORD = "delete"


class EraseForm(forms.Form):
    """Requires the password, and a code if the account has a second factor. An account without a password (a guest, or one
    that logs in by Google) types a word instead. `request`: of the account's owner."""

    def __init__(self, *args: Any, request: HttpRequest, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.request, self.user = request, logged_in_user(request)
        if self.user.has_usable_password():
            self.fields["password"] = forms.CharField(
                label="Your password", max_length=PASSWORD_MAX, strip=False,
                widget=forms.PasswordInput(attrs={"autocomplete": "current-password"}),
            )  # fmt: skip
        else:
            self.fields["word"] = forms.CharField(
                label=f'Type "{ERASE_WORD}"', max_length=20,
                widget=forms.TextInput(attrs={"autocomplete": "off", "autocapitalize": "none"}),
            )  # fmt: skip
        if is_mfa_enabled(self.user):
            self.fields["code"] = forms.CharField(
                label="The code of your authenticator app", max_length=40,
                widget=forms.TextInput(attrs={"autocomplete": "one-time-code", "inputmode": "numeric"}),
            )  # fmt: skip

    def clean_password(self) -> str:
        password: str = self.cleaned_data["password"]
        get_adapter(self.request).pre_authenticate(self.request, username=self.user.username)
        if not self.user.check_password(password):
            raise ValidationError("That is not your password.", code="incorrect_password")
        return password

    def clean_word(self) -> str:
        word: str = self.cleaned_data["word"].strip().lower()
        if word != ERASE_WORD:
            raise ValidationError(f'Type the word "{ERASE_WORD}".', code="incorrect_word")
        return word

    def clean(self) -> dict[str, Any]:
        # Last, and only when the rest is valid, because a code works once.
        if not self.errors and "code" in self.cleaned_data:
            second_factor = AuthenticateForm({"code": self.cleaned_data["code"]}, user=self.user)
            if not second_factor.is_valid():
                self.add_error("code", second_factor.errors.get("code", "That code is not right."))
        return self.cleaned_data
