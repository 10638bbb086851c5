"""Delivering a letter: its row, its escrow, a notice, and the movements of its attachments into the escrow."""

from collections.abc import Sequence

import msgspec
from msgspec import Struct

from game.actions import ledger
from game.actions.notices import NOTICED, SENT, SentNotice, announce, tell_counts_changed
from game.models import Letter
from game.models.holder import of_escrow
from game.models.ids import AccountId, CharacterId, HoldingId, LetterId
from game.models.notice_choice import LETTER
from game.models.transfer import GOLD
from game.rules.mail import RETURN_DAYS, Attachment
from vvw_site.foundation.database.statement import Statement


def page_of(letter: LetterId) -> str:
    """The letter's page, to which its notices lead."""
    return f"/play/mail/{letter}/"


class Delivery(Struct, frozen=True, kw_only=True):
    """A letter to be delivered. sender: None for the city. from_name: as the notice names the sender. kind: of the
    notice."""

    sender: CharacterId | None
    recipient: CharacterId
    from_name: str
    subject: str
    text: str
    answers: LetterId | None = None
    attachments: Sequence[Attachment] = ()
    kind: str = LETTER


def deliver(letter: Delivery, *, source: str) -> LetterId:
    """Write the letter and a notice, and move its attachments from `source`, a holder's code, into its escrow.

    The caller has checked everything, and holds the locks of the recipient and of the source. At most three statements.
    GameError and IntegrityError as in ledger.post.
    """
    goods = list(letter.attachments)
    number: LetterId
    escrow: AccountId | None
    sent: list[SentNotice]
    number, escrow, sent = _DELIVER.row(
        goods=bool(goods), sender=letter.sender, recipient=letter.recipient, subject=letter.subject, text=letter.text,
        answers=letter.answers, attachments=msgspec.json.encode(goods).decode(), days=RETURN_DAYS,
        state=Letter.OPEN if goods else Letter.PLAIN, notice=f"{letter.from_name} wrote to you: {letter.subject}"[:300],
        kind=letter.kind,
    )  # fmt: skip
    # The letter itself counts as unread also where no notice is wanted.
    announce(sent) if sent else tell_counts_changed([letter.recipient])
    if escrow is not None:
        ledger.post(moves_of(goods, source, of_escrow(escrow)), reason="letter", reference=f"letter:{number}")
    return number


def moves_of(attachments: Sequence[Attachment], source: str, destination: str) -> list[ledger.Move]:
    """The movements of attachments from one holder to another, by their codes."""
    return [
        ledger.Move(source, destination, a.asset, a.quantity, None if a.holding is None else HoldingId(a.holding))
        for a in attachments
    ]


def gold_in(attachments: Sequence[Attachment]) -> int:
    return sum(a.quantity for a in attachments if a.asset == GOLD)


_DELIVER = Statement(f"""
WITH escrow AS (
    INSERT INTO game_ledgeraccount (kind, gold) SELECT 'escrow', 0 WHERE %(goods)s RETURNING id
), letter AS (
    INSERT INTO game_letter (sender_id, recipient_id, subject, text, answers_id, escrow_id, attachments, state, expires_at)
    VALUES (%(sender)s, %(recipient)s, %(subject)s, %(text)s, %(answers)s, (SELECT id FROM escrow), %(attachments)s::jsonb,
        %(state)s, CASE WHEN %(goods)s THEN statement_timestamp() + %(days)s::int * interval '1 day' END)
    RETURNING id, escrow_id
), given AS (
    SELECT %(recipient)s::bigint AS character_id, %(kind)s::text AS kind, %(notice)s::text AS text,
        '/play/mail/' || id || '/' AS link, 1 AS nth FROM letter
), {NOTICED}
SELECT json_build_array(id, escrow_id, {SENT})::text FROM letter
""", tuple[LetterId, AccountId | None, list[SentNotice]])  # noqa: S608 # fmt: skip
