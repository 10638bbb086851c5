"""The search of Ctrl+K: characters and accounts, as their lists would find them for this staff member, exact names first."""

from typing import Any

from django.conf import settings
from django.contrib import admin
from django.db import OperationalError
from django.db.models import Q
from django.db.models.functions import Length
from django.http import HttpRequest
from django.urls import reverse
from unfold.dataclasses import SearchResult

from accounts.models import User
from game.models import Character
from vvw_site.foundation.database.time_limit import limited, ran_out_of_time

KINDS: tuple[tuple[Any, str, str], ...] = ((Character, "name", "swords"), (User, "username", "person"))
MAX_RESULTS = 10
MIN_LETTERS = 2
"""A single letter is in nearly every name."""


def find_players(request: HttpRequest, term: str) -> list[SearchResult]:
    """Unfold's search_callback. At most one statement per kind."""
    term = term.replace("\0", "").strip()
    if len(term) < MIN_LETTERS and not term.isdecimal():
        return []
    try:
        with limited(settings.STAFF_LIST_TIMEOUT):
            return [found for kind in KINDS for found in _found(request, term, *kind)]
    except OperationalError as error:
        if not ran_out_of_time(error):
            raise
        return [SearchResult("This search took too long", "Type more of the name", reverse("admin:index"), "timer_off")]


def _found(request: HttpRequest, term: str, model: Any, name: str, icon: str) -> list[SearchResult]:
    page = admin.site._registry[model]
    if not page.has_view_permission(request):
        return []
    rows, _ = page.get_search_results(request, page.get_queryset(request), term)
    exact = Q(**{f"{name}__iexact": term})
    rows = rows.annotate(exact=exact).order_by("-exact", Length(name), "pk")[:MAX_RESULTS]
    opts = model._meta
    address = f"admin:{opts.app_label}_{opts.model_name}_change"
    kind = "Account" if model is User else opts.verbose_name.capitalize()
    return [SearchResult(str(row), f"{kind} {row.pk}", reverse(address, args=[row.pk]), icon) for row in rows]
