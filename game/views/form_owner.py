"""Whose form is it? Every form of the game names the character that it was rendered for, every htmx request does in a header.

An account may change its character in another tab or on another device. A form of the one before must not act for the
one that is played now: it is answered with a page that says whose it was and leads back.
"""

from urllib.parse import urlencode

from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.urls import reverse

from accounts.login_first import is_fragment, leave
from accounts.page_before import page_before
from game.models import Character
from game.models.ids import CharacterId
from game.queries.access import find_own_character
from game.views.fresh_form import fresh_form

FIELD = "character"
HEADER = "HTTP_X_CHARACTER"
"""X-Character, as the request has it: to ask request.headers makes a mapping of all of them first."""


def another(request: HttpRequest) -> HttpResponse | None:
    """The 409 for a form of another character than the one that is played (request.player); None when it is this one's.

    A form that names none (its page is older than this rule, or a script sent it) is taken when the account has one
    character only, as nobody else can be meant; otherwise the player is asked.
    """
    if request.method not in ("GET", "HEAD"):
        return _another_form(request, request.player.character)
    if is_fragment(request) and named_by(request) not in ("", str(request.player.character.pk)):
        return leave(request, request.get_full_path())
    return None


def named_by(request: HttpRequest) -> str:
    """The id that the request names, as it was sent; empty when it names none."""
    return request.POST.get(FIELD) or request.META.get(HEADER, "")


def _another_form(request: HttpRequest, played: Character) -> HttpResponse | None:
    named = named_by(request)
    if named == str(played.pk) or (not named and not played.has_others):
        return None
    if not named:
        return render(request, "errors/no_character.html", {
            "played": played, "back_url": page_before(request), "form": fresh_form(request),
        }, status=409)  # fmt: skip
    page = page_before(request)
    if is_fragment(request):
        where = {"of": named[:20], "back": page}
        response = leave(request, f"{reverse('game:whose_form')}?{urlencode(where, safe='/')}")
        response.status_code = 409
        return response
    return whose_form(request, named, page, status=409)


def whose_form(request: HttpRequest, named: str, page: str, status: int) -> HttpResponse:
    """Says whose form it was, and offers that character again when it is there. Names nobody but the account's own."""
    owner = (
        find_own_character(request.user.id, CharacterId(int(named)))
        if named.isascii() and named.isdecimal() and len(named) < 19
        else None
    )
    return render(request, "errors/whose_form.html", {
        "owner": owner, "played": request.player.character, "back_url": page,
    }, status=status)  # fmt: skip
