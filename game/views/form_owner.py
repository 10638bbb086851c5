"""The owner of a form: the character that its page was rendered for. Forms name it in a field, htmx requests in a header.

An account may play another character in a second tab or on a second device. A form of the first character must not act for the
second. The answer is a page that says whose form it was and leads back to that character.
"""

from urllib.parse import urlencode

from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.urls import reverse

from accounts.login_redirect.login_required import is_htmx, redirect_page
from accounts.login_redirect.previous_page import previous_page
from game.models import Character
from game.models.ids import CharacterId
from game.queries.access import find_own_character
from game.views.fresh_form import fresh_form
from game.views.player import PlayerRequest

FIELD = "character"
HEADER = "HTTP_X_CHARACTER"
"""The header X-Character, as request.META names it: request.headers would copy all headers first."""


def refuse_other_character(request: PlayerRequest) -> HttpResponse | None:
    """The answer to a form or a fragment of another character than request.player's; None when it is this one's.

    A form that names no character (its page is older than this rule, or a script sent it) is accepted when the account has
    one character only. Otherwise the player is asked.
    """
    if request.method not in ("GET", "HEAD"):
        return _refuse_form(request, request.player.character)
    if is_htmx(request) and named_character(request) not in ("", str(request.player.character.pk)):
        return redirect_page(request, request.get_full_path())
    return None


def named_character(request: HttpRequest) -> str:
    """The id that the request names, as it was sent; "" for none."""
    named: str = request.POST.get(FIELD) or request.META.get(HEADER, "")
    return named


def _refuse_form(request: PlayerRequest, played: Character) -> HttpResponse | None:
    named = named_character(request)
    if named == str(played.pk) or (not named and not played.has_others):
        return None
    if not named:
        return render(request, "errors/no_character.html", {
            "played": played, "back_url": previous_page(request), "form": fresh_form(request),
        }, status=409)  # fmt: skip
    page = previous_page(request)
    if is_htmx(request):
        query = {"of": named[:20], "back": page}
        response = redirect_page(request, f"{reverse('game:whose_form')}?{urlencode(query, safe='/')}")
        response.status_code = 409
        return response
    return whose_form_page(request, named, page, status=409)


def whose_form_page(request: PlayerRequest, named: str, page: str, status: int) -> HttpResponse:
    """Says whose form it was, and offers to play that character. It names only characters of the account."""
    is_id = named.isascii() and named.isdecimal() and len(named) < 19
    owner = find_own_character(request.user.id, CharacterId(int(named))) if is_id else None
    return render(request, "errors/whose_form.html", {
        "owner": owner, "played": request.player.character, "back_url": page,
    }, status=status)  # fmt: skip
