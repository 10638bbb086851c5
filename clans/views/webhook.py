"""The webhook of the own clan: where movements of the bank are reported. The secret is shown once, by the answer to the form."""

from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import redirect
from django.views.decorators.http import require_http_methods, require_POST

from clans.actions.webhook import THRESHOLD_MOST, remove_webhook, reveal_secret, set_webhook
from clans.presenters.bank import frame
from clans.queries.membership import access_membership
from clans.queries.webhook import newest_reports, webhook_of
from game.actions.actor import Actor
from game.views.actor import actor_of
from game.views.forms import text_line, whole_number
from game.views.player import PlayerRequest
from game.views.player_page import player_page, render_player_page


@require_http_methods(["GET", "HEAD", "POST"])
@player_page
def webhook(request: PlayerRequest) -> HttpResponse:
    me, secret = request.player.character, ""
    if request.method == "POST":
        threshold = whole_number(request.POST, "threshold", high=THRESHOLD_MOST, default=0)
        set_webhook(actor_of(request), url=text_line(request.POST, "url", longest=300), threshold=threshold)
        secret = reveal_secret(Actor(me.id)).secret
    reader = access_membership(me.id)
    reader.require("webhook")
    hook = webhook_of(reader.clan)
    reports = [] if hook is None else newest_reports(hook)
    return render_player_page(
        request, "clans/bank_webhook.html", frame(reader, "webhook"), hook=hook, reports=reports, secret=secret
    )


@require_POST
@player_page
def remove(request: PlayerRequest) -> HttpResponse:
    remove_webhook(actor_of(request))
    messages.success(request, "Nothing is reported any more.")
    return redirect("clans:bank_webhook")
