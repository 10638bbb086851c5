"""The decorator and the rendering that the pages of a player share."""

from collections.abc import Callable
from functools import wraps
from typing import Concatenate, ParamSpec, cast

from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.urls import reverse
from django.views.decorators.cache import never_cache
from msgspec import Struct, structs

from accounts.login_redirect.agreement_required import ask_to_agree
from accounts.login_redirect.login_required import login_required, redirect_page
from game.queries.access import CHOSEN, access_character
from game.views import form_owner
from game.views.form_draft import render_with_draft
from game.views.player import Player, PlayerRequest, current_player
from game.views.refusals import refusals_as_pages

P = ParamSpec("P")
NO_CHARACTER = (
    "Nothing was done: that page was of a character who is gone. “Switch character” in the menu brings it back for three days."
)


def player_page(
    view: Callable[Concatenate[PlayerRequest, P], HttpResponse],
) -> Callable[Concatenate[HttpRequest, P], HttpResponse]:
    """Decorator for views of a player, which get request.player.

    A visitor goes to the login, an account without a character to the form for a new one. A form or a fragment of a page that
    was rendered for another character is answered without calling the view. Refusals become pages.
    """
    answer = refusals_as_pages(view)

    @wraps(view)
    @login_required
    @never_cache
    def with_player(plain: HttpRequest, /, *args: P.args, **kwargs: P.kwargs) -> HttpResponse:
        request = cast(PlayerRequest, plain)
        if asked := ask_to_agree(plain, request.user):
            return asked
        unnamed = request.method == "POST" and not form_owner.named_character(request)
        character = access_character(request.user, request.session.get(CHOSEN), count_others=unnamed)
        if character is None:
            if request.method == "POST":
                messages.warning(request, NO_CHARACTER)
            return redirect_page(request, reverse("game:new"))
        request.player = Player(character)
        return form_owner.refuse_other_character(request) or answer(request, *args, **kwargs)

    return with_player


def render_player_page(request: PlayerRequest, template: str, page: Struct, **more: object) -> HttpResponse:
    """A page with the status strip. The template gets the fields of `page` and of `more` by name."""
    context = structs.asdict(page) | more
    if "hud" not in context:
        context["hud"] = request.player.hud
    return render_with_draft(request, lambda: render(request, template, context))


def render_question(request: PlayerRequest, template: str, page: Struct, **more: object) -> HttpResponse:
    """A page that asks before a form is done. htmx shows it from its top, and keeps the address of the page that the form is on."""
    response = render_player_page(request, template, page, **more)
    response["HX-Reswap"], response["HX-Push-Url"] = "outerHTML show:window:top", "false"
    return response


def render_public_page(request: HttpRequest, template: str, page: Struct, **more: object) -> HttpResponse:
    """A page that anybody may see, with the status strip for a player."""
    player = current_player(request)
    return render(request, template, structs.asdict(page) | more | {"hud": player.hud if player else None})
