"""How many notices a character has been sent. Its row is the lock under which the next one gets its number."""

from django.db import models


class NoticeSequence(models.Model):
    character = models.OneToOneField("game.Character", on_delete=models.CASCADE, primary_key=True, related_name="+")
    last = models.BigIntegerField()
    mailed = models.BigIntegerField(
        default=0, db_default=0, help_text="Mail digests have looked at all notices up to this number."
    )

    def __str__(self) -> str:
        return f"notices of {self.pk} up to {self.last}"
