"""The results of the search that Ctrl+K opens."""

import time
from collections.abc import Sequence
from typing import Any

from django.core.paginator import Paginator
from django.http import HttpRequest, HttpResponse
from django.template.response import TemplateResponse

PER_PAGE = 100


def command_search(request: HttpRequest, pages: Sequence[Any], players: Sequence[Any]) -> HttpResponse:
    """The found pages and players, in the theme's template. A page number that does not exist gets the nearest page."""
    begun = time.perf_counter()
    paginator = Paginator([*players, *pages], PER_PAGE)
    page = paginator.get_page(request.GET.get("page"))
    name = "command_results.html" if "extended" in request.GET else "search_results.html"
    response = TemplateResponse(request, f"unfold/helpers/{name}", {
        "page_obj": paginator, "results": page, "page_counter": (page.number - 1) * PER_PAGE,
        "execution_time": time.perf_counter() - begun, "command_show_history": False,
    }, headers={"HX-Trigger": "search", "Cache-Control": "no-store"})  # fmt: skip
    return response.render()
