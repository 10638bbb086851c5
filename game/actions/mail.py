"""Letters between players: send, mark as read, delete."""

import hashlib
from collections.abc import Sequence

import msgspec
from msgspec import Struct

from accounts.models.ids import UserId
from game.actions import ledger
from game.actions.letter_checks import attachment_of, check_goods, check_may_write, recipient_of
from game.actions.letter_delivery import Delivery, deliver, gold_in, page_of
from game.actions.notices import put_away_about, tell_counts_changed
from game.actions.player_action import ActionContext, action
from game.actions.shop import Portion
from game.models import Character, Letter, StoredDraft
from game.models.ids import CharacterId, LetterId
from game.models.transfer import GOLD
from game.queries.blocks import blocked
from game.queries.mail import before_sending
from game.rules.errors import GameError
from game.rules.mail import Attachment, check_pace, clean_words


class LetterSent(Struct, frozen=True):
    """letter: its id. gold: what the sender has left."""

    letter: int
    gold: int


class LetterNoted(Struct, frozen=True):
    """A letter that was marked as read or deleted."""

    letter: int


class ReviewFirst(Exception):
    """Nothing was sent, because gold or items are attached. sure: the value that confirms exactly these for this recipient."""

    def __init__(self, recipient: Character, attachments: Sequence[Attachment], sure: str) -> None:
        super().__init__("gold or items are attached")
        self.recipient, self.attachments, self.sure = recipient, list(attachments), sure


@action("send_letter", LetterSent, parties=["to"], lock_user=True)
def send(
    context: ActionContext, *, to: CharacterId, subject: str, text: str, gold: int = 0, items: Sequence[Portion] = (),
    answers: LetterId | None = None, draft: int | None = None,
) -> LetterSent:  # fmt: skip
    """Send a letter; gold and items lie in an escrow from now on. answers: the letter of the other that it replies to. draft: of the
    sender, that is deleted now.

    GameError: invalid (field), not_found (to, items, answers), banned, forbidden, blocked, level_too_low, too_fast, worn,
    not_enough_items, not_enough_gold.
    """
    return _send(context, _checked(context, to, subject, text, gold, items, answers), draft)


@action("send_letter_if_sure", LetterSent, parties=["to"], lock_user=True)
def send_if_sure(
    context: ActionContext, *, to: CharacterId, subject: str, text: str, gold: int, items: Sequence[Portion],
    answers: LetterId | None, sure: str, draft: int | None = None,
) -> LetterSent:  # fmt: skip
    """As send, for the page. Also raises ReviewFirst when gold or items are attached, unless `sure` confirms exactly these. If
    an item changed since the page asked, it asks again."""
    letter = _checked(context, to, subject, text, gold, items, answers)
    if letter.attachments and sure != (confirmation := _confirmation_of(letter)):
        raise ReviewFirst(context.parties[to], letter.attachments, confirmation)
    return _send(context, letter, draft)


def _checked(
    context: ActionContext,
    to: CharacterId,
    subject: str,
    text: str,
    gold: int,
    items: Sequence[Portion],
    answers: LetterId | None,
) -> Delivery:
    """The letter as it will be delivered, after all checks. One statement. GameError as in send."""
    sender = context.character
    subject, text = clean_words(subject, text)
    check_may_write(context)
    recipient = recipient_of(context, to)
    check_goods(context, gold, items)
    read = before_sending(
        user=UserId(context.user.pk), sender=sender.id, recipient=to, answers=answers, holdings=[p.holding for p in items]
    )
    if read.blocked:
        raise blocked(recipient.name)
    if not read.answers:
        raise GameError("not_found", "The letter that this answers is gone.", field="answers")
    check_pace(read.sent)
    attachments = [Attachment(GOLD, gold)] if gold else []
    held = {h.id: h for h in read.holdings}
    attachments += [attachment_of(held.get(p.holding), p) for p in items]
    return Delivery(
        sender=sender.id, recipient=recipient.id, from_name=sender.name, subject=subject, text=text, answers=answers,
        attachments=attachments,
    )  # fmt: skip


def _send(context: ActionContext, letter: Delivery, draft: int | None) -> LetterSent:
    if draft is not None:
        StoredDraft.objects.filter(pk=draft, character_id=context.character.id).delete()
    number = deliver(letter, source=ledger.of(context.character.id))
    return LetterSent(number, context.character.gold - gold_in(letter.attachments))


def _confirmation_of(letter: Delivery) -> str:
    shown = (letter.recipient, list(letter.attachments))
    return hashlib.blake2b(msgspec.json.encode(shown), digest_size=8).hexdigest()


@action("read_letter", LetterNoted)
def mark_read(context: ActionContext, *, letter: LetterId) -> LetterNoted:
    """Mark a received letter as read; again changes nothing. GameError not_found."""
    mine = Letter.objects.filter(pk=letter, recipient_id=context.character.id, deleted_by_recipient_at__isnull=True)
    if not mine.exists():
        raise GameError("not_found", "There is no such letter.", field="id")
    if mine.filter(read_at__isnull=True).update(read_at=context.now):
        put_away_about(context.character.id, page_of(letter), context.now)
    return LetterNoted(letter)


@action("delete_letter", LetterNoted)
def delete(context: ActionContext, *, letter: LetterId) -> LetterNoted:
    """Delete one's own copy of a letter. GameError: not_found, unclaimed (something in it still waits)."""
    found = locked_letter(context, letter)
    if found.is_unclaimed:
        next_step = "Claim it" if found.recipient_id == context.character.pk else "Take it back"
        raise GameError("unclaimed", f"Something in this letter is not claimed yet. {next_step} first.", field="id")
    changes = dict.fromkeys(_own_copies(found, context.character.id), context.now)
    Letter.objects.filter(pk=letter).update(**changes)
    if found.read_at is None and found.recipient_id == context.character.pk:
        tell_counts_changed([context.character.id])
    return LetterNoted(letter)


def locked_letter(context: ActionContext, letter: LetterId) -> Letter:
    """A letter of the context's character, locked, unless the character deleted it. GameError not_found."""
    found = context.lock_shared(Letter, [letter])
    if not found or not _own_copies(found[0], context.character.id):
        raise GameError("not_found", "There is no such letter.", field="id")
    return found[0]


def _own_copies(letter: Letter, character: CharacterId) -> list[str]:
    """The columns that delete this character's copy; empty when it has none."""
    copies = []
    if letter.recipient_id == character and letter.deleted_by_recipient_at is None:
        copies.append("deleted_by_recipient_at")
    if letter.sender_id == character and letter.deleted_by_sender_at is None:
        copies.append("deleted_by_sender_at")
    return copies
