"""A player's letter to many at once, such as a clan: words only, in a fixed number of statements, however many get it.

city_letters.py sends many letters of the city, with gold.
"""

from collections.abc import Sequence

from django.db import connection
from msgspec import Struct

from accounts.models.ids import UserId
from game.actions.letter_checks import check_may_write
from game.actions.notices import NUMBERED, SentNotice, announce, tell_counts_changed
from game.actions.player_action import ActionContext
from game.models import Circular
from game.models.ids import CharacterId
from game.models.notice_choice import LETTER
from game.queries.circular import before_circular
from game.rules.errors import GameError
from game.rules.mail import CIRCULARS_A_DAY, clean_words


class CircularSent(Struct, frozen=True):
    """letters: how many got it."""

    letters: int


def send_circular(
    context: ActionContext, *, recipients: Sequence[CharacterId], about: str, subject: str, text: str
) -> CircularSent:
    """Write a letter of the context's character to each of these, with a notice. about: whom it is for, such as "clan:12".

    For an action that is declared with lock_user, and with the recipients among its parties: all are locked, so nobody is erased
    or blocked meanwhile. Left out are the sender, characters that are gone, and those between whose player and the sender a block
    is. The sender keeps no copies; the letters count towards no limit but CIRCULARS_A_DAY. Four statements.

    GameError: invalid (subject, text), banned, forbidden (muted), too_fast, nothing_to_do (nobody is left).
    """
    sender = context.character
    missing = set(recipients) - {sender.id} - set(context.parties)
    assert not missing, f"recipients that are no parties of the action: {sorted(missing)[:5]}"
    subject, text = clean_words(subject, text)
    check_may_write(context)
    read = before_circular(user=UserId(context.user.pk), sender=sender.id, recipients=recipients)
    if read.sent >= CIRCULARS_A_DAY:
        raise GameError(
            "too_fast", f"You have written to many at once {CIRCULARS_A_DAY} times in a day. Wait until tomorrow.",
            retry_after=max(1, read.wait),
        )  # fmt: skip
    if not read.readers:
        raise GameError("nothing_to_do", "There is nobody else whom this letter could reach.")
    Circular.objects.create(sender_id=sender.id, about=about, subject=subject, letters=len(read.readers))
    with connection.cursor() as cursor:
        cursor.execute(_LETTERS, {"sender": sender.id, "recipients": read.readers, "subject": subject, "text": text})
        letters = [number for (number,) in cursor.fetchall()]
        cursor.execute(_NOTICES, {"letters": letters, "kind": LETTER, "words": f"{sender.name} wrote to you: {subject}"[:300]})
        announce([SentNotice(*row) for row in cursor.fetchall()])
    # A letter also counts as unread where no notice is wanted.
    tell_counts_changed(read.readers)
    return CircularSent(len(letters))


_LETTERS = """INSERT INTO game_letter (sender_id, recipient_id, subject, text, attachments, state, is_circular, deleted_by_sender_at)
SELECT %(sender)s, r.id, %(subject)s, %(text)s, '[]'::jsonb, 'plain', true, statement_timestamp()
FROM unnest(%(recipients)s::bigint[]) AS r(id) RETURNING id"""
_NOTICES = f"""WITH given AS (
    SELECT l.recipient_id AS character_id, %(kind)s::text AS kind, %(words)s::text AS text, '/play/mail/' || l.id || '/' AS link, 1 AS nth
    FROM game_letter l WHERE l.id = ANY (%(letters)s::bigint[])
), {NUMBERED}"""  # noqa: S608 (constants of the code)
