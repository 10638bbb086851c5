"""The admin site: each registered model gets StaffList, including the models of libraries that are added later."""

from collections.abc import Callable, Iterable
from functools import partial
from typing import Any

from django.contrib.admin import AdminSite
from django.core.exceptions import ImproperlyConfigured, PermissionDenied
from django.http import HttpRequest, HttpResponse
from django.utils.functional import SimpleLazyObject
from unfold.admin import ModelAdmin
from unfold.sites import UnfoldAdminSite

from vvw_site.foundation.staff.command_search import command_search
from vvw_site.foundation.staff.lists import StaffList

GUARDED = ("lookup_allowed", "to_field_allowed", "get_changelist", "get_changelist_instance", "changelist_view")


class StaffSite(UnfoldAdminSite):  # type: ignore[misc]  # unfold has no types
    def register(self, model_or_iterable: Any, admin_class: type | None = None, **options: Any) -> None:
        page = admin_class or ModelAdmin
        if options:  # Django would create the class itself, and the options could replace a guard
            page = type(page.__name__, (page,), {**options, "__module__": page.__module__})
        super().register(model_or_iterable, guarded(page))

    def get_app_list(self, request: HttpRequest, app_label: str | None = None) -> Any:
        """Made when it is read. Every page has it in its context, and only the overview and the pages of an app show it."""
        return SimpleLazyObject(partial(super().get_app_list, request, app_label))

    def _call_permission_callback(self, callback: Callable[[HttpRequest], bool] | None, request: HttpRequest) -> bool:
        """The theme makes a class for each entry of the menu on each page, only to compare the answer."""
        return callback is None or callback(request)

    def autocomplete_view(self, request: HttpRequest) -> HttpResponse:
        """Only for a field that one of our pages completes, and only for users who may see that page. Django completes any
        foreign key."""
        source = request.GET.get("app_label", ""), request.GET.get("model_name", "")
        page = next((p for m, p in self._registry.items() if (m._meta.app_label, m._meta.model_name) == source), None)
        field = request.GET.get("field_name", "")
        if page is None or field not in page.get_autocomplete_fields(request) or not page.has_view_permission(request):
            raise PermissionDenied
        if "\0" in request.GET.get("term", ""):
            raise PermissionDenied
        response: HttpResponse = super().autocomplete_view(request)
        return response

    def search(self, request: HttpRequest, extra_context: dict[str, Any] | None = None) -> HttpResponse:
        """Ctrl+K finds lists by their names, and what COMMAND's search_callback finds. The theme's own search caches results
        for five minutes, and fails on a page number that does not exist."""
        callback = self._get_config("COMMAND", request).get("search_callback")
        pages = self._search_apps(AdminSite.get_app_list(self, request), request.GET.get("s", "").strip().lower())
        return command_search(request, pages, self._get_value(callback, request, request.GET.get("s", "")))


def guarded(admin_class: type) -> type:
    """The class if it is a StaffList, otherwise a subclass that is. Raises ImproperlyConfigured if it is a StaffList that
    replaces one of its guards."""
    if not issubclass(admin_class, StaffList):
        return type(admin_class.__name__, (StaffList, admin_class), {"__module__": admin_class.__module__})
    if replaced := list(_replaced(admin_class)):
        raise ImproperlyConfigured(
            f"{admin_class.__name__} replaces {', '.join(replaced)} of StaffList, which protects secrets."
        )
    return admin_class


def _replaced(admin_class: type) -> Iterable[str]:
    return (name for name in GUARDED if getattr(admin_class, name) is not getattr(StaffList, name))
