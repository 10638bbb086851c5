"""The page of one letter: who wrote it, what came with it, what happened to that, and what can be done now."""

import re
from collections.abc import Iterable, Mapping
from datetime import datetime

from django.utils.html import escape
from django.utils.safestring import SafeString, mark_safe
from msgspec import Struct

from game.content import catalogue
from game.content.schema import Item
from game.models import Holding, Letter
from game.models.ids import CharacterId
from game.presenters.correspondent import Correspondent, other_side
from game.presenters.letter_goods import goods_of
from game.presenters.names import item_name
from game.rules.mail import Attachment
from game.rules.report import REASONS, REMARK_MAX

PAGES = (
    (re.compile(r"at (/hall/[0-9]+/)"), r'in <a href="\1">the hall of fame</a>'),
    (re.compile(r"at (/raids/[0-9]+/)"), r'on <a href="\1">its page</a>'),
    (re.compile(r"at (/play/achievements/)"), r'among <a href="\1">your achievements</a>'),
)
"""Addresses of this site as the letters of the city write them, and the links that stand for them on the page of a letter."""


class AttachedLine(Struct, frozen=True):
    """An attached item. item: None when it left the catalogue. left: fights that it still lasts; None if it does not wear out, or
    is no longer in the letter."""

    name: str
    item: Item | None
    slug: str
    quantity: int
    upgrade: int
    left: int | None


class LetterPage(Struct, frozen=True):
    """is_mine: whether the reader wrote it. answered: the letter that it answers, where the reader still has it. reasons: for a
    report; empty where the letter cannot be reported."""

    id: int
    who: Correspondent
    is_mine: bool
    subject: str
    text: str
    at: datetime
    read_at: datetime | None
    gold: int
    items: list[AttachedLine]
    state: str
    until: datetime | None
    settled_at: datetime | None
    answered: Letter | None
    reasons: dict[str, str]
    remark_max: int
    unread_letters: int
    can_block: bool
    is_circular: bool


def letter_page(letter: Letter, reader: CharacterId, waiting: Iterable[Holding], unread: int) -> LetterPage:
    """letter: as queries.mail.access_letter reads it. waiting: what lies in its escrow."""
    is_mine, goods = letter.sender_id == reader, goods_of(letter)
    can_be_reported = not is_mine and letter.sender_id is not None
    return LetterPage(
        id=letter.pk,
        who=other_side(letter, reader),
        is_mine=is_mine,
        subject=letter.subject,
        text=letter.text if letter.sender_id is not None else with_links(letter.text),
        at=letter.sent_at,
        read_at=letter.read_at,
        gold=goods.gold,
        items=attached_lines(goods.items, {held.pk: held.durability for held in waiting if not held.stacked}),
        state=letter.state,
        until=letter.expires_at if letter.is_unclaimed else None,
        settled_at=letter.settled_at,
        answered=letter.answers if letter.answers is not None and is_kept(letter.answers, reader) else None,
        reasons=REASONS if can_be_reported else {},
        remark_max=REMARK_MAX,
        unread_letters=unread,
        can_block=can_be_reported and letter.sender is not None and letter.sender.user_id is not None,
        is_circular=letter.is_circular,
    )


def with_links(text: str) -> SafeString:
    """The text of a letter from the city, escaped, with links to the pages that it names."""
    html: str = escape(text)
    for address, link in PAGES:
        html = address.sub(link, html)
    return mark_safe(html)  # noqa: S308 (escaped above; the links are ours)


def attached_lines(items: Iterable[Attachment], left: Mapping[int, int]) -> list[AttachedLine]:
    """left: fights that instances still last, by the id of the holding."""
    content = catalogue().items
    return [
        AttachedLine(
            item_name(a.asset), content.get(a.asset), a.asset, a.quantity, a.upgrade,
            None if a.holding is None else left.get(a.holding),
        )
        for a in items
    ]  # fmt: skip


def is_kept(letter: Letter, reader: CharacterId) -> bool:
    """Whether the reader has a copy of the letter."""
    if letter.recipient_id == reader:
        return letter.deleted_by_recipient_at is None
    return letter.sender_id == reader and letter.deleted_by_sender_at is None
