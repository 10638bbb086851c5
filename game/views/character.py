"""The character sheet: attributes to raise, skills to choose, what it all comes to."""

from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect
from django.views.decorators.http import require_POST, require_safe

from game.actions import character as actions
from game.content import catalogue
from game.rules import tuning
from game.views.forms import whole
from game.views.player import actor_of, player, show


@require_safe
@player
def character(request: HttpRequest) -> HttpResponse:
    p = request.player
    me = p.character
    return show(request, "game/character.html", {
        "character": me,
        "its_class": catalogue().classes[me.class_slug],
        "stats": p.stats,
        "worn": [(slot, catalogue().items.get(thing.item), thing) for slot, thing in p.worn.items()],
        "attributes": [(name, value, tuning.SOFT_CAPS[name]) for name, value in me.attributes.items()],
        "skills": [(s, s.level <= me.level, s.slug in me.loadout) for s in catalogue().class_skills[me.class_slug]],
        "loadout": [catalogue().skills[s] for s in me.loadout if s in catalogue().skills],
        "chosen": (me.loadout + [""] * tuning.LOADOUT_SIZE)[: tuning.LOADOUT_SIZE],
        "caps": {"crit": tuning.CRIT_CAP, "dodge": tuning.DODGE_CAP, "lifesteal": tuning.LIFESTEAL_CAP},
    })  # fmt: skip


@require_POST
@player
def points(request: HttpRequest) -> HttpResponse:
    wish = {name: whole(request.POST, name, high=400, default=0) for name in tuning.ATTRIBUTES}
    spent = actions.spend_points(actor_of(request), points=wish)
    messages.success(request, f"You have grown. {spent.unspent} {'point is' if spent.unspent == 1 else 'points are'} left.")
    return redirect("game:character")


@require_POST
@player
def loadout(request: HttpRequest) -> HttpResponse:
    """Three selects, first to last; an empty one leaves its place empty."""
    chosen = [slug for slug in request.POST.getlist("skill")[:10] if slug]
    actions.choose_loadout(actor_of(request), skills=chosen)
    messages.success(request, "That is how you will fight.")
    return redirect("game:character")
