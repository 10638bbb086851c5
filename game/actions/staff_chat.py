"""Staff hide messages, slow rooms down, and keep words out."""

from accounts.queries.rank import Rank
from game.actions.chat import tell_room_changed
from game.actions.staff_action import StaffContext, staff_action
from game.models import ArchivedChatMessage, ChatMessage, ChatRoom, ChatWord
from game.models.chat_message import HIDDEN, SHOWN
from game.models.ids import CharacterId, ChatRoomId
from game.queries.chat_message import find_message
from game.rules.chat import SLOW_MAX
from game.rules.chat_words import folded, folded_words
from game.rules.errors import GameError

WORD_MAX = 40

__all__ = ["SLOW_MAX", "WORD_MAX", "allow_word", "hide_message", "keep_word_out", "slow_room"]


@staff_action("hide_message", Rank.MODERATOR)
def hide_message(context: StaffContext, *, message: int) -> None:
    """Players no longer see its text; its author is told why. GameError: forbidden, not_found, nothing_to_do."""
    seen = find_message(message)
    if seen is None:
        raise GameError("not_found", "There is no such message.")
    author = CharacterId(seen.author_id)
    context.characters([author])
    # The live table first, as in chat_erasure.py.
    hidden = [
        table.objects.filter(pk=message, state=SHOWN).update(state=HIDDEN) for table in (ChatMessage, ArchivedChatMessage)
    ]
    if not any(hidden):
        raise GameError("nothing_to_do", "Its text is not shown to players as it is.")
    context.write(f"message:{message}", room=seen.room_id, author=author)
    context.notify([author], "The staff have hidden a message of yours.")
    tell_room_changed(ChatRoomId(seen.room_id))


@staff_action("slow_room", Rank.MODERATOR)
def slow_room(context: StaffContext, *, room: ChatRoomId, seconds: int) -> None:
    """seconds: so long each account waits between two messages; 0 ends it. GameError: forbidden, invalid (seconds), not_found."""
    if not 0 <= seconds <= SLOW_MAX:
        raise GameError("invalid", f"Slow mode has 0 to {SLOW_MAX} seconds.", field="seconds")
    context.once()
    if not ChatRoom.objects.filter(pk=room).update(slow_seconds=seconds):
        raise GameError("not_found", "There is no such room.")
    context.write(f"room:{room}")


@staff_action("keep_word_out", Rank.MODERATOR)
def keep_word_out(context: StaffContext, *, word: str) -> None:
    """Messages with this word, also with look-alike letters, are refused from now on. GameError: forbidden, invalid (word),
    nothing_to_do."""
    word = " ".join(word.split())
    plain = folded(word)
    if not 2 <= len(plain) <= WORD_MAX or len(word) > WORD_MAX or plain not in folded_words(word):
        raise GameError("invalid", f"Give one word of 2 to {WORD_MAX} letters.", field="word")
    context.once()
    made = ChatWord.objects.filter(folded=plain).exists()
    if made:
        raise GameError("nothing_to_do", "This word, or one that looks like it, is on the list.")
    row = ChatWord.objects.create(word=word, folded=plain, added_by_id=context.actor.user)
    context.write(f"word:{row.pk}")


@staff_action("allow_word", Rank.MODERATOR)
def allow_word(context: StaffContext, *, word: int) -> None:
    """Take a word off the list. GameError: forbidden, not_found."""
    context.once()
    found = ChatWord.objects.filter(pk=word).first()
    if found is None:
        raise GameError("not_found", "This word is not on the list.")
    context.write(f"word:{word}", was=found.word)
    found.delete()
