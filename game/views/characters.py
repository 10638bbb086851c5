"""The characters of an account: choose, delete and restore one."""

from datetime import timedelta
from typing import cast

from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import redirect
from django.utils import timezone
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_POST, require_safe

from accounts.login_redirect.login_required import login_required
from accounts.login_redirect.previous_page import is_safe_path
from game.actions import character as actions
from game.actions.actor import Actor
from game.models.ids import CharacterId
from game.presenters.characters import characters_page, played_of
from game.queries.access import CHOSEN, access_own_character
from game.queries.characters import characters_of
from game.views import form_owner
from game.views.actor import key_of, repeat_of
from game.views.player import AccountRequest, PlayerRequest, current_player, set_current_player
from game.views.player_page import player_page, render_public_page
from game.views.refusals import refusals_as_pages


@require_safe
@login_required
@never_cache
def characters(request: AccountRequest) -> HttpResponse:
    living, gone = characters_of(request.user.id, timezone.now() - timedelta(hours=actions.RESTORE_HOURS))
    playing = played_of(living, request.session.get(CHOSEN))
    set_current_player(request, playing)
    return render_public_page(request, "game/characters.html", characters_page(living, gone, playing))


@require_POST
@login_required
@refusals_as_pages
def choose(request: AccountRequest, pk: int) -> HttpResponse:
    """Plays the character of the address, whichever one is played now. back: the path to continue at.

    The page that refuses a form of another character (views/form_owner.py) leads here.
    """
    request.session[CHOSEN] = access_own_character(request.user.id, CharacterId(pk)).pk
    back = request.POST.get("back", "")
    return redirect(back if is_safe_path(back) else "game:dashboard")


@require_safe
@player_page
def whose_form(request: PlayerRequest) -> HttpResponse:
    """The page that a refused fragment leads to. of: id of the form's character; back: path of the form's page."""
    named, back = request.GET.get("of", ""), request.GET.get("back", "")
    back = back if is_safe_path(back) else "/play/"
    if named == str(request.player.character.pk):
        return redirect(back)
    return form_owner.whose_form_page(request, named, back, status=200)


@require_POST
@login_required
@refusals_as_pages
def let_go(request: AccountRequest, pk: int) -> HttpResponse:
    """Deletes the character. Sent twice, it gives the same answer twice."""
    character = access_own_character(request.user.id, CharacterId(pk), deleted=None)
    if character.deleted_at is None:
        if refusal := _refuse_other_character(request):
            return refusal
        actions.let_go(Actor(character.id, key_of(request), repeat=repeat_of(request)))
    messages.success(request, f"{character.name} is gone. You can bring it back for {actions.RESTORE_HOURS} hours.")
    return redirect("game:characters")


@require_POST
@login_required
@refusals_as_pages
def restore(request: AccountRequest, pk: int) -> HttpResponse:
    """Restores the deleted character. Sent twice, it gives the same answer twice."""
    character = access_own_character(request.user.id, CharacterId(pk), deleted=None)
    if character.deleted_at is not None:
        if refusal := _refuse_other_character(request):
            return refusal
        actions.restore(user_id=request.user.id, character_id=CharacterId(pk))
    messages.success(request, f"{character.name} is back.")
    return redirect("game:characters")


def _refuse_other_character(request: AccountRequest) -> HttpResponse | None:
    """Refuses a form whose page was rendered for another character than the one that is played: that page is out of date.

    The address names the character to act on, so a form that names none is accepted, and so is one of an account that plays none.
    """
    if not form_owner.named_character(request) or current_player(request) is None:
        return None
    return form_owner.refuse_other_character(cast(PlayerRequest, request))
