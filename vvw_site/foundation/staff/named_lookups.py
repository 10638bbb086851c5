"""Which lookups a list of the admin allows: only those that its own filters and its search name.

Django allows every lookup on a local column, visible or not. So anybody who may see a list could read a hidden column (a session
key, the seed of live dice, a password hash) letter by letter.
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
"""What a character before a search field means (django.contrib.admin.ModelAdmin.get_search_results)."""


def named_lookups(page: Any, request: HttpRequest | None) -> frozenset[str]:
    """The query parameters by which the list of a ModelAdmin may be filtered, as `name__lookup`. They depend on the request
    because its fields may, for example mail addresses. Cached per request, as a filter may query its choices."""
    known: dict[Any, frozenset[str]] = {} if request is None else request.__dict__.setdefault("_named_lookups", {})
    if page not in known:
        names = {search_lookup(page.model, field) for field in page.get_search_fields(request) or ()}
        for named in page.get_list_filter(request):
            names.update(_filter(page, named)(request, {}, page.model, page).expected_parameters())
        if page.date_hierarchy:
            names.update(f"{page.date_hierarchy}__{part}" for part in DATE_PARTS)
        known[page] = frozenset(names)
    return known[page]


def search_lookup(model: Any, field: str) -> str:
    """The lookup of a search field: `username` is searched as `username__icontains`, `pk__exact` as it is."""
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
    """A function that creates the filter of an entry of list_filter: a class, a field's name, or a pair of field and class."""
    if callable(named):
        create: Callable[..., Any] = named
        return create
    path, kind = named if isinstance(named, (list, tuple)) else (named, FieldListFilter.create)

    def make(request: Any, params: Any, model: Any, page: Any) -> Any:
        return kind(get_fields_from_path(model, path)[-1], request, params, model, page, field_path=path)

    return make
