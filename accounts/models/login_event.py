"""Who logged in, or tried to: kept for 90 days, shown to the owner of the account."""

from django.conf import settings
from django.db import models
from django.db.models import Q
from django.db.models.functions import Now


class LoginEvent(models.Model):
    """user: None when nobody has the name that was tried: then the row only makes both answers take as long, and goes the next day.
    method: what it succeeded or failed with. network: rules/networks.py; "" when unknown. browser: rules/browsers.py."""

    PASSWORD, CODE, GOOGLE, GUEST, API, SIGNUP, OTHER = "password", "code", "google", "guest", "api", "signup", "other"
    METHODS = {
        PASSWORD: "password", CODE: "second factor", GOOGLE: "Google", GUEST: "as a guest", API: "by the API",
        SIGNUP: "sign-up", OTHER: "another way",
    }  # fmt: skip

    user = models.ForeignKey(
        settings.AUTH_USER_MODEL, null=True, on_delete=models.CASCADE, related_name="login_events", db_index=False
    )
    at = models.DateTimeField(db_default=Now())
    method = models.CharField(max_length=10, choices=list(METHODS.items()))
    succeeded = models.BooleanField()
    network = models.CharField(max_length=20, blank=True)
    browser = models.CharField(max_length=40, blank=True)

    class Meta:
        # queries/login_history.py: of one account, and who else was in a network; the sweep
        indexes = [
            models.Index(fields=["user", "-at"], name="logins_of_user"),
            models.Index(fields=["network", "user"], name="logins_of_network", condition=Q(succeeded=True) & ~Q(network="")),
            models.Index(fields=["at"], name="logins_by_age"),
        ]

    def __str__(self) -> str:
        return f"login {self.pk}"
