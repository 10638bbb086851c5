"""What anybody may see: a character's face, the leaderboards, how the dice work."""

from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_POST, require_safe
from msgspec import structs

from game.actions.fairness import reveal_seed
from game.actions.staff_account import FOR_GOOD
from game.content import catalogue
from game.presenters.battle_lines import battle_lines
from game.presenters.leaderboards import leaderboard_page
from game.queries import board as boards
from game.queries.battle import recent_battles
from game.queries.characters import public
from game.queries.fairness import seeds_of
from game.queries.sheet import derived, worn_by
from game.views.document import document
from game.views.forms import line
from game.views.player import actor_of, filled_in, looking, player, told


@require_safe
@never_cache
@told
def profile(request: HttpRequest, name: str) -> HttpResponse:
    found, me = public(name), looking(request)
    worn = worn_by(found)
    return render(request, "game/profile.html", {
        "hud": me.hud if me else None,
        "character": found,
        "own": me is not None and me.character.pk == found.pk,
        "its_class": catalogue().classes[found.class_slug],
        "stats": derived(found, worn.values()),
        "worn": [(slot, catalogue().items.get(thing.item), thing) for slot, thing in worn.items()],
        "recent": battle_lines(recent_battles(found.pk, 6)),
        "place": boards.board_and_rank("level", found)[1],
        "banned_until": found.user.banned_until if found.user.is_banned else None,
        "for_good": found.user.banned_until == FOR_GOOD,
    })  # fmt: skip


@require_safe
@never_cache
@told
def leaderboard(request: HttpRequest, category: str) -> HttpResponse:
    me = looking(request)
    board, place = boards.board_and_rank(category, me.character) if me else (boards.board(category), None)
    return render(request, "game/leaderboard.html", {
        "hud": me.hud if me else None,
        **structs.asdict(leaderboard_page(board, category, place)),
    })  # fmt: skip


@require_safe
@never_cache
def fairness(request: HttpRequest) -> HttpResponse:
    me = looking(request)
    context = {
        "hud": me.hud if me else None,
        "seeds": seeds_of(me.character.pk) if me else [],
        "procedure": document("fairness"),
    }
    return filled_in(request, lambda: render(request, "game/fairness.html", context))


@require_POST
@player
def rotate(request: HttpRequest) -> HttpResponse:
    """Reveal the live seed and set one's own part of the next."""
    reveal_seed(actor_of(request), client_seed=line(request.POST, "client_seed", longest=64))
    messages.success(request, "Your seed is open, and the next one is in use.")
    return redirect("game:fairness")
