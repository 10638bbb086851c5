"""A grant above what one member of the staff may give alone. One asks for it, another confirms or refuses it."""

from django.conf import settings
from django.db import models
from django.db.models import F, Q
from django.db.models.functions import Now
from django.utils import timezone

from game.models.transfer import amount_in_words


class PendingGrant(models.Model):
    """asset: "gold" or an item's slug. state "open" past expires_at is expired: nobody can confirm it any more."""

    OPEN, GRANTED, REFUSED = "open", "granted", "refused"

    character = models.ForeignKey("game.Character", on_delete=models.PROTECT, related_name="pending_grants")
    asset = models.CharField(max_length=60)
    quantity = models.BigIntegerField()
    reason = models.CharField(max_length=300)
    state = models.CharField(max_length=10, default=OPEN, choices=[(s, s) for s in (OPEN, GRANTED, REFUSED)])
    asked_by = models.ForeignKey(settings.AUTH_USER_MODEL, on_delete=models.PROTECT, related_name="grants_asked_for")
    asked_at = models.DateTimeField(db_default=Now())
    expires_at = models.DateTimeField()
    decided_by = models.ForeignKey(settings.AUTH_USER_MODEL, null=True, on_delete=models.PROTECT, related_name="grants_decided")
    decided_at = models.DateTimeField(null=True)

    class Meta:
        constraints = [
            models.CheckConstraint(condition=Q(quantity__gt=0), name="a_grant_gives_something"),
            models.CheckConstraint(
                condition=~Q(state="granted") | (Q(decided_by__isnull=False) & ~Q(decided_by=F("asked_by"))),
                name="nobody_confirms_their_own_grant",
            ),
        ]

    def __str__(self) -> str:
        return f"grant {self.pk} of {amount_in_words(self.asset, self.quantity)}"

    @property
    def is_open(self) -> bool:
        return self.state == self.OPEN and self.expires_at > timezone.now()
