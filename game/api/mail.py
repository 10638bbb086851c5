"""Mail: the two folders, one letter, and what can be done with it."""

from typing import Annotated, Literal

from msgspec import UNSET, Meta, Struct, UnsetType

from game.actions import letter_goods, mail
from game.actions.shop import Portion
from game.api.api_request import ApiRequest
from game.api.endpoint import Endpoint, endpoint
from game.api.letter_shapes import AttachedItem, LetterEntry, LetterInFull, entry_of, in_full, items_of
from game.api.request_reading import NO_NUL, Id, Line
from game.models.ids import HoldingId, LetterId
from game.presenters.letter_goods import goods
from game.queries import mail as queries
from vvw_site.foundation.converters import ID_MAX

PAGE = 50
Before = Annotated[int, Meta(ge=1, lt=10**18)]
"""An id of up to 18 digits: vvw_site/middleware/input_checks.py takes no longer ones in an address."""
Gold = Annotated[int, Meta(ge=0, le=ID_MAX)]
Quantity = Annotated[int, Meta(ge=1, le=ID_MAX)]
Subject = Annotated[str, Meta(min_length=1, max_length=80, pattern=NO_NUL)]
Text = Annotated[str, Meta(min_length=1, max_length=2000, pattern=NO_NUL)]


class MailboxQuery(Struct, frozen=True, forbid_unknown_fields=True):
    """before: `next` of the page before."""

    box: Literal["inbox", "sent"] = "inbox"
    before: Before | UnsetType = UNSET


class Mailbox(Struct, frozen=True):
    """unread: letters in the inbox that were not read. next: `before` of the next page; null on the last one."""

    unread: int
    letters: list[LetterEntry]
    next: int | None


class LetterPortion(Struct, frozen=True, forbid_unknown_fields=True):
    """id: of a holding."""

    id: Id
    quantity: Quantity


class NewLetter(Struct, frozen=True, forbid_unknown_fields=True):
    """to: a character's name. answers: id of the letter that it replies to. draft: id of one of your drafts, which is deleted."""

    to: Line
    subject: Subject
    text: Text
    gold: Gold = 0
    items: Annotated[list[LetterPortion], Meta(max_length=10)] = []
    answers: Id | None = None
    draft: Id | None = None


class PostedLetter(Struct, frozen=True):
    """gold: what the sender has left."""

    id: int
    gold: int


class LetterRead(Struct, frozen=True):
    id: int
    read: bool


class LetterTaken(Struct, frozen=True):
    """What came: attachments, and gold received; and gold at hand after it."""

    id: int
    attachments: list[AttachedItem]
    received: int
    gold: int


class MailEndpoint(Endpoint):
    @endpoint(Mailbox, query=MailboxQuery)
    def get(self, request: ApiRequest[MailboxQuery]) -> Mailbox:
        """A folder, 50 letters a page, newest first, without their texts. Nothing counts as read by it."""
        ask, me = request.query, request.character
        folder = queries.sent if ask.box == "sent" else queries.inbox
        found = folder(me.id, PAGE + 1, ask.before or None)
        page = found[:PAGE]
        entries = [entry_of(letter, me) for letter in page]
        return Mailbox(queries.unread_letters(me.id), entries, page[-1].pk if len(found) > PAGE else None)

    @endpoint(
        PostedLetter, status=201, body=NewLetter, changes=True,
        refuses="forbidden blocked level_too_low too_fast worn lent not_enough_items not_enough_gold",
    )  # fmt: skip
    def post(self, request: ApiRequest[NewLetter]) -> PostedLetter:
        """Send a letter, with gold and items or without. They wait 14 days to be claimed, and then come back."""
        letter = request.body
        # A recipient that was let go is looked up too: the same key gets the first answer.
        sent = mail.send(
            request.actor, to=queries.recipient_named(letter.to, deleted=None).id, subject=letter.subject, text=letter.text,
            gold=letter.gold, items=[Portion(HoldingId(i.id), i.quantity) for i in letter.items],
            answers=None if letter.answers is None else LetterId(letter.answers),
            **({} if letter.draft is None else {"draft": letter.draft}),
        )  # fmt: skip
        return PostedLetter(sent.letter, sent.gold)


class LetterEndpoint(Endpoint):
    @endpoint(LetterInFull)
    def get(self, request: ApiRequest[None], id: int) -> LetterInFull:
        """A letter that was sent or received, with its text. It does not count as read by it."""
        return in_full(queries.access_letter(request.character.id, LetterId(id)), request.character)

    @endpoint(changes=True, refuses="unclaimed")
    def delete(self, request: ApiRequest[None], id: int) -> None:
        """Delete one's own copy; the other side keeps its own. Nothing in the letter may wait to be claimed."""
        mail.delete(request.actor, letter=LetterId(id))


class ReadLetterEndpoint(Endpoint):
    @endpoint(LetterRead, changes=True)
    def post(self, request: ApiRequest[None], id: int) -> LetterRead:
        """Mark a received letter as read."""
        return LetterRead(mail.mark_read(request.actor, letter=LetterId(id)).letter, True)


class ClaimLetterEndpoint(Endpoint):
    @endpoint(LetterTaken, changes=True, refuses="nothing_to_do already_claimed too_much")
    def post(self, request: ApiRequest[None], id: int) -> LetterTaken:
        """Take everything that came with a received letter, once. The letter counts as read."""
        return _taken(letter_goods.claim(request.actor, letter=LetterId(id)))


class TakeBackLetterEndpoint(Endpoint):
    @endpoint(LetterTaken, changes=True, refuses="nothing_to_do already_claimed too_much")
    def post(self, request: ApiRequest[None], id: int) -> LetterTaken:
        """Take back everything that was sent with a letter, while it is unclaimed."""
        return _taken(letter_goods.take_back(request.actor, letter=LetterId(id)))


def _taken(settled: letter_goods.Settled) -> LetterTaken:
    came = goods(settled.attachments)
    return LetterTaken(settled.letter, items_of(came.items), came.gold, settled.gold)
