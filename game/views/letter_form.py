"""Writing a letter. A refusal shows the form again with everything that was typed; goods leave after a page that names them."""

from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import redirect
from django.views.decorators.http import require_http_methods
from msgspec import structs

from game.actions.mail import LetterSent, ReviewFirst, send_if_sure
from game.models import Letter
from game.models.ids import CharacterId, LetterId
from game.presenters.inventory import worn_of
from game.presenters.letter_form import LetterDraft, draft_of, letter_form_page, letter_review_page, reply_draft
from game.queries.drafts import access_draft
from game.queries.inventory import HeldItem, held_by
from game.queries.mail import access_letter, recipient_named
from game.rules.errors import GameError
from game.views.actor import actor_of
from game.views.forms import whole_number
from game.views.letter_fields import fields_of, id_in, portions_of, typed, unsent
from game.views.player import PlayerRequest
from game.views.player_page import player_page, render_player_page
from game.views.refusals import with_refusal

GOLD_MOST = 999_999_999_999


@require_http_methods(["GET", "HEAD", "POST"])
@player_page
def letter_new(request: PlayerRequest) -> HttpResponse:
    if request.method != "POST":
        return _empty_form(request)
    if "change" in request.POST:
        return _form(request, typed(dict(request.POST.lists())))
    try:
        sent = _send(request)
    except ReviewFirst as question:
        return _review(request, question)
    except GameError as error:
        if error.code == "key_reused":
            raise
        return _form(request, typed(dict(request.POST.lists())), error)
    messages.success(request, "Your letter is on its way.")
    return redirect("game:letter", pk=sent.letter)


def _send(request: PlayerRequest) -> LetterSent:
    form, answers, draft = request.POST, id_in(request.POST, "answers"), id_in(request.POST, "draft")
    return send_if_sure(
        actor_of(request), to=CharacterId(recipient_named(form.get("to", ""), deleted=None).pk), subject=form.get("subject", ""),
        text=form.get("text", ""), gold=whole_number(form, "gold", high=GOLD_MOST, default=0), items=portions_of(form),
        answers=None if answers is None else LetterId(answers), sure=form.get("sure", "")[:32],
        **({} if draft is None else {"draft": draft}),
    )  # fmt: skip


def _empty_form(request: PlayerRequest) -> HttpResponse:
    """With what the address names: who it is to, the letter that it answers, or an item that is ticked. What was typed before the
    session ended comes first."""
    draft, query = unsent(request), request.GET
    if draft is not None:
        return _form(request, draft)
    if (kept := id_in(query, "draft")) is not None:
        return _form(request, draft_of(access_draft(request.player.character.id, kept)))
    if (answers := id_in(query, "answers")) is not None:
        answered = access_letter(request.player.character.id, LetterId(answers))
        return _form(request, reply_draft(answered, request.player.character), answered=answered)
    item = id_in(query, "item")
    return _form(request, LetterDraft(to=query.get("to", "")[:20], quantities={} if item is None else {str(item): ""}))


def _form(
    request: PlayerRequest, draft: LetterDraft, error: GameError | None = None, answered: Letter | None = None
) -> HttpResponse:
    character, held = request.player.character, _held(request)
    if answered is None and draft.answers:
        answered = _answered(request, draft.answers)
        if answered is None or (error is not None and error.field == "answers"):
            # The letter is gone, or was not between the two: sent again, this one is a letter of its own.
            answered, draft = None, structs.replace(draft, answers="")
    page = letter_form_page(
        character, held, draft, answered, character.unread.letters, is_guest=request.user.is_guest, error=error
    )
    return with_refusal(render_player_page(request, "game/letter_form.html", page), error)


def _review(request: PlayerRequest, question: ReviewFirst) -> HttpResponse:
    """The page that names everything that would leave. Its button sends the same form with `sure`."""
    player, held = request.player, _held(request)
    page = letter_review_page(
        player.character, question.recipient, request.POST.get("subject", ""), question.attachments, held, question.sure,
        fields_of(request.POST), player.now, player.character.unread.letters,
    )  # fmt: skip
    return render_player_page(request, "game/letter_review.html", page)


def _held(request: PlayerRequest) -> list[HeldItem]:
    held = held_by(request.player.character)
    request.player.worn = worn_of(held)
    return held


def _answered(request: PlayerRequest, answers: str) -> Letter | None:
    """None when the letter is gone: the answer then becomes a letter of its own."""
    try:
        return access_letter(request.player.character.id, LetterId(int(answers)))
    except GameError:
        return None
