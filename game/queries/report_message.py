"""A message in a room as something that can be reported: by those who can read it; staff see the messages around it."""

from collections.abc import Sequence

from game.models.ids import CharacterId
from game.queries.chat_message import access_message, find_message, messages_around
from game.queries.report_targets import ContextLine, Reported, ReportTarget, number_in, register
from game.rules.errors import GameError


def _message(key: str, reporter: CharacterId) -> Reported:
    found = access_message(reporter, number_in(key))
    if found.author_id == reporter:
        raise GameError("forbidden", "You said this yourself.", field="target")
    if found.author is None or found.author.user_id is None:
        raise GameError("forbidden", "Whoever said this has left the city.", field="target")
    # What is taken back or archived loses its text for readers, so that the report keeps it.
    return Reported(found.author.id, found.author.name, f"/play/chat/{found.room_id}/", found.text)


def _around(key: str) -> Sequence[ContextLine]:
    found = find_message(int(key))
    if found is None:
        return []
    return [ContextLine(one.author, one.at, one.text, "", one.pk == found.pk) for one in messages_around(found)]


register(ReportTarget("message", "this message", _message, _around))
