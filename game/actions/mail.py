"""Letters between players: send, mark as read, delete."""

import hashlib
from collections.abc import Sequence

import msgspec
from msgspec import Struct

from accounts.models.ids import UserId
from game.actions import ledger
from game.actions.letter_delivery import Delivery, deliver
from game.actions.player_action import ActionContext, action
from game.actions.shop import Portion
from game.actions.tokens import check_not_banned
from game.content.names import item_name
from game.models import Character, Letter
from game.models.ids import CharacterId, LetterId
from game.models.transfer import GOLD
from game.queries.mail import HeldToSend, before_sending
from game.rules import mail as rules
from game.rules.errors import GameError
from game.rules.mail import Attachment


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
    answers: LetterId | None = None,
) -> LetterSent:  # fmt: skip
    """Send a letter; gold and items lie in an escrow from now on. answers: the letter of the other that it replies to.

    GameError: invalid (field), not_found (to, items, answers), banned, forbidden, level_too_low, too_fast, worn,
    not_enough_items, not_enough_gold.
    """
    return _send(context, _checked(context, to, subject, text, gold, items, answers))


@action("send_letter_if_sure", LetterSent, parties=["to"], lock_user=True)
def send_if_sure(
    context: ActionContext, *, to: CharacterId, subject: str, text: str, gold: int, items: Sequence[Portion],
    answers: LetterId | None, sure: str,
) -> LetterSent:  # fmt: skip
    """As send, for the page. Also raises ReviewFirst when gold or items are attached, unless `sure` confirms exactly these. If
    an item changed since the page asked, it asks again."""
    letter = _checked(context, to, subject, text, gold, items, answers)
    if letter.attachments and sure != (confirmation := _confirmation_of(letter)):
        raise ReviewFirst(context.parties[to], letter.attachments, confirmation)
    return _send(context, letter)


def _checked(
    context: ActionContext,
    to: CharacterId,
    subject: str,
    text: str,
    gold: int,
    items: Sequence[Portion],
    answers: LetterId | None,
) -> Delivery:
    """The letter as it will be delivered, after checking that it can be sent."""
    sender = context.character
    subject, text = rules.clean_words(subject, text)
    _check_may_write(context)
    recipient = _recipient(context, to)
    _check_goods(context, gold, items)
    read = before_sending(
        user=UserId(context.user.pk), sender=sender.id, recipient=to, answers=answers, holdings=[p.holding for p in items]
    )
    if not read.answers:
        raise GameError("not_found", "The letter that this answers is gone.", field="answers")
    rules.check_pace(read.sent)
    attachments = [Attachment(GOLD, gold)] if gold else []
    held = {h.id: h for h in read.holdings}
    attachments += [_attachment(held.get(p.holding), p) for p in items]
    return Delivery(
        sender=sender.id, recipient=recipient.id, from_name=sender.name, subject=subject, text=text, answers=answers,
        attachments=attachments,
    )  # fmt: skip


def _send(context: ActionContext, letter: Delivery) -> LetterSent:
    gold = sum(a.quantity for a in letter.attachments if a.asset == GOLD)
    return LetterSent(deliver(letter, source=ledger.of(context.character.id)), context.character.gold - gold)


def _confirmation_of(letter: Delivery) -> str:
    shown = (letter.recipient, list(letter.attachments))
    return hashlib.blake2b(msgspec.json.encode(shown), digest_size=8).hexdigest()


@action("read_letter", LetterNoted)
def mark_read(context: ActionContext, *, letter: LetterId) -> LetterNoted:
    """Mark a received letter as read; again changes nothing. GameError not_found."""
    mine = Letter.objects.filter(pk=letter, recipient_id=context.character.id, deleted_by_recipient_at__isnull=True)
    if not mine.exists():
        raise GameError("not_found", "There is no such letter.", field="id")
    mine.filter(read_at__isnull=True).update(read_at=context.now)
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


def _check_may_write(context: ActionContext) -> None:
    """Read under the user's lock, so that a ban or a mute of a moment ago counts."""
    check_not_banned(context.user)
    if context.user.is_muted:
        raise GameError(
            "forbidden", f"You are muted until {context.user.muted_until:%Y-%m-%d %H:%M} UTC and cannot write letters."
        )


def _recipient(context: ActionContext, to: CharacterId) -> Character:
    if to == context.character.id:
        raise GameError("invalid", "You cannot write to yourself.", field="to")
    found = context.parties.get(to)
    if found is None or found.deleted_at is not None or found.user_id is None:
        raise GameError("not_found", "Nobody goes by that name.", field="to")
    return found


def _check_goods(context: ActionContext, gold: int, items: Sequence[Portion]) -> None:
    if not 0 <= gold <= rules.GOLD_MAX:
        raise GameError("invalid", f"Send 0 to {rules.GOLD_MAX:,} gold.", field="gold")
    if len(items) > rules.ATTACHMENTS_MAX:
        raise GameError("invalid", f"A letter takes {rules.ATTACHMENTS_MAX} items at the most.", field="items")
    if len({p.holding for p in items}) != len(items):
        raise GameError("invalid", "An item can be attached once.", field="items")
    if gold or items:
        rules.check_may_attach(level=context.character.level, is_guest=context.user.is_guest)
    if gold > context.character.gold:
        raise GameError("not_enough_gold", f"You have {context.character.gold:,} gold.", field="gold")


def _attachment(held: HeldToSend | None, portion: Portion) -> Attachment:
    if held is None:
        raise GameError("not_found", "You do not have one of these items any more.", field="items")
    name = item_name(held.item)
    if held.slot is not None:
        raise GameError("worn", f"You wear the {name}. Take it off before you send it.", field="items")
    if not 1 <= portion.quantity <= held.quantity:
        raise GameError(
            "not_enough_items", f"You have {held.quantity:,} × {name}. Choose 1 to {held.quantity:,}.", field="items"
        )
    return Attachment(held.item, portion.quantity, None if held.stacked else held.id, held.upgrade)
