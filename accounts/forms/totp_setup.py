"""The form that sets up an authenticator app."""

from allauth.mfa.totp.forms import ActivateTOTPForm

from accounts.actions.totp import use_code


class ActivateTotpForm(ActivateTOTPForm):  # type: ignore[misc]  # allauth has no types
    """Allauth's form. The code that sets up the app counts as used, so it does not log in afterwards."""

    def clean_code(self) -> str:
        code = str(super().clean_code())
        use_code(user=self.user.pk, secret=self.secret, code=code)
        return code
