"""The last code of an authenticator app that an account has used."""

from django.db import models


class TotpUse(models.Model):
    """step: the 30 seconds since 1970 that the code was for. No code of this step or an earlier one is accepted again.

    user_id is a plain number, as a guard needs no more; the row goes when the account is erased.
    """

    user_id = models.BigIntegerField(primary_key=True)
    step = models.BigIntegerField()

    def __str__(self) -> str:
        return f"user {self.user_id} to step {self.step}"
