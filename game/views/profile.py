"""A character as others see it."""

from django.http import HttpRequest, HttpResponse
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_safe

from accounts.models.ids import UserId
from game.actions.sanctions import FOR_GOOD
from game.models import Character
from game.presenters.achievements import profile_achievements
from game.presenters.hall import season_lines
from game.presenters.profile import profile_page
from game.queries.achievements import achievements_of
from game.queries.battle import recent_battles
from game.queries.characters import public
from game.queries.friends import Relation, relation
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
    me = viewer.character if viewer is not None and viewer.character.pk != found.pk else None
    page = profile_page(found, worn_by(found), recent_battles(found.pk, RECENT_BATTLES))
    return render_public_page(
        request,
        "game/profile.html",
        page,
        own=viewer is not None and viewer.character.pk == found.pk,
        place=board_and_rank("level", found)[1],
        seasons=season_lines(seasons_of(found.id)),
        relation=_relation(me, found),
        is_own_account=me is not None and me.user_id == found.user_id,
        achievements=profile_achievements(achievements_of(found.id)),
        for_good=page.banned_until == FOR_GOOD,
    )


def _relation(me: Character | None, other: Character) -> Relation | None:
    """None for a visitor, and between characters of one account."""
    if me is None or me.user_id == other.user_id:
        return None
    users = UserId(me.user_id or 0), UserId(other.user_id or 0)
    return relation(user=users[0], character=me.id, other_user=users[1], other=other.id)
