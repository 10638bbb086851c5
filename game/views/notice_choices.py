"""What the player wants to hear about, and the link in each mail that ends the mails."""

from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.views.decorators.cache import never_cache
from django.views.decorators.csrf import csrf_exempt
from django.views.decorators.http import require_http_methods

from accounts.queries.email_addresses import verified_address
from game.actions.actor import UserActor
from game.actions.notice_choices import channels_in, choose_notices, stop_mail
from game.presenters.notice_choices import UnsubscribePage, notice_choices_page, unsubscribe_page
from game.queries.notice_choices import choices_of, kinds_by_mail
from game.queries.unsubscribe_token import user_of_token
from game.views.actor import key_of, repeat_of
from game.views.player import PlayerRequest
from game.views.player_page import player_page, render_player_page


@require_http_methods(["GET", "HEAD", "POST"])
@player_page
def notice_choices(request: PlayerRequest) -> HttpResponse:
    user = request.user
    if request.method == "POST":
        choose_notices(UserActor(user.id, key_of(request), repeat_of(request)), choices=channels_in(request.POST))
        messages.success(request, "The city will keep to that.")
        return redirect("game:notice_choices")
    page = notice_choices_page(choices_of(user.id), verified_address(user.id), is_guest=user.is_guest)
    return render_player_page(request, "game/notice_choices.html", page)


@csrf_exempt  # a mail program posts here without our cookies (RFC 8058); the token alone says whose mails end
@require_http_methods(["GET", "HEAD", "POST"])
@never_cache
def unsubscribe(request: HttpRequest, token: str) -> HttpResponse:
    """GET shows buttons and changes nothing, because programs that check mails open every link. A POST without a kind, such as that of
    a mail program, stops the mail as a whole."""
    user, kind = user_of_token(token), request.POST.get("kind", "")
    if user is None:
        answer = render(request, "game/unsubscribe.html", {"page": UnsubscribePage("unknown")}, status=404)
    else:
        stopped = kind if request.method == "POST" else None
        if stopped is not None:
            stop_mail(user, stopped)
        answer = render(request, "game/unsubscribe.html", {"page": unsubscribe_page(kinds_by_mail(user), stopped=stopped)})
    answer["Referrer-Policy"] = "no-referrer"
    return answer
