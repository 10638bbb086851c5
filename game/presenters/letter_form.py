"""Writing a letter: the form with what was typed and what can be attached, and the page that asks before goods are sent."""

from collections.abc import Iterable, Mapping, Sequence
from datetime import datetime, timedelta

from msgspec import Struct

from game.models import Character, Letter, StoredDraft
from game.presenters.correspondent import Correspondent, correspondent, other_side
from game.presenters.letter import AttachedLine, attached_lines
from game.presenters.letter_goods import goods
from game.queries.inventory import HeldItem
from game.rules.errors import GameError
from game.rules.mail import ATTACHMENTS_MAX, RETURN_DAYS, SUBJECT_MAX, TEXT_MAX, Attachment, check_may_attach

REPLY = "Re: "


class LetterDraft(Struct, frozen=True):
    """The fields as they were typed. draft: id of the stored draft that it is. quantities: by the id of a holding that is ticked."""

    to: str = ""
    subject: str = ""
    text: str = ""
    gold: str = ""
    answers: str = ""
    draft: str = ""
    quantities: Mapping[str, str] = {}


class SendableItem(Struct, frozen=True):
    """A holding that can be put into a letter."""

    held: HeldItem
    is_ticked: bool
    quantity: str


class LetterFormPage(Struct, frozen=True):
    """things: ticked ones first, then what arrived last. no_goods: why this character sends no gold and no items; "" if it may.
    answered: the letter that this one answers. writer: who wrote that."""

    typed: LetterDraft
    things: list[SendableItem]
    no_goods: str
    answered: Letter | None
    writer: Correspondent | None
    error: GameError | None
    unread_letters: int
    subject_max: int = SUBJECT_MAX
    text_max: int = TEXT_MAX
    items_max: int = ATTACHMENTS_MAX
    days: int = RETURN_DAYS


class LetterReviewPage(Struct, frozen=True):
    """Everything that would be sent. fields: of the form that was sent. back_at: when it returns if nobody claims it. gold_left: of
    the sender."""

    to: Correspondent
    subject: str
    gold: int
    items: list[AttachedLine]
    gold_left: int
    back_at: datetime
    sure: str
    fields: list[tuple[str, str]]
    unread_letters: int
    days: int = RETURN_DAYS


def letter_form_page(
    sender: Character, held: Iterable[HeldItem], typed: LetterDraft, answered: Letter | None, unread: int, *, is_guest: bool,
    error: GameError | None = None,
) -> LetterFormPage:  # fmt: skip
    """held: newest first. typed: the fields as they will be shown."""
    things = [_sendable(h, typed.quantities) for h in held if not h.slot and not h.lent]
    return LetterFormPage(
        typed=typed,
        things=sorted(things, key=lambda thing: not thing.is_ticked),
        no_goods=_no_goods(sender, is_guest=is_guest),
        answered=answered,
        writer=other_side(answered, sender.id) if answered is not None else None,
        error=error,
        unread_letters=unread,
    )


def reply_draft(letter: Letter, sender: Character) -> LetterDraft:
    """An empty answer to a letter, with its subject, to its other side. `to` is empty for the city and for somebody who left."""
    who = other_side(letter, sender.id)
    subject = letter.subject if letter.subject.startswith(REPLY) else (REPLY + letter.subject)[:SUBJECT_MAX]
    return LetterDraft(to=who.name if who.is_reachable else "", subject=subject, answers=str(letter.pk))


def draft_of(stored: StoredDraft) -> LetterDraft:
    """A draft as the form shows it. Its gold and items are chosen again."""
    return LetterDraft(
        to=stored.to, subject=stored.subject, text=stored.text, answers=str(stored.answers or ""), draft=str(stored.pk)
    )


def letter_review_page(
    sender: Character, recipient: Character, subject: str, attachments: Sequence[Attachment], held: Iterable[HeldItem],
    sure: str, fields: list[tuple[str, str]], now: datetime, unread: int,
) -> LetterReviewPage:  # fmt: skip
    """attachments: as the action checked them. held: of the sender, for the wear of what is attached."""
    listed = goods(attachments)
    return LetterReviewPage(
        to=correspondent(recipient),
        subject=subject,
        gold=listed.gold,
        items=attached_lines(listed.items, {h.id: h.left for h in held if h.item.slot}),
        gold_left=sender.gold - listed.gold,
        back_at=now + timedelta(days=RETURN_DAYS),
        sure=sure,
        fields=fields,
        unread_letters=unread,
    )


def _sendable(held: HeldItem, quantities: Mapping[str, str]) -> SendableItem:
    typed = quantities.get(str(held.id))
    return SendableItem(held, typed is not None, typed or "1")


def _no_goods(sender: Character, *, is_guest: bool) -> str:
    try:
        check_may_attach(level=sender.level, is_guest=is_guest)
    except GameError as refusal:
        return refusal.message
    return ""
