"""The characters of an account: choose one, let one go, bring one back."""

from datetime import timedelta

from django.contrib import messages
from django.contrib.auth.decorators import login_required
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils import timezone
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_POST, require_safe

from game.actions import character as actions
from game.actions.turn import By
from game.queries.access import access_own_character
from game.queries.characters import characters_of
from game.rules import tuning
from game.views.player import CHOSEN, Player, told


@require_safe
@login_required
@never_cache
def characters(request: HttpRequest) -> HttpResponse:
    living, gone = characters_of(request.user.pk, timezone.now() - timedelta(hours=actions.RESTORE_HOURS))
    chosen = next((c for c in living if c.pk == request.session.get(CHOSEN)), None)
    playing = chosen or max(living, key=lambda c: (c.seen_at, -c.pk), default=None)
    return render(request, "game/characters.html", {
        "hud": Player(playing).hud if playing else None,
        "living": living, "gone": gone, "playing": playing and playing.pk, "most": tuning.CHARACTERS_PER_ACCOUNT,
    })  # fmt: skip


@require_POST
@login_required
@told
def choose(request: HttpRequest, pk: int) -> HttpResponse:
    request.session[CHOSEN] = access_own_character(request.user.pk, pk).pk
    return redirect("game:dashboard")


@require_POST
@login_required
@told
def let_go(request: HttpRequest, pk: int) -> HttpResponse:
    character = access_own_character(request.user.pk, pk)
    actions.let_go(By(character.pk, request.POST.get("idempotency_key") or None))
    messages.success(request, f"{character.name} is gone. You can bring it back for {actions.RESTORE_HOURS} hours.")
    return redirect("game:characters")


@require_POST
@login_required
@told
def restore(request: HttpRequest, pk: int) -> HttpResponse:
    character = actions.restore(user_id=request.user.pk, character_id=pk)
    messages.success(request, f"{character.name} is back.")
    return redirect("game:characters")
