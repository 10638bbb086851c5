"""Two characters who are friends. It is between characters, because nobody is told which characters belong to one account."""

from django.db import models
from django.db.models import F, Q
from django.db.models.functions import Now


class Friendship(models.Model):
    """one: the character with the lower id."""

    one = models.ForeignKey("game.Character", on_delete=models.PROTECT, related_name="friendships", db_index=False)
    other = models.ForeignKey("game.Character", on_delete=models.PROTECT, related_name="friendships_of_other")
    at = models.DateTimeField(db_default=Now())

    class Meta:
        constraints = [
            # queries/friends.py: a character's friends, from both sides; the other side has the index of its foreign key
            models.UniqueConstraint(fields=["one", "other"], name="two_are_friends_once"),
            models.CheckConstraint(condition=Q(one__lt=F("other")), name="friends_are_in_order_of_id"),
        ]

    def __str__(self) -> str:
        return f"friendship {self.pk}"
