"""An address that lets whoever has it join a clan."""

from django.db import models
from django.db.models import F, Q
from django.db.models.functions import Now

from clans.models.clan import Clan


class ShareLink(models.Model):
    """code: in the address; whoever knows it may join, so members who may invite see it, and nobody else. It ends by its time, its uses, or
    the clan."""

    clan = models.ForeignKey(Clan, on_delete=models.CASCADE, related_name="links", db_index=False)
    code = models.CharField(max_length=32, unique=True)
    made_by = models.ForeignKey("game.Character", on_delete=models.PROTECT, related_name="+")
    made_at = models.DateTimeField(db_default=Now())
    expires_at = models.DateTimeField()
    uses = models.PositiveIntegerField(default=0)
    uses_most = models.PositiveIntegerField(default=25)
    ended_at = models.DateTimeField(null=True)

    class Meta:
        constraints = [models.CheckConstraint(condition=Q(uses__lte=F("uses_most")), name="a_link_is_not_used_too_often")]
        # queries/joining.py: the links of a clan
        indexes = [models.Index(fields=["clan", "-id"], name="links_of_clan", condition=Q(ended_at__isnull=True))]

    def __str__(self) -> str:
        return f"link {self.pk}"
