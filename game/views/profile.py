"""A character as others see it."""

from django.http import HttpRequest, HttpResponse
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_safe

from game.actions.staff_account import FOR_GOOD
from game.presenters.achievements import profile_achievements
from game.presenters.hall import season_lines
from game.presenters.profile import profile_page
from game.queries.achievements import achievements_of
from game.queries.battle import recent_battles
from game.queries.characters import public
from game.queries.hall import seasons_of
from game.queries.own_rank import board_and_rank
from game.queries.sheet import worn_by
from game.views.player import current_player
from game.views.player_page import render_public_page
from game.views.refusals import refusals_as_pages

RECENT_BATTLES = 6


@require_safe
@never_cache
@refusals_as_pages
def profile(request: HttpRequest, name: str) -> HttpResponse:
    found, viewer = public(name), current_player(request)
    page = profile_page(found, worn_by(found), recent_battles(found.pk, RECENT_BATTLES))
    return render_public_page(
        request,
        "game/profile.html",
        page,
        own=viewer is not None and viewer.character.pk == found.pk,
        place=board_and_rank("level", found)[1],
        seasons=season_lines(seasons_of(found.id)),
        achievements=profile_achievements(achievements_of(found.id)),
        for_good=page.banned_until == FOR_GOOD,
    )
