"""Rooms in which characters talk: the rooms, who is in a private one, and what each reader has seen."""

from typing import TYPE_CHECKING

from django.conf import settings
from django.db import models
from django.db.models import Q
from django.db.models.functions import Now

from game.models.ids import ChatRoomId
from game.rules.chat import SLOW_MAX


class ChatRoom(models.Model):
    """kind, key: queries/chat_rooms.py; a key is unique in its kind ("vampire", "12", "3:8"). last: number of the last message; the
    row is the lock under which the next one gets its number."""

    if TYPE_CHECKING:
        id: models.BigAutoField[int, ChatRoomId]
    kind = models.CharField(max_length=20)
    key = models.CharField(max_length=60)
    last = models.BigIntegerField(default=0, db_default=0)
    slow_seconds = models.PositiveSmallIntegerField(
        default=0, db_default=0, help_text="So long each account waits between two messages. 0: no slow mode."
    )
    opened_by = models.ForeignKey(
        "game.Character", null=True, on_delete=models.PROTECT, related_name="rooms_opened", help_text="Of a private room."
    )
    opened_at = models.DateTimeField(db_default=Now())

    class Meta:
        constraints = [
            # queries/chat.py: the rooms of a character
            models.UniqueConstraint(fields=["kind", "key"], name="one_room_per_kind_and_key"),
            models.CheckConstraint(condition=Q(slow_seconds__lte=SLOW_MAX), name="slow_mode_within_ten_minutes"),
            models.CheckConstraint(condition=Q(last__gte=0), name="chat_numbers_begin_at_1"),
        ]

    def __str__(self) -> str:
        return f"room {self.pk} ({self.kind} {self.key})"


class ChatMember(models.Model):
    """A character of a private room. The members of other kinds follow from something else: a faction, a clan."""

    room = models.ForeignKey(ChatRoom, on_delete=models.CASCADE, related_name="members", db_index=False)
    character = models.ForeignKey("game.Character", on_delete=models.PROTECT, related_name="chat_memberships")

    class Meta:
        constraints = [models.UniqueConstraint(fields=["room", "character"], name="a_member_of_a_room_once")]

    def __str__(self) -> str:
        return f"{self.character_id} in {self.room_id}"


class ChatSeen(models.Model):
    """The number up to which a character has seen a room. Without a row it has seen nothing of it."""

    room = models.ForeignKey(ChatRoom, on_delete=models.CASCADE, related_name="+", db_index=False)
    character = models.ForeignKey("game.Character", on_delete=models.CASCADE, related_name="+")
    number = models.BigIntegerField()

    class Meta:
        constraints = [models.UniqueConstraint(fields=["room", "character"], name="a_reader_has_seen_up_to_one_number")]

    def __str__(self) -> str:
        return f"{self.character_id} saw {self.room_id} up to {self.number}"


class ChatWriter(models.Model):
    """How many messages an account has written. A writer reads the limits with this number, and writes only if it is still the same:
    so each limit counts what was written at the same moment (actions/chat.py)."""

    user = models.OneToOneField(settings.AUTH_USER_MODEL, on_delete=models.CASCADE, primary_key=True, related_name="+")
    sent = models.BigIntegerField()

    def __str__(self) -> str:
        return f"writer {self.pk}: {self.sent}"


class ChatWord(models.Model):
    """A word that is not said in any room. folded: as rules/chat_words.py folds it; messages are compared by it."""

    word = models.CharField(max_length=40)
    folded = models.CharField(max_length=40, unique=True)
    added_by = models.ForeignKey(settings.AUTH_USER_MODEL, null=True, on_delete=models.PROTECT, related_name="+")
    added_at = models.DateTimeField(db_default=Now())

    def __str__(self) -> str:
        return self.word
