"""The list of clans, and its sitemap."""

from django.http import HttpRequest, HttpResponse
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_safe

from clans.presenters.ladder import FACTIONS, ORDERS, PAGES_MOST, RECRUITING, SEARCH_MOST, ladder_view
from clans.queries.ladder import ladder, listed_clans
from clans.rules.ladder import LadderChoice
from game.views.forms import one_of, text_line, whole_number
from game.views.player import current_player
from game.views.player_page import render_public_page
from game.views.refusals import refusals_as_pages
from game.views.sitemap import sitemap_response


@require_safe
@never_cache
@refusals_as_pages
def clans(request: HttpRequest) -> HttpResponse:
    asked = request.GET
    choice = LadderChoice(
        text_line(asked, "search", longest=SEARCH_MOST), one_of(asked, "faction", FACTIONS), one_of(asked, "recruiting", RECRUITING),
        one_of(asked, "order", ORDERS, "level"), whole_number(asked, "page", low=1, high=PAGES_MOST, default=1),
    )  # fmt: skip
    player = current_player(request)
    return render_public_page(
        request, "clans/ladder.html", ladder_view(choice, ladder(choice), player.character.clan_tag if player else "")
    )


@require_safe
def clan_sitemap(request: HttpRequest) -> HttpResponse:
    """The list and each living clan."""
    return sitemap_response("/clans/", listed_clans)
