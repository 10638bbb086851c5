"""Drafts of letters: keep one, and throw one away. Sending a letter deletes its draft (mail.py)."""

from msgspec import Struct

from game.actions.player_action import ActionContext, action
from game.models import StoredDraft
from game.rules.errors import GameError
from game.rules.mail import DRAFT_SUBJECT_MAX, DRAFT_TEXT_MAX, DRAFT_TO_MAX, DRAFTS_MOST


class DraftKept(Struct, frozen=True):
    """draft: its id."""

    draft: int


@action("keep_draft", DraftKept)
def keep(
    context: ActionContext,
    *,
    draft: int | None,
    to: str,
    subject: str,
    text: str,
    answers: int | None = None,
    anew: bool = True,
) -> DraftKept:
    """Keep what was typed. draft: the one that it replaces; if that is gone by now, a new one is made, unless `anew` is False.

    The words are kept as they are. GameError: invalid (a field that is much too long, or nothing typed), too_much (ten drafts),
    not_found (draft, only if not anew).
    """
    words = _checked(to, subject, text)
    mine = StoredDraft.objects.filter(character_id=context.character.id)
    if draft is not None and mine.filter(pk=draft).update(**words, answers=answers, saved_at=context.now):
        return DraftKept(draft)
    if draft is not None and not anew:
        raise GameError("not_found", "This draft is gone: it was sent or thrown away.", field="draft")
    if not any(words.values()):
        raise GameError("invalid", "There is nothing to keep yet: the letter is empty.", field="text")
    taken = set(mine.values_list("number", flat=True))
    number = next((number for number in range(1, DRAFTS_MOST + 1) if number not in taken), None)
    if number is None:
        raise GameError("too_much", f"You keep {DRAFTS_MOST} drafts already. Send one, or throw one away.", field="draft")
    made = StoredDraft.objects.create(
        character_id=context.character.id, number=number, answers=answers, saved_at=context.now, **words
    )
    return DraftKept(made.pk)


@action("throw_draft_away", DraftKept)
def throw_away(context: ActionContext, *, draft: int) -> DraftKept:
    """GameError not_found."""
    if not StoredDraft.objects.filter(character_id=context.character.id, pk=draft).delete()[0]:
        raise GameError("not_found", "There is no such draft. It may have been sent or thrown away.", field="id")
    return DraftKept(draft)


def _checked(to: str, subject: str, text: str) -> dict[str, str]:
    """Without NUL, which the database does not take. GameError invalid."""
    words = {"to": to, "subject": subject, "text": text.replace("\r\n", "\n")}
    most = {"to": DRAFT_TO_MAX, "subject": DRAFT_SUBJECT_MAX, "text": DRAFT_TEXT_MAX}
    for field, value in words.items():
        if len(value) > most[field]:
            raise GameError(
                "invalid", f"This is too long to be kept: {len(value):,} of {most[field]:,} characters.", field=field
            )
    return {field: value.replace("\0", "") for field, value in words.items()}
