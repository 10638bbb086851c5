"""Which lookups a list of the admin answers: those that its own filters and its search name, and no other.

Django lets every lookup on a local column through, shown or not. Whoever may see a list can then read a hidden column
(a session key, the seed of live dice, a password hash) letter by letter.
"""

from collections.abc import Callable
from typing import Any

from django.contrib.admin import FieldListFilter
from django.contrib.admin.utils import get_fields_from_path
from django.core.exceptions import FieldDoesNotExist
from django.db.models.constants import LOOKUP_SEP
from django.http import HttpRequest

DATE_PARTS = ("year", "month", "day")
PREFIXES = {"^": "istartswith", "=": "iexact", "@": "search"}
"""What a letter before a search field means (django.contrib.admin.ModelAdmin.get_search_results)."""


def named_lookups(page: Any, request: HttpRequest | None) -> frozenset[str]:
    """The query parameters by which the list of a ModelAdmin may be filtered, as `name__lookup`. It depends on the request
    where the page's fields do, as with mail addresses. Worked out once a request: a filter may ask for its choices."""
    known: dict[Any, frozenset[str]] = {} if request is None else request.__dict__.setdefault("_named_lookups", {})
    if page not in known:
        names = {as_searched(page.model, field) for field in page.get_search_fields(request) or ()}
        for named in page.get_list_filter(request):
            names.update(_filter(page, named)(request, {}, page.model, page).expected_parameters())
        if page.date_hierarchy:
            names.update(f"{page.date_hierarchy}__{part}" for part in DATE_PARTS)
        known[page] = frozenset(names)
    return known[page]


def as_searched(model: Any, field: str) -> str:
    """The lookup that a search field stands for: `username` is searched as `username__icontains`, `pk__exact` as it says."""
    if field[:1] in PREFIXES:
        return f"{field[1:]}__{PREFIXES[field[0]]}"
    opts, found = model._meta, None
    for part in field.split(LOOKUP_SEP):
        try:
            found = opts.get_field(opts.pk.name if part == "pk" else part)
        except FieldDoesNotExist:
            if found is not None and found.get_lookup(part):
                return field
        else:
            if hasattr(found, "path_infos"):
                opts = found.path_infos[-1].to_opts
    return f"{field}__icontains"


def _filter(page: Any, named: Any) -> Callable[..., Any]:
    """What makes the filter that an entry of list_filter names: a class, a field's name, or a pair of field and class."""
    if callable(named):
        return named
    path, kind = named if isinstance(named, (list, tuple)) else (named, FieldListFilter.create)

    def make(request: Any, params: Any, model: Any, page: Any) -> Any:
        return kind(get_fields_from_path(model, path)[-1], request, params, model, page, field_path=path)

    return make
