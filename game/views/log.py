"""The log: the character's movements in the ledger."""

from django.http import HttpResponse
from django.views.decorators.http import require_safe

from game.presenters.log import letters_in, log_page
from game.queries.ledger import log_of
from game.queries.mail import letters_of_log
from game.views.forms import whole_number
from game.views.player import PlayerRequest
from game.views.player_page import player_page, render_player_page

PAGE = 50


@require_safe
@player_page
def log(request: PlayerRequest) -> HttpResponse:
    character = request.player.character.id
    movements = log_of(character, PAGE + 1, whole_number(request.GET, "before", default=0) or None)
    letters = letters_of_log(letters_in(movements))
    return render_player_page(request, "game/log.html", log_page(movements, character, PAGE, letters))
