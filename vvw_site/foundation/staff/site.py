"""The admin site: each model that is registered in it gets StaffList, also those of a library that is added tomorrow."""

from collections.abc import Iterable
from typing import Any

from django.contrib.admin import AdminSite
from django.core.exceptions import ImproperlyConfigured, PermissionDenied
from django.http import HttpRequest, HttpResponse
from unfold.admin import ModelAdmin
from unfold.sites import UnfoldAdminSite

from vvw_site.foundation.staff.command_search import command_search
from vvw_site.foundation.staff.lists import StaffList

GUARDED = ("lookup_allowed", "to_field_allowed", "get_changelist", "get_changelist_instance", "changelist_view")


class StaffSite(UnfoldAdminSite):
    def register(self, model_or_iterable: Any, admin_class: type | None = None, **options: Any) -> None:
        page = admin_class or ModelAdmin
        if options:  # Django would make the class itself, with whatever the options replace
            page = type(page.__name__, (page,), {**options, "__module__": page.__module__})
        super().register(model_or_iterable, guarded(page))

    def autocomplete_view(self, request: HttpRequest) -> HttpResponse:
        """Only for a field that some page of ours completes, by who may see that page. Django answers for any foreign key."""
        asked = request.GET.get("app_label", ""), request.GET.get("model_name", "")
        page = next((p for m, p in self._registry.items() if (m._meta.app_label, m._meta.model_name) == asked), None)
        field = request.GET.get("field_name", "")
        if page is None or field not in page.get_autocomplete_fields(request) or not page.has_view_permission(request):
            raise PermissionDenied
        if "\0" in request.GET.get("term", ""):
            raise PermissionDenied
        return super().autocomplete_view(request)

    def search(self, request: HttpRequest, extra_context: dict[str, Any] | None = None) -> HttpResponse:
        """What Ctrl+K finds: the lists by their names, and what COMMAND's search_callback finds. The theme's own search
        keeps what somebody found for five minutes, and fails on an odd page number."""
        callback = self._get_config("COMMAND", request).get("search_callback")
        pages = self._search_apps(AdminSite.get_app_list(self, request), request.GET.get("s", "").strip().lower())
        return command_search(request, pages, self._get_value(callback, request, request.GET.get("s", "")))


def guarded(admin_class: type) -> type:
    """The class itself when it has StaffList first of all; otherwise one that has. ImproperlyConfigured when it has
    StaffList and replaces a part of it."""
    if not issubclass(admin_class, StaffList):
        return type(admin_class.__name__, (StaffList, admin_class), {"__module__": admin_class.__module__})
    if replaced := list(_replaced(admin_class)):
        raise ImproperlyConfigured(f"{admin_class.__name__} replaces {', '.join(replaced)} of StaffList, which keeps secrets.")
    return admin_class


def _replaced(admin_class: type) -> Iterable[str]:
    return (name for name in GUARDED if getattr(admin_class, name) is not getattr(StaffList, name))
