"""The landing page, and playing as a guest."""

import uuid

from django.contrib.auth import login
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils import timezone
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_POST, require_safe

from accounts.limits.duration_text import duration_text
from accounts.limits.signup import guest_wait
from accounts.login_redirect.previous_page import is_safe_path
from game.actions.guest import play_as_guest
from game.actions.receipts import KEY
from game.presenters.event import near_events
from game.presenters.news import news_line
from game.queries.access import CHOSEN, access_character
from game.queries.event import events_near
from game.queries.news import latest as latest_news
from game.queries.world import world
from game.rules.errors import GameError
from game.views.forms import one_of
from game.views.player import current_player
from game.views.refusals import refusals_as_pages


@require_safe
@never_cache
def landing(request: HttpRequest) -> HttpResponse:
    latest = [news_line(row) for row in latest_news()]
    near = near_events(events_near(), timezone.now())
    player = current_player(request) if request.user.is_authenticated else None
    name = player.character.name if player else ""
    page = {"key": uuid.uuid4().hex, "world": world(), "near": near, "latest": latest, "hud": None, "player_name": name}
    return render(request, "landing.html", page)


@require_POST
@never_cache
@refusals_as_pages
def guest(request: HttpRequest) -> HttpResponse:
    """Makes an account without a password and a character that is ready to hunt. The same key gives the same guest."""
    faction = one_of(request.POST, "faction", ("vampire", "werewolf"), "vampire")
    key = request.POST.get("idempotency_key", "")
    if not KEY.fullmatch(key):
        raise GameError("invalid", "Reload the landing page and click again.", field="idempotency_key")
    if request.user.is_authenticated:
        return redirect("game:dashboard" if access_character(request.user, None) else "game:new")
    if wait := guest_wait(request):
        words = f"Many guests have come from your address. Sign up, or come again in {duration_text(wait)}."
        raise GameError("too_fast", words, retry_after=wait)
    user, character = play_as_guest(faction=faction, key=key)
    login(request, user)
    request.session[CHOSEN] = character.pk
    return redirect(_back(request) or "game:dashboard")


def _back(request: HttpRequest) -> str:
    """The page of this site that the guest came from, such as a raid; "" if the form names none."""
    back = request.POST.get("next", "")
    return back if is_safe_path(back) else ""
