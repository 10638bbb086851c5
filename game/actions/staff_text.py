"""Staff write and change the prewritten reasons for sanctions."""

from accounts.queries.rank import Rank
from game.actions.staff_action import REASON_MAX, REASON_MIN, StaffContext, staff_action
from game.models import SanctionText
from game.rules.errors import GameError

TITLE_MAX = 60


@staff_action("write_sanction_text", Rank.GAME_MASTER)
def write_sanction_text(context: StaffContext, *, title: str, text: str) -> None:
    """A new prewritten reason. GameError: invalid (title, text)."""
    title, text = _checked(title, text)
    context.once()
    _check_free(title)
    made = SanctionText.objects.create(title=title, text=text, changed_by=context.staff, changed_at=context.now)
    context.write(f"sanction_text:{made.pk}")


@staff_action("change_sanction_text", Rank.GAME_MASTER)
def change_sanction_text(context: StaffContext, *, sanction_text: int, title: str, text: str) -> None:
    """Change what is offered from now on; sanctions keep the words that their players read. GameError: invalid, not_found."""
    title, text = _checked(title, text)
    found = _locked(context, sanction_text)
    _check_free(title, but=found.pk)
    context.write(f"sanction_text:{found.pk}", was=found.text)
    SanctionText.objects.filter(pk=found.pk).update(
        title=title, text=text, changed_by=context.staff, changed_at=context.now
    )  # fmt: skip


@staff_action("retire_sanction_text", Rank.GAME_MASTER)
def retire_sanction_text(context: StaffContext, *, sanction_text: int) -> None:
    """Offer a text no longer. GameError: not_found, nothing_to_do."""
    found = _locked(context, sanction_text)
    if found.retired_at is not None:
        raise GameError("nothing_to_do", "This text is offered no more already.")
    context.write(f"sanction_text:{found.pk}")
    SanctionText.objects.filter(pk=found.pk).update(retired_at=context.now)


def _locked(context: StaffContext, sanction_text: int) -> SanctionText:
    found = context.lock_shared(SanctionText, [sanction_text])
    context.once()
    if not found:
        raise GameError("not_found", "There is no such text.")
    return found[0]


def _check_free(title: str, but: int = 0) -> None:
    if SanctionText.objects.filter(title=title, retired_at=None).exclude(pk=but).exists():
        raise GameError("invalid", "A text with this title is there already.", field="title")


def _checked(title: str, text: str) -> tuple[str, str]:
    title, text = (" ".join(words.replace("\0", "").split()) for words in (title, text))
    if not 1 <= len(title) <= TITLE_MAX:
        raise GameError("invalid", f"A title has 1 to {TITLE_MAX} characters.", field="title")
    if not REASON_MIN <= len(text) <= REASON_MAX:
        raise GameError("invalid", f"A text has {REASON_MIN} to {REASON_MAX} characters.", field="text")
    return title, text
