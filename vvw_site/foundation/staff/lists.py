"""What every list of the admin does, whoever wrote its ModelAdmin: it filters and sorts by what it names, and ends in time."""

from functools import cache
from typing import Any

import structlog
from django.conf import settings
from django.contrib.admin import ShowFacets
from django.contrib.admin.exceptions import DisallowedModelAdminLookup, DisallowedModelAdminToField
from django.contrib.admin.options import IncorrectLookupParameters
from django.core.exceptions import FieldDoesNotExist
from django.db import OperationalError
from django.http import HttpRequest, HttpResponse
from django.template.response import TemplateResponse

from vvw_site.foundation.database.time_limit import limited, ran_out_of_time
from vvw_site.foundation.staff.named_lookups import named_lookups

log = structlog.get_logger(__name__)


class StaffList:
    """Comes before every other class of a registered ModelAdmin: StaffSite.register sees to it."""

    show_facets = ShowFacets.NEVER
    """A count beside each choice of each filter reads the whole table once more."""

    def lookup_allowed(self, lookup: str, value: Any, request: HttpRequest | None = None) -> bool:
        return lookup in named_lookups(self, request)

    def to_field_allowed(self, request: HttpRequest, to_field: str) -> bool:
        """A record is found by its key alone: by another unique column somebody could guess at what that holds."""
        try:
            return self.opts.get_field(to_field).primary_key  # type: ignore[attr-defined]
        except FieldDoesNotExist:
            return False

    def get_changelist(self, request: HttpRequest, **kwargs: Any) -> type:
        return sorting_by_sortable(super().get_changelist(request, **kwargs))  # type: ignore[misc]

    def get_changelist_instance(self, request: HttpRequest) -> Any:
        if any("\0" in text for name, values in request.GET.lists() for text in (name, *values)):
            raise RefusedError("a filter or a search holds a character that no text of ours has.")
        try:
            return super().get_changelist_instance(request)  # type: ignore[misc]
        except (DisallowedModelAdminLookup, DisallowedModelAdminToField) as error:
            log.warning("admin_lookup_refused", user=request.user.pk, model=self.opts.label, why=str(error))  # type: ignore[attr-defined]
            raise RefusedError("it can be filtered only by the filters beside it, and by its search.") from error
        except IncorrectLookupParameters as error:
            raise RefusedError("a value of a filter is not of the right kind, or there is no such page.") from error

    def changelist_view(self, request: HttpRequest, extra_context: Any = None) -> HttpResponse:
        """Rendered within the limit of time: a template asks for rows as well."""
        try:
            with limited(settings.STAFF_LIST_TIMEOUT):
                response = super().changelist_view(request, extra_context)  # type: ignore[misc]
                return response.render() if isinstance(response, TemplateResponse) else response
        except RefusedError as refused:
            return self._told(request, 400, "This list cannot be shown like that", f"Nothing is shown, as {refused}")
        except OperationalError as error:
            if not ran_out_of_time(error):
                raise
            log.warning("admin_list_ran_out_of_time", user=request.user.pk, model=self.opts.label)  # type: ignore[attr-defined]
            words = (
                f"It took longer than the {settings.STAFF_LIST_TIMEOUT:g} seconds that a list of the staff may take, and was "
                "ended. Search for one name or one number instead, or choose fewer filters at once."
            )
            return self._told(request, 503, "This list took too long", words)

    def _told(self, request: HttpRequest, status: int, title: str, words: str) -> HttpResponse:
        site = self.admin_site  # type: ignore[attr-defined]
        context = {**site.each_context(request), "opts": self.opts, "title": title, "words": words, "list": request.path}  # type: ignore[attr-defined]
        response = TemplateResponse(request, "admin/vvw/refused.html", context, status=status)
        response.headers["Cache-Control"] = "no-store"
        response._has_been_logged = True  # type: ignore[attr-defined]
        return response


class SortsBySortable:
    """Django sorts by any column that a list shows, also by one that the page does not offer for it."""

    def get_ordering_field(self, field_name: Any) -> Any:
        return super().get_ordering_field(field_name) if field_name in self.sortable_by else None  # type: ignore[misc, attr-defined]


@cache
def sorting_by_sortable(changelist: type) -> type:
    return type(changelist.__name__, (SortsBySortable, changelist), {})


class RefusedError(Exception):
    """A list was asked for by what it does not offer. Its text ends a sentence that says so."""
