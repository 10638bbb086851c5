"""The last code of an authenticator app that an account used."""

from django.db import models


class TotpUse(models.Model):
    """step: the number, since 1970, of the 30-second step of the code. Codes of this or an earlier step are refused.

    user_id is a plain number and no foreign key: nothing joins it. Erasing the account deletes the row.
    """

    user_id = models.BigIntegerField(primary_key=True)
    step = models.BigIntegerField()

    def __str__(self) -> str:
        return f"user {self.user_id} to step {self.step}"
