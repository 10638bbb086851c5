"""Personal data of rooms and messages: how each is exported and erased. Part of personal_data.py."""

from collections.abc import Callable

from django.db.models import Model, QuerySet

from accounts.registries.personal_data import Users, delete, register
from game.actions.personal_data_rows import BY_NUMBER, of_character
from game.models import ArchivedChatMessage, ChatMember, ChatMessage, ChatRoom, ChatSeen, ChatWord, ChatWriter


def register_chat() -> None:
    """`forget` takes the texts out, under the lock of each character."""
    older = "What you wrote in rooms, of more than 90 days ago."
    for messages, about in ((ChatMessage, "What you wrote in rooms, also what you took back."), (ArchivedChatMessage, older)):
        register(
            messages, about=about, find=_messages_of(messages),
            fields=("id", "room__kind", "room__key", "author", "number", "text", "state", "mentions", "battles", "raids", "at"),
            reason="The texts are taken out; the number and the moment stay, under the number of a character without a name.",
        )  # fmt: skip
    of_character(ChatMember, "The private rooms that your characters are in.", ("room", "character"))
    of_character(ChatSeen, "Up to where your characters have read in rooms.", ("room", "character", "number"), gone=True)
    register(
        ChatRoom, about="The private rooms that you opened.", find=lambda users: ChatRoom.objects.filter(opened_by__user_id__in=users),
        fields=("id", "kind", "key", "opened_at"), reason=BY_NUMBER,
    )  # fmt: skip
    register(
        ChatWriter, about="How many messages you wrote in rooms.", find=lambda users: ChatWriter.objects.filter(user_id__in=users),
        fields=("sent",), erase=delete(lambda users: ChatWriter.objects.filter(user_id__in=users)),
    )  # fmt: skip
    register(
        ChatWord, about="Words that you keep out of rooms as staff.", find=lambda users: ChatWord.objects.filter(added_by__pk__in=users),
        fields=("word", "added_at"), reason="They stay, because the rooms need them; they name only the account.",
    )  # fmt: skip


def _messages_of(model: type[Model]) -> Callable[[Users], QuerySet[Model]]:
    """What is copied and not yet trimmed is exported once, from the live table."""

    def find(users: Users) -> QuerySet[Model]:
        found = model._default_manager.filter(author__user_id__in=users)
        return (
            found.exclude(pk__in=ChatMessage.objects.filter(author__user_id__in=users))
            if model is ArchivedChatMessage
            else found
        )

    return find
