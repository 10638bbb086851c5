"""Reporting something to the staff: a form for whatever queries/report_targets.py knows."""

from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import redirect
from django.views.decorators.http import require_http_methods

from game.actions import report as actions
from game.presenters.report import report_page
from game.queries.report_targets import find_reported
from game.views.actor import actor_of
from game.views.player import PlayerRequest
from game.views.player_page import player_page, render_player_page


@require_http_methods(["GET", "HEAD", "POST"])
@player_page
def report(request: PlayerRequest) -> HttpResponse:
    """target: as in "letter:12". The page names what is reported before anything is sent."""
    if request.method == "POST":
        sent = request.POST
        filed = actions.report(
            actor_of(request), target=sent.get("target", ""), reason=sent.get("reason", ""), remark=sent.get("remark", "")
        )
        again = "You reported this before, and the staff have it."
        messages.success(request, again if filed.again else "Thank you. The staff will look at it.")
        return redirect(filed.page)
    target = request.GET.get("target", "")
    kind, found = find_reported(target, request.player.character.id)
    return render_player_page(request, "game/report.html", report_page(target, kind, found))
