"""The last code of an authenticator app that an account has used."""

from django.conf import settings
from django.db import models


class TotpUse(models.Model):
    """step: the 30 seconds since 1970 that the code was for. No code of this step or an earlier one is accepted again."""

    user = models.OneToOneField(settings.AUTH_USER_MODEL, primary_key=True, on_delete=models.CASCADE, related_name="+")
    step = models.BigIntegerField()

    def __str__(self) -> str:
        return f"user {self.user_id} to step {self.step}"
