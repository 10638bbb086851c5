"""Rules for every list of the admin: it filters and sorts only by what its ModelAdmin names, and it has a time limit."""

from functools import cache
from typing import TYPE_CHECKING, Any

import structlog
from django.conf import settings
from django.contrib.admin import ModelAdmin, ShowFacets
from django.contrib.admin.exceptions import DisallowedModelAdminLookup, DisallowedModelAdminToField
from django.contrib.admin.options import IncorrectLookupParameters
from django.contrib.admin.views.main import ChangeList
from django.core.exceptions import FieldDoesNotExist
from django.db import OperationalError
from django.db.models import Model
from django.http import HttpRequest, HttpResponse
from django.template.response import TemplateResponse

from vvw_site.foundation.database.time_limit import limited, ran_out_of_time
from vvw_site.foundation.staff.named_lookups import named_lookups

log = structlog.get_logger(__name__)

if TYPE_CHECKING:
    AnyModelAdmin = ModelAdmin[Model]
    AnyChangeList = ChangeList
else:  # mixins: StaffSite.register and sorting_by_sortable combine them with the real classes
    AnyModelAdmin = AnyChangeList = object


class StaffList(AnyModelAdmin):
    """Comes before every other class of a registered ModelAdmin; StaffSite.register ensures it."""

    show_facets = ShowFacets.NEVER
    """The count beside each choice of a filter reads the whole table once more."""

    def lookup_allowed(self, lookup: str, value: Any, request: HttpRequest | None = None) -> bool:
        return lookup in named_lookups(self, request)

    def to_field_allowed(self, request: HttpRequest, to_field: str) -> bool:
        """A record is found by its key only: through another unique column, somebody could guess that column's values."""
        try:
            return bool(getattr(self.opts.get_field(to_field), "primary_key", False))
        except FieldDoesNotExist:
            return False

    def get_changelist(self, request: HttpRequest, **kwargs: Any) -> type[ChangeList]:
        changelist: type = super().get_changelist(request, **kwargs)
        return sorting_by_sortable(changelist)

    def get_changelist_instance(self, request: HttpRequest) -> ChangeList:
        if any("\0" in text for name, values in request.GET.lists() for text in (name, *values)):
            raise RefusedError("a filter or a search holds a character that no text of ours has.")
        try:
            return super().get_changelist_instance(request)
        except (DisallowedModelAdminLookup, DisallowedModelAdminToField) as error:
            log.warning("admin_lookup_refused", user=request.user.pk, model=self.opts.label, why=str(error))
            raise RefusedError("it can be filtered only by the filters beside it, and by its search.") from error
        except IncorrectLookupParameters as error:
            raise RefusedError("a value of a filter is not of the right kind, or there is no such page.") from error

    def changelist_view(self, request: HttpRequest, extra_context: dict[str, Any] | None = None) -> HttpResponse:
        """Rendered within the time limit, because the template queries rows too."""
        try:
            with limited(settings.STAFF_LIST_TIMEOUT):
                response = super().changelist_view(request, {**self.list_context(request), **(extra_context or {})})
                return response.render() if isinstance(response, TemplateResponse) else response
        except RefusedError as refused:
            return self._message_page(request, 400, "This list cannot be shown like that", f"Nothing is shown, as {refused}")
        except OperationalError as error:
            if not ran_out_of_time(error):
                raise
            log.warning("admin_list_ran_out_of_time", user=request.user.pk, model=self.opts.label)
            words = (
                f"It took longer than the {settings.STAFF_LIST_TIMEOUT:g} seconds that a list of the staff may take, and was "
                "ended. Search for one name or one number instead, or choose fewer filters at once."
            )
            return self._message_page(request, 503, "This list took too long", words)

    def list_context(self, request: HttpRequest) -> dict[str, Any]:
        """More values for the template of the list."""
        return {}

    def _message_page(self, request: HttpRequest, status: int, title: str, words: str) -> HttpResponse:
        context = {
            **self.admin_site.each_context(request),
            "opts": self.opts,
            "title": title,
            "words": words,
            "list": request.path,
        }
        response = TemplateResponse(request, "admin/vvw/refused.html", context, status=status)
        response.headers["Cache-Control"] = "no-store"
        response._has_been_logged = True  # type: ignore[attr-defined]  # it is expected; Django's stubs lack the attribute
        return response


class SortsBySortable(AnyChangeList):
    """Django would sort by any column that a list shows, even by one that cannot be sorted on the page."""

    def get_ordering_field(self, field_name: Any) -> Any:
        return super().get_ordering_field(field_name) if field_name in (self.sortable_by or ()) else None


@cache
def sorting_by_sortable(changelist: type) -> type:
    return type(changelist.__name__, (SortsBySortable, changelist), {})


class RefusedError(Exception):
    """A request for a list that the list does not offer. Its text ends the sentence "Nothing is shown, as …"."""
