"""The fields of the form for a letter: as they were typed, and as the action takes them."""

import re
from collections.abc import Mapping, Sequence

from django.http import QueryDict

from accounts.login_redirect.form_draft import draft_for, draft_values
from game.actions.shop import Portion
from game.models.ids import HoldingId
from game.presenters.letter_form import LetterDraft
from game.rules.errors import GameError
from game.views.player import PlayerRequest

TICKS_MAX = 200
"""Ticked items that are read; the action refuses more than a letter takes."""
_ID, _QUANTITY = re.compile(r"[1-9][0-9]{0,17}"), re.compile(r"0{0,9}[1-9][0-9]{0,11}")
_FIELDS = ("to", "subject", "text", "gold", "answers", "draft", "item")


def typed(fields: Mapping[str, Sequence[str]]) -> LetterDraft:
    """What to show in the form again. fields: every value of each. An id of a letter that is none is left out."""

    def last(name: str) -> str:
        values = fields.get(name, ())
        return values[-1] if values else ""

    ticked = [pk for pk in fields.get("item", ())[:TICKS_MAX] if _ID.fullmatch(pk)]
    return LetterDraft(
        to=last("to")[:60],
        subject=last("subject"),
        text=last("text"),
        gold=last("gold")[:20],
        answers=last("answers") if _ID.fullmatch(last("answers")) else "",
        draft=last("draft") if _ID.fullmatch(last("draft")) else "",
        quantities={pk: last(f"quantity_{pk}")[:20] for pk in ticked},
    )


def unsent(request: PlayerRequest) -> LetterDraft | None:
    """What this character typed before its session ended; None without such a form."""
    fields = draft_values(draft_for(request), request.path, {})
    owner = fields.get("character", [""])[-1] if fields else ""
    return typed(fields) if fields and owner in ("", str(request.player.character.pk)) else None


def fields_of(form: QueryDict) -> list[tuple[str, str]]:
    """The values of a form that was sent, so that a page can send them again."""
    names = [*_FIELDS, *(f"quantity_{pk}" for pk in form.getlist("item"))]
    return [(name, value) for name in names for value in form.getlist(name)]


def portions_of(form: QueryDict) -> list[Portion]:
    """The ticked items, each with its quantity; one where no quantity is asked for. GameError invalid (items)."""
    ticked = form.getlist("item")
    if len(ticked) > TICKS_MAX or not all(_ID.fullmatch(pk) for pk in ticked):
        raise GameError("invalid", "Tick the things again.", field="items")
    quantities = [form.get(f"quantity_{pk}") or "1" for pk in ticked]
    if not all(_QUANTITY.fullmatch(quantity) for quantity in quantities):
        raise GameError("invalid", "Say how many of each ticked thing: a whole number, 1 or more.", field="items")
    return [Portion(HoldingId(int(pk)), int(quantity)) for pk, quantity in zip(ticked, quantities, strict=True)]


def id_in(form: QueryDict, field: str) -> int | None:
    """The id in a field; None when it is empty. GameError invalid."""
    value = form.get(field, "")
    if value and not _ID.fullmatch(value):
        raise GameError("invalid", f"“{field}” is not the number of anything.", field=field)
    return int(value) if value else None
