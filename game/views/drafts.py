"""Drafts of letters: the list, keeping one (by the form's button, or by script while the player types), throwing one away."""

from django.contrib import messages
from django.http import HttpResponse, JsonResponse
from django.shortcuts import redirect
from django.views.decorators.http import require_POST, require_safe

from accounts.login_redirect.login_required import is_htmx
from game.actions import drafts as actions
from game.presenters.drafts import drafts_page
from game.queries.drafts import drafts_of
from game.rules.errors import GameError
from game.views.actor import actor_of
from game.views.letter_fields import id_in
from game.views.player import PlayerRequest
from game.views.player_page import player_page, render_player_page


@require_safe
@player_page
def drafts(request: PlayerRequest) -> HttpResponse:
    character = request.player.character
    page = drafts_page(drafts_of(character.id), character.unread.letters)
    return render_player_page(request, "game/drafts.html", page)


@require_POST
@player_page
def draft_save(request: PlayerRequest) -> HttpResponse:
    """A script (static/js/mail.js) sends the form without its key, gets the draft's id, and sends that from then on."""
    try:
        kept = _keep(request)
    except GameError as error:
        if not is_htmx(request):
            raise
        return JsonResponse({"message": error.message}, status=error.status)
    if is_htmx(request):
        return JsonResponse({"draft": kept.draft})
    messages.success(request, "Kept. The letter waits among your drafts.")
    return redirect("game:drafts")


def _keep(request: PlayerRequest) -> actions.DraftKept:
    form = request.POST
    return actions.keep(
        actor_of(request), draft=id_in(form, "draft"), to=form.get("to", ""), subject=form.get("subject", ""),
        text=form.get("text", ""), answers=id_in(form, "answers"), anew=not is_htmx(request),
    )  # fmt: skip


@require_POST
@player_page
def draft_delete(request: PlayerRequest, pk: int) -> HttpResponse:
    actions.throw_away(actor_of(request), draft=pk)
    messages.success(request, "The draft is gone.")
    return redirect("game:drafts")
