"""What the ranks of the own clan may do."""

from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import redirect
from django.views.decorators.http import require_http_methods

from clans.actions.settings import GOLD_MOST, change_rights
from clans.presenters.ranks import ranks_page
from clans.queries.membership import access_membership, rights_in
from game.views.actor import actor_of
from game.views.forms import whole_number
from game.views.player import PlayerRequest
from game.views.player_page import player_page, render_player_page


@require_http_methods(["GET", "HEAD", "POST"])
@player_page
def ranks(request: PlayerRequest) -> HttpResponse:
    if request.method == "POST":
        rank, gold = request.POST.get("rank", ""), whole_number(request.POST, "daily_gold", high=GOLD_MOST, default=0)
        wanted = request.POST.getlist("capabilities")
        change_rights(actor_of(request), rank=rank, capabilities=wanted, daily_gold=gold)  # type: ignore[arg-type]
        messages.success(request, f"The rank {rank} was changed.")
        return redirect("clans:ranks")
    reader = access_membership(request.player.character.id)
    return render_player_page(request, "clans/ranks.html", ranks_page(reader, rights_in(reader.clan.id)))
