"""The picture of an ended raid for shared links."""

from django.http import Http404, HttpRequest, HttpResponse
from django.utils.cache import get_conditional_response
from django.views.decorators.http import require_safe

from game.models.ids import RaidId
from game.presenters.raid_card import card_tag, raid_card
from game.queries.raid import find_raid
from game.queries.raid_record import raid_curve
from vvw_site.foundation.read_through import compute_once

KEPT_SECONDS = 7 * 86_400


@require_safe
def raid_picture(request: HttpRequest, pk: int) -> HttpResponse:
    """Rendered once. 404 until the raid is settled."""
    raid = find_raid(RaidId(pk))
    if raid is None or raid.stored_state == "open":
        raise Http404
    tag = card_tag(raid)
    response: HttpResponse | None = get_conditional_response(request, etag=tag)
    if response is None:
        picture = compute_once(f"raid picture {tag}", KEPT_SECONDS, lambda: raid_card(raid, raid_curve(raid)))
        response = HttpResponse(picture, content_type="image/png")
    response["ETag"], response["Cache-Control"] = tag, f"public, max-age={KEPT_SECONDS}"
    return response
