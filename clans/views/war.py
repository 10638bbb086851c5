"""Wars: those of the own clan, with declaring and answering; a war and the ladder, which anybody may see."""

from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_http_methods, require_POST, require_safe

from clans.actions import war as actions
from clans.presenters.war import own_war_page, war_page
from clans.presenters.war_ladder import war_ladder_page
from clans.queries.access import access_clan
from clans.queries.membership import access_membership
from clans.queries.treasury import gold_of
from clans.queries.war import access_war, curve_of, fighters_of, latest_wars, wars_of
from clans.queries.war_ladder import ladder as ladder_rows
from clans.queries.war_ladder import standing_of
from game.rules.errors import GameError
from game.views.actor import actor_of
from game.views.player import PlayerRequest, current_player
from game.views.player_page import player_page, render_player_page, render_public_page
from game.views.refusals import refusals_as_pages, with_refusal


@require_http_methods(["GET", "HEAD", "POST"])
@player_page
def own(request: PlayerRequest) -> HttpResponse:
    if request.method != "POST":
        return _own(request, request.GET.get("tag", "")[:3])
    tag = request.POST.get("tag", "").strip()
    try:
        declared = actions.declare(actor_of(request), clan=access_clan(tag).id)
    except GameError as error:
        if error.field not in ("clan", "tag") and error.code != "not_enough_gold":
            raise
        return _own(request, tag[:3], error)
    messages.success(request, "War is declared. It begins in 24 hours.")
    return redirect("clans:war_record", declared.war)


def _own(request: PlayerRequest, tag: str, error: GameError | None = None) -> HttpResponse:
    reader = access_membership(request.player.character.id)
    clan = reader.clan
    page = own_war_page(reader, wars_of(clan.id), standing_of(clan.id), gold_of(clan), tag, error)
    return with_refusal(render_player_page(request, "clans/war.html", page), error)


@require_POST
@player_page
def answer(request: PlayerRequest) -> HttpResponse:
    answered = actions.answer(actor_of(request))
    messages.success(request, f"Your clan put {answered.fee:,} gold beside theirs. The winner gets both.")
    return redirect("clans:war_record", answered.war)


@require_safe
@never_cache
@refusals_as_pages
def record(request: HttpRequest, pk: int) -> HttpResponse:
    return render_public_page(request, "clans/war_record.html", war_page(access_war(pk), fighters_of(pk), curve_of(pk)))


@require_safe
@never_cache
@refusals_as_pages
def ladder(request: HttpRequest) -> HttpResponse:
    viewer = current_player(request)
    page = war_ladder_page(ladder_rows(), latest_wars(), viewer.character.clan_tag if viewer else "")
    return render_public_page(request, "clans/war_ladder.html", page)
