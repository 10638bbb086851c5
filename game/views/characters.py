"""The characters of an account: choose one, let one go, bring one back."""

from datetime import timedelta

from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils import timezone
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_POST, require_safe

from accounts.login_first import login_first
from accounts.page_before import is_path
from game.actions import character as actions
from game.actions.player_action import Actor
from game.models.ids import CharacterId
from game.queries.access import access_own_character
from game.queries.characters import characters_of
from game.rules import tuning
from game.views import form_owner
from game.views.player import CHOSEN, Player, key_of, looking, player, repeat_of, told


@require_safe
@login_first
@never_cache
def characters(request: HttpRequest) -> HttpResponse:
    living, gone = characters_of(request.user.id, timezone.now() - timedelta(hours=actions.RESTORE_HOURS))
    chosen = next((c for c in living if c.pk == request.session.get(CHOSEN)), None)
    playing = chosen or max(living, key=lambda c: (c.seen_at, -c.pk), default=None)
    request.player = Player(playing) if playing else None
    return render(request, "game/characters.html", {
        "hud": request.player.hud if request.player else None,
        "living": living, "gone": gone, "playing": playing and playing.pk, "most": tuning.CHARACTERS_PER_ACCOUNT,
    })  # fmt: skip


@require_POST
@login_first
@told
def choose(request: HttpRequest, pk: int) -> HttpResponse:
    """Its button names the character, so it does what it says whoever is played now; it is the way back from a page of
    another one (views/form_owner.py). back: where to go on."""
    request.session[CHOSEN] = access_own_character(request.user.id, CharacterId(pk)).pk
    back = request.POST.get("back", "")
    return redirect(back if is_path(back) else "game:dashboard")


@require_safe
@player
def whose_form(request: HttpRequest) -> HttpResponse:
    """Where a fragment's refusal leads to: of, a character's id; back, the page that the form was on."""
    named, back = request.GET.get("of", ""), request.GET.get("back", "")
    back = back if is_path(back) else "/play/"
    if named == str(request.player.character.pk):
        return redirect(back)
    return form_owner.whose_form(request, named, back, status=200)


@require_POST
@login_first
@told
def let_go(request: HttpRequest, pk: int) -> HttpResponse:
    """A second press finds it gone already, and says the same."""
    character = access_own_character(request.user.id, CharacterId(pk), deleted=None)
    if character.deleted_at is None:
        if refusal := _of_another_page(request):
            return refusal
        actions.let_go(Actor(character.id, key_of(request), repeat=repeat_of(request)))
    messages.success(request, f"{character.name} is gone. You can bring it back for {actions.RESTORE_HOURS} hours.")
    return redirect("game:characters")


@require_POST
@login_first
@told
def restore(request: HttpRequest, pk: int) -> HttpResponse:
    """A second press finds it back already, and says the same."""
    character = access_own_character(request.user.id, CharacterId(pk), deleted=None)
    if character.deleted_at is not None:
        if refusal := _of_another_page(request):
            return refusal
        actions.restore(user_id=request.user.id, character_id=CharacterId(pk))
    messages.success(request, f"{character.name} is back.")
    return redirect("game:characters")


def _of_another_page(request: HttpRequest) -> HttpResponse | None:
    """The button names its character; a page that was rendered while another was played is out of date all the same. One
    that names none, or nobody being played, is no reason to refuse."""
    return form_owner.another(request) if form_owner.named_by(request) and looking(request) else None
