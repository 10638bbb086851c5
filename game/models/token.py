"""An API token: only its hash is stored, and logging out deletes the row."""

from django.conf import settings
from django.db import models
from django.db.models.functions import Now


class ApiToken(models.Model):
    """digest: SHA-256 of the token, as hex. credentials: User.credentials_digest as it was when the token was issued: with
    another password or a later login_version, the token is invalid."""

    user = models.ForeignKey(settings.AUTH_USER_MODEL, on_delete=models.CASCADE, related_name="api_tokens")
    character = models.ForeignKey("game.Character", null=True, on_delete=models.CASCADE, related_name="api_tokens")
    digest = models.CharField(max_length=64, unique=True)
    credentials = models.CharField(max_length=64, editable=False)
    created_at = models.DateTimeField(db_default=Now())
    expires_at = models.DateTimeField()

    class Meta:
        verbose_name = "API token"
        indexes = [models.Index(fields=["expires_at"], name="token_expiry")]  # actions/sweep.py

    def __str__(self) -> str:
        return f"token {self.pk}"
