"""Messages in rooms, and the archive of those that are older than 90 days."""

from django.contrib.postgres.fields import ArrayField
from django.db import models
from django.db.models import Q

from game.rules.chat import TEXT_MAX

SHOWN, TAKEN_BACK, HIDDEN, ERASED = "shown", "taken_back", "hidden", "erased"
STATES = {SHOWN: "shown", TAKEN_BACK: "taken back by its author", HIDDEN: "hidden by the staff", ERASED: "its author left"}
"""Players see the text of messages that are shown. The text of others but erased ones is kept for the staff."""


class MessageFields(models.Model):
    """number: counts the messages of the room, without a gap; they never change. mentions, battles, raids: ids that the text names."""

    number = models.BigIntegerField()
    text = models.CharField(max_length=TEXT_MAX, blank=True)
    state = models.CharField(max_length=10, default=SHOWN, db_default=SHOWN, choices=list(STATES.items()))
    mentions = ArrayField(models.BigIntegerField(), default=list)
    battles = ArrayField(models.BigIntegerField(), default=list)
    raids = ArrayField(models.BigIntegerField(), default=list)
    at = models.DateTimeField()

    class Meta:
        abstract = True


class ChatMessage(MessageFields):
    room = models.ForeignKey("game.ChatRoom", on_delete=models.PROTECT, related_name="messages", db_index=False)
    author = models.ForeignKey("game.Character", on_delete=models.PROTECT, related_name="messages", db_index=False)

    class Meta:
        constraints = [
            # queries/chat.py: a page of a room
            models.UniqueConstraint(fields=["room", "number"], name="a_message_has_a_number_of_its_own"),
            models.CheckConstraint(condition=Q(number__gte=1), name="messages_are_counted_from_1"),
            models.CheckConstraint(
                condition=Q(state=ERASED, text="") | (~Q(state=ERASED) & ~Q(text="")), name="only_erased_messages_are_empty"
            ),
            models.CheckConstraint(condition=Q(state__in=list(STATES)), name="message_state_is_known"),
        ]
        indexes = [
            # queries/chat_sending.py: what an account wrote last; erasure and export
            models.Index(fields=["author", "-id"], name="messages_of_author"),
            # queries/chat.py: what was withdrawn among the newest
            models.Index(fields=["room", "-number"], name="messages_withdrawn", condition=~Q(state=SHOWN)),
        ]

    def __str__(self) -> str:
        return f"message {self.pk}"


class ArchivedChatMessage(MessageFields):
    """A message as it was in game_chatmessage, under the same id. As in models/archive.py, its keys have no constraint."""

    id = models.BigIntegerField("ID", primary_key=True)
    room = models.ForeignKey(
        "game.ChatRoom", on_delete=models.PROTECT, related_name="archived_messages", db_index=False, db_constraint=False
    )
    author = models.ForeignKey(
        "game.Character", on_delete=models.PROTECT, related_name="archived_messages", db_index=False, db_constraint=False
    )

    class Meta:
        constraints = [
            models.UniqueConstraint(fields=["room", "number"], name="an_archived_message_has_its_number"),
            models.CheckConstraint(
                condition=Q(state=ERASED, text="") | (~Q(state=ERASED) & ~Q(text="")), name="only_archived_erased_are_empty"
            ),
        ]
        # erasure and export
        indexes = [models.Index(fields=["author", "-id"], name="archived_messages_of_author")]

    def __str__(self) -> str:
        return f"message {self.pk}"
