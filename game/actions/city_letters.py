"""Many letters of the city at once, with gold in their escrows or without, and notices: three statements, however many there are.

letter_delivery.py delivers one letter, from anybody and with anything in it.
"""

from collections.abc import Sequence

from django.db import connection
from msgspec import Struct

from game.actions import ledger
from game.actions.notices import NUMBERED, SentNotice, announce, tell_counts_changed
from game.actions.staff_letters import CITY
from game.models.holder import of_escrow
from game.models.ids import AccountId, CharacterId, LetterId
from game.models.transfer import GOLD
from game.rules.mail import RETURN_DAYS, SUBJECT_MAX, TEXT_MAX


class CityLetter(Struct, frozen=True):
    """gold: 0 for a letter with which nothing comes."""

    recipient: CharacterId
    subject: str
    text: str
    gold: int = 0


def deliver_all(letters: Sequence[CityLetter], *, kind: str, source: str, reason: str, reference: str) -> int:
    """Write the letters with their notices of this kind, and move the gold from `source`, a faucet's code, into their escrows.
    Returns how many.

    The caller holds the locks of all recipients, who are not erased. A recipient can get several. Subject and text are cut at what
    a letter takes. The ledger's movements have this reason and reference.
    """
    if not letters:
        return 0
    with connection.cursor() as cursor:
        cursor.execute(_NUMBERS, [len(letters)])
        numbers: list[tuple[AccountId, LetterId]] = cursor.fetchall()
        cursor.execute(_DELIVER, {
            "escrows": [escrow for escrow, _ in numbers], "letters": [letter for _, letter in numbers],
            "recipients": [one.recipient for one in letters], "subjects": [one.subject[:SUBJECT_MAX] for one in letters],
            "texts": [one.text[:TEXT_MAX] for one in letters], "gold": [one.gold for one in letters], "days": RETURN_DAYS,
            "kind": kind, "city": CITY,
        })  # fmt: skip
        sent = [SentNotice(*row) for row in cursor.fetchall()]
    parts = zip(numbers, letters, strict=True)
    moves = [ledger.Move(source, of_escrow(escrow), GOLD, one.gold) for (escrow, _), one in parts if one.gold]
    ledger.post(moves, reason=reason, reference=reference)
    announce(sent)
    # The letter itself counts as unread also where no notice is wanted.
    tell_counts_changed({one.recipient for one in letters} - {notice.character for notice in sent})
    return len(letters)


_NUMBERS = """SELECT nextval('game_ledgeraccount_id_seq'), nextval('game_letter_id_seq') FROM generate_series(1, %s)"""
# The attachments are what rules/mail.py calls Attachment.
_DELIVER = f"""WITH wanted_letter AS MATERIALIZED (
    SELECT * FROM unnest(%(escrows)s::bigint[], %(letters)s::bigint[], %(recipients)s::bigint[], %(subjects)s::text[],
        %(texts)s::text[], %(gold)s::bigint[]) WITH ORDINALITY AS w(escrow, letter, recipient, subject, text, gold, nth)
), account AS (
    INSERT INTO game_ledgeraccount (id, kind, gold) SELECT escrow, 'escrow', 0 FROM wanted_letter WHERE gold > 0
), letter AS (
    INSERT INTO game_letter (id, recipient_id, subject, text, escrow_id, attachments, state, expires_at)
    SELECT letter, recipient, subject, text, escrow, jsonb_build_array(jsonb_build_object('asset', 'gold', 'quantity', gold)),
        'open', statement_timestamp() + %(days)s::int * interval '1 day' FROM wanted_letter WHERE gold > 0
    UNION ALL
    SELECT letter, recipient, subject, text, NULL, '[]', 'plain', NULL FROM wanted_letter WHERE gold = 0
), given AS (
    SELECT recipient AS character_id, %(kind)s::text AS kind, left(%(city)s || ' wrote to you: ' || subject, 300) AS text,
        '/play/mail/' || letter || '/' AS link, nth FROM wanted_letter
), {NUMBERED}"""  # noqa: S608 (constants of the code)
